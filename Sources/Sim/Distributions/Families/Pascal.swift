import CGSL

extension Family {
  /// `pascal(n, p)`: failures before the n-th success, n whole.
  package static let pascal = Family(
    "pascal", .block, isDiscrete: true,
    forms: [
      Form(
        "n", "p",
        rules: [.whole(0, from: 1, to: largestCount)] + Family.negativeBinomial.forms[0].rules)
    ],
    sample: { p, generator in
      p[1] == 1 ? 0 : Double(gsl_ran_pascal(generator.rng, p[1], UInt32(p[0])))
    },
    probability: Family.negativeBinomial.probability,
    quantile: Family.negativeBinomial.quantile,
    mean: Family.negativeBinomial.mean,
    variance: Family.negativeBinomial.variance,
    support: Family.negativeBinomial.support)
}
