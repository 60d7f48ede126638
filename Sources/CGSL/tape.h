#ifndef CGSL_TAPE_H
#define CGSL_TAPE_H

#include <stdint.h>

/* The register code of the engine over rows of doubles: see `Sources/Sim/Programs/Tape.swift`.
 *
 * A tape of operators is run over a few lanes before the next few, so that all rows it touches stay
 * in the first cache. Each operator is one expression of A, B, C and D, eight lanes at a time, and
 * is defined once here; the loops are compiled for the base instruction set, for AVX2 and for
 * AVX-512, chosen at run time. None fuses a product with a sum, so all give the same bits. */

typedef double sim_eight __attribute__((vector_size(64)));
typedef int64_t sim_eight_words __attribute__((vector_size(64)));
typedef uint64_t sim_eight_bits __attribute__((vector_size(64)));
typedef double sim_eight_unaligned __attribute__((vector_size(64), aligned(8)));

/* Rows stand `places` of eight lanes apart, one more than they hold: rows a power of two apart
 * would fall on the same few lines of the cache. */
enum { sim_row_places = 33 };

/* Operands by the place where they start. `step` is -1, or 0 for what is the same in all lanes:
 * of such a row only the first eight are read. */
typedef struct {
  int32_t operation, target;
  int32_t a, b, c, d;
  int32_t step_a, step_b, step_c, step_d;
} sim_instruction;

/* Simple operators: each row of code is one pass. */
#define SIM_OPERATORS(X)                                                   \
  X(copy, A)                                                               \
  X(negate, (sim_eight)((sim_eight_bits)A ^ SIM_SIGN))                     \
  X(absolute, SIM_MAGNITUDE(A))                                            \
  X(floor, __builtin_elementwise_floor(A))                                 \
  X(round, __builtin_elementwise_round(A))                                 \
  X(square_root, __builtin_elementwise_sqrt(A))                            \
  X(square, A * A)                                                         \
  X(cube, A * A * A)                                                       \
  X(not, SIM_ONE_IF(A == 0.0))                                             \
  X(is_missing, SIM_ONE_IF(A != A))                                        \
  X(is_not_finite, SIM_ONE_IF((A - A) != 0.0))                             \
  X(add, A + B)                                                            \
  X(subtract, A - B)                                                       \
  X(multiply, A * B)                                                       \
  X(divide, A / B)                                                         \
  X(minimum, SIM_SELECT(A < B, A, B))                                      \
  X(maximum, SIM_SELECT(A > B, A, B))                                      \
  X(less, SIM_ONE_IF(A < B))                                               \
  X(less_or_equal, SIM_ONE_IF(A <= B))                                     \
  X(equal, SIM_ONE_IF(A == B))                                             \
  X(not_equal, SIM_ONE_IF((A < B) | (A > B)))                              \
  X(and, SIM_ONE_IF((A != 0.0) & (B != 0.0)))                              \
  X(or, SIM_ONE_IF((A != 0.0) | (B != 0.0)))                               \
  X(select, SIM_SELECT(A != 0.0, B, C))                                    \
  /* Fused, each with its own roundings. */                                \
  X(multiply_add, A * B + C)                                               \
  X(multiply_subtract, A * B - C)                                          \
  X(subtract_product, C - A * B)                                           \
  X(add_multiply, (A + B) * C)                                             \
  X(subtract_multiply, (A - B) * C)                                        \
  X(product, A * B * C)                                                    \
  X(add_add, (A + B) + C)                                                  \
  X(subtract_subtract, (A - B) - C)                                        \
  X(subtract_add, (A - B) + C)                                             \
  X(distance, SIM_MAGNITUDE(A - B))                                        \
  X(weighted_distance, SIM_MAGNITUDE(A - B) * C)                           \
  X(add_distance, SIM_MAGNITUDE(A - B) + C)                                \
  X(two_products, A * B + C * D)                                           \
  X(approach, (A - B) * C + D)                                             \
  X(add_weighted_distance, SIM_MAGNITUDE(A - B) * C + D)                   \
  X(select_less, SIM_SELECT(A < B, C, D))                                  \
  X(less_and, SIM_ONE_IF((A < B) & (C != 0.0)))

/* Functions of many steps, from functions.h. */
#define SIM_FUNCTIONS(X)                                                   \
  X(exp, SIM_FN(exp)(A))                                                   \
  X(log, SIM_FN(log)(A))                                                   \
  X(logistic, SIM_FN(logistic)(A))                                         \
  X(rate_chance, SIM_FN(rate_chance)(A))                                   \
  X(power, SIM_FN(power)(A, B))

/* Conditions that are to hold in no lane. */
#define SIM_CHECKS(X)                                                      \
  X(fail, A != 0.0)                                                        \
  X(fail_not_finite, (A - A) != 0.0)

#define SIM_NAMED(NAME, EXPRESSION) sim_do_##NAME,
enum { SIM_OPERATORS(SIM_NAMED) SIM_FUNCTIONS(SIM_NAMED) SIM_CHECKS(SIM_NAMED) };
#undef SIM_NAMED

#define SIM_SIGN 0x8000000000000000ULL
#define SIM_MAGNITUDE(X) ((sim_eight)((sim_eight_bits)(X) & ~SIM_SIGN))
#define SIM_ONE_IF(WORDS) ((sim_eight)((sim_eight_words)(WORDS) & 0x3FF0000000000000LL))
#define SIM_SELECT(WORDS, X, Y)                                            \
  ((sim_eight)(((WORDS) & (sim_eight_words)(X)) | (~(WORDS) & (sim_eight_words)(Y))))

#define SIM_JOINED(NAME, SET) sim_##NAME##_##SET
#define SIM_JOIN(NAME, SET) SIM_JOINED(NAME, SET)
#define SIM_FN(NAME) SIM_JOIN(NAME, SIM_SET)
#define SIM_INLINE static inline __attribute__((always_inline))

/* These helpers are always inlined, so how vectors would be passed does not matter. */
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"

#define SIM_SET base
#define SIM_TARGET
#include "functions.h"
#include "tape_loops.h"
#undef SIM_SET
#undef SIM_TARGET

#if defined(__x86_64__)
#define SIM_SET avx2
#define SIM_TARGET __attribute__((target("avx2")))
#include "functions.h"
#include "tape_loops.h"
#undef SIM_SET
#undef SIM_TARGET

#define SIM_SET avx512
#define SIM_TARGET __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl")))
#include "functions.h"
#include "tape_loops.h"
#undef SIM_SET
#undef SIM_TARGET
#endif
#pragma clang diagnostic pop

/* Instruction sets by rank. */
enum { sim_set_base, sim_set_avx2, sim_set_avx512 };

static inline int sim_best_set(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
    return sim_set_avx512;
  if (__builtin_cpu_supports("avx2")) return sim_set_avx2;
#endif
  return sim_set_base;
}

/* Runs a tape over the first `places` eights of lanes; whether a check failed in any. */
static inline int sim_tape_run(
    int set, const sim_instruction *code, long count, double *rows, long places) {
#if defined(__x86_64__)
  if (set == sim_set_avx512) return sim_tape_avx512(code, count, rows, places);
  if (set == sim_set_avx2) return sim_tape_avx2(code, count, rows, places);
#endif
  return sim_tape_base(code, count, rows, places);
}

#endif
