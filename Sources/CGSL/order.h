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
  uint16_t *buckets;
  /* Where each bucket begins, with room for one more than there are, and whether it is sorted. */
  int32_t *starts;
  uint8_t *sorted;
  long count;
  /* A bucket is an equal part of the range from the least to the largest number, or, where the scale is
   * 0, of the range of their bits. */
  double least, scale;
  uint64_t least_key;
  int shift;
} sim_order;

/* Bits that rise with the number. */
static inline uint64_t sim_order_key(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits >> 63 ? ~bits : bits | (UINT64_C(1) << 63);
}

static inline void sim_order_empty(sim_order *order) { order->count = 0; }

/* Adds what is not missing of n numbers; -0 becomes 0. 0 if there is no room. */
static inline int sim_order_add(sim_order *order, const double *row, long n) {
  if (order->count + n > sim_sort_most) return 0;
  double *to = order->values + order->count;
  uint64_t missing = 0;
  for (long i = 0; i < n; i++) {
    to[i] = row[i] + 0.0;
    missing |= row[i] != row[i];
  }
  if (missing) {
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

/* Counts how many numbers go before each bucket; how many the fullest holds. */
static inline long sim_order_count(sim_order *order) {
  int32_t *next = order->starts + 1;
  memset(order->starts, 0, (sim_order_buckets + 1) * sizeof *order->starts);
  for (long i = 0; i < order->count; i++) next[order->buckets[i]]++;
  int32_t sum = 0, most = 0;
  for (long k = 0; k < sim_order_buckets; k++) {
    int32_t count = next[k];
    next[k] = sum;
    sum += count;
    if (count > most) most = count;
  }
  return most;
}

/* To be called once all numbers are there, before ranks are asked for. */
static inline void sim_order_deal(sim_order *order) {
  const long n = order->count;
  const double *values = order->values;
  uint16_t *buckets = order->buckets;
  if (n == 0) return;
  memset(order->sorted, 0, sim_order_buckets);
  double low[8], high[8];
  for (int k = 0; k < 8; k++) low[k] = high[k] = values[0];
  long i = 0;
  for (; i + 8 <= n; i += 8) {
    for (int k = 0; k < 8; k++) {
      low[k] = values[i + k] < low[k] ? values[i + k] : low[k];
      high[k] = values[i + k] > high[k] ? values[i + k] : high[k];
    }
  }
  for (; i < n; i++) {
    low[0] = values[i] < low[0] ? values[i] : low[0];
    high[0] = values[i] > high[0] ? values[i] : high[0];
  }
  double least = low[0], most = high[0];
  for (int k = 1; k < 8; k++) {
    least = low[k] < least ? low[k] : least;
    most = high[k] > most ? high[k] : most;
  }
  double scale = (sim_order_buckets - 0.5) / (most - least);
  order->least = least;
  order->scale = scale > 0 && scale * (most - least) < sim_order_buckets ? scale : 0;
  long fullest = 0;
  if (order->scale > 0) {
    for (i = 0; i < n; i++) buckets[i] = (uint16_t)(int32_t)((values[i] - least) * scale);
    fullest = sim_order_count(order);
  }
  if (!(order->scale > 0) || fullest > 24 + n / 4) {
    order->scale = 0;
    order->least_key = sim_order_key(least);
    uint64_t range = sim_order_key(most) - order->least_key;
    order->shift = range < sim_order_buckets ? 0 : 55 - __builtin_clzll(range);
    for (i = 0; i < n; i++) buckets[i] = (uint16_t)sim_order_bucket(order, values[i]);
    sim_order_count(order);
  }
  /* Each entry moves to where its bucket ends, which is where the next one begins. */
  int32_t *next = order->starts + 1;
  for (i = 0; i < n; i++) order->dealt[next[buckets[i]]++] = values[i];
}

/* The number of a rank, from 0 to `count` - 1. */
static inline double sim_order_at(sim_order *order, long rank) {
  const long bucket = sim_order_bucket(order, order->dealt[rank]);
  if (order->sorted[bucket]) return order->dealt[rank];
  order->sorted[bucket] = 1;
  double *first = order->dealt + order->starts[bucket];
  const long n = order->starts[bucket + 1] - order->starts[bucket];
  if (n > 24) {
    sim_sort(first, n);
    return order->dealt[rank];
  }
  for (long i = 1; i < n; i++) {
    double value = first[i];
    long k = i;
    for (; k > 0 && first[k - 1] > value; k--) first[k] = first[k - 1];
    first[k] = value;
  }
  return order->dealt[rank];
}

#endif
