#ifndef CGSL_ORDER_H
#define CGSL_ORDER_H

/* Order statistics of a few numbers, none of them missing.
 *
 * The numbers are dealt into buckets, so that no number of a bucket is larger than one of the next; a
 * bucket is sorted when one of its ranks is asked for. A few ranks are then found in a quarter of the
 * time that sorting takes. */

enum { sim_order_buckets = 512 };

typedef struct {
  /* Room for `sim_sort_most` numbers each. */
  double *values, *dealt;
  int32_t *buckets;
  /* Where each bucket begins, with room for one more than there are, and whether it is sorted. */
  int32_t *starts;
  uint8_t *sorted;
  long count;
  /* A bucket is an equal part of the range from the least to the largest number, or, where the scale is
   * 0, of the range of their bits. */
  double least, most, scale;
  uint64_t least_key;
  int shift;
} sim_order;

/* Bits that rise with the number. */
static inline uint64_t sim_order_key(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits >> 63 ? ~bits : bits | (UINT64_C(1) << 63);
}

static inline void sim_order_empty(sim_order *order) {
  order->count = 0;
  order->least = __builtin_inf();
  order->most = -order->least;
}

/* COPY adds n numbers, for which there is room; -0 becomes 0. Whether one of them is missing.
 * DIVIDE finds the buckets that are equal parts of the range.
 * FULLEST says how many numbers the fullest bucket holds. */
#define SIM_ORDER(COPY, DIVIDE, FULLEST, TARGET)                                            \
  TARGET static inline int COPY(sim_order *order, const double *row, long n) {              \
    double *to = order->values + order->count;                                              \
    sim_eight low = (sim_eight){0} + order->least, high = (sim_eight){0} + order->most;     \
    sim_eight_words missing = {0};                                                          \
    long i = 0;                                                                             \
    for (; i + 8 <= n; i += 8) {                                                            \
      sim_eight x = *(const sim_eight_unaligned *)(row + i) + 0.0;                          \
      *(sim_eight_unaligned *)(to + i) = x;                                                 \
      sim_eight_words less = x < low, more = x > high;                                      \
      missing |= x != x;                                                                    \
      low = (sim_eight)((less & (sim_eight_words)x) | (~less & (sim_eight_words)low));      \
      high = (sim_eight)((more & (sim_eight_words)x) | (~more & (sim_eight_words)high));    \
    }                                                                                       \
    int64_t any = 0;                                                                        \
    for (int k = 0; k < 8; k++) {                                                           \
      any |= missing[k];                                                                    \
      if (low[k] < order->least) order->least = low[k];                                     \
      if (high[k] > order->most) order->most = high[k];                                     \
    }                                                                                       \
    for (; i < n; i++) {                                                                    \
      double x = to[i] = row[i] + 0.0;                                                      \
      any |= x != x;                                                                        \
      if (x < order->least) order->least = x;                                               \
      if (x > order->most) order->most = x;                                                 \
    }                                                                                       \
    return any != 0;                                                                        \
  }                                                                                         \
  TARGET static inline void DIVIDE(sim_order *order) {                                      \
    _Pragma("clang fp contract(off)")                                                       \
    const double least = order->least, scale = order->scale;                                \
    const double *values = order->values;                                                   \
    int32_t *buckets = order->buckets;                                                      \
    const long n = order->count;                                                            \
    for (long i = 0; i < n; i++) buckets[i] = (int32_t)((values[i] - least) * scale);       \
  }                                                                                         \
  TARGET static inline int32_t FULLEST(const int32_t *counts) {                             \
    int32_t most = 0;                                                                       \
    for (long k = 0; k < sim_order_buckets; k++) most = counts[k] > most ? counts[k] : most; \
    return most;                                                                            \
  }

SIM_ORDER(sim_order_copy_base, sim_order_divide_base, sim_order_fullest_base, )
#if defined(__x86_64__)
SIM_ORDER(sim_order_copy_avx2, sim_order_divide_avx2, sim_order_fullest_avx2, SIM_TARGET_AVX2)
#endif

/* Adds what is not missing of n numbers; -0 becomes 0. 0 if there is no room. */
static inline int sim_order_add(sim_order *order, const double *row, long n) {
  if (order->count + n > sim_sort_most) return 0;
  int missing;
#if defined(__x86_64__)
  if (sim_best_set() >= sim_set_avx2)
    missing = sim_order_copy_avx2(order, row, n);
  else
#endif
    missing = sim_order_copy_base(order, row, n);
  if (missing) {
    double *to = order->values + order->count;
    long kept = 0;
    for (long i = 0; i < n; i++) {
      double value = row[i] + 0.0;
      to[kept] = value;
      kept += value == value;
    }
    n = kept;
  }
  order->count += n;
  return 1;
}

/* Asks for numbers that will be added soon. */
static inline void sim_order_expect(const double *row, long n) {
  for (long i = 0; i < n; i += 8) __builtin_prefetch(row + i);
}

static inline long sim_order_bucket(const sim_order *order, double value) {
  if (order->scale > 0) return (long)(int32_t)((value - order->least) * order->scale);
  return (long)((sim_order_key(value) - order->least_key) >> order->shift);
}

/* Counts the numbers of each bucket. */
static inline void sim_order_count(sim_order *order) {
  int32_t *counts = order->starts + 1;
  const int32_t *buckets = order->buckets;
  const long n = order->count;
  memset(order->starts, 0, (sim_order_buckets + 1) * sizeof *order->starts);
#pragma clang loop unroll_count(8)
  for (long i = 0; i < n; i++) counts[buckets[i]]++;
}

/* Puts the numbers into equal parts of their range and counts them. Whether one of the parts holds too many,
 * but for those that equal the first of them. */
static inline int sim_order_divide(sim_order *order) {
  const int32_t *counts = order->starts + 1;
  const double *values = order->values;
  const long n = order->count, most = 24 + n / 4;
  long fullest;
#if defined(__x86_64__)
  if (sim_best_set() >= sim_set_avx2) {
    sim_order_divide_avx2(order);
    sim_order_count(order);
    fullest = sim_order_fullest_avx2(counts);
  } else
#endif
  {
    sim_order_divide_base(order);
    sim_order_count(order);
    fullest = sim_order_fullest_base(counts);
  }
  if (fullest <= most) return 0;
  long first = 0;
  while (counts[order->buckets[first]] != fullest) first++;
  const double value = values[first];
  for (long i = first; i < n; i++) fullest -= values[i] == value;
  return fullest > most;
}

/* To be called once all numbers are there, before ranks are asked for. */
static inline void sim_order_deal(sim_order *order) {
  const long n = order->count;
  const double *values = order->values;
  int32_t *buckets = order->buckets;
  if (n == 0) return;
  memset(order->sorted, 0, sim_order_buckets);
  double range = order->most - order->least;
  double scale = (sim_order_buckets - 0.5) / range;
  order->scale = scale > 0 && scale * range < sim_order_buckets ? scale : 0;
  if (!(order->scale > 0) || sim_order_divide(order)) {
    order->scale = 0;
    order->least_key = sim_order_key(order->least);
    uint64_t range = sim_order_key(order->most) - order->least_key;
    order->shift = range < sim_order_buckets ? 0 : 55 - __builtin_clzll(range);
    for (long i = 0; i < n; i++) buckets[i] = (int32_t)sim_order_bucket(order, values[i]);
    sim_order_count(order);
  }
  int32_t *next = order->starts + 1;
  int32_t sum = 0;
#pragma clang loop unroll_count(8)
  for (long k = 0; k < sim_order_buckets; k++) {
    int32_t count = next[k];
    next[k] = sum;
    sum += count;
  }
  /* Each entry moves to where its bucket ends, which is where the next one begins. */
  double *dealt = order->dealt;
#pragma clang loop unroll_count(8)
  for (long i = 0; i < n; i++) dealt[next[buckets[i]]++] = values[i];
}

/* Sorts a bucket. A large one holds one number many times as a rule, of which the others are sorted apart. */
static inline void sim_order_sort(double *first, long n) {
  if (n > 24) {
    const double value = first[n / 2];
    long less = 0, more = n;
    for (long i = 0; i < more;) {
      const double x = first[i];
      if (x < value) {
        first[i++] = first[less];
        first[less++] = x;
      } else if (x > value) {
        first[i] = first[--more];
        first[more] = x;
      } else {
        i++;
      }
    }
    sim_sort(first, less);
    sim_sort(first + more, n - more);
    return;
  }
  for (long i = 1; i < n; i++) {
    double value = first[i];
    long k = i;
    for (; k > 0 && first[k - 1] > value; k--) first[k] = first[k - 1];
    first[k] = value;
  }
}

/* The number of a rank, from 0 to `count` - 1. */
static inline double sim_order_at(sim_order *order, long rank) {
  const long bucket = sim_order_bucket(order, order->dealt[rank]);
  if (order->sorted[bucket]) return order->dealt[rank];
  order->sorted[bucket] = 1;
  double *first = order->dealt + order->starts[bucket];
  const long n = order->starts[bucket + 1] - order->starts[bucket];
  sim_order_sort(first, n);
  return order->dealt[rank];
}

#endif
