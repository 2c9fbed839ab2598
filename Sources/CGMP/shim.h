// Why this shim exists: gmp.h sits in different folders on different systems, and a module map wants
// one path. The functions' documented names (mpz_add) are macros, which Swift does not import; the
// functions behind them (__gmpz_add) are, and that is what Swift calls.
#ifndef VERBATIM_CGMP_SHIM_H
#define VERBATIM_CGMP_SHIM_H

#include <gmp.h>

#endif
