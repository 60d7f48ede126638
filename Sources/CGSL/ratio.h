#ifndef CGSL_RATIO_H
#define CGSL_RATIO_H

/* The score test of a ratio of two shares, x1 of n1 over x0 of n0 (Koopman 1984), and its limits. Two ratios
 * are tried side by side, each in a lane, which takes as long as one. */

typedef double sim_pair __attribute__((vector_size(16)));
typedef int64_t sim_pair_words __attribute__((vector_size(16)));

typedef struct {
  double x1, n1, x0, n0;
} sim_ratio_counts;

/* 0 and infinity in place of limits that nobody asked for. */
typedef struct {
  double low, high;
} sim_ratio_range;

#define SIM_PAIR(WORDS, X, Y) \
  ((sim_pair)(((WORDS) & (sim_pair_words)(X)) | (~(WORDS) & (sim_pair_words)(Y))))

/* SCORES: the standardised differences if the ratios were true; they fall as the ratios grow.
 *
 * LIMITS: the ratios with the scores `score` and -`score`, those that are asked for; bracketed on the
 * logarithm, then by false position with the Illinois rule (Dowell & Jarratt 1971), halving where a score is
 * infinite. None fuses a product with a sum, so all give the same bits. */
#define SIM_RATIO(SCORES, LIMITS, TARGET)                                                       \
  TARGET static inline sim_pair SCORES(const sim_ratio_counts *counts, sim_pair ratio) {        \
    _Pragma("clang fp contract(off)")                                                           \
    const double x1 = counts->x1, n1 = counts->n1, x0 = counts->x0, n0 = counts->n0;            \
    const sim_pair zero = {0, 0}, one = {1, 1};                                                 \
    sim_pair a = (n1 + n0) * ratio;                                                             \
    sim_pair b = n1 * ratio + x1 + n0 + x0 * ratio;                                             \
    double c = x1 + x0;                                                                         \
    /* The smaller root of a p^2 - b p + c, in the form that does not cancel. */                \
    sim_pair under = b * b - 4 * a * c;                                                         \
    under = SIM_PAIR(under >= zero, under, zero);                                               \
    sim_pair p0 = 2 * c / (b + __builtin_elementwise_sqrt(under));                              \
    sim_pair p1 = ratio * p0;                                                                   \
    p1 = SIM_PAIR(p1 < one, p1, one);                                                           \
    sim_pair difference = x1 / n1 - ratio * (x0 / n0);                                          \
    sim_pair rest = 1 - p0;                                                                     \
    rest = SIM_PAIR(rest >= zero, rest, zero);                                                  \
    sim_pair variance = p1 * (1 - p1) / n1 + ratio * ratio * p0 * rest / n0;                    \
    sim_pair found = difference / __builtin_elementwise_sqrt(variance);                         \
    if (variance[0] > 0 && variance[1] > 0) return found;                                       \
    for (int k = 0; k < 2; k++) {                                                               \
      if (!(variance[k] > 0))                                                                   \
        found[k] = difference[k] == 0 ? 0 : difference[k] * __builtin_inf();                    \
    }                                                                                           \
    return found;                                                                               \
  }                                                                                             \
  TARGET static inline sim_ratio_range LIMITS(                                                  \
      const sim_ratio_counts *counts, double score, int has_low, int has_high) {                \
    _Pragma("clang fp contract(off)")                                                           \
    const double x1 = counts->x1, n1 = counts->n1, x0 = counts->x0, n0 = counts->n0;            \
    const double start = log(((x1 + 0.5) / (n1 + 0.5)) / ((x0 + 0.5) / (n0 + 0.5)));            \
    const sim_pair target = {score, -score}, one = {1, 1};                                      \
    sim_pair ends = SCORES(counts, (sim_pair){exp(start - 0.5), exp(start + 0.5)});             \
    sim_pair low = (sim_pair){0, 0} + (start - 0.5), high = (sim_pair){0, 0} + (start + 0.5);   \
    sim_pair below = ends[0] - target, above = ends[1] - target;                                \
    sim_pair_words done = {has_low ? 0 : -1, has_high ? 0 : -1};                                \
    for (int k = 0; k < 2; k++) {                                                               \
      for (double step = 1; !done[k] && below[k] <= 0 && low[k] > -300; step *= 2) {            \
        low[k] -= step;                                                                         \
        below[k] = SCORES(counts, (sim_pair){0, 0} + exp(low[k]))[0] - target[k];               \
      }                                                                                         \
      for (double step = 1; !done[k] && above[k] > 0 && high[k] < 300; step *= 2) {             \
        high[k] += step;                                                                        \
        above[k] = SCORES(counts, (sim_pair){0, 0} + exp(high[k]))[0] - target[k];              \
      }                                                                                         \
    }                                                                                           \
    /* The closest so far, and what is no closer than its own rounding. */                      \
    sim_pair closest = (sim_pair){0, 0} + __builtin_inf(), found = (sim_pair){0, 0} + start;    \
    const sim_pair close = 1e-14 * __builtin_elementwise_abs(target);                           \
    sim_pair_words was_above = {0, 0}, was_below = {0, 0};                                      \
    for (int round = 0; round < 200; round++) {                                                 \
      sim_pair finest = __builtin_elementwise_abs(low);                                         \
      finest = SIM_PAIR(finest >= one, finest, one);                                            \
      done |= ~(high - low > 4e-16 * finest);                                                   \
      if (done[0] & done[1]) break;                                                             \
      sim_pair middle = (low * above - high * below) / (above - below);                         \
      middle = SIM_PAIR((middle > low) & (middle < high), middle, (low + high) / 2);            \
      sim_pair ratio = {done[0] ? 1 : exp(middle[0]), done[1] ? 1 : exp(middle[1])};            \
      sim_pair value = SCORES(counts, ratio) - target;                                          \
      sim_pair distance = __builtin_elementwise_abs(value);                                     \
      sim_pair_words better = (distance <= closest) & ~done;                                    \
      closest = SIM_PAIR(better, distance, closest);                                            \
      found = SIM_PAIR(better, middle, found);                                                  \
      done |= distance <= close;                                                                \
      sim_pair_words is_above = value > 0;                                                      \
      below = SIM_PAIR(is_above, value, below * SIM_PAIR(was_below, 0.5 * one, one));           \
      above = SIM_PAIR(is_above, above * SIM_PAIR(was_above, 0.5 * one, one), value);           \
      low = SIM_PAIR(is_above, middle, low);                                                    \
      high = SIM_PAIR(is_above, high, middle);                                                  \
      was_above = is_above;                                                                     \
      was_below = ~is_above;                                                                    \
    }                                                                                           \
    sim_ratio_range limits = {                                                                  \
        has_low ? exp(found[0]) : 0, has_high ? exp(found[1]) : __builtin_inf()};               \
    return limits;                                                                              \
  }

SIM_RATIO(sim_ratio_scores_base, sim_ratio_limits_base, )
#if defined(__x86_64__)
SIM_RATIO(sim_ratio_scores_avx2, sim_ratio_limits_avx2, SIM_TARGET_AVX2)
#endif

static inline sim_ratio_range sim_ratio_limits(
    const sim_ratio_counts *counts, double score, int has_low, int has_high) {
#if defined(__x86_64__)
  if (sim_best_set() >= sim_set_avx2)
    return sim_ratio_limits_avx2(counts, score, has_low, has_high);
#endif
  return sim_ratio_limits_base(counts, score, has_low, has_high);
}

#endif
