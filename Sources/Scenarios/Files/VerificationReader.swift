import Sim

/// Reads `verify`.
struct VerificationReader {
  func verification(_ entry: (name: Named, value: YAMLCursor)) -> Verification? {
    let cursor = entry.value
    guard cursor.isMap else { return nil }
    return Verification(
      name: entry.name, about: cursor["about"]?.text, source: cursor["source"]?.text,
      trials: cursor["trials"]?.count ?? Verification.defaultTrials,
      seed: (cursor["seed"]?.count).flatMap(UInt64.init(exactly:)) ?? Verification.defaultSeed,
      expectations: cursor["expect"]?.entries.compactMap(expectation) ?? [])
  }

  private func expectation(_ entry: (name: Named, value: YAMLCursor)) -> Expectation? {
    let cursor = entry.value
    let tolerance = cursor["tolerance"].map(tolerance) ?? 0
    let printed = cursor["printed"].flatMap(printed)
    let equals = cursor["equals"]?.expression
    guard let equals, let tolerance, let statistic = statistic(cursor) else { return nil }
    return Expectation(
      name: entry.name, statistic: statistic, equals: equals, tolerance: tolerance,
      printed: printed)
  }

  private func statistic(_ cursor: YAMLCursor) -> Expectation.Statistic? {
    guard let key = Format.statistics.first(where: { cursor[$0] != nil }),
      let names = cursor[key]?.names, let name = names.first
    else { return nil }
    switch key {
    case "share": return .share(name)
    case "mean": return .mean(name)
    case "sd": return .standardDeviation(name)
    case "variance": return .variance(name)
    case "correlation", "rank_correlation":
      guard names.count == 2 else { return nil }
      return .correlation(name, names[1], ofRanks: key == "rank_correlation")
    default: return Int(key.dropFirst()).map { .quantile(Double($0) / 100, name) }
    }
  }

  private func tolerance(_ cursor: YAMLCursor) -> Double? {
    guard let expression = cursor.expression else { return nil }
    guard let value = expression.plainNumber, value >= 0 else {
      cursor.error(
        "expected a number of 0 or more, but this is \(FormatCheck.kind(of: cursor.node))")
      return nil
    }
    return value
  }

  private func printed(_ cursor: YAMLCursor) -> Expectation.Printed? {
    guard let expression = cursor.expression else { return nil }
    guard let value = expression.plainNumber, let text = cursor.text, text.last != "%" else {
      cursor.error(
        "expected a number as it is printed, but this is \(FormatCheck.kind(of: cursor.node))")
      return nil
    }
    return Expectation.Printed(value: value, halfUnit: Self.halfUnit(text))
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
