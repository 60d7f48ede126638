#ifndef CGSL_ROOM_H
#define CGSL_ROOM_H

#include <sys/resource.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

/* What memory this process may take, and how it takes it, which Swift cannot ask or say on every system. */

/* What this process may take of address space, or of data, in bytes; -1 without a limit. */
static inline long long sim_limit(int resource) {
  struct rlimit limit;
  if (getrlimit(resource, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return -1;
  return (long long)limit.rlim_cur;
}
static inline long long sim_limit_of_address_space(void) { return sim_limit(RLIMIT_AS); }
static inline long long sim_limit_of_data(void) { return sim_limit(RLIMIT_DATA); }

/* What a thread allocates begins with a megabyte, and what the first one does grows by one; only what is touched
   costs anything. The standard is a call of the system for every few kilobytes of each thread but the first: a
   thirtieth of the time of `simrun validate`. Whoever sets this must say too which pieces are the system's own, and
   what is given back to it: the library no longer finds that out by itself. */
static inline void sim_grow_by_megabytes(void) {
#if defined(__GLIBC__)
  mallopt(M_TOP_PAD, 1 << 20);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 8 << 20);
#endif
}

/* Threads share one region of what is allocated, instead of setting aside 64 MB each. */
static inline void sim_share_allocation(void) {
#if defined(__GLIBC__)
  mallopt(M_ARENA_MAX, 1);
#endif
}

#endif
