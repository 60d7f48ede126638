#ifndef CGSL_ORDER_H
#define CGSL_ORDER_H

/* Order statistics of a few numbers, none of them missing.
 *
 * Each number belongs to one of the buckets, so that no number of a bucket is larger than one of the next.
 * The numbers of a bucket are collected and sorted when one of its ranks is asked for. A few ranks are then
 * found in a fraction of the time that sorting takes. */

enum { sim_order_buckets = 256 };

typedef struct {
  /* The numbers as they came, and those of collected buckets in their order: room for `sim_sort_most` each.
   * Whole lots of up to 64 are read, so the room is a multiple of that. */
  double *values, *ranked;
  /* The bucket of each number, with room for `sim_sort_most`. */
  uint8_t *buckets;
  /* The rank at which each bucket begins, with room for one more than there are, and whether it is collected
   * and sorted. */
  uint16_t *starts;
  uint8_t *sorted;
  long count;
  /* A bucket is an equal part of the range from the least to the largest number, or, where the scale is
   * 0, of the range of their bits. */
  double least, most, scale;
  uint64_t least_key;
  int shift;
  /* The bucket of the rank that was last asked for. */
  int last;
} sim_order;

typedef double sim_order_eight __attribute__((ext_vector_type(8)));
typedef int64_t sim_order_words __attribute__((ext_vector_type(8)));
typedef uint8_t sim_order_bytes __attribute__((ext_vector_type(8)));

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
#define SIM_ORDER(COPY, DIVIDE, FULLEST, TARGET)                                              \
  TARGET static inline int COPY(sim_order *order, const double *row, long n) {                \
    double *to = order->values + order->count;                                                \
    sim_order_eight low = order->least, high = order->most;                                   \
    sim_order_words missing = 0;                                                              \
    long i = 0;                                                                               \
    for (; i + 8 <= n; i += 8) {                                                              \
      sim_order_eight x;                                                                      \
      memcpy(&x, row + i, sizeof x);                                                          \
      missing |= x != x;                                                                      \
      low = x < low ? x : low;                                                                \
      high = x > high ? x : high;                                                             \
      x += 0.0;                                                                               \
      memcpy(to + i, &x, sizeof x);                                                           \
    }                                                                                         \
    int64_t any = 0;                                                                          \
    for (int k = 0; k < 8; k++) {                                                             \
      any |= missing[k];                                                                      \
      if (low[k] < order->least) order->least = low[k] + 0.0;                                 \
      if (high[k] > order->most) order->most = high[k] + 0.0;                                 \
    }                                                                                         \
    for (; i < n; i++) {                                                                      \
      double x = to[i] = row[i] + 0.0;                                                        \
      any |= x != x;                                                                          \
      if (x < order->least) order->least = x;                                                 \
      if (x > order->most) order->most = x;                                                   \
    }                                                                                         \
    return any != 0;                                                                          \
  }                                                                                           \
  TARGET static inline void DIVIDE(sim_order *order) {                                        \
    const double *values = order->values;                                                     \
    const sim_order_eight least = order->least, scale = order->scale;                         \
    const long n = order->count;                                                              \
    for (long i = 0; i < n; i += 8) {                                                         \
      sim_order_eight x;                                                                      \
      memcpy(&x, values + i, sizeof x);                                                       \
      const sim_order_bytes at = __builtin_convertvector((x - least) * scale, sim_order_bytes); \
      memcpy(order->buckets + i, &at, sizeof at);                                             \
    }                                                                                         \
  }                                                                                           \
  TARGET static inline long FULLEST(const uint16_t *counts) {                                 \
    typedef uint16_t lot __attribute__((ext_vector_type(16)));                                \
    lot most = 0;                                                                             \
    for (long k = 0; k < sim_order_buckets; k += 16) {                                        \
      lot some;                                                                               \
      memcpy(&some, counts + k, sizeof some);                                                 \
      most = __builtin_elementwise_max(most, some);                                           \
    }                                                                                         \
    return __builtin_reduce_max(most);                                                        \
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

/* The bucket of a number from the least to the largest. */
static inline int sim_order_bucket(const sim_order *order, double value) {
  if (order->scale > 0) return (uint8_t)((value - order->least) * order->scale);
  return (uint8_t)((sim_order_key(value) - order->least_key) >> order->shift);
}

/* Counts the numbers of each bucket. */
static inline void sim_order_count(sim_order *order) {
  uint16_t *counts = order->starts + 1;
  const uint8_t *buckets = order->buckets;
  const long n = order->count;
  memset(order->starts, 0, (sim_order_buckets + 1) * sizeof *order->starts);
#pragma clang loop unroll_count(8)
  for (long i = 0; i < n; i++) counts[buckets[i]]++;
}

/* Puts the numbers into equal parts of their range and counts them. Whether one of the parts holds too many,
 * but for those that equal the first of them. */
static inline int sim_order_divide(sim_order *order) {
  const uint16_t *counts = order->starts + 1;
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
static inline void sim_order_prepare(sim_order *order) {
  const long n = order->count;
  double *values = order->values;
  uint8_t *buckets = order->buckets;
  order->last = 0;
  /* Where all are equal, no rank needs a bucket. */
  if (!(order->least < order->most)) return;
  for (long i = n; i % 8 != 0; i++) values[i] = order->least;
  memset(order->sorted, 0, sim_order_buckets);
  double range = order->most - order->least;
  double scale = (sim_order_buckets - 0.5) / range;
  order->scale = scale > 0 && scale * range < sim_order_buckets ? scale : 0;
  if (!(order->scale > 0) || sim_order_divide(order)) {
    order->scale = 0;
    order->least_key = sim_order_key(order->least);
    uint64_t range = sim_order_key(order->most) - order->least_key;
    order->shift = range < sim_order_buckets ? 0 : 56 - __builtin_clzll(range);
    for (long i = 0; i < n; i++) buckets[i] = (uint8_t)sim_order_bucket(order, values[i]);
    sim_order_count(order);
  }
  uint16_t *starts = order->starts;
#pragma clang loop unroll_count(8)
  for (long k = 0; k < sim_order_buckets; k++) starts[k + 1] += starts[k];
}

/* Copies the numbers of a bucket but for those that equal `but`, which may be missing. How many. */
static inline long sim_order_collect_base(
    const sim_order *order, int bucket, double but, double *to) {
  const uint8_t *buckets = order->buckets;
  const double *values = order->values;
  const long n = order->count;
  long count = 0;
  for (long i = 0; i < n; i++) {
    if (buckets[i] == bucket && values[i] != but) to[count++] = values[i];
  }
  return count;
}

#if defined(__x86_64__)
/* The same of 64 numbers, of which those in the bucket are marked. */
SIM_TARGET_AVX2 static inline long sim_order_take(
    const double *values, uint64_t found, double but, double *to, long count) {
  if (but == but) {
    const __m256d unwanted = _mm256_set1_pd(but);
    uint64_t equal = 0;
#pragma clang loop unroll(full)
    for (int k = 0; k < 64; k += 4) {
      const __m256d four = _mm256_loadu_pd(values + k);
      const int mask = _mm256_movemask_pd(_mm256_cmp_pd(four, unwanted, _CMP_EQ_OQ));
      equal |= (uint64_t)(unsigned)mask << k;
    }
    found &= ~equal;
  }
  for (; found != 0; found &= found - 1) to[count++] = values[__builtin_ctzll(found)];
  return count;
}

SIM_TARGET_AVX2 static inline uint64_t sim_order_marks(const uint8_t *buckets, __m256i wanted) {
  const __m256i low = _mm256_loadu_si256((const __m256i *)buckets);
  const __m256i high = _mm256_loadu_si256((const __m256i *)(buckets + 32));
  const int first = _mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
  const int second = _mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
  return (uint64_t)(unsigned)second << 32 | (unsigned)first;
}

SIM_TARGET_AVX2 static inline long sim_order_collect_avx2(
    const sim_order *order, int bucket, double but, double *to) {
  const uint8_t *buckets = order->buckets;
  const double *values = order->values;
  const long n = order->count;
  const __m256i wanted = _mm256_set1_epi8((char)bucket);
  long count = 0, i = 0;
  for (; i + 64 <= n; i += 64) {
    const uint64_t found = sim_order_marks(buckets + i, wanted);
    if (found != 0) count = sim_order_take(values + i, found, but, to, count);
  }
  if (i < n) {
    const uint64_t found = sim_order_marks(buckets + i, wanted) & ((UINT64_C(1) << (n - i)) - 1);
    if (found != 0) count = sim_order_take(values + i, found, but, to, count);
  }
  return count;
}
#endif

static inline long sim_order_collect(const sim_order *order, int bucket, double but, double *to) {
#if defined(__x86_64__)
  if (sim_best_set() >= sim_set_avx2) return sim_order_collect_avx2(order, bucket, but, to);
#endif
  return sim_order_collect_base(order, bucket, but, to);
}

static inline void sim_order_insert(double *first, long n) {
  for (long i = 1; i < n; i++) {
    double value = first[i];
    long k = i;
    for (; k > 0 && first[k - 1] > value; k--) first[k] = first[k - 1];
    first[k] = value;
  }
}

/* A few by insertion, some by runs that are merged, many by their bits. */
static inline void sim_order_sort(double *first, long n) {
  enum { few = 24, run = 16, some = 256 };
  if (n <= few) {
    sim_order_insert(first, n);
    return;
  }
  if (n > some) {
    sim_sort(first, n);
    return;
  }
  double left[some];
  for (long at = 0; at < n; at += run) sim_order_insert(first + at, n - at < run ? n - at : run);
  for (long width = run; width < n; width *= 2) {
    for (long at = 0; at + width < n; at += 2 * width) {
      const double *right = first + at + width;
      const long most = n - at - width < width ? n - at - width : width;
      memcpy(left, first + at, (size_t)width * sizeof *left);
      double *to = first + at;
      long i = 0, k = 0;
      while (i < width && k < most) {
        const int takes = right[k] < left[i];
        *to++ = takes ? right[k] : left[i];
        k += takes;
        i += !takes;
      }
      memcpy(to, left + i, (size_t)(width - i) * sizeof *left);
    }
  }
}

/* Sorts a large bucket. It holds one number many times as a rule, of which the others are sorted apart. */
static inline void sim_order_sort_large(const sim_order *order, int bucket, double *first, long n) {
  double others[sim_sort_most];
  double value;
  if (bucket == sim_order_bucket(order, order->least)) {
    value = order->least;
  } else if (bucket == sim_order_bucket(order, order->most)) {
    value = order->most;
  } else {
    const uint8_t *at = memchr(order->buckets, bucket, (size_t)order->count);
    value = order->values[at - order->buckets];
  }
  const long count = sim_order_collect(order, bucket, value, others);
  long less = 0, more = n;
  for (long i = 0; i < count; i++) {
    if (others[i] < value)
      first[less++] = others[i];
    else
      first[--more] = others[i];
  }
  long i = less;
  for (const sim_order_eight eight = value; i + 8 <= more; i += 8)
    memcpy(first + i, &eight, sizeof eight);
  for (; i < more; i++) first[i] = value;
  sim_order_sort(first, less);
  sim_order_sort(first + more, n - more);
}

/* Puts the numbers of a bucket in their order. */
static inline void sim_order_settle(sim_order *order, int bucket) {
  order->sorted[bucket] = 1;
  double *first = order->ranked + order->starts[bucket];
  const long n = order->starts[bucket + 1] - order->starts[bucket];
  if (n > 24) {
    sim_order_sort_large(order, bucket, first, n);
  } else {
    sim_order_collect(order, bucket, __builtin_nan(""), first);
    sim_order_sort(first, n);
  }
}

/* The number of a rank, from 0 to `count` - 1. */
static inline double sim_order_at(sim_order *order, long rank) {
  if (!(order->least < order->most)) return order->least;
  const uint16_t *starts = order->starts;
  int bucket = order->last;
  if (rank < starts[bucket] || rank >= starts[bucket + 1]) {
    bucket = 0;
    for (int half = sim_order_buckets / 2; half > 0; half /= 2)
      bucket += rank >= starts[bucket + half] ? half : 0;
    order->last = bucket;
  }
  if (!order->sorted[bucket]) sim_order_settle(order, bucket);
  return order->ranked[rank];
}

/* Whether the number of a rank is less than a value, which is not missing. */
static inline int sim_order_is_less(sim_order *order, long rank, double value) {
  if (value > order->most) return 1;
  if (!(value > order->least)) return 0;
  const int bucket = sim_order_bucket(order, value);
  if (rank < order->starts[bucket]) return 1;
  if (rank >= order->starts[bucket + 1]) return 0;
  if (!order->sorted[bucket]) sim_order_settle(order, bucket);
  return order->ranked[rank] < value;
}

#endif
