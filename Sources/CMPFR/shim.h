// Why this shim exists: mpfr.h needs gmp.h before it for its conversions from and to mpz_t, and some of
// its functions (mpfr_set, mpfr_cmp) are macros over functions with other names (mpfr_set4, mpfr_cmp3),
// which is what Swift calls.
#ifndef VERBATIM_CMPFR_SHIM_H
#define VERBATIM_CMPFR_SHIM_H

#include <gmp.h>
#include <mpfr.h>

#endif
