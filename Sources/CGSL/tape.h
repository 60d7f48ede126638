#ifndef CGSL_TAPE_H
#define CGSL_TAPE_H

#include <stdint.h>

#include "sets.h"

/* The register code of the engine over rows of doubles: see `Sources/Sim/Machine/Tape.swift`.
 *
 * A tape of operators is run over a few lanes before the next few, so that few of the rows it
 * touches leave the first cache in between. Each operator is one expression of A, B, C and D over a
 * vector of lanes, and is defined once here; the loops are compiled for the base instruction set, for
 * AVX2 and for AVX-512, chosen at run time. None fuses a product with a sum, so all give the same
 * bits. */

typedef double sim_eight __attribute__((vector_size(64)));
typedef int64_t sim_eight_words __attribute__((vector_size(64)));
typedef uint64_t sim_eight_bits __attribute__((vector_size(64)));
typedef double sim_eight_unaligned __attribute__((vector_size(64), aligned(8)));

/* Rows stand `places` of eight lanes apart, one more than they hold: rows a power of two apart
 * would fall on the same few lines of the cache. */
enum { sim_row_places = 33 };

/* An operator of a tape: the code that does it, and rows by the double where they start. */
typedef struct {
  const void *run;
  int32_t target;
  int32_t a, b, c, d;
} sim_instruction;

/* What the operators share that run over the same lanes: eights of lanes in use, and whether a check
 * has failed in one of them. */
typedef struct {
  long places;
  int failed;
} sim_pass;

/* Each operator ends with a jump to the next, so that the processor predicts the jumps one by one.
 * A pass has 64 lanes: `near` is the middle of the first 32 and `far` of the others, from where a byte
 * reaches each of them. `far` is null where only the first are in use. */
typedef void (*sim_operator)(
    const sim_instruction *code, double *near, double *far, sim_pass *pass);

enum { sim_pass_places = 8, sim_near_places = 4, sim_half_lanes = 32 };

/* Simple operators, by the number of operands. */
#define SIM_OPERATORS(X1, X2, X3, X4)                                      \
  X1(copy, A)                                                              \
  X1(negate, (SIM_NUMBERS)((SIM_BITS)A ^ SIM_SIGN))                        \
  X1(absolute, SIM_MAGNITUDE(A))                                           \
  X1(floor, __builtin_elementwise_floor(A))                                \
  X1(round, __builtin_elementwise_round(A))                                \
  X1(square_root, __builtin_elementwise_sqrt(A))                           \
  X1(square, A * A)                                                        \
  X1(cube, A * A * A)                                                      \
  X1(not, SIM_ONE_IF(A == 0.0))                                            \
  X1(is_missing, SIM_ONE_IF(A != A))                                       \
  X1(is_not_finite, SIM_ONE_IF((A - A) != 0.0))                            \
  X2(add, A + B)                                                           \
  X2(subtract, A - B)                                                      \
  X2(multiply, A * B)                                                      \
  X2(divide, A / B)                                                        \
  X2(minimum, SIM_SELECT(A < B, A, B))                                     \
  X2(maximum, SIM_SELECT(A > B, A, B))                                     \
  X2(less, SIM_ONE_IF(A < B))                                              \
  X2(less_or_equal, SIM_ONE_IF(A <= B))                                    \
  X2(equal, SIM_ONE_IF(A == B))                                            \
  X2(not_equal, SIM_ONE_IF((A < B) | (A > B)))                             \
  X2(and, SIM_ONE_IF((A != 0.0) & (B != 0.0)))                             \
  X2(or, SIM_ONE_IF((A != 0.0) | (B != 0.0)))                              \
  X3(select, SIM_SELECT(A != 0.0, B, C))                                   \
  /* Fused, each with its own roundings. */                                \
  X3(multiply_add, A * B + C)                                              \
  X3(multiply_subtract, A * B - C)                                         \
  X3(subtract_product, C - A * B)                                          \
  X3(add_multiply, (A + B) * C)                                            \
  X3(subtract_multiply, (A - B) * C)                                       \
  X3(product, A * B * C)                                                   \
  X3(add_add, (A + B) + C)                                                 \
  X3(subtract_subtract, (A - B) - C)                                       \
  X3(subtract_add, (A - B) + C)                                            \
  X2(distance, SIM_MAGNITUDE(A - B))                                       \
  X3(weighted_distance, SIM_MAGNITUDE(A - B) * C)                          \
  X3(add_distance, SIM_MAGNITUDE(A - B) + C)                               \
  X4(two_products, A * B + C * D)                                          \
  X4(approach, (A - B) * C + D)                                            \
  X3(approach_itself, (A - B) * C + B)                                     \
  X4(add_weighted_distance, SIM_MAGNITUDE(A - B) * C + D)                  \
  X4(select_less, SIM_SELECT(A < B, C, D))                                 \
  X3(less_and, SIM_ONE_IF((A < B) & (C != 0.0)))                           \
  X3(less_or, SIM_ONE_IF((A < B) | (C != 0.0)))                            \
  X3(less_or_equal_and, SIM_ONE_IF((A <= B) & (C != 0.0)))                 \
  X3(equal_and, SIM_ONE_IF((A == B) & (C != 0.0)))                         \
  X3(and_and, SIM_ONE_IF((A != 0.0) & (B != 0.0) & (C != 0.0)))            \
  X3(or_or, SIM_ONE_IF((A != 0.0) | (B != 0.0) | (C != 0.0)))              \
  X2(not_and, SIM_ONE_IF((A == 0.0) & (B != 0.0)))                         \
  X2(not_finite_and, SIM_ONE_IF(((A - A) != 0.0) & (B != 0.0)))            \
  X3(select_missing, SIM_SELECT(A != A, B, C))                             \
  X4(select_and, SIM_SELECT((A != 0.0) & (B != 0.0), C, D))                \
  X4(select_maximum, SIM_SELECT(A != 0.0, B, SIM_SELECT(C > D, C, D)))     \
  X3(clamp, SIM_LESSER(SIM_SELECT(A > B, A, B), C))                        \
  X3(add_weighted_magnitude, A * SIM_MAGNITUDE(B) + C)                     \
  X4(approach_by_product, (A - B) * (C * D) + B)                           \
  X4(multiply_add_multiply, (A * B + C) * D)

/* Functions of many steps, from functions.h. */
#define SIM_FUNCTIONS(X)                                                   \
  X(exp, SIM_FN(exp)(A))                                                   \
  X(log, SIM_FN(log)(A))                                                   \
  X(logistic, SIM_FN(logistic)(A))                                         \
  X(rate_chance, SIM_FN(rate_chance)(A))                                   \
  X(power, SIM_FN(power)(A, B))

/* Conditions that are to hold in no lane, of four values at once. */
#define SIM_CHECKS(X)                                                      \
  X(fail, (A != 0.0) | (B != 0.0) | (C != 0.0) | (D != 0.0))               \
  X(fail_not_finite, (((A - A) + (B - B)) + ((C - C) + (D - D))) != 0.0)

/* Two operators in a row that are often seen, the result of the first being the given operand of the
 * second and nothing else. The numbers say which of their operands are the same in all lanes. */
#define SIM_PAIRS(X)                                                       \
  X(add_weighted_distance, 6, add_weighted_distance, 6, D)                 \
  X(add_weighted_magnitude, 1, add_weighted_magnitude, 1, C)               \
  X(equal_and, 0, equal_and, 0, C)                                         \
  X(equal_and, 1, equal_and, 1, C)                                         \
  X(less, 2, select_and, 4, B)                                             \
  X(maximum, 2, select_missing, 0, C)                                      \
  X(select, 2, select, 0, C)

#define SIM_NAMED(NAME, EXPRESSION) sim_do_##NAME,
enum {
  SIM_OPERATORS(SIM_NAMED, SIM_NAMED, SIM_NAMED, SIM_NAMED) SIM_FUNCTIONS(SIM_NAMED)
  SIM_CHECKS(SIM_NAMED) sim_do_end
};
#undef SIM_NAMED

enum { sim_operand_A, sim_operand_B, sim_operand_C, sim_operand_D };

/* Over vectors of the type SIM_NUMBERS: eight lanes in functions.h, in the loops as many as a register
 * has. SIM_WORDS and SIM_BITS are its bits, signed and unsigned. */
#define SIM_SIGN 0x8000000000000000ULL
#define SIM_MAGNITUDE(X) ((SIM_NUMBERS)((SIM_BITS)(X) & ~SIM_SIGN))
#define SIM_ONE_IF(CONDITION) ((SIM_NUMBERS)((SIM_WORDS)(CONDITION) & 0x3FF0000000000000LL))
#define SIM_SELECT(CONDITION, X, Y)                                        \
  ((SIM_NUMBERS)(((CONDITION) & (SIM_WORDS)(X)) | (~(CONDITION) & (SIM_WORDS)(Y))))

#define SIM_LESSER(X, Y)                                                   \
  ({ SIM_NUMBERS x = (X), y = (Y); SIM_SELECT(x < y, x, y); })

#define SIM_JOINED(NAME, SET) sim_##NAME##_##SET
#define SIM_JOIN(NAME, SET) SIM_JOINED(NAME, SET)
#define SIM_FN(NAME) SIM_JOIN(NAME, SIM_SET)
#define SIM_INLINE static inline __attribute__((always_inline))

/* These helpers are always inlined, so how vectors would be passed does not matter. */
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"

#define SIM_SET base
#define SIM_TARGET
#define SIM_SIZE 16
#include "functions.h"
#include "tape_loops.h"
#undef SIM_SET
#undef SIM_TARGET
#undef SIM_SIZE

#if defined(__x86_64__)
#define SIM_SET avx2
#define SIM_TARGET SIM_TARGET_AVX2
#define SIM_SIZE 32
#include "functions.h"
#include "tape_loops.h"
#undef SIM_SET
#undef SIM_TARGET
#undef SIM_SIZE

#define SIM_SET avx512
#define SIM_TARGET SIM_TARGET_AVX512
#define SIM_SIZE 64
#include "functions.h"
#include "tape_loops.h"
#undef SIM_SET
#undef SIM_TARGET
#undef SIM_SIZE
#endif
#pragma clang diagnostic pop

/* The code of an operator. `uniform`, a bit for each operand from the lowest: which are known to be the
 * same in all lanes, so that they may be read once. */
static inline const void *sim_tape_code(int set, int operation, int uniform) {
#if defined(__x86_64__)
  if (set == sim_set_avx512) return sim_code_avx512(operation, uniform);
  if (set == sim_set_avx2) return sim_code_avx2(operation, uniform);
#endif
  return sim_code_base(operation, uniform);
}

/* The code that does two operators at once, the result of the first being an operand of the second, from 0;
 * null where there is none. It stands in the place of the first and is followed by the second. */
static inline const void *sim_tape_pair_code(
    int set, int first, int first_uniform, int second, int second_uniform, int operand) {
#if defined(__x86_64__)
  if (set == sim_set_avx512)
    return sim_pair_code_avx512(first, first_uniform, second, second_uniform, operand);
  if (set == sim_set_avx2)
    return sim_pair_code_avx2(first, first_uniform, second, second_uniform, operand);
#endif
  return sim_pair_code_base(first, first_uniform, second, second_uniform, operand);
}

/* Runs a tape up to its `sim_do_end` over the first `places` eights of lanes; whether a check failed in
 * any. */
static inline int sim_tape_run(const sim_instruction *code, double *rows, long places) {
  sim_pass pass = {0, 0};
  for (long from = 0; from < places; from += sim_pass_places) {
    long left = places - from;
    pass.places = left < sim_pass_places ? left : sim_pass_places;
    double *near = rows + from * 8 + sim_half_lanes / 2;
    double *far = left > sim_near_places ? near + sim_half_lanes : (double *)0;
    ((sim_operator)code->run)(code, near, far, &pass);
  }
  return pass.failed;
}

#endif
