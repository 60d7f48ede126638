/// Forecasts in bins of equal width: what was said, and how often it came.
package struct ReliabilityBin: Sendable, Hashable {
  /// A forecast on the border belongs to the bin above; the last bin has both its ends.
  package let low: Double
  package let high: Double
  package let count: Int
  package let came: Int
  package let questions: Int
  /// `nil` of no forecasts.
  package let meanForecast: Double?
  /// Of how often it came: Clopper–Pearson with as many cases as there are questions (Korn & Graubard
  /// 1998).
  package let interval: Interval

  package var share: Double? { count > 0 ? Double(came) / Double(count) : nil }

  package static func bins(
    _ forecasts: [ScoredForecast], count: Int, alpha: Double = 0.05
  ) -> [ReliabilityBin] {
    guard count > 0 else { return [] }
    var groups: [[ScoredForecast]] = Array(repeating: [], count: count)
    for forecast in forecasts {
      // A border such as 0.6 is not quite 3/5 of 1.
      let place = (forecast.probability * Double(count) + 1e-9).rounded(.down)
      groups[min(count - 1, max(0, Int(place)))].append(forecast)
    }
    return groups.enumerated().map { place, group in
      let came = group.count(where: \.came)
      let questions = Set(group.map(\.question)).count
      return ReliabilityBin(
        low: Double(place) / Double(count), high: Double(place + 1) / Double(count),
        count: group.count, came: came, questions: questions,
        meanForecast: group.isEmpty
          ? nil : group.reduce(0) { $0 + $1.probability } / Double(group.count),
        interval: group.isEmpty
          ? Interval(low: 0, high: 1)
          : ShareInterval.effective(
            Double(came) / Double(group.count), of: Double(questions), alpha: alpha))
    }
  }
}
