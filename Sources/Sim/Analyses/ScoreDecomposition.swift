/// A mean score in three parts: S = MCB − DSC + UNC (Dimitriadis, Gneiting & Jordan 2021, "Stable
/// reliability diagrams for probabilistic classifiers", eq. 3).
package struct ScoreDecomposition: Sendable, Hashable {
  package let score: Double
  /// What is lost by saying other numbers than how often it then came; 0 is best.
  package let miscalibration: Double
  /// What is won by telling the cases apart; 0 where all get the same forecast.
  package let discrimination: Double
  /// The score of one who always says how often it came in all.
  package let uncertainty: Double

  /// `nil` without forecasts.
  package init?(_ forecasts: [ScoredForecast], _ score: ForecastScore, fit: IsotonicFit? = nil) {
    guard !forecasts.isEmpty else { return nil }
    let n = Double(forecasts.count)
    let blocks = (fit ?? IsotonicFit(forecasts)).blocks
    let own = forecasts.reduce(0) { $0 + score.of($1) } / n
    let fitted = blocks.reduce(0) { $0 + Self.total(score, $1.value, $1.count, $1.came) } / n
    let came = forecasts.count(where: \.came)
    let constant = Self.total(score, Double(came) / n, forecasts.count, came) / n
    self.score = own
    miscalibration = max(0, own - fitted)
    discrimination = max(0, constant - fitted)
    uncertainty = constant
  }

  /// The sum over so many cases with the same forecast.
  private static func total(
    _ score: ForecastScore, _ probability: Double, _ count: Int, _ came: Int
  ) -> Double {
    (came > 0 ? Double(came) * score.of(probability, came: true) : 0)
      + (count > came ? Double(count - came) * score.of(probability, came: false) : 0)
  }
}

/// How much miscalibration forecasts show that are calibrated: outcomes are drawn anew with the
/// probabilities that were given (consistency resampling, Bröcker & Smith 2007). Forecasts of one question
/// share a draw, as they shared what came.
package struct CalibrationTest: Sendable, Hashable {
  /// The miscalibration of the Brier score that calibrated forecasts exceed once in twenty times.
  package let usual: Double
  /// How often calibrated forecasts show as much as was found, or more.
  package let pValue: Double

  package static let mostRounds = 999
  private static let mostDraws = 4_000_000

  /// `nil` without forecasts.
  package init?(
    _ forecasts: [ScoredForecast], seed: UInt64, mostRounds: Int = Self.mostRounds
  ) {
    guard let found = ScoreDecomposition(forecasts, .brier) else { return nil }
    let sorted = forecasts.sorted { $0.probability < $1.probability }
    let rounds = min(mostRounds, max(99, Self.mostDraws / forecasts.count))
    let choice = AddressedChoice(seed: seed, "calibrated forecasts")
    var drawn: [Double] = []
    for round in 0..<rounds {
      let again = sorted.map { forecast in
        ScoredForecast(
          probability: forecast.probability,
          came: choice.uniform(forecast.question, round: round) < forecast.probability,
          question: forecast.question)
      }
      let fit = IsotonicFit(sorted: again) { $0.came }
      guard let parts = ScoreDecomposition(again, .brier, fit: fit) else { return nil }
      drawn.append(parts.miscalibration)
    }
    drawn.sort()
    usual = drawn[min(rounds - 1, rounds * 19 / 20)]
    // Sums in another order differ in their last digits.
    let notLess = drawn.count { $0 >= found.miscalibration - 1e-12 }
    pValue = Double(1 + notLess) / Double(1 + rounds)
  }
}
