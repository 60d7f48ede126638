#ifndef CGSL_BINS_H
#define CGSL_BINS_H

/* The bin of every number: how many of `bins` - 1 rising edges lie below it; `bins` for one that is
 * missing. `bins` is a power of two, 16 or more; `at` has room for n rounded up to 16.
 *
 * Of the edges the first three halvings ask for, all seven are compared; the rest is looked up
 * level by level, for sixteen numbers at a time and without a branch, so that it takes as long
 * whatever the numbers are. */
static inline void sim_place(const double *row, long n, const double *edges, long bins,
                             uint64_t *at) {
  long eighth = bins / 8;
  for (long i = 0; i < n; i += 16) {
    double both[16] = {0};
    memcpy(both, row + i, (size_t)(n - i < 16 ? n - i : 16) * sizeof(double));
    sim_eight x = *(const sim_eight_unaligned *)both, y = *(const sim_eight_unaligned *)(both + 8);
    sim_eight_words a = {0}, b = {0};
    for (long k = 1; k < 8; k++) {
      sim_eight edge = (sim_eight){0} + edges[k * eighth - 1];
      a -= edge < x;
      b -= edge < y;
    }
    a *= eighth;
    b *= eighth;
    for (long half = eighth / 2; half > 0; half /= 2) {
      const double *p = edges + half - 1;
      sim_eight e = {p[a[0]], p[a[1]], p[a[2]], p[a[3]], p[a[4]], p[a[5]], p[a[6]], p[a[7]]};
      sim_eight f = {p[b[0]], p[b[1]], p[b[2]], p[b[3]], p[b[4]], p[b[5]], p[b[6]], p[b[7]]};
      a += (e < x) & half;
      b += (f < y) & half;
    }
    a = ((x == x) & a) | ((x != x) & bins);
    b = ((y == y) & b) | ((y != y) & bins);
    memcpy(at + i, &a, sizeof a);
    memcpy(at + i + 8, &b, sizeof b);
  }
}

enum { sim_fill_lanes = 256 };

/* Adds `sign` to the bin of every number. */
static inline void sim_fill(int32_t *counts, const double *row, long n, const double *edges,
                            long bins, int32_t sign) {
  uint64_t at[sim_fill_lanes];
  for (; n > 0; n -= sim_fill_lanes, row += sim_fill_lanes) {
    long some = n < sim_fill_lanes ? n : sim_fill_lanes;
    sim_place(row, some, edges, bins, at);
    for (long i = 0; i < some; i++) counts[at[i]] += sign;
  }
}

/* Most numbers `sim_sort` takes. */
enum { sim_sort_most = 2048 };

static inline void sim_sort_pass(const uint64_t *from, uint64_t *to, long n, int shift) {
  uint32_t starts[2048] = {0};
  for (long i = 0; i < n; i++) starts[(from[i] >> shift) & 2047]++;
  uint32_t sum = 0;
  for (long k = 0; k < 2048; k++) {
    uint32_t count = starts[k];
    starts[k] = sum;
    sum += count;
  }
  for (long i = 0; i < n; i++) to[starts[(from[i] >> shift) & 2047]++] = from[i];
}

/* Sorts at most `sim_sort_most` numbers, none of them NaN, by bits that rise with the number: two
 * rounds (LSD radix sort, Knuth 1998, 5.2.5) by the 22 bits below the first in which they differ,
 * then by insertion. Where these bits tell too little, six rounds by all. -0 comes before 0. */
static inline void sim_sort(double *values, long n) {
  uint64_t keys[sim_sort_most], spare[sim_sort_most];
  if (n < 2 || n > sim_sort_most) return;
  uint64_t least = UINT64_MAX, most = 0;
  for (long i = 0; i < n; i++) {
    uint64_t bits;
    memcpy(&bits, values + i, sizeof bits);
    keys[i] = bits >> 63 ? ~bits : bits | (UINT64_C(1) << 63);
    if (keys[i] < least) least = keys[i];
    if (keys[i] > most) most = keys[i];
  }
  if (most == least) return;
  for (long i = 0; i < n; i++) keys[i] -= least;
  if (n > 32) {
    int length = 64 - __builtin_clzll(most - least);
    int shift = length > 22 ? length - 22 : 0;
    sim_sort_pass(keys, spare, n, shift);
    sim_sort_pass(spare, keys, n, shift + 11);
  }
  long moves = 16 * n;
  for (long i = 1; i < n && moves > 0; i++) {
    uint64_t key = keys[i];
    long k = i;
    for (; k > 0 && keys[k - 1] > key; k--, moves--) keys[k] = keys[k - 1];
    keys[k] = key;
  }
  if (moves <= 0) {
    for (int shift = 0; shift < 66; shift += 22) {
      sim_sort_pass(keys, spare, n, shift);
      sim_sort_pass(spare, keys, n, shift + 11);
    }
  }
  for (long i = 0; i < n; i++) {
    uint64_t key = keys[i] + least;
    uint64_t bits = key >> 63 ? key ^ (UINT64_C(1) << 63) : ~key;
    memcpy(values + i, &bits, sizeof bits);
  }
}

#endif
