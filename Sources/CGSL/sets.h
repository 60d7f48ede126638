#ifndef CGSL_SETS_H
#define CGSL_SETS_H

/* Instruction sets that loops are compiled for, by rank; which one runs is chosen at run time. */
enum { sim_set_base, sim_set_avx2, sim_set_avx512 };

#if defined(__x86_64__)
#define SIM_TARGET_AVX2 __attribute__((target("avx2")))
#define SIM_TARGET_AVX512 __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,popcnt")))
#endif

static inline int sim_best_set(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
    return sim_set_avx512;
  if (__builtin_cpu_supports("avx2")) return sim_set_avx2;
#endif
  return sim_set_base;
}

#endif
