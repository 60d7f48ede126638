#ifndef CGSL_PROCESSORS_H
#define CGSL_PROCESSORS_H

#include <pthread.h>
#include <stddef.h>
#if defined(__GLIBC__)
#include <sched.h>
#endif

/* Where a thread begins, which Swift has no way to say. Systems that pack what they run on few processors put
 * a new thread behind the one that makes it, and for some milliseconds leave it there though another
 * processor has nothing to do. */

#if defined(__GLIBC__)
extern int pthread_attr_setaffinity_np(pthread_attr_t *, size_t, const cpu_set_t *);
extern int sched_getaffinity(pid_t, size_t, cpu_set_t *);
extern int sched_setaffinity(pid_t, size_t, const cpu_set_t *);
extern int sched_getcpu(void);

/* Where the thread that asks for others may run. */
typedef struct {
  cpu_set_t all;
  int are_known;
} sim_processors;
#else
typedef struct {
  int are_known;
} sim_processors;
#endif

/* A thread with these attributes begins on another processor than the calling one, if there is one that it
 * may run on. Otherwise the processors are not known, and the attributes stay as they were. */
static inline sim_processors sim_begin_elsewhere(pthread_attr_t *attributes) {
  sim_processors found = {.are_known = 0};
#if defined(__GLIBC__)
  enum { bits = 8 * sizeof(unsigned long), words = sizeof(cpu_set_t) / sizeof(unsigned long) };
  int here = sched_getcpu();
  if (here < 0 || here >= bits * words) return found;
  if (sched_getaffinity(0, sizeof found.all, &found.all) != 0) return found;
  cpu_set_t others = found.all;
  unsigned long *word = (unsigned long *)&others, any = 0;
  word[here / bits] &= ~(1UL << here % bits);
  for (int i = 0; i < words; i++) any |= word[i];
  found.are_known =
      any != 0 && pthread_attr_setaffinity_np(attributes, sizeof others, &others) == 0;
#endif
  return found;
}

/* The calling thread may run wherever the one that made it may. If the program is given more processors later
 * (a cpuset that grows), the thread stays on those. */
static inline void sim_run_anywhere(sim_processors processors) {
#if defined(__GLIBC__)
  if (processors.are_known) sched_setaffinity(0, sizeof processors.all, &processors.all);
#endif
}

#endif
