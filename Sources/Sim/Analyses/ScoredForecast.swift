internal import Foundation

/// A forecast of something that came or did not.
package struct ScoredForecast: Sendable, Hashable {
  /// From 0 to 1.
  package let probability: Double
  package let came: Bool
  /// Number of its question. Forecasts of one question share what came of it.
  package let question: Int

  package init(probability: Double, came: Bool, question: Int) {
    self.probability = probability
    self.came = came
    self.question = question
  }

  var outcome: Double { came ? 1 : 0 }
}

/// What a forecast is judged by; less is better. Both are proper: who says what he believes expects the
/// least.
package enum ForecastScore: String, Sendable, CaseIterable {
  /// (p − y)², from 0 to 1 (Brier 1950, halved).
  case brier
  /// −log of the probability given to what came (Good 1952), in natural units; infinite where that was 0.
  case log

  package func of(_ probability: Double, came: Bool) -> Double {
    switch self {
    case .brier:
      let miss = probability - (came ? 1 : 0)
      return miss * miss
    case .log:
      let given = came ? probability : 1 - probability
      return given > 0 ? -Foundation.log(given) : .infinity
    }
  }

  package func of(_ forecast: ScoredForecast) -> Double {
    of(forecast.probability, came: forecast.came)
  }
}
