#ifndef CGSL_STACK_H
#define CGSL_STACK_H

#include <pthread.h>
#include <stddef.h>
#include <sys/resource.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

/* The stack of the calling thread, which Swift has no way to ask for: its lowest address,
 * or nothing where the system does not say, and its size. */

#if defined(__linux__)
extern int pthread_getattr_np(pthread_t, pthread_attr_t *);
#endif

static inline void *sim_stack(size_t *size) {
  void *lowest = NULL;
  *size = 0;
#if defined(__APPLE__)
  *size = pthread_get_stacksize_np(pthread_self());
  lowest = (char *)pthread_get_stackaddr_np(pthread_self()) - *size;
#elif defined(__linux__)
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    if (pthread_attr_getstack(&attributes, &lowest, size) != 0) lowest = NULL;
    pthread_attr_destroy(&attributes);
  }
#endif
  return lowest;
}

/* What this process may take of address space, or of data, in bytes; -1 without a limit. */
static inline long long sim_limit(int resource) {
  struct rlimit limit;
  if (getrlimit(resource, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return -1;
  return (long long)limit.rlim_cur;
}
static inline long long sim_limit_of_address_space(void) { return sim_limit(RLIMIT_AS); }
static inline long long sim_limit_of_data(void) { return sim_limit(RLIMIT_DATA); }

/* Threads share one region of what is allocated, instead of setting aside 64 MB each. */
static inline void sim_share_allocation(void) {
#if defined(__GLIBC__)
  mallopt(M_ARENA_MAX, 1);
#endif
}

#endif
