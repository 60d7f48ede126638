/// Format 1: what a scenario must come to.
extension Format {
  static let verification = Record(keys: [
    Key(
      "expect", .named(.record(expectation), Names(what: "expectations")), required: true,
      "what the trials must come to"),
    Key("trials", .count(1...Limits.verifiedTrials), "how many are run; 1"),
    Key("seed", .count(0...Int.max), "the seed of all chance; 1"),
    Key("also", .list(of: .changes, count: nil), "other values at which the same must hold"),
    Key("about", .text, "free text"),
    Key("source", .text, "who found the formulas"),
  ])

  private static let expectation = Record(
    keys: [
      Key("share", .word, "of an outcome or a class"),
      Key("mean", .word, "of a measure or a parameter"),
      Key("sd", .word, "the standard deviation of a measure or a parameter"),
      Key("variance", .word, "of a measure or a parameter"),
      Key("p5", .word, "the 5 % quantile of a measure or a parameter"),
      Key("p25", .word, "its lower quartile"),
      Key("p50", .word, "its median"),
      Key("p75", .word, "its upper quartile"),
      Key("p95", .word, "its 95 % quantile"),
      Key("correlation", .list(of: .word, count: 2), "Pearson's, of two of them"),
      Key("rank_correlation", .list(of: .word, count: 2), "Spearman's, of two of them"),
      Key("equals", .expression, required: true, "what it must be, whatever the values"),
      Key("tolerance", .expression, "how far it may be off beside chance; 0"),
      Key("printed", .expression, "the number as published, to its last digit"),
      Key("about", .text, "free text"),
      Key("source", .text, "where it comes from"),
    ],
    alternatives: [
      Alternatives(
        what: "statistic",
        groups: statistics.map { [$0] }, required: true)
    ])

  /// The keys that say what is taken of the trials.
  static let statistics = [
    "share", "mean", "sd", "variance", "p5", "p25", "p50", "p75", "p95", "correlation",
    "rank_correlation",
  ]
}
