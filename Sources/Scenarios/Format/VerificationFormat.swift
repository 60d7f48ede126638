import Sim

/// Format 1: `verify`. Its variations are read by `VariationReader`.
enum VerificationFormat {
  static let section = Field<Scenario>(
    "verify", verification, { $0.verification = $1 }, "what it must come to, known from elsewhere")

  private static let verification = Form<Verification>.record(
    .nothing,
    [
      Field(
        "expect", .named(expectation, Format.Names(what: "expectations")), { $0.expectations = $1 },
        required: true, "what the trials must come to"),
      Field("trials", .count(1...Limits.verifiedTrials), { $0.trials = $1 }, "how many are run; 1"),
      Field(
        "seed", Form<Int>.count(0...Int.max).map { UInt64(exactly: $0) }, { $0.seed = $1 },
        "the seed of all chance; 1"),
      Field(
        unread: "also", .list(of: .changes, count: nil),
        "other values at which the same must hold"),
      .about { $0.about = $1 },
      Field("source", .text, { $0.source = $1 }, "who found the formulas"),
    ]
  ) { cursor, _ in cursor.isMap ? Verification(name: cursor.named) : nil }

  private typealias Statistic = Expectation.Statistic

  /// What is taken of the trials. A new statistic is a line here and a case of
  /// `Expectation.Statistic`.
  private static let statistics: [Part<Statistic>] = [
    .key("share", Form.word.map(Statistic.share), "of an outcome or a class"),
    .key("mean", Form.word.map(Statistic.mean), "of a measure or a parameter"),
    .key(
      "sd", Form.word.map(Statistic.standardDeviation),
      "the standard deviation of a measure or a parameter"),
    .key("variance", Form.word.map(Statistic.variance), "of a measure or a parameter"),
    quantile(5, "the 5 % quantile of a measure or a parameter"),
    quantile(25, "its lower quartile"),
    quantile(50, "its median"),
    quantile(75, "its upper quartile"),
    quantile(95, "its 95 % quantile"),
    .key("correlation", correlation(ofRanks: false), "Pearson's, of two of them"),
    .key("rank_correlation", correlation(ofRanks: true), "Spearman's, of two of them"),
  ]

  private static func quantile(_ percent: Int, _ meaning: String) -> Part<Statistic> {
    .key("p\(percent)", Form.word.map { .quantile(Double(percent) / 100, $0) }, meaning)
  }

  private static func correlation(ofRanks: Bool) -> Form<Statistic> {
    Form<[Named]>.words(2).map { names in
      names.count == 2 ? .correlation(names[0], names[1], ofRanks: ofRanks) : nil
    }
  }

  private static let expectation = Form<Expectation>.record(
    Part<(Statistic, Expression)>.all(
      .one(of: statistics, "statistic"),
      .key("equals", .expression, "what it must be, whatever the values")
    ) { ($0, $1) },
    [
      Field(
        "tolerance", tolerance, { $0.tolerance = $1 }, "how far it may be off beside chance; 0"),
      Field(
        "printed", printed, { $0.printed = $1 }, "the number as published, to its last digit"),
      .about, Field(unread: "source", .text, "where it comes from"),
    ]
  ) { Expectation(name: $0.named, statistic: $1.0, equals: $1.1) }

  private static let tolerance = Form<Double>(.expression) { cursor in
    guard let expression = cursor.expression else { return nil }
    guard let value = expression.plainNumber, value >= 0 else {
      cursor.error(
        FormatCause.expected("a number of 0 or more", found: cursor.node.described))
      return nil
    }
    return value
  }

  private static let printed = Form<Expectation.Printed>(.expression) { cursor in
    guard let expression = cursor.expression else { return nil }
    guard let value = expression.plainNumber, let text = cursor.text, text.last != "%" else {
      cursor.error(
        FormatCause.expected("a number as it is printed", found: cursor.node.described))
      return nil
    }
    return Expectation.Printed(value: value, halfUnit: halfUnit(text))
  }

  /// Half of what the last digit counts: of `24.3390`, 0.00005; of `1.5e3`, 50.
  static func halfUnit(_ text: String) -> Double {
    let parts = text.lowercased().split(separator: "e", maxSplits: 1)
    let decimals = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let places = decimals.count > 1 ? decimals[1].count : 0
    // No number has an exponent as large as this.
    let written = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let exponent = min(max(written, -10_000), 10_000)
    return Double("5e\(exponent - places - 1)") ?? 0
  }
}
