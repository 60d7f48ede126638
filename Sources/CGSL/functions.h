/* The elementary functions over eight lanes, operation for operation those of `Sim/Mathematics`;
 * tests hold the two to equal bits. Included once for each instruction set. */

#undef SIM_NUMBERS
#undef SIM_WORDS
#undef SIM_BITS
#define SIM_NUMBERS sim_eight
#define SIM_WORDS sim_eight_words
#define SIM_BITS sim_eight_bits

#define SIM_ROUNDER (0x1.8p52 + 2046)
#define SIM_HEAD(X) ((sim_eight)((sim_eight_bits)(X) & 0xFFFFFFFFF8000000ULL))

#define SIM_ALL(X) ((sim_eight){0} + (X))

SIM_TARGET SIM_INLINE sim_eight SIM_FN(clamped)(sim_eight x, double low, double high) {
  x = SIM_SELECT(SIM_ALL(high) < x, SIM_ALL(high), x);
  return SIM_SELECT(x < low, SIM_ALL(low), x);
}

/* e^(high + low) - 1 - high. */
SIM_TARGET SIM_INLINE sim_eight SIM_FN(exp_tail)(sim_eight high, sim_eight low) {
  _Pragma("clang fp contract(off)")
  sim_eight r = high + low;
  sim_eight q = 0x1.1f92e776033c2p-29 * r + 0x1.af6cd89ab0a2ep-26;
  q = q * r + 0x1.27e4c771f563ep-22;
  q = q * r + 0x1.71ddef8d8fb4ap-19;
  q = q * r + 0x1.a01a01afaa3c9p-16;
  q = q * r + 0x1.a01a01b3bd5d8p-13;
  q = q * r + 0x1.6c16c16c1492dp-10;
  q = q * r + 0x1.111111110ebaep-7;
  q = q * r + 0x1.5555555555559p-5;
  q = q * r + 0x1.555555555555cp-3;
  q = q * r + 0.5;
  return (r * r) * q + low;
}

/* The parts of an exponential: (one + rest) 2^n, n in two factors that are normal numbers. */
#define SIM_SCALES(EXPONENT)                                               \
  sim_eight_bits biased = (sim_eight_bits)(EXPONENT) & 0xfff;              \
  sim_eight_bits half = biased >> 1;                                       \
  sim_eight first = (sim_eight)(half << 52), second = (sim_eight)((biased - half) << 52);

#define SIM_REDUCED(X)                                                     \
  sim_eight exponent = 0x1.71547652b82fep+0 * (X) + SIM_ROUNDER;           \
  sim_eight n = exponent - SIM_ROUNDER;                                    \
  sim_eight high = (X) - 0x1.62e42feep-1 * n;                              \
  sim_eight low = 0.0 - 0x1.a39ef35793c76p-33 * n;

SIM_TARGET SIM_INLINE sim_eight SIM_FN(exp)(sim_eight x) {
  _Pragma("clang fp contract(off)")
  x = SIM_FN(clamped)(x, -746, 710);
  SIM_REDUCED(x)
  sim_eight one = 1.0 + high;
  sim_eight rest = (high - (one - 1.0)) + SIM_FN(exp_tail)(high, low);
  SIM_SCALES(exponent)
  return ((one + rest) * first) * second;
}

SIM_TARGET SIM_INLINE sim_eight SIM_FN(logistic)(sim_eight given) {
  _Pragma("clang fp contract(off)")
  sim_eight_words negative = given < 0.0;
  sim_eight x = SIM_FN(clamped)(0.0 - SIM_MAGNITUDE(given), -746, 0);
  SIM_REDUCED(x)
  sim_eight one = 1.0 + high;
  sim_eight rest = (high - (one - 1.0)) + SIM_FN(exp_tail)(high, low);
  sim_eight sum = one + rest;
  SIM_SCALES(exponent)
  sim_eight e = (sum * first) * second;
  sim_eight e_rest = ((rest - (sum - one)) * first) * second;
  sim_eight denominator = 1.0 + e;
  sim_eight denominator_rest = (e - (denominator - 1.0)) + e_rest;
  sim_eight quotient = SIM_SELECT(negative, e, SIM_ALL(1.0)) / denominator;
  sim_eight numerator_rest = (sim_eight)(negative & (sim_eight_words)e_rest);
  sim_eight reciprocal = SIM_SELECT(negative, 1.0 - quotient, quotient);
  return quotient + (numerator_rest - quotient * denominator_rest) * reciprocal;
}

SIM_TARGET SIM_INLINE sim_eight SIM_FN(rate_chance)(sim_eight r) {
  _Pragma("clang fp contract(off)")
  sim_eight x = 0.0 - SIM_FN(clamped)(r, -709, 45);
  SIM_REDUCED(x)
  sim_eight scale = (sim_eight)(((sim_eight_bits)exponent - 1023) << 52);
  sim_eight whole = 1.0 - scale;
  sim_eight leading = 0.0 - scale * high;
  sim_eight sum = whole + leading;
  sim_eight chance =
      sum + ((leading - (sum - whole)) - scale * SIM_FN(exp_tail)(high, low));
  return SIM_SELECT(r < -709.0, SIM_ALL(-__builtin_inf()), chance);
}

/* x = 2^k factor, the factor between the root of a half and the root of two. */
#define SIM_ROOT_OF_HALF 0x3FE6A09E667F3BCDULL
#define SIM_SPLIT(X)                                                       \
  sim_eight_words subnormal = (X) < 0x1p-1022;                             \
  sim_eight normal = SIM_SELECT(subnormal, 0x1p54 * (X), (X));             \
  sim_eight_bits shifted = (sim_eight_bits)normal + (0x3FF0000000000000ULL - SIM_ROOT_OF_HALF); \
  sim_eight k = (sim_eight)((shifted >> 52) | 0x4330000000000000ULL)       \
                - SIM_SELECT(subnormal, SIM_ALL(0x1p52 + 1077), SIM_ALL(0x1p52 + 1023)); \
  sim_eight factor =                                                       \
      (sim_eight)((shifted & 0x000FFFFFFFFFFFFFULL) + SIM_ROOT_OF_HALF);

SIM_TARGET SIM_INLINE sim_eight SIM_FN(log)(sim_eight x) {
  _Pragma("clang fp contract(off)")
  SIM_SPLIT(x)
  sim_eight f = factor - 1.0;
  sim_eight s = f / (2.0 + f);
  sim_eight z = s * s;
  sim_eight g = 0x1.2f0660294728bp-3 * z + 0x1.39a1a23e2b681p-3;
  g = g * z + 0x1.74663fd6025a3p-3;
  g = g * z + 0x1.c71c5204ea81dp-3;
  g = g * z + 0x1.24924941f693cp-2;
  g = g * z + 0x1.999999997fd54p-2;
  g = g * z + 0x1.5555555555592p-1;
  sim_eight half = 0.5 * f * f;
  sim_eight tail = s * (half + z * g) + 0x1.a39ef35793c76p-33 * k;
  sim_eight whole = 0x1.62e42feep-1 * k;
  sim_eight sum = whole + f;
  sim_eight value = sum + ((f - (sum - whole)) - (half - tail));
  value = SIM_SELECT(x < __builtin_inf(), value, x);
  value = SIM_SELECT(x < 0.0, SIM_ALL(__builtin_nan("")), value);
  return SIM_SELECT(x == 0.0, SIM_ALL(-__builtin_inf()), value);
}

/* |x|^y for ordinary numbers, the logarithm to base 2 carried in two doubles. */
SIM_TARGET SIM_INLINE sim_eight SIM_FN(positive_power)(sim_eight x, sim_eight given) {
  _Pragma("clang fp contract(off)")
  SIM_SPLIT(x)
  sim_eight f = factor - 1.0;
  sim_eight d = factor + 1.0;
  sim_eight d_rest = factor - (d - 1.0);
  sim_eight reciprocal = 1.0 / d;
  sim_eight s = f * reciprocal;
  sim_eight s_head = SIM_HEAD(s), d_head = SIM_HEAD(d);
  sim_eight s_tail = ((f - s_head * d_head) - s_head * ((d - d_head) + d_rest)) * reciprocal;
  sim_eight square = s_head * s_head;
  sim_eight square_rest = s_tail * s_head + s_tail * s;
  sim_eight z = square + square_rest;
  sim_eight w = 0x1.956518f0ba03ap-3 * z + 0x1.973fbfa4e1fa6p-3;
  w = w * z + 0x1.d8ae636e5816cp-3;
  w = w * z + 0x1.1745af668a6cep-2;
  w = w * z + 0x1.555555a219308p-2;
  w = w * z + 0x1.b6db6db683ad3p-2;
  w = w * z + 0x1.3333333333464p-1;
  sim_eight r = (z * z) * w + square_rest;
  sim_eight sum_head = SIM_HEAD((3.0 + square) + r);
  sim_eight sum_tail = r - ((sum_head - 3.0) - square);
  sim_eight u = s_head * sum_head;
  sim_eight v = s_tail * sum_head + sum_tail * s;
  sim_eight product_head = SIM_HEAD(u + v);
  sim_eight product_tail = v - (product_head - u);
  sim_eight above = 0x1.ec709d8p-1 * product_head;
  sim_eight below = 0x1.0e80ff5d27f05p-27 * product_head + 0x1.ec709dc3a03fdp-1 * product_tail;
  sim_eight head = SIM_HEAD((above + below) + k);
  sim_eight tail = below - ((head - k) - above);
  /* Beyond 2^65 any x but 1 has overflowed or underflowed. */
  sim_eight y = SIM_FN(clamped)(given, -0x1p65, 0x1p65);
  sim_eight y_head = SIM_HEAD(y);
  sim_eight leading = y_head * head;
  sim_eight trailing = (y - y_head) * head + y * tail;
  sim_eight sum = leading + trailing;
  sim_eight limit = SIM_FN(clamped)(sum, -1100, 1100);
  sim_eight_words within = limit == sum;
  leading = SIM_SELECT(within, leading, limit);
  trailing = (sim_eight)(within & (sim_eight_words)trailing);
  sim_eight exponent = limit + SIM_ROUNDER;
  sim_eight fraction = leading - (exponent - SIM_ROUNDER);
  sim_eight fraction_head = SIM_HEAD(fraction + trailing);
  sim_eight fraction_tail = trailing - (fraction_head - fraction);
  sim_eight high = 0x1.62e42f8p-1 * fraction_head;
  sim_eight low = 0x1.62e42fefa39efp-1 * fraction_tail + 0x1.be8e7bcd5e4f2p-27 * fraction_head;
  sim_eight one = 1.0 + high;
  sim_eight rest = (high - (one - 1.0)) + SIM_FN(exp_tail)(high, low);
  SIM_SCALES(exponent)
  return ((one + rest) * first) * second;
}

/* Special cases as C99, annex F.9.4.4. */
SIM_TARGET SIM_INLINE sim_eight SIM_FN(power)(sim_eight x, sim_eight y) {
  _Pragma("clang fp contract(off)")
  sim_eight size = SIM_MAGNITUDE(x);
  sim_eight value = SIM_FN(positive_power)(size, y);
  sim_eight_words ordinary = (x > 0.0) & (x < __builtin_inf()) & (y == y);
  if (__builtin_reduce_and(ordinary) != 0) return value;
  sim_eight y_size = SIM_MAGNITUDE(y);
  sim_eight_words integer = ((y_size + 0x1p52) - 0x1p52 == y_size) | ~(y_size < 0x1p52);
  sim_eight half = 0.5 * y_size;
  sim_eight_words odd =
      integer & (y_size < 0x1p53) & ~((half + 0x1p52) - 0x1p52 == half);
  sim_eight_words zero_base = size == 0.0, infinite_base = size == __builtin_inf();
  sim_eight_words falling = y < 0.0;
  sim_eight_words grows = (zero_base & falling) | (infinite_base & ~falling);
  sim_eight extreme = SIM_SELECT(grows, SIM_ALL(__builtin_inf()), SIM_ALL(0.0));
  sim_eight_words no_root = (x < 0.0) & (size < __builtin_inf()) & ~integer;
  sim_eight_words sign = odd & (sim_eight_words)((sim_eight_bits)x & SIM_SIGN);
  sim_eight_words no_number = ~((x == x) & (y == y));
  value = SIM_SELECT(zero_base | infinite_base, extreme, value);
  value = (sim_eight)((sim_eight_words)value | sign);
  value = SIM_SELECT(no_root | no_number, SIM_ALL(__builtin_nan("")), value);
  return SIM_SELECT((y == 0.0) | (x == 1.0), SIM_ALL(1.0), value);
}

#undef SIM_ROUNDER
#undef SIM_HEAD
#undef SIM_ALL
#undef SIM_SCALES
#undef SIM_REDUCED
#undef SIM_ROOT_OF_HALF
#undef SIM_SPLIT
