/* The loops of tape.h, included once for each instruction set. */

typedef double SIM_FN(numbers) __attribute__((vector_size(SIM_SIZE)));
typedef int64_t SIM_FN(words) __attribute__((vector_size(SIM_SIZE)));
typedef uint64_t SIM_FN(bits) __attribute__((vector_size(SIM_SIZE)));

#undef SIM_NUMBERS
#undef SIM_WORDS
#undef SIM_BITS
#define SIM_NUMBERS SIM_FN(numbers)
#define SIM_WORDS SIM_FN(words)
#define SIM_BITS SIM_FN(bits)

#define SIM_PARAMETERS                                                     \
  const sim_instruction *code, double *near, double *far, sim_pass *pass

/* A jump, not a call, whatever the compiler optimizes. */
#define SIM_NEXT                                                           \
  code++;                                                                  \
  __attribute__((musttail)) return ((sim_operator)code->run)(code, near, far, pass);

/* Where the operands are is read before the first store: it might change that for all C knows. */
#define SIM_OPERAND(X) const double *X = near + (code->X - sim_half_lanes / 2);

/* The lanes of one register, from a half's middle; UNIFORM has a bit for each operand read once.
 * Taking zero away changes no number, -0 neither. */
#define SIM_LOAD(X, BIT, UNIFORM, PLACE)                                   \
  ((UNIFORM) & (BIT) ? same_##X : *(const SIM_NUMBERS *)(half + X + (PLACE)))

#define SIM_SAME(X, ROW, BIT, UNIFORM)                                     \
  const long X = (ROW);                                                    \
  SIM_NUMBERS same_##X = {0};                                              \
  if ((UNIFORM) & (BIT)) same_##X = *(near - sim_half_lanes / 2 + X) - (SIM_NUMBERS){0}; \
  (void)X, (void)same_##X;

#define SIM_ONE(EXPRESSION, UNIFORM, PLACE)                                \
  {                                                                        \
    SIM_NUMBERS A = SIM_LOAD(a, 1, UNIFORM, PLACE);                        \
    SIM_NUMBERS B = SIM_LOAD(b, 2, UNIFORM, PLACE);                        \
    SIM_NUMBERS C = SIM_LOAD(c, 4, UNIFORM, PLACE);                        \
    SIM_NUMBERS D = SIM_LOAD(d, 8, UNIFORM, PLACE);                        \
    (void)A, (void)B, (void)C, (void)D;                                    \
    *(SIM_NUMBERS *)(half + target + (PLACE)) = (EXPRESSION);              \
  }

/* Unrolled by hand: where a loop ends is hard to predict when each is short. */
#define SIM_TWO(EXPRESSION, UNIFORM, PLACE)                                \
  SIM_ONE(EXPRESSION, UNIFORM, PLACE)                                      \
  SIM_ONE(EXPRESSION, UNIFORM, (PLACE) + SIM_SIZE / 8)
#define SIM_FOUR(EXPRESSION, UNIFORM, PLACE)                               \
  SIM_TWO(EXPRESSION, UNIFORM, PLACE)                                      \
  SIM_TWO(EXPRESSION, UNIFORM, (PLACE) + SIM_SIZE / 4)
#if SIM_SIZE == 64
#define SIM_HALF(EXPRESSION, UNIFORM) SIM_FOUR(EXPRESSION, UNIFORM, -16)
#elif SIM_SIZE == 32
#define SIM_HALF(EXPRESSION, UNIFORM)                                      \
  SIM_FOUR(EXPRESSION, UNIFORM, -16) SIM_FOUR(EXPRESSION, UNIFORM, 0)
#else
#define SIM_HALF(EXPRESSION, UNIFORM)                                      \
  SIM_FOUR(EXPRESSION, UNIFORM, -16) SIM_FOUR(EXPRESSION, UNIFORM, -8)     \
  SIM_FOUR(EXPRESSION, UNIFORM, 0) SIM_FOUR(EXPRESSION, UNIFORM, 8)
#endif

#define SIM_VARIANT(NAME, UNIFORM, EXPRESSION)                             \
  SIM_TARGET static void SIM_FN(NAME##_##UNIFORM)(SIM_PARAMETERS) {        \
    _Pragma("clang fp contract(off)")                                      \
    SIM_SAME(a, code->a, 1, UNIFORM) SIM_SAME(b, code->b, 2, UNIFORM)      \
    SIM_SAME(c, code->c, 4, UNIFORM) SIM_SAME(d, code->d, 8, UNIFORM)      \
    const long target = code->target;                                      \
    if (far) {                                                             \
      double *half = far;                                                  \
      SIM_HALF(EXPRESSION, UNIFORM)                                        \
    }                                                                      \
    double *half = near;                                                   \
    SIM_HALF(EXPRESSION, UNIFORM)                                          \
    SIM_NEXT                                                               \
  }

/* Each alone, and what programs have often enough. */
#define SIM_VARIANTS1(X, NAME, EXPRESSION) X(NAME, 0, EXPRESSION)
#define SIM_VARIANTS2(X, NAME, EXPRESSION)                                 \
  SIM_VARIANTS1(X, NAME, EXPRESSION) X(NAME, 1, EXPRESSION) X(NAME, 2, EXPRESSION)
#define SIM_VARIANTS3(X, NAME, EXPRESSION)                                 \
  SIM_VARIANTS2(X, NAME, EXPRESSION) X(NAME, 4, EXPRESSION) X(NAME, 5, EXPRESSION) \
  X(NAME, 6, EXPRESSION)
#define SIM_VARIANTS4(X, NAME, EXPRESSION)                                 \
  SIM_VARIANTS3(X, NAME, EXPRESSION) X(NAME, 8, EXPRESSION)

#define SIM_OPERATOR1(NAME, EXPRESSION) SIM_VARIANTS1(SIM_VARIANT, NAME, EXPRESSION)
#define SIM_OPERATOR2(NAME, EXPRESSION) SIM_VARIANTS2(SIM_VARIANT, NAME, EXPRESSION)
#define SIM_OPERATOR3(NAME, EXPRESSION) SIM_VARIANTS3(SIM_VARIANT, NAME, EXPRESSION)
#define SIM_OPERATOR4(NAME, EXPRESSION) SIM_VARIANTS4(SIM_VARIANT, NAME, EXPRESSION)

#define SIM_FUNCTION(NAME, EXPRESSION)                                     \
  SIM_TARGET static void SIM_FN(NAME##_0)(SIM_PARAMETERS) {                \
    SIM_OPERAND(a) SIM_OPERAND(b)                                          \
    double *target = near + (code->target - sim_half_lanes / 2);           \
    const long lanes = far ? 2 * sim_half_lanes : sim_half_lanes;          \
    for (long lane = 0; lane < lanes; lane += 16) {                        \
      sim_eight A = *(const sim_eight *)(a + lane), B = *(const sim_eight *)(b + lane); \
      *(sim_eight *)(target + lane) = (EXPRESSION);                        \
      A = *(const sim_eight *)(a + lane + 8), B = *(const sim_eight *)(b + lane + 8); \
      *(sim_eight *)(target + lane + 8) = (EXPRESSION);                    \
      (void)B;                                                             \
    }                                                                      \
    SIM_NEXT                                                               \
  }

#define SIM_CHECK(NAME, CONDITION)                                         \
  SIM_TARGET static void SIM_FN(NAME##_0)(SIM_PARAMETERS) {                \
    SIM_OPERAND(a) SIM_OPERAND(b) SIM_OPERAND(c) SIM_OPERAND(d)            \
    sim_eight_words failed = {0};                                          \
    for (long place = 0; place < pass->places; place++) {                  \
      sim_eight A = *(const sim_eight *)(a + place * 8), B = *(const sim_eight *)(b + place * 8); \
      sim_eight C = *(const sim_eight *)(c + place * 8), D = *(const sim_eight *)(d + place * 8); \
      failed |= (CONDITION);                                               \
    }                                                                      \
    if (__builtin_reduce_or(failed) != 0) pass->failed = 1;                \
    SIM_NEXT                                                               \
  }

SIM_OPERATORS(SIM_OPERATOR1, SIM_OPERATOR2, SIM_OPERATOR3, SIM_OPERATOR4)
SIM_FUNCTIONS(SIM_FUNCTION)
SIM_CHECKS(SIM_CHECK)

#define SIM_VALUE(NAME, EXPRESSION)                                        \
  SIM_TARGET SIM_INLINE SIM_NUMBERS SIM_FN(value_##NAME)(                  \
      SIM_NUMBERS A, SIM_NUMBERS B, SIM_NUMBERS C, SIM_NUMBERS D) {        \
    _Pragma("clang fp contract(off)")                                      \
    (void)B, (void)C, (void)D;                                             \
    return (EXPRESSION);                                                   \
  }
SIM_OPERATORS(SIM_VALUE, SIM_VALUE, SIM_VALUE, SIM_VALUE)

/* Lane by lane: both have read what they read when the second writes. */
#define SIM_PAIR_ONE(FIRST, FIRST_UNIFORM, SECOND, SECOND_UNIFORM, OPERAND, PLACE) \
  {                                                                        \
    SIM_NUMBERS A = SIM_LOAD(a, 1, FIRST_UNIFORM, PLACE);                  \
    SIM_NUMBERS B = SIM_LOAD(b, 2, FIRST_UNIFORM, PLACE);                  \
    SIM_NUMBERS C = SIM_LOAD(c, 4, FIRST_UNIFORM, PLACE);                  \
    SIM_NUMBERS D = SIM_LOAD(d, 8, FIRST_UNIFORM, PLACE);                  \
    SIM_NUMBERS result = SIM_FN(value_##FIRST)(A, B, C, D);                \
    A = SIM_LOAD(second_a, 1, SECOND_UNIFORM, PLACE);                      \
    B = SIM_LOAD(second_b, 2, SECOND_UNIFORM, PLACE);                      \
    C = SIM_LOAD(second_c, 4, SECOND_UNIFORM, PLACE);                      \
    D = SIM_LOAD(second_d, 8, SECOND_UNIFORM, PLACE);                      \
    OPERAND = result;                                                      \
    *(SIM_NUMBERS *)(half + target + (PLACE)) = SIM_FN(value_##SECOND)(A, B, C, D); \
  }

/* Unrolled by the compiler, which knows the ends. */
#define SIM_PAIR_HALF(FIRST, FIRST_UNIFORM, SECOND, SECOND_UNIFORM, OPERAND) \
  _Pragma("clang loop unroll(full)")                                       \
  for (long place = -16; place < 16; place += SIM_SIZE / 8)                \
    SIM_PAIR_ONE(FIRST, FIRST_UNIFORM, SECOND, SECOND_UNIFORM, OPERAND, place)

#define SIM_PAIR(FIRST, FIRST_UNIFORM, SECOND, SECOND_UNIFORM, OPERAND)    \
  SIM_TARGET static void SIM_FN(FIRST##_##FIRST_UNIFORM##_##SECOND##_##SECOND_UNIFORM)( \
      SIM_PARAMETERS) {                                                    \
    SIM_SAME(a, code->a, 1, FIRST_UNIFORM) SIM_SAME(b, code->b, 2, FIRST_UNIFORM) \
    SIM_SAME(c, code->c, 4, FIRST_UNIFORM) SIM_SAME(d, code->d, 8, FIRST_UNIFORM) \
    code++;                                                                \
    SIM_SAME(second_a, code->a, 1, SECOND_UNIFORM)                         \
    SIM_SAME(second_b, code->b, 2, SECOND_UNIFORM)                         \
    SIM_SAME(second_c, code->c, 4, SECOND_UNIFORM)                         \
    SIM_SAME(second_d, code->d, 8, SECOND_UNIFORM)                         \
    const long target = code->target;                                      \
    if (far) {                                                             \
      double *half = far;                                                  \
      SIM_PAIR_HALF(FIRST, FIRST_UNIFORM, SECOND, SECOND_UNIFORM, OPERAND) \
    }                                                                      \
    double *half = near;                                                   \
    SIM_PAIR_HALF(FIRST, FIRST_UNIFORM, SECOND, SECOND_UNIFORM, OPERAND)   \
    SIM_NEXT                                                               \
  }
SIM_PAIRS(SIM_PAIR)

#define SIM_PAIR_ENTRY(FIRST, FIRST_UNIFORM, SECOND, SECOND_UNIFORM, OPERAND) \
  if (first == sim_do_##FIRST && first_uniform == FIRST_UNIFORM            \
      && second == sim_do_##SECOND && second_uniform == SECOND_UNIFORM     \
      && operand == sim_operand_##OPERAND)                                 \
    return (const void *)SIM_FN(FIRST##_##FIRST_UNIFORM##_##SECOND##_##SECOND_UNIFORM);

static inline const void *SIM_FN(pair_code)(
    int first, int first_uniform, int second, int second_uniform, int operand) {
  SIM_PAIRS(SIM_PAIR_ENTRY)
  return (const void *)0;
}

static void SIM_FN(end)(SIM_PARAMETERS) { (void)code, (void)near, (void)far, (void)pass; }

#define SIM_ENTRY(NAME, UNIFORM, EXPRESSION)                               \
  [sim_do_##NAME][UNIFORM] = (const void *)SIM_FN(NAME##_##UNIFORM),
#define SIM_ENTRIES1(NAME, EXPRESSION) SIM_VARIANTS1(SIM_ENTRY, NAME, EXPRESSION)
#define SIM_ENTRIES2(NAME, EXPRESSION) SIM_VARIANTS2(SIM_ENTRY, NAME, EXPRESSION)
#define SIM_ENTRIES3(NAME, EXPRESSION) SIM_VARIANTS3(SIM_ENTRY, NAME, EXPRESSION)
#define SIM_ENTRIES4(NAME, EXPRESSION) SIM_VARIANTS4(SIM_ENTRY, NAME, EXPRESSION)

/* Where there is no code for all that are uniform, that for fewer of them: their rows hold the number in
 * all lanes. */
static inline const void *SIM_FN(code)(int operation, int uniform) {
  static const void *const codes[sim_do_end + 1][16] = {
    SIM_OPERATORS(SIM_ENTRIES1, SIM_ENTRIES2, SIM_ENTRIES3, SIM_ENTRIES4)
    SIM_FUNCTIONS(SIM_ENTRIES1) SIM_CHECKS(SIM_ENTRIES1)
    [sim_do_end][0] = (const void *)SIM_FN(end)
  };
  while (!codes[operation][uniform]) uniform &= uniform - 1;
  return codes[operation][uniform];
}

#undef SIM_PARAMETERS
#undef SIM_NEXT
#undef SIM_OPERAND
#undef SIM_LOAD
#undef SIM_SAME
#undef SIM_ONE
#undef SIM_TWO
#undef SIM_FOUR
#undef SIM_HALF
#undef SIM_VARIANT
#undef SIM_VARIANTS1
#undef SIM_VARIANTS2
#undef SIM_VARIANTS3
#undef SIM_VARIANTS4
#undef SIM_OPERATOR1
#undef SIM_OPERATOR2
#undef SIM_OPERATOR3
#undef SIM_OPERATOR4
#undef SIM_FUNCTION
#undef SIM_CHECK
#undef SIM_VALUE
#undef SIM_PAIR_ONE
#undef SIM_PAIR_HALF
#undef SIM_PAIR
#undef SIM_PAIR_ENTRY
#undef SIM_ENTRY
#undef SIM_ENTRIES1
#undef SIM_ENTRIES2
#undef SIM_ENTRIES3
#undef SIM_ENTRIES4
