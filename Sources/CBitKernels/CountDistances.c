#include "CBitKernels.h"

#include <string.h>

// A histogram of up to 64 distances without a table lookup for each key. The distance h of a key becomes the
// word 1 << h, its mark, and the marks of all keys are added up position by position: position h of the sum
// counts the keys at distance h. Sums of single bits are kept as bit planes, plane p of weight 2^p, and three
// words of one weight are combined into one of that weight and one of twice the weight by a full adder (a
// carry-save adder), five logic operations on as many keys as a vector holds. Each vector of keys costs one
// such addition in the long run, since half as many carries arrive at each following plane.

// 2^44 vectors would have to be counted before the last plane overflowed.
#define PLANES 44

// The code below is compiled once for each vector width, with vector extensions that GCC and Clang share.
#define NAME(suffix) NAME_(suffix, VARIANT)
#define NAME_(suffix, variant) NAME__(suffix, variant)
#define NAME__(suffix, variant) suffix##_##variant

static uint32_t distance_of_one(
    const uint64_t *keys, size_t stride, size_t words, size_t i, const uint64_t *query, const uint64_t *mask) {
  uint32_t distance = 0;
  for (size_t w = 0; w < words; w++)
    distance += (uint32_t)__builtin_popcountll((keys[w * stride + i] ^ query[w]) & mask[w]);
  return distance;
}

static void count_one_by_one(
    const uint64_t *keys, size_t stride, size_t words, size_t start, size_t end, const uint64_t *query,
    const uint64_t *mask, uint64_t *histogram, size_t levels) {
  (void)levels;
  for (size_t i = start; i < end; i++)
    histogram[distance_of_one(keys, stride, words, i, query, mask)]++;
}

static void list_one_by_one(
    const uint64_t *keys, size_t stride, size_t words, size_t start, size_t end, const uint64_t *query,
    const uint64_t *mask, uint32_t *distances) {
  for (size_t i = start; i < end; i++)
    distances[i - start] = distance_of_one(keys, stride, words, i, query, mask);
}

static uint64_t sum_one_by_one(
    const uint64_t *keys, size_t stride, size_t words, size_t start, size_t end, const uint64_t *query,
    const uint64_t *mask) {
  uint64_t sum = 0;
  for (size_t i = start; i < end; i++) sum += distance_of_one(keys, stride, words, i, query, mask);
  return sum;
}

// The functions of one variant.
typedef struct {
  void (*count)(
      const uint64_t *, size_t, size_t, size_t, size_t, const uint64_t *, const uint64_t *, uint64_t *, size_t);
  void (*list)(
      const uint64_t *, size_t, size_t, size_t, size_t, const uint64_t *, const uint64_t *, uint32_t *);
  uint64_t (*sum)(const uint64_t *, size_t, size_t, size_t, size_t, const uint64_t *, const uint64_t *);
} functions;

static const functions functions_plain = {count_one_by_one, list_one_by_one, sum_one_by_one};

#define VARIANT vector128
#define LANES 2
#define TARGET
#include "CountDistances.inc"

#if defined(__x86_64__)
#define VARIANT avx2
#define LANES 4
#define TARGET __attribute__((target("avx2")))
#include "CountDistances.inc"

#define VARIANT avx512
#define LANES 8
#define TARGET __attribute__((target("avx512f,avx512vpopcntdq,popcnt")))
#include "CountDistances.inc"
#endif

int verbatim_bit_kernel_available(verbatim_bit_kernel variant) {
  switch (variant) {
    case VERBATIM_PLAIN:
    case VERBATIM_VECTOR128:
      return 1;
#if defined(__x86_64__)
    case VERBATIM_AVX2:
      return __builtin_cpu_supports("avx2") != 0;
    case VERBATIM_AVX512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vpopcntdq");
#endif
    default:
      return 0;
  }
}

static const functions *functions_of(verbatim_bit_kernel variant) {
  switch (variant) {
    case VERBATIM_VECTOR128:
      return &functions_vector128;
#if defined(__x86_64__)
    case VERBATIM_AVX2:
      return &functions_avx2;
    case VERBATIM_AVX512:
      return &functions_avx512;
#endif
    default:
      return &functions_plain;
  }
}

void verbatim_count_distances(
    verbatim_bit_kernel variant, const uint64_t *keys, size_t stride, size_t words, size_t start, size_t end,
    const uint64_t *query, const uint64_t *mask, uint64_t *histogram, size_t levels) {
  functions_of(variant)->count(keys, stride, words, start, end, query, mask, histogram, levels);
}

void verbatim_list_distances(
    verbatim_bit_kernel variant, const uint64_t *keys, size_t stride, size_t words, size_t start, size_t end,
    const uint64_t *query, const uint64_t *mask, uint32_t *distances) {
  functions_of(variant)->list(keys, stride, words, start, end, query, mask, distances);
}

uint64_t verbatim_sum_distances(
    verbatim_bit_kernel variant, const uint64_t *keys, size_t stride, size_t words, size_t start, size_t end,
    const uint64_t *query, const uint64_t *mask) {
  return functions_of(variant)->sum(keys, stride, words, start, end, query, mask);
}
