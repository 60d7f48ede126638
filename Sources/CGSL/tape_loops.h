/* The loops of tape.h, included once for each instruction set. */

/* Where the operands are is read before the loop: a store might change it for all C knows. */
#define SIM_OPERAND(X)                                                     \
  const double *X = rows + (code->X + (from & code->step_##X)) * 8L;

#define SIM_DO(BODY, PLACE)                                                \
  {                                                                        \
    sim_eight A = *(const sim_eight *)(a + (PLACE) * 8);                   \
    sim_eight B = *(const sim_eight *)(b + (PLACE) * 8);                   \
    sim_eight C = *(const sim_eight *)(c + (PLACE) * 8);                   \
    sim_eight D = *(const sim_eight *)(d + (PLACE) * 8);                   \
    sim_eight *T = (sim_eight *)(target + (PLACE) * 8);                    \
    (void)A, (void)B, (void)C, (void)D, (void)T;                           \
    BODY;                                                                  \
  }

/* Unrolled by hand: where a loop ends is hard to predict when each is short. */
#define SIM_OPERATOR(NAME, EXPRESSION)                                     \
  case sim_do_##NAME: {                                                    \
    SIM_OPERAND(a) SIM_OPERAND(b) SIM_OPERAND(c) SIM_OPERAND(d)            \
    double *target = rows + (code->target + from) * 8L;                    \
    SIM_DO(*T = (EXPRESSION), 0)                                           \
    SIM_DO(*T = (EXPRESSION), 1)                                           \
    SIM_DO(*T = (EXPRESSION), 2)                                           \
    SIM_DO(*T = (EXPRESSION), 3)                                           \
    if (width > 4) {                                                       \
      SIM_DO(*T = (EXPRESSION), 4)                                         \
      SIM_DO(*T = (EXPRESSION), 5)                                         \
      SIM_DO(*T = (EXPRESSION), 6)                                         \
      SIM_DO(*T = (EXPRESSION), 7)                                         \
    }                                                                      \
    break;                                                                 \
  }

#define SIM_FUNCTION(NAME, EXPRESSION)                                     \
  case sim_do_##NAME: {                                                    \
    SIM_OPERAND(a) SIM_OPERAND(b) SIM_OPERAND(c) SIM_OPERAND(d)            \
    double *target = rows + (code->target + from) * 8L;                    \
    for (long place = 0; place < width; place += 2) {                      \
      SIM_DO(*T = (EXPRESSION), place)                                     \
      SIM_DO(*T = (EXPRESSION), place + 1)                                 \
    }                                                                      \
    break;                                                                 \
  }

#define SIM_CHECK(NAME, CONDITION)                                         \
  case sim_do_##NAME: {                                                    \
    SIM_OPERAND(a) SIM_OPERAND(b) SIM_OPERAND(c) SIM_OPERAND(d)            \
    double *target = rows;                                                 \
    for (long place = 0; place < places; place++)                          \
      SIM_DO(failed |= (CONDITION), place)                                 \
    break;                                                                 \
  }

/* All of the tape over `width` places, four or eight, of which `places` are in use. */
SIM_TARGET SIM_INLINE int SIM_FN(tape_part)(
    const sim_instruction *code, const sim_instruction *end, double *rows, long from,
    long width, long places) {
  _Pragma("clang fp contract(off)")
  sim_eight_words failed = {0};
  for (; code != end; code++) {
    switch (code->operation) {
      SIM_OPERATORS(SIM_OPERATOR)
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
#undef SIM_OPERATOR
#undef SIM_FUNCTION
#undef SIM_CHECK
