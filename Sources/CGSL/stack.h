#ifndef CGSL_STACK_H
#define CGSL_STACK_H

#include <pthread.h>
#include <stddef.h>

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

#endif
