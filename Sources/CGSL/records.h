#ifndef CGSL_RECORDS_H
#define CGSL_RECORDS_H

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
#if defined(__x86_64__)
SIM_SUMS(sim_row_sums_avx2, SIM_TARGET_AVX2)
SIM_SUMS(sim_row_sums_avx512, SIM_TARGET_AVX512)
#endif

static inline sim_sums sim_row_sums(const double *row, long n, double center) {
#if defined(__x86_64__)
  int set = sim_best_set();
  if (set == sim_set_avx512) return sim_row_sums_avx512(row, n, center);
  if (set == sim_set_avx2) return sim_row_sums_avx2(row, n, center);
#endif
  return sim_row_sums_base(row, n, center);
}

/* The lanes whose number is not 0, in their order; how many there are. `lanes` has room for n. */
static inline long sim_lanes_where(const double *row, long n, uint32_t *lanes) {
  long found = 0;
  for (long i = 0; i < n; i += 8) {
    uint64_t any = 0;
    long end = i + 8 < n ? i + 8 : n;
    for (long k = i; k < end; k++) any |= row[k] != 0.0;
    if (!any) continue;
    for (long k = i; k < end; k++) {
      lanes[found] = (uint32_t)k;
      found += row[k] != 0.0;
    }
  }
  return found;
}

#endif
