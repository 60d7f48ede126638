#ifndef CGSL_ROWS_H
#define CGSL_ROWS_H

#include <math.h>
#include <stdint.h>
#include <string.h>

/* Arithmetic over rows of doubles, element by element: t[i] from a[i], b[i], c[i], d[i].
 *
 * Each is compiled twice from one expression, for the base instruction set and for AVX2, chosen at
 * run time. Neither fuses a product with a sum, so both give the bits of the same expression in
 * Swift. A row may be its own result; n is a multiple of 8. */

#if defined(__x86_64__)
#define SIM_AVX2 __attribute__((target("avx2")))
#else
#define SIM_AVX2
#endif

#define SIM_ROW_LOOP(NAME, TARGET, EXPRESSION)                                              \
  TARGET static inline void NAME(double *t, const double *a, const double *b,               \
                                 const double *c, const double *d, long n) {                \
    _Pragma("clang fp contract(off)")                                                       \
    _Pragma("clang loop vectorize(assume_safety) interleave_count(2)")                      \
    for (long i = 0; i < n; i++) t[i] = (EXPRESSION);                                       \
  }

#define SIM_ROW(NAME, EXPRESSION)                                                           \
  SIM_ROW_LOOP(sim_row_##NAME##_base, , EXPRESSION)                                         \
  SIM_ROW_LOOP(sim_row_##NAME##_avx2, SIM_AVX2, EXPRESSION)                                 \
  static inline void sim_row_##NAME(double *t, const double *a, const double *b,            \
                                    const double *c, const double *d, long n) {             \
    if (sim_has_avx2()) sim_row_##NAME##_avx2(t, a, b, c, d, n);                            \
    else sim_row_##NAME##_base(t, a, b, c, d, n);                                           \
  }

#define SIM_INLINE static inline __attribute__((always_inline))

SIM_INLINE uint64_t sim_bits(double x) {
  uint64_t w;
  memcpy(&w, &x, 8);
  return w;
}

SIM_INLINE double sim_from_bits(uint64_t w) {
  double x;
  memcpy(&x, &w, 8);
  return x;
}

SIM_INLINE double sim_magnitude(double x) { return sim_from_bits(sim_bits(x) & 0x7fffffffffffffffULL); }

SIM_ROW(negate, sim_from_bits(sim_bits(a[i]) ^ 0x8000000000000000ULL))
SIM_ROW(absolute, sim_magnitude(a[i]))
SIM_ROW(square_root, __builtin_sqrt(a[i]))
SIM_ROW(square, a[i] * a[i])
SIM_ROW(cube, a[i] * a[i] * a[i])
SIM_ROW(not, a[i] == 0.0 ? 1.0 : 0.0)
SIM_ROW(is_missing, a[i] != a[i] ? 1.0 : 0.0)
SIM_ROW(is_not_finite, (a[i] - a[i]) != 0.0 ? 1.0 : 0.0)
SIM_ROW(add, a[i] + b[i])
SIM_ROW(subtract, a[i] - b[i])
SIM_ROW(multiply, a[i] * b[i])
SIM_ROW(divide, a[i] / b[i])
SIM_ROW(minimum, a[i] < b[i] ? a[i] : b[i])
SIM_ROW(maximum, a[i] > b[i] ? a[i] : b[i])
SIM_ROW(less, a[i] < b[i] ? 1.0 : 0.0)
SIM_ROW(less_or_equal, a[i] <= b[i] ? 1.0 : 0.0)
SIM_ROW(equal, a[i] == b[i] ? 1.0 : 0.0)
SIM_ROW(not_equal, (a[i] < b[i]) | (a[i] > b[i]) ? 1.0 : 0.0)
SIM_ROW(and, (a[i] != 0.0) & (b[i] != 0.0) ? 1.0 : 0.0)
SIM_ROW(or, (a[i] != 0.0) | (b[i] != 0.0) ? 1.0 : 0.0)
SIM_ROW(select, a[i] != 0.0 ? b[i] : c[i])

/* Fused operators, each with its own roundings. */
SIM_ROW(multiply_add, a[i] * b[i] + c[i])
SIM_ROW(multiply_subtract, a[i] * b[i] - c[i])
SIM_ROW(subtract_product, c[i] - a[i] * b[i])
SIM_ROW(add_multiply, (a[i] + b[i]) * c[i])
SIM_ROW(subtract_multiply, (a[i] - b[i]) * c[i])
SIM_ROW(product, a[i] * b[i] * c[i])
SIM_ROW(add_add, (a[i] + b[i]) + c[i])
SIM_ROW(subtract_subtract, (a[i] - b[i]) - c[i])
SIM_ROW(subtract_add, (a[i] - b[i]) + c[i])
SIM_ROW(distance, sim_magnitude(a[i] - b[i]))
SIM_ROW(weighted_distance, sim_magnitude(a[i] - b[i]) * c[i])
SIM_ROW(add_distance, sim_magnitude(a[i] - b[i]) + c[i])
SIM_ROW(two_products, a[i] * b[i] + c[i] * d[i])
SIM_ROW(approach, (a[i] - b[i]) * c[i] + d[i])
SIM_ROW(add_weighted_distance, sim_magnitude(a[i] - b[i]) * c[i] + d[i])
SIM_ROW(select_less, a[i] < b[i] ? c[i] : d[i])
SIM_ROW(less_and, (a[i] < b[i]) & (c[i] != 0.0) ? 1.0 : 0.0)

/* The exponential and the logistic function, operation for operation those of Swift's
 * `Exponential`; tests hold the two to equal bits. */
#define SIM_ROUNDER (0x1.8p52 + 2046)

SIM_INLINE double sim_clamped(double x, double low, double high) {
  x = high < x ? high : x;
  return x < low ? low : x;
}

SIM_INLINE double sim_exp_tail(double high, double low) {
  _Pragma("clang fp contract(off)")
  double r = high + low;
  double q = 0x1.1f92e776033c2p-29 * r + 0x1.af6cd89ab0a2ep-26;
  q = q * r + 0x1.27e4c771f563ep-22;
  q = q * r + 0x1.71ddef8d8fb4ap-19;
  q = q * r + 0x1.a01a01afaa3c9p-16;
  q = q * r + 0x1.a01a01b3bd5d8p-13;
  q = q * r + 0x1.6c16c16c1492dp-10;
  q = q * r + 0x1.111111110ebaep-7;
  q = q * r + 0x1.5555555555559p-5;
  q = q * r + 0x1.555555555555cp-3;
  q = q * r + 0.5;
  return (r * r) * q + low;
}

SIM_INLINE double sim_exp_value(double x) {
  _Pragma("clang fp contract(off)")
  x = sim_clamped(x, -746, 710);
  double exponent = 0x1.71547652b82fep+0 * x + SIM_ROUNDER;
  double n = exponent - SIM_ROUNDER;
  double high = x - 0x1.62e42feep-1 * n;
  double low = 0.0 - 0x1.a39ef35793c76p-33 * n;
  double one = 1.0 + high;
  double rest = (high - (one - 1.0)) + sim_exp_tail(high, low);
  uint64_t biased = sim_bits(exponent) & 0xfff;
  uint64_t half = biased >> 1;
  return ((one + rest) * sim_from_bits(half << 52)) * sim_from_bits((biased - half) << 52);
}

SIM_INLINE double sim_logistic_value(double given) {
  _Pragma("clang fp contract(off)")
  int negative = given < 0.0;
  double x = sim_clamped(0.0 - sim_magnitude(given), -746, 0);
  double exponent = 0x1.71547652b82fep+0 * x + SIM_ROUNDER;
  double n = exponent - SIM_ROUNDER;
  double high = x - 0x1.62e42feep-1 * n;
  double low = 0.0 - 0x1.a39ef35793c76p-33 * n;
  double one = 1.0 + high;
  double rest = (high - (one - 1.0)) + sim_exp_tail(high, low);
  double sum = one + rest;
  uint64_t biased = sim_bits(exponent) & 0xfff;
  uint64_t half = biased >> 1;
  double first = sim_from_bits(half << 52);
  double second = sim_from_bits((biased - half) << 52);
  double e = (sum * first) * second;
  double e_rest = ((rest - (sum - one)) * first) * second;
  double denominator = 1.0 + e;
  double denominator_rest = (e - (denominator - 1.0)) + e_rest;
  double quotient = (negative ? e : 1.0) / denominator;
  double numerator_rest = negative ? e_rest : 0.0;
  double reciprocal = negative ? 1.0 - quotient : quotient;
  return quotient + (numerator_rest - quotient * denominator_rest) * reciprocal;
}

SIM_ROW(exp, sim_exp_value(a[i]))
SIM_ROW(logistic, sim_logistic_value(a[i]))

/* Whether any of n numbers is other than 0, or not finite. */
#define SIM_ANY(NAME, TARGET, START, STEP, FOUND)                                           \
  TARGET static inline int NAME(const double *a, long n) {                                  \
    sim_eight START;                                                                        \
    for (long i = 0; i < n; i += 8) {                                                       \
      sim_eight x = *(const sim_eight_unaligned *)(a + i);                                  \
      STEP;                                                                                 \
    }                                                                                       \
    for (int k = 0; k < 8; k++) if (FOUND) return 1;                                        \
    return 0;                                                                               \
  }

typedef double sim_eight __attribute__((vector_size(64)));
typedef int64_t sim_eight_words __attribute__((vector_size(64)));
typedef double sim_eight_unaligned __attribute__((vector_size(64), aligned(8)));

SIM_ANY(sim_row_any_base, , sum = {0}, sum += x * x, sum[k] != 0.0)
SIM_ANY(sim_row_any_avx2, SIM_AVX2, sum = {0}, sum += x * x, sum[k] != 0.0)
SIM_ANY(sim_row_not_finite_base, , sum = {0}, sum += x - x, sum[k] != sum[k])
SIM_ANY(sim_row_not_finite_avx2, SIM_AVX2, sum = {0}, sum += x - x, sum[k] != sum[k])

static inline int sim_row_any(const double *a, long n) {
  return sim_has_avx2() ? sim_row_any_avx2(a, n) : sim_row_any_base(a, n);
}

static inline int sim_row_any_not_finite(const double *a, long n) {
  return sim_has_avx2() ? sim_row_not_finite_avx2(a, n) : sim_row_not_finite_base(a, n);
}

/* Sums about a center, by eight partial sums in a fixed order: sum and sum of squares of the
 * deviations, least and greatest value, of n numbers. */
typedef struct {
  double sum, squares, low, high;
} sim_sums;

#define SIM_SUMS(NAME, TARGET)                                                              \
  TARGET static inline sim_sums NAME(const double *row, long n, double center) {            \
    _Pragma("clang fp contract(off)")                                                       \
    sim_eight sums = {0}, squares = {0};                                                    \
    double inf = __builtin_inf();                                                           \
    sim_eight low = {inf, inf, inf, inf, inf, inf, inf, inf}, high = -low;                  \
    long i = 0;                                                                             \
    for (; i + 8 <= n; i += 8) {                                                            \
      sim_eight x = *(const sim_eight_unaligned *)(row + i);                                \
      sim_eight deviation = x - center;                                                     \
      sums += deviation;                                                                    \
      squares += deviation * deviation;                                                     \
      sim_eight_words less = x < low, more = x > high;                                      \
      low = (sim_eight)((less & (sim_eight_words)x) | (~less & (sim_eight_words)low));      \
      high = (sim_eight)((more & (sim_eight_words)x) | (~more & (sim_eight_words)high));    \
    }                                                                                       \
    sim_sums r;                                                                             \
    r.sum = ((sums[0] + sums[4]) + (sums[2] + sums[6]))                                     \
            + ((sums[1] + sums[5]) + (sums[3] + sums[7]));                                  \
    r.squares = ((squares[0] + squares[4]) + (squares[2] + squares[6]))                     \
                + ((squares[1] + squares[5]) + (squares[3] + squares[7]));                  \
    r.low = inf;                                                                            \
    r.high = -inf;                                                                          \
    for (int k = 0; k < 8; k++) {                                                           \
      if (low[k] < r.low) r.low = low[k];                                                   \
      if (high[k] > r.high) r.high = high[k];                                               \
    }                                                                                       \
    for (; i < n; i++) {                                                                    \
      double deviation = row[i] - center;                                                   \
      r.sum += deviation;                                                                   \
      r.squares += deviation * deviation;                                                   \
      if (row[i] < r.low) r.low = row[i];                                                   \
      if (row[i] > r.high) r.high = row[i];                                                 \
    }                                                                                       \
    return r;                                                                               \
  }

SIM_SUMS(sim_row_sums_base, )
SIM_SUMS(sim_row_sums_avx2, SIM_AVX2)

static inline sim_sums sim_row_sums(const double *row, long n, double center) {
  return sim_has_avx2() ? sim_row_sums_avx2(row, n, center) : sim_row_sums_base(row, n, center);
}

#endif
