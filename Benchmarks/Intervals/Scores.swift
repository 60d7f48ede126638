import Sim

extension IntervalCase {
  /// Of what forecasts scored.
  static let scores: [IntervalCase] = [
    score("mean score of forecasts", "Brier; 85 questions, one in three comes", 85, 1),
    score("mean score of forecasts", "Brier; 85 questions, one in six comes", 85, 4),
    score("mean score of forecasts", "Brier; 30 questions, one in three comes", 30, 1),
    score("mean score of forecasts", "Brier; 30 questions, one in six comes", 30, 4),
    score("mean score of forecasts", "Brier; 12 questions, one in six comes", 12, 4),
    IntervalCase(
      "difference between forecasters", "Brier; noise in what the other says; 40 questions"
    ) {
      difference(&$0, 40)
    },
    IntervalCase(
      "difference between forecasters", "Brier; noise in what the other says; 10 questions"
    ) {
      difference(&$0, 10)
    },
    IntervalCase("how often it came, in a bin", "five questions of four forecasts, 0.3") {
      let chances = $0.uniforms(5)
      let forecasts = (0..<5).flatMap { question -> [ScoredForecast] in
        let came = chances[question] < 0.3
        return (0..<4).map { _ in
          ScoredForecast(probability: 0.3, came: came, question: question)
        }
      }
      return ReliabilityBin.bins(forecasts, count: 1)[0].interval.contains(0.3)
    },
    IntervalCase("calibrated forecasts not called miscalibrated", "50 questions, 85 forecasts") {
      let draws = $0.uniforms(50)
      let forecasts = (0..<85).map { k in
        let p = Double(k % 10) / 10 + 0.05
        return ScoredForecast(probability: p, came: draws[k % 50] < p, question: k % 50)
      }
      return (CalibrationTest(forecasts, seed: 1, mostRounds: 99)?.pValue ?? 0) > 0.05
    },
  ]

  /// Calibrated forecasts uᵏ⁺¹; the truth is that of many questions, or of those at hand.
  private static func score(
    _ interval: String, _ setting: String, _ questions: Int, _ power: Int
  ) -> IntervalCase {
    IntervalCase(interval, setting) {
      var truth = 0.0
      var scores: [QuestionMean.Score] = []
      for question in 0..<questions {
        let u = $0.uniform()
        let p = (0..<power).reduce(u) { p, _ in p * u }
        let came = $0.happens(p)
        truth += p * (1 - p) / Double(questions)
        scores.append(
          .init(
            question: question, value: ForecastScore.brier.of(p, came: came),
            otherwise: ForecastScore.brier.of(p, came: !came)))
      }
      if questions >= QuestionMean.fewestQuestions {
        truth = 1 / Double(power + 2) - 1 / Double(2 * power + 3)
      }
      return QuestionMean(scores, bounds: 0...1)?.interval?.contains(truth)
    }
  }

  /// One says the chance, the other a mixture of it and of noise: Brier scores differ by the mean of the
  /// squared noise.
  private static func difference(_ chances: inout Chances, _ questions: Int) -> Bool? {
    var truth = 0.0
    var scores: [QuestionMean.Score] = []
    for question in 0..<questions {
      let p = chances.uniform()
      let other = (p + chances.uniform()) / 2
      let came = chances.happens(p)
      truth += (other - p) * (other - p) / Double(questions)
      let score = { (came: Bool) in
        ForecastScore.brier.of(other, came: came) - ForecastScore.brier.of(p, came: came)
      }
      scores.append(.init(question: question, value: score(came), otherwise: score(!came)))
    }
    // (v − u)²/4 of two uniform numbers.
    if questions >= QuestionMean.fewestQuestions { truth = 1.0 / 24 }
    return QuestionMean(scores, bounds: -1...1)?.interval?.contains(truth)
  }
}
