package import Sim

/// "How good were the forecasts?", asked of questions that are resolved.
package struct ScoreQuestion: Sendable {
  /// Of the reliability table.
  package var bins = 5
  /// The forecast that others are measured against; `nil`: how often it came in all.
  package var baseRate: Double?
  /// How near a number must be to be a hit.
  package var within = [5.0, 10, 20]
  package var seed: UInt64 = 1

  package init() {}

  /// What stands for all forecasters of the file.
  package static let everyone = "all"

  /// How a forecaster did on probabilities.
  package struct Scorer: Sendable {
    package let name: String
    package let brier: QuestionMean
    package let log: QuestionMean
    package let parts: ScoreDecomposition
    package let logParts: ScoreDecomposition
    package let test: CalibrationTest
    /// How many of its forecasts came.
    package let came: Int
    /// Forecasts of 0 or 1 that were wrong.
    package let refuted: Int
    /// What is said by one who always says the base rate, and its mean Brier score.
    package let baseRate: Double
    package let reference: Double
    /// The reference's score less its own: above 0 it is better.
    package let gain: QuestionMean
    package let bins: [ReliabilityBin]
    package let fit: IsotonicFit

    /// The share of the reference's score that it saves; `nil` where that is 0.
    package var skill: Double? { reference > 0 ? 1 - brier.mean / reference : nil }
  }

  /// How a forecaster did on numbers.
  package struct PointScorer: Sendable {
    package let name: String
    package let error: QuestionMean
    package let rootMeanSquare: Double
    /// By `within`: how many of its forecasts were so near.
    package let hits: [Int]
    /// Questions on which it was nearest, of those that others answered too; one shared by k is 1/k.
    package let wins: Double
    package let contests: Int
  }

  package enum Score: String, Sendable {
    case brier, log
    case absoluteError = "absolute_error"
  }

  package enum Verdict: String, Sendable {
    case better, worse
    case notToldApart = "not told apart"
  }

  /// Two forecasters on the same questions.
  package struct Pair: Sendable {
    package let name: String
    package let other: String
    package let score: Score
    package let value: Double
    package let otherValue: Double
    /// Own less other: below 0 it is better. All pairs of a score together at 95 %.
    package let difference: QuestionMean

    package var verdict: Verdict? {
      difference.interval.map { $0.high < 0 ? .better : $0.low > 0 ? .worse : .notToldApart }
    }
  }

  package struct Answer: Sendable {
    /// All of the file together, if there are several, then each.
    package let scorers: [Scorer]
    package let points: [PointScorer]
    package let pairs: [Pair]
    /// Questions that are not resolved yet, and forecasts of them.
    package let openQuestions: Int
    package let openForecasts: Int
    package let questions: Int
    package let within: [Double]
    /// The forecasts of a model, by question.
    package var model: [ModelForecasts.Row] = []
    package var modelName: String?
  }

  /// `model`: a source that is no part of all together.
  package func answer(_ file: ForecastFile, model: String? = nil) -> Answer {
    let sources = file.sources
    let own = sources.filter { $0 != model }
    let events = file.forecasts.filter { forecast in
      let question = file.questions[forecast.question]
      return question.resolution != nil && !question.asksForNumber
    }
    var scorers: [Scorer] = []
    if own.count > 1 {
      scorers += [scorer(Self.everyone, events.filter { $0.source != model }, file)].compactMap {
        $0
      }
    }
    for source in own + (model.map { [$0] } ?? []) {
      scorers += [scorer(source, events.filter { $0.source == source }, file)].compactMap { $0 }
    }
    let asked = Set(file.forecasts.map(\.question))
    let open = asked.filter { file.questions[$0].resolution == nil }
    return Answer(
      scorers: scorers, points: pointScorers(file, sources), pairs: pairs(file, sources, model),
      openQuestions: open.count,
      openForecasts: file.forecasts.count { open.contains($0.question) && $0.source != model },
      questions: asked.count,
      within: within, modelName: model)
  }

  private func scorer(
    _ name: String, _ forecasts: [ForecastFile.Forecast], _ file: ForecastFile
  ) -> Scorer? {
    let scored = forecasts.map { forecast in
      ScoredForecast(
        probability: forecast.value, came: file.questions[forecast.question].resolution == 1,
        question: forecast.question)
    }
    let fit = IsotonicFit(scored)
    let came = scored.count(where: \.came)
    let rate = baseRate ?? Double(came) / Double(max(1, scored.count))
    func mean(
      _ bounds: ClosedRange<Double>? = nil, _ value: (Double, Bool) -> Double
    ) -> QuestionMean? {
      QuestionMean(
        scored.map {
          QuestionMean.Score(
            question: $0.question, value: value($0.probability, $0.came),
            otherwise: value($0.probability, !$0.came))
        }, bounds: bounds)
    }
    let (byBrier, byLog) = (ForecastScore.brier, ForecastScore.log)
    let reference = { (_: Double, came: Bool) in byBrier.of(rate, came: came) }
    guard let brier = mean(0...1, { byBrier.of($0, came: $1) }),
      let log = mean(nil, { byLog.of($0, came: $1) }),
      let parts = ScoreDecomposition(scored, .brier, fit: fit),
      let logParts = ScoreDecomposition(scored, .log, fit: fit),
      let test = CalibrationTest(scored, seed: seed), let base = mean(0...1, reference),
      let gain = mean(-1...1, { reference($0, $1) - byBrier.of($0, came: $1) })
    else { return nil }
    return Scorer(
      name: name, brier: brier, log: log, parts: parts, logParts: logParts, test: test, came: came,
      refuted: scored.count { ForecastScore.log.of($0).isInfinite }, baseRate: rate,
      reference: base.mean, gain: gain, bins: ReliabilityBin.bins(scored, count: bins), fit: fit)
  }

  // MARK: Pairs

  private func pairs(_ file: ForecastFile, _ sources: [String], _ model: String?) -> [Pair] {
    // The model is compared with others, not they with it.
    let order = sources.filter { $0 == model } + sources.filter { $0 != model }
    let kinds: [(Score, Bool, ClosedRange<Double>?, (Double, Double) -> Double)] = [
      (.brier, false, -1...1, { ForecastScore.brier.of($0, came: $1 == 1) }),
      (.log, false, nil, { ForecastScore.log.of($0, came: $1 == 1) }),
      (.absoluteError, true, nil, { ($0 - $1).magnitude }),
    ]
    return kinds.flatMap { score, isOfNumbers, bounds, value in
      let found = order.indices.flatMap { first in
        order.indices.dropFirst(first + 1).map { second in
          (order[first], order[second])
        }
      }.map { own, other in
        (own, other, ForecastPairs(own, other, in: file, numbers: isOfNumbers, score: value).pairs)
      }.filter { !$0.2.isEmpty }
      return found.compactMap { own, other, pairs -> Pair? in
        let differences = pairs.map { pair in
          QuestionMean.Score(
            question: pair.question, value: pair.own - pair.other, otherwise: pair.otherwise)
        }
        guard
          let mean = QuestionMean(
            differences, bounds: bounds, alpha: 0.05 / Double(max(1, found.count)))
        else { return nil }
        let n = Double(pairs.count)
        return Pair(
          name: own, other: other, score: score, value: pairs.reduce(0) { $0 + $1.own } / n,
          otherValue: pairs.reduce(0) { $0 + $1.other } / n, difference: mean)
      }
    }
  }

  // MARK: Numbers

  private func pointScorers(_ file: ForecastFile, _ sources: [String]) -> [PointScorer] {
    var errors: [String: [QuestionMean.Score]] = [:]
    for forecast in file.forecasts {
      let question = file.questions[forecast.question]
      guard question.asksForNumber, let resolution = question.resolution else { continue }
      errors[forecast.source, default: []].append(
        QuestionMean.Score(
          question: forecast.question, value: (forecast.value - resolution).magnitude))
    }
    // By question: the mean error of each who answered.
    var byQuestion: [Int: [String: Double]] = [:]
    for (source, own) in errors {
      for (question, values) in Dictionary(grouping: own, by: \.question) {
        byQuestion[question, default: [:]][source] =
          values.reduce(0) { $0 + $1.value } / Double(values.count)
      }
    }
    return sources.compactMap { source in
      guard let own = errors[source], let error = QuestionMean(own) else { return nil }
      let contests = byQuestion.values.filter { $0.count > 1 && $0[source] != nil }
      let wins = contests.reduce(0.0) { sum, means in
        guard let least = means.values.min(), means[source] == least else { return sum }
        return sum + 1 / Double(means.values.count { $0 == least })
      }
      let squares = own.reduce(0) { $0 + $1.value * $1.value } / Double(own.count)
      return PointScorer(
        name: source, error: error, rootMeanSquare: squares.squareRoot(),
        hits: within.map { limit in own.count { $0.value <= limit } }, wins: wins,
        contests: contests.count)
    }
  }
}
