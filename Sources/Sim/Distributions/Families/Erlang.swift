extension Family {
  /// `erlang(shape, scale)`: the gamma with a whole shape, the time until as many events.
  package static let erlang = Family(
    "erlang", .block,
    forms: [
      Form(
        "shape", "scale", rules: [.whole(0, from: 1, to: largestCount), .spread(1)],
        point: { $0[1] == 0 ? 0 : nil })
    ],
    sample: Family.gamma.sample,
    probability: Family.gamma.probability,
    quantile: Family.gamma.quantile,
    mean: Family.gamma.mean,
    variance: Family.gamma.variance,
    support: Family.gamma.support,
    logTailRatio: Family.gamma.logTailRatio)
}
