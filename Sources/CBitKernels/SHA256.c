#include "CBitKernels.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

// SHA-256's compression function (FIPS 180-4, section 6.2.2), once as the standard states it and once with the
// instructions that processors have for it.

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (section 4.2.2).
static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotated(uint32_t word, int bits) { return word >> bits | word << (32 - bits); }

static void add_blocks_plain(uint32_t state[8], const uint8_t *data, size_t blocks) {
  for (; blocks > 0; blocks--, data += 64) {
    uint32_t w[64];
    for (int t = 0; t < 16; t++)
      w[t] = (uint32_t)data[4 * t] << 24 | (uint32_t)data[4 * t + 1] << 16 | (uint32_t)data[4 * t + 2] << 8 |
             data[4 * t + 3];
    for (int t = 16; t < 64; t++) {
      uint32_t before = w[t - 15], last = w[t - 2];
      uint32_t s0 = rotated(before, 7) ^ rotated(before, 18) ^ before >> 3;
      uint32_t s1 = rotated(last, 17) ^ rotated(last, 19) ^ last >> 10;
      w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int t = 0; t < 64; t++) {
      uint32_t sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
      uint32_t t1 = h + sum1 + ((e & f) ^ (~e & g)) + round_constants[t] + w[t];
      uint32_t sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
      uint32_t t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
  }
}

#if defined(__x86_64__)
// The instructions hold the state as the vectors (f e b a) and (h g d c), lowest lane first, and do two rounds
// each; two more extend the message by four words.
__attribute__((target("sha,sse4.1,ssse3"))) static void add_blocks_x86(
    uint32_t state[8], const uint8_t *data, size_t blocks) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xb1);
  __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1b);
  __m128i feba = _mm_alignr_epi8(cdab, efgh, 8);
  __m128i hgdc = _mm_blend_epi16(efgh, cdab, 0xf0);
  for (; blocks > 0; blocks--, data += 64) {
    const __m128i feba_before = feba, hgdc_before = hgdc;
    // Words t...t + 15 of the message, from t = 0 on.
    __m128i w[4];
    for (int i = 0; i < 4; i++)
      w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)data + i), big_endian);
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
      const __m128i constants = _mm_loadu_si128((const __m128i *)(round_constants + 4 * i));
      const __m128i words = _mm_add_epi32(w[i % 4], constants);
      hgdc = _mm_sha256rnds2_epu32(hgdc, feba, words);
      feba = _mm_sha256rnds2_epu32(feba, hgdc, _mm_shuffle_epi32(words, 0x0e));
      if (i >= 12) continue;
      const __m128i last = w[(i + 3) % 4];
      const __m128i seven_before = _mm_alignr_epi8(last, w[(i + 2) % 4], 4);
      const __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w[i % 4], w[(i + 1) % 4]), seven_before);
      w[i % 4] = _mm_sha256msg2_epu32(sum, last);
    }
    feba = _mm_add_epi32(feba, feba_before);
    hgdc = _mm_add_epi32(hgdc, hgdc_before);
  }
  const __m128i abef = _mm_shuffle_epi32(feba, 0x1b);
  const __m128i ghcd = _mm_shuffle_epi32(hgdc, 0xb1);
  _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(abef, ghcd, 0xf0));
  _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(ghcd, abef, 8));
}

static int has_sha_instructions(void) {
  unsigned a, b, c, d;
  // Leaf 7, bit 29 of EBX; what shuffles and blends is older than that, and asked for all the same.
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1) && __builtin_cpu_supports("sse4.1") &&
         __builtin_cpu_supports("ssse3");
}
#endif

int verbatim_sha256_available(verbatim_sha256 variant) {
  switch (variant) {
    case VERBATIM_SHA256_PLAIN:
      return 1;
#if defined(__x86_64__)
    case VERBATIM_SHA256_X86:
      return has_sha_instructions();
#endif
    default:
      return 0;
  }
}

void verbatim_sha256_add(verbatim_sha256 variant, uint32_t state[8], const uint8_t *data, size_t blocks) {
#if defined(__x86_64__)
  if (variant == VERBATIM_SHA256_X86) {
    add_blocks_x86(state, data, blocks);
    return;
  }
#endif
  (void)variant;
  add_blocks_plain(state, data, blocks);
}
