/* The loops of tape.h, included once for each instruction set. */

/* Where the operands are is read before the loop: a store might change it for all C knows. */
#define SIM_OPERAND(X)                                                     \
  const double *X = rows + (code->X + (from & code->step_##X)) * 8L;

/* The same number in eight lanes, -0 too. */
#define SIM_SAME(X) ((sim_eight){*X, *X, *X, *X, *X, *X, *X, *X})

/* An operand at a place; UNIFORM is the operand read once. */
#define SIM_LOAD(X, NUMBER, UNIFORM, PLACE)                                \
  ((UNIFORM) == (NUMBER) ? same : *(const sim_eight *)(X + (PLACE) * 8))

#define SIM_DO(BODY, UNIFORM, PLACE)                                       \
  {                                                                        \
    sim_eight A = SIM_LOAD(a, 1, UNIFORM, PLACE);                          \
    sim_eight B = SIM_LOAD(b, 2, UNIFORM, PLACE);                          \
    sim_eight C = SIM_LOAD(c, 3, UNIFORM, PLACE);                          \
    sim_eight D = SIM_LOAD(d, 4, UNIFORM, PLACE);                          \
    sim_eight *T = (sim_eight *)(target + (PLACE) * 8);                    \
    (void)A, (void)B, (void)C, (void)D, (void)T;                           \
    BODY;                                                                  \
  }

/* Unrolled by hand: where a loop ends is hard to predict when each is short. */
#define SIM_VARIANT(NAME, UNIFORM, UNIFORM_ROW, EXPRESSION)                \
  case sim_do_##NAME * 5 + UNIFORM: {                                      \
    SIM_OPERAND(a) SIM_OPERAND(b) SIM_OPERAND(c) SIM_OPERAND(d)            \
    double *target = rows + (code->target + from) * 8L;                    \
    sim_eight same = SIM_SAME(UNIFORM_ROW);                                \
    (void)same;                                                            \
    SIM_DO(*T = (EXPRESSION), UNIFORM, 0)                                  \
    SIM_DO(*T = (EXPRESSION), UNIFORM, 1)                                  \
    SIM_DO(*T = (EXPRESSION), UNIFORM, 2)                                  \
    SIM_DO(*T = (EXPRESSION), UNIFORM, 3)                                  \
    if (width > 4) {                                                       \
      SIM_DO(*T = (EXPRESSION), UNIFORM, 4)                                \
      SIM_DO(*T = (EXPRESSION), UNIFORM, 5)                                \
      SIM_DO(*T = (EXPRESSION), UNIFORM, 6)                                \
      SIM_DO(*T = (EXPRESSION), UNIFORM, 7)                                \
    }                                                                      \
    break;                                                                 \
  }

#define SIM_OPERATOR1(NAME, EXPRESSION) SIM_VARIANT(NAME, 0, a, EXPRESSION)
#define SIM_OPERATOR2(NAME, EXPRESSION)                                    \
  SIM_VARIANT(NAME, 0, a, EXPRESSION) SIM_VARIANT(NAME, 1, a, EXPRESSION)  \
  SIM_VARIANT(NAME, 2, b, EXPRESSION)
#define SIM_OPERATOR3(NAME, EXPRESSION)                                    \
  SIM_OPERATOR2(NAME, EXPRESSION) SIM_VARIANT(NAME, 3, c, EXPRESSION)
#define SIM_OPERATOR4(NAME, EXPRESSION)                                    \
  SIM_OPERATOR3(NAME, EXPRESSION) SIM_VARIANT(NAME, 4, d, EXPRESSION)

#define SIM_FUNCTION(NAME, EXPRESSION)                                     \
  case sim_do_##NAME * 5: {                                                \
    SIM_OPERAND(a) SIM_OPERAND(b) SIM_OPERAND(c) SIM_OPERAND(d)            \
    double *target = rows + (code->target + from) * 8L;                    \
    sim_eight same = {0};                                                  \
    for (long place = 0; place < width; place += 2) {                      \
      SIM_DO(*T = (EXPRESSION), 0, place)                                  \
      SIM_DO(*T = (EXPRESSION), 0, place + 1)                              \
    }                                                                      \
    break;                                                                 \
  }

#define SIM_CHECK(NAME, CONDITION)                                         \
  case sim_do_##NAME * 5: {                                                \
    SIM_OPERAND(a) SIM_OPERAND(b) SIM_OPERAND(c) SIM_OPERAND(d)            \
    double *target = rows;                                                 \
    sim_eight same = {0};                                                  \
    for (long place = 0; place < places; place++)                          \
      SIM_DO(failed |= (CONDITION), 0, place)                                 \
    break;                                                                 \
  }

/* All of the tape over `width` places, four or eight, of which `places` are in use. */
SIM_TARGET SIM_INLINE int SIM_FN(tape_part)(
    const sim_instruction *code, const sim_instruction *end, double *rows, long from,
    long width, long places) {
  _Pragma("clang fp contract(off)")
  sim_eight_words failed = {0};
  for (; code != end; code++) {
    switch (code->operation * 5 + code->uniform) {
      SIM_OPERATORS(SIM_OPERATOR1, SIM_OPERATOR2, SIM_OPERATOR3, SIM_OPERATOR4)
      SIM_FUNCTIONS(SIM_FUNCTION)
      SIM_CHECKS(SIM_CHECK)
    }
  }
  return __builtin_reduce_or(failed) != 0;
}

SIM_TARGET static inline int SIM_FN(tape)(
    const sim_instruction *code, long count, double *rows, long places) {
  const sim_instruction *end = code + count;
  int failed = 0;
  long from = 0;
  for (; from + 8 <= places; from += 8)
    failed |= SIM_FN(tape_part)(code, end, rows, from, 8, 8);
  if (from + 4 < places)
    failed |= SIM_FN(tape_part)(code, end, rows, from, 8, places - from);
  else if (from < places)
    failed |= SIM_FN(tape_part)(code, end, rows, from, 4, places - from);
  return failed;
}

#undef SIM_OPERAND
#undef SIM_DO
#undef SIM_SAME
#undef SIM_LOAD
#undef SIM_VARIANT
#undef SIM_OPERATOR1
#undef SIM_OPERATOR2
#undef SIM_OPERATOR3
#undef SIM_OPERATOR4
#undef SIM_FUNCTION
#undef SIM_CHECK
