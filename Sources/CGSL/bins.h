#ifndef CGSL_BINS_H
#define CGSL_BINS_H

/* The bin of every number: how many of `bins` - 1 rising edges lie below it; `bins` for one that is
 * missing. `bins` is a power of two, 16 or more; `at` has room for n rounded up to 16.
 *
 * Of the edges the first three halvings ask for, all seven are compared; the rest is looked up
 * level by level, for sixteen numbers at a time and without a branch, so that it takes as long
 * whatever the numbers are. */
#define SIM_PLACE(NAME, TARGET)                                                             \
  TARGET static inline void NAME(const double *row, long n, const double *edges, long bins, \
                                 uint64_t *at) {                                            \
    long eighth = bins / 8;                                                                 \
    for (long i = 0; i < n; i += 16) {                                                      \
      double both[16] = {0};                                                                \
      memcpy(both, row + i, (size_t)(n - i < 16 ? n - i : 16) * sizeof(double));            \
      sim_eight x = *(const sim_eight_unaligned *)both;                                     \
      sim_eight y = *(const sim_eight_unaligned *)(both + 8);                               \
      sim_eight_words a = {0}, b = {0};                                                     \
      for (long k = 1; k < 8; k++) {                                                        \
        sim_eight edge = (sim_eight){0} + edges[k * eighth - 1];                            \
        a -= edge < x;                                                                      \
        b -= edge < y;                                                                      \
      }                                                                                     \
      a *= eighth;                                                                          \
      b *= eighth;                                                                          \
      for (long half = eighth / 2; half > 0; half /= 2) {                                   \
        const double *p = edges + half - 1;                                                 \
        sim_eight e = {p[a[0]], p[a[1]], p[a[2]], p[a[3]], p[a[4]], p[a[5]], p[a[6]], p[a[7]]}; \
        sim_eight f = {p[b[0]], p[b[1]], p[b[2]], p[b[3]], p[b[4]], p[b[5]], p[b[6]], p[b[7]]}; \
        a += (e < x) & half;                                                                \
        b += (f < y) & half;                                                                \
      }                                                                                     \
      a = ((x == x) & a) | ((x != x) & bins);                                               \
      b = ((y == y) & b) | ((y != y) & bins);                                               \
      memcpy(at + i, &a, sizeof a);                                                         \
      memcpy(at + i + 8, &b, sizeof b);                                                     \
    }                                                                                       \
  }

SIM_PLACE(sim_place_base, )
#if defined(__x86_64__)
SIM_PLACE(sim_place_avx2, SIM_TARGET_AVX2)

/* One level of the search among the last edges of 32 stretches, held in four registers; `upper`:
 * whose stretch is one of the upper sixteen. */
#define SIM_HALVING(SPAN)                                                                   \
  {                                                                                         \
    __m512i asked = _mm512_or_si512(stretch, _mm512_set1_epi64(SPAN - 1));                  \
    __m512d edge = _mm512_mask_blend_pd(upper, _mm512_permutex2var_pd(last0, asked, last1), \
                                        _mm512_permutex2var_pd(last2, asked, last3));       \
    stretch = _mm512_mask_or_epi64(stretch, _mm512_cmp_pd_mask(edge, x, _CMP_LT_OQ),        \
                                   stretch, _mm512_set1_epi64(SPAN));                       \
  }

/* For 32 to 256 bins: first which of 32 stretches of edges, by five levels of which all edges stay
 * in registers, then one comparison with the other edges of the stretch, at most seven. */
SIM_TARGET_AVX512 static inline void sim_place_avx512(const double *row, long n,
                                                      const double *edges, long bins,
                                                      uint64_t *at) {
  long width = bins / 32;
  __m128i shift = _mm_cvtsi32_si128(__builtin_ctzl((unsigned long)width));
  __m512i place = _mm512_sll_epi64(_mm512_setr_epi64(1, 2, 3, 4, 5, 6, 7, 8), shift);
  __m512d last0 = _mm512_i64gather_pd(place, edges - 1, 8);
  __m512d last1 = _mm512_i64gather_pd(place, edges + 8 * width - 1, 8);
  __m512d last2 = _mm512_i64gather_pd(place, edges + 16 * width - 1, 8);
  /* After the last stretch nothing is asked for. */
  __m512d last3 = _mm512_mask_i64gather_pd(_mm512_setzero_pd(), 0x7f, place,
                                           edges + 24 * width - 1, 8);
  __m512d middle = _mm512_set1_pd(edges[16 * width - 1]);
  unsigned missing = 0;
  for (long i = 0; i < n; i += 8) {
    __mmask8 lanes = n - i < 8 ? (__mmask8)((1u << (n - i)) - 1) : 0xff;
    __m512d x = _mm512_maskz_loadu_pd(lanes, row + i);
    missing |= _mm512_cmp_pd_mask(x, x, _CMP_UNORD_Q);
    __mmask8 upper = _mm512_cmp_pd_mask(middle, x, _CMP_LT_OQ);
    __m512i stretch = _mm512_setzero_si512();
    SIM_HALVING(8)
    SIM_HALVING(4)
    SIM_HALVING(2)
    SIM_HALVING(1)
    stretch = _mm512_mask_or_epi64(stretch, upper, stretch, _mm512_set1_epi64(16));
    _mm512_storeu_si512(at + i, _mm512_sll_epi64(stretch, shift));
  }
  /* The last edge of a stretch is not below any number in it; the very last stretch has one edge
   * fewer than the others. */
  __mmask8 before = (__mmask8)((1u << (width - 1)) - 1);
  for (long i = 0; i < n; i++) {
    __m512d edge = _mm512_maskz_loadu_pd(before, edges + at[i]);
    __mmask8 below = _mm512_mask_cmp_pd_mask(before, edge, _mm512_set1_pd(row[i]), _CMP_LT_OQ);
    at[i] += (uint64_t)__builtin_popcount(below);
  }
  if (!missing) return;
  for (long i = 0; i < n; i++) at[i] = row[i] == row[i] ? at[i] : (uint64_t)bins;
}
#endif

static inline void sim_place(int set, const double *row, long n, const double *edges, long bins,
                             uint64_t *at) {
#if defined(__x86_64__)
  if (set == sim_set_avx512 && bins >= 32 && bins <= 256) {
    sim_place_avx512(row, n, edges, bins, at);
    return;
  }
  if (set >= sim_set_avx2) {
    sim_place_avx2(row, n, edges, bins, at);
    return;
  }
#endif
  sim_place_base(row, n, edges, bins, at);
}

enum { sim_fill_lanes = 256 };

/* Asks for the edges and the counts of the next histogram: quantities are filled one after the other,
 * and all histograms of a clock are more than the second cache holds. */
static inline void sim_fill_expect(const int32_t *counts, const double *edges, long bins) {
  const char *edge = (const char *)(edges + bins), *count = (const char *)(counts + bins + 1);
  for (long k = 0; k < bins * (long)sizeof *edges; k += 64) __builtin_prefetch(edge + k);
  for (long k = 0; k < bins * (long)sizeof *counts; k += 64) __builtin_prefetch(count + k, 1);
}

/* Adds `sign` to the bin of every number. */
static inline void sim_fill(int32_t *counts, const double *row, long n, const double *edges,
                            long bins, int32_t sign) {
  uint64_t at[sim_fill_lanes];
  if (n >= sim_fill_lanes / 4) sim_fill_expect(counts, edges, bins);
  for (; n > 0; n -= sim_fill_lanes, row += sim_fill_lanes) {
    long some = n < sim_fill_lanes ? n : sim_fill_lanes;
    sim_place(sim_best_set(), row, some, edges, bins, at);
    for (long i = 0; i < some; i++) counts[at[i]] += sign;
  }
}

/* Most numbers `sim_sort` takes. */
enum { sim_sort_most = 2048 };

/* Two rounds, by the `bits` bits from `shift` on and by as many after them; eleven at most. */
static inline void sim_sort_rounds(
    uint64_t *keys, uint64_t *spare, long n, int shift, int bits) {
  uint32_t low[2048], high[2048];
  const long size = 1L << bits;
  const uint64_t mask = (uint64_t)size - 1;
  memset(low, 0, (size_t)size * sizeof *low);
  memset(high, 0, (size_t)size * sizeof *high);
  for (long i = 0; i < n; i++) {
    uint64_t part = keys[i] >> shift;
    low[part & mask]++;
    high[part >> bits & mask]++;
  }
  uint32_t low_sum = 0, high_sum = 0;
  for (long k = 0; k < size; k++) {
    uint32_t low_count = low[k], high_count = high[k];
    low[k] = low_sum;
    high[k] = high_sum;
    low_sum += low_count;
    high_sum += high_count;
  }
  for (long i = 0; i < n; i++) spare[low[keys[i] >> shift & mask]++] = keys[i];
  for (long i = 0; i < n; i++) keys[high[spare[i] >> shift >> bits & mask]++] = spare[i];
}

/* Sorts at most `sim_sort_most` numbers, none of them NaN, by bits that rise with the number: two
 * rounds (LSD radix sort, Knuth 1998, 5.2.5) by the 20 bits from the first in which they differ on (22 of
 * many numbers, 16 of few), then by insertion. Where these bits tell too little, six rounds by all. -0
 * comes before 0. */
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
    int bits = n > 1024 ? 11 : n > 256 ? 10 : 8;
    int shift = length > 2 * bits ? length - 2 * bits : 0;
    sim_sort_rounds(keys, spare, n, shift, bits);
  }
  long moves = 16 * n;
  for (long i = 1; i < n && moves > 0; i++) {
    uint64_t key = keys[i];
    long k = i;
    for (; k > 0 && keys[k - 1] > key; k--, moves--) keys[k] = keys[k - 1];
    keys[k] = key;
  }
  if (moves <= 0) {
    for (int shift = 0; shift < 66; shift += 22) sim_sort_rounds(keys, spare, n, shift, 11);
  }
  for (long i = 0; i < n; i++) {
    uint64_t key = keys[i] + least;
    uint64_t bits = key >> 63 ? key ^ (UINT64_C(1) << 63) : ~key;
    memcpy(values + i, &bits, sizeof bits);
  }
}

#endif
