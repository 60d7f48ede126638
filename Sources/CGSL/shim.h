#ifndef CGSL_SHIM_H
#define CGSL_SHIM_H

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_erf.h>
#include <gsl/gsl_sf_expint.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_zeta.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "sets.h"
#include "processors.h"
#include "room.h"
#include "stack.h"

/* Philox4x32-10: Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".
   It is C because Swift compiles a 64-bit vector product to scalar multiplications. */

#define SIM_PHILOX_M0 0xD2511F53u
#define SIM_PHILOX_M1 0xCD9E8D57u
#define SIM_PHILOX_W0 0x9E3779B9u
#define SIM_PHILOX_W1 0xBB67AE85u

static inline void sim_philox_block(
    uint64_t key, uint32_t word0, uint32_t attempt, uint64_t index, uint32_t out[4]) {
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  uint32_t c0 = word0, c1 = attempt, c2 = (uint32_t)index, c3 = (uint32_t)(index >> 32);
  for (int round = 0; round < 10; round++) {
    uint64_t p0 = (uint64_t)SIM_PHILOX_M0 * c0;
    uint64_t p1 = (uint64_t)SIM_PHILOX_M1 * c2;
    c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
    c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c1 = (uint32_t)p1;
    c3 = (uint32_t)p0;
    k0 += SIM_PHILOX_W0;
    k1 += SIM_PHILOX_W1;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/* One 32-bit word lives in the low half of each 64-bit lane. The high halves hold rubbish after the
   first round and are masked where they would count, which the compiler turns into pmuludq alone. */
#define SIM_DEFINE_PHILOX_ROWS(name, lanes, attributes)                                           \
  attributes static inline void name(                                                             \
      uint64_t key, uint32_t word0, uint32_t attempt, const uint64_t *index, size_t n,            \
      uint32_t *w0, uint32_t *w1, uint32_t *w2, uint32_t *w3) {                                   \
    typedef uint64_t wide __attribute__((vector_size(8 * lanes)));                                \
    typedef uint32_t narrow __attribute__((vector_size(4 * lanes)));                              \
    size_t i = 0;                                                                                 \
    for (; i + lanes <= n; i += lanes) {                                                          \
      wide c2, c3, c0 = (wide){0} + word0, c1 = (wide){0} + attempt;                              \
      uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);                                    \
      memcpy(&c2, index + i, sizeof c2);                                                          \
      c3 = c2 >> 32;                                                                              \
      for (int round = 0; round < 10; round++) {                                                  \
        wide p0 = (c0 & 0xFFFFFFFFu) * (uint64_t)SIM_PHILOX_M0;                                   \
        wide p1 = (c2 & 0xFFFFFFFFu) * (uint64_t)SIM_PHILOX_M1;                                   \
        c0 = (p1 >> 32) ^ c1 ^ (uint64_t)k0;                                                      \
        c2 = (p0 >> 32) ^ c3 ^ (uint64_t)k1;                                                      \
        c1 = p1;                                                                                  \
        c3 = p0;                                                                                  \
        k0 += SIM_PHILOX_W0;                                                                      \
        k1 += SIM_PHILOX_W1;                                                                      \
      }                                                                                           \
      narrow r0 = __builtin_convertvector(c0, narrow), r1 = __builtin_convertvector(c1, narrow);  \
      narrow r2 = __builtin_convertvector(c2, narrow), r3 = __builtin_convertvector(c3, narrow);  \
      memcpy(w0 + i, &r0, sizeof r0);                                                             \
      memcpy(w1 + i, &r1, sizeof r1);                                                             \
      memcpy(w2 + i, &r2, sizeof r2);                                                             \
      memcpy(w3 + i, &r3, sizeof r3);                                                             \
    }                                                                                             \
    for (; i < n; i++) {                                                                          \
      uint32_t out[4];                                                                            \
      sim_philox_block(key, word0, attempt, index[i], out);                                       \
      w0[i] = out[0];                                                                             \
      w1[i] = out[1];                                                                             \
      w2[i] = out[2];                                                                             \
      w3[i] = out[3];                                                                             \
    }                                                                                             \
  }

SIM_DEFINE_PHILOX_ROWS(sim_philox_rows_plain, 4, )

#if defined(__x86_64__)
SIM_DEFINE_PHILOX_ROWS(sim_philox_rows_avx2, 8, __attribute__((target("avx2"))))
SIM_DEFINE_PHILOX_ROWS(sim_philox_rows_avx512, 8, SIM_TARGET_AVX512)
#endif

/* The block of every index[i]: n of each of its four words. */
static inline void sim_philox_rows(
    uint64_t key, uint32_t word0, uint32_t attempt, const uint64_t *index, size_t n,
    uint32_t *w0, uint32_t *w1, uint32_t *w2, uint32_t *w3) {
#if defined(__x86_64__)
  int set = sim_best_set();
  if (set == sim_set_avx512) {
    sim_philox_rows_avx512(key, word0, attempt, index, n, w0, w1, w2, w3);
    return;
  }
  if (set == sim_set_avx2) {
    sim_philox_rows_avx2(key, word0, attempt, index, n, w0, w1, w2, w3);
    return;
  }
#endif
  sim_philox_rows_plain(key, word0, attempt, index, n, w0, w1, w2, w3);
}

/* A whole number below 2^52 put into the fraction of a number in [2^52, 2^53): an exact conversion
   that vectorises without AVX-512. */
static inline double sim_exact(uint64_t whole) {
  uint64_t bits = whole | 0x4330000000000000u;
  double shifted;
  memcpy(&shifted, &bits, sizeof shifted);
  return shifted - 0x1p52;
}

static inline double sim_uniform32(uint32_t word) {
  return (sim_exact(word) + 0.5) * 0x1p-32;
}

static inline double sim_uniform52(uint32_t first, uint32_t second) {
  return (sim_exact((uint64_t)first << 20 | second >> 12) + 0.5) * 0x1p-52;
}

static inline void sim_uniform32_row(const uint32_t *words, size_t n, double *into) {
  for (size_t i = 0; i < n; i++) into[i] = sim_uniform32(words[i]);
}

static inline void sim_uniform52_row(
    const uint32_t *first, const uint32_t *second, size_t n, double *into) {
  for (size_t i = 0; i < n; i++) into[i] = sim_uniform52(first[i], second[i]);
}

/* The ziggurat's first try (Marsaglia & Tsang 2000; GSL's form, Voss 2005): the low byte of a word
   is strip and sign, the rest a 24-bit position. `width` and `limit` have 256 entries, the sign
   in the width. Writes every z and lists the lanes that need another try; returns their number. */
static inline size_t sim_ziggurat_first_plain(
    const uint32_t *words, size_t from, size_t n, const double *width, const int32_t *limit,
    double *z, uint32_t *failed, size_t failures) {
  for (size_t i = from; i < n; i++) {
    uint32_t strip = words[i] & 0xFF;
    int32_t position = (int32_t)(words[i] >> 8);
    z[i] = (double)position * width[strip];
    failed[failures] = (uint32_t)i;
    failures += position >= limit[strip];
  }
  return failures;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static inline size_t sim_ziggurat_first_avx2(
    const uint32_t *words, size_t n, const double *width, const int32_t *limit, double *z,
    uint32_t *failed) {
  size_t i = 0, failures = 0;
  for (; i + 8 <= n; i += 8) {
    __m256i word = _mm256_loadu_si256((const __m256i *)(words + i));
    __m256i strip = _mm256_and_si256(word, _mm256_set1_epi32(0xFF));
    __m256i position = _mm256_srli_epi32(word, 8);
    __m256i bound = _mm256_i32gather_epi32(limit, strip, 4);
    __m256d low = _mm256_i32gather_pd(width, _mm256_castsi256_si128(strip), 8);
    __m256d high = _mm256_i32gather_pd(width, _mm256_extracti128_si256(strip, 1), 8);
    __m256d lowPosition = _mm256_cvtepi32_pd(_mm256_castsi256_si128(position));
    __m256d highPosition = _mm256_cvtepi32_pd(_mm256_extracti128_si256(position, 1));
    _mm256_storeu_pd(z + i, _mm256_mul_pd(lowPosition, low));
    _mm256_storeu_pd(z + i + 4, _mm256_mul_pd(highPosition, high));
    __m256i accepted = _mm256_cmpgt_epi32(bound, position);
    unsigned rejected = ~(unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(accepted)) & 0xFF;
    for (; rejected != 0; rejected &= rejected - 1)
      failed[failures++] = (uint32_t)i + (uint32_t)__builtin_ctz(rejected);
  }
  return sim_ziggurat_first_plain(words, i, n, width, limit, z, failed, failures);
}
#endif

/* `failed` has room for n entries. */
static inline size_t sim_ziggurat_first(
    const uint32_t *words, size_t n, const double *width, const int32_t *limit, double *z,
    uint32_t *failed) {
#if defined(__x86_64__)
  if (sim_best_set() >= sim_set_avx2) return sim_ziggurat_first_avx2(words, n, width, limit, z, failed);
#endif
  return sim_ziggurat_first_plain(words, 0, n, width, limit, z, failed, 0);
}

#include "tape.h"

#include "records.h"
#include "bins.h"
#include "order.h"
#include "ratio.h"

#endif
