// Counting keys by their Hamming distance from a query, the inner loop of exact attention over packed n-grams;
// and SHA-256.
//
// Why C: Swift for the baseline of x86-64 has no population count, and no way to compile one function for
// several processors in one program. The functions own no memory and hold no policy: the caller passes every
// buffer, and says which variant to run.
#ifndef VERBATIM_CBITKERNELS_H
#define VERBATIM_CBITKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// The variants of the kernel, from the plainest to the fastest. They compute the same numbers.
typedef enum {
  /// One key at a time, for any processor.
  VERBATIM_PLAIN = 0,
  /// Vectors of the baseline: 128 bits, SSE2 on x86-64 and NEON on arm64.
  VERBATIM_VECTOR128 = 1,
  /// Vectors of 256 bits with AVX2.
  VERBATIM_AVX2 = 2,
  /// Vectors of 512 bits with the population count of AVX-512.
  VERBATIM_AVX512 = 3,
} verbatim_bit_kernel;

/// Whether this processor can run a variant.
int verbatim_bit_kernel_available(verbatim_bit_kernel variant);

/// Adds to histogram[h], for each h = 0...levels - 1, the number of keys at distance h from the query: of
/// indices i = start...end - 1 for which the set bits of (keys[w * stride + i] ^ query[w]) & mask[w], over
/// w = 0...words - 1, are h in number.
///
/// Every distance must be less than levels, and levels at most 64 * words + 1. The variant must be available.
void verbatim_count_distances(
    verbatim_bit_kernel variant, const uint64_t *keys, size_t stride, size_t words, size_t start, size_t end,
    const uint64_t *query, const uint64_t *mask, uint64_t *histogram, size_t levels);

/// Writes the distances of the keys of indices i = start...end - 1, as above, to distances[0]...
void verbatim_list_distances(
    verbatim_bit_kernel variant, const uint64_t *keys, size_t stride, size_t words, size_t start, size_t end,
    const uint64_t *query, const uint64_t *mask, uint32_t *distances);

/// The same loop without the counting: the sum of all distances. What the counting costs is measured against
/// this.
uint64_t verbatim_sum_distances(
    verbatim_bit_kernel variant, const uint64_t *keys, size_t stride, size_t words, size_t start, size_t end,
    const uint64_t *query, const uint64_t *mask);

/// The variants of SHA-256. They compute the same digest.
typedef enum {
  /// As FIPS 180-4 states it, for any processor.
  VERBATIM_SHA256_PLAIN = 0,
  /// With the SHA extensions of x86-64, about six times faster.
  VERBATIM_SHA256_X86 = 1,
} verbatim_sha256;

/// Whether this processor can run a variant.
int verbatim_sha256_available(verbatim_sha256 variant);

/// Adds blocks of 64 bytes to the state of a digest. The variant must be available.
void verbatim_sha256_add(verbatim_sha256 variant, uint32_t state[8], const uint8_t *data, size_t blocks);

#endif
