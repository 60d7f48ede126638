import Sim
import Testing

/// Scores of forecasts, their parts and their limits.
@Suite("Scores of forecasts") struct ForecastScoreTests {
  private func forecasts(_ pairs: [(Double, Int)]) -> [ScoredForecast] {
    pairs.enumerated().map {
      ScoredForecast(probability: $1.0, came: $1.1 == 1, question: $0)
    }
  }

  /// Worked out by hand: the fit is 0 0 ⅓ ⅓ ⅓ ½ ½ 1 1 1.
  private static let byHand: [(Double, Int)] = [
    (0, 0), (0, 0), (0.1, 1), (0.2, 0), (0.2, 0), (0.4, 1), (0.6, 0), (0.7, 1), (0.9, 1), (1, 1),
  ]

  @Test func `the fit pools neighbours until it rises`() {
    let fit = IsotonicFit(forecasts(Self.byHand.shuffled()))
    #expect(fit.blocks.map(\.value) == [0, 1.0 / 3, 0.5, 1])
    #expect(fit.blocks.map(\.count) == [2, 3, 2, 3])
    #expect(fit.blocks.map(\.low) == [0, 0.1, 0.4, 0.7])
    #expect(fit.blocks.map(\.high) == [0, 0.2, 0.6, 1])
  }

  /// Uncertainty ¼, discrimination (2·¼ + 3·1/36 + 3·¼)/10 = 2/15, and the rest of 0.171.
  @Test func `a Brier score is miscalibration less discrimination plus uncertainty`() throws {
    let parts = try #require(ScoreDecomposition(forecasts(Self.byHand), .brier))
    #expect(abs(parts.score - 0.171) < 1e-12)
    #expect(abs(parts.miscalibration - (0.171 - 0.25 + 2.0 / 15)) < 1e-12)
    #expect(abs(parts.discrimination - 2.0 / 15) < 1e-12)
    #expect(parts.uncertainty == 0.25)
  }

  @Test func `equal forecasts have one value, whatever came`() {
    let fit = IsotonicFit(forecasts([(0.3, 0), (0.3, 1), (0.3, 1), (0.3, 0)]))
    #expect(fit.blocks.count == 1)
    #expect(fit.blocks[0].value == 0.5)
  }

  @Test func `a log score is infinite where the impossible came, and its other parts are not`()
    throws
  {
    let parts = try #require(ScoreDecomposition(forecasts([(0, 1), (0.5, 0)]), .log))
    #expect(parts.score == .infinity)
    #expect(parts.miscalibration == .infinity)
    #expect(parts.discrimination == 0)
    #expect(abs(parts.uncertainty - 0.6931471805599453) < 1e-15)
    let sure = try #require(ScoreDecomposition(forecasts([(1, 1), (0, 0)]), .log))
    #expect(sure.score == 0 && sure.miscalibration == 0)
    #expect(ScoreDecomposition([], .log) == nil)
  }

  /// Calibrated forecasts, 85 of 50 questions, 400 times; seed 3. Three standard errors of a share of
  /// 0.05 are 0.033.
  @Test func `calibrated forecasts are called miscalibrated once in twenty times`() throws {
    let draws = AddressedChoice(seed: 3, "truth")
    var called = 0
    for round in 0..<400 {
      let forecasts = (0..<85).map { k in
        let p = Double(k % 10) / 10 + 0.05
        return ScoredForecast(
          probability: p, came: draws.uniform(k % 50, round: round) < p, question: k % 50)
      }
      let test = try #require(CalibrationTest(forecasts, seed: UInt64(round), mostRounds: 99))
      if test.pValue <= 0.05 { called += 1 }
    }
    #expect(abs(Double(called) / 400 - 0.05) < 0.033, "\(called)")
  }

  @Test func `forecasts that say too much are called miscalibrated`() throws {
    let bold = (0..<100).map {
      ScoredForecast(probability: 0.9, came: $0 % 2 == 0, question: $0)
    }
    let test = try #require(CalibrationTest(bold, seed: 1))
    #expect(test.pValue == 0.001)
    #expect(test.usual < 0.01)
  }

  @Test func `a forecast on a border belongs to the bin above, and 1 to the last`() {
    let bins = ReliabilityBin.bins(
      forecasts([(0.2, 0), (0.6, 1), (1, 1), (0.19, 0), (0, 0)]), count: 5)
    #expect(bins.map(\.count) == [2, 1, 0, 1, 1])
    #expect(bins[3].low == 0.6 && bins[3].share == 1)
    #expect(bins[2].meanForecast == nil && bins[2].interval == Interval(low: 0, high: 1))
  }

  @Test func `limits of a bin count questions, not forecasts`() {
    let many = (0..<40).map { ScoredForecast(probability: 0.5, came: $0 < 20, question: $0 / 10) }
    let bin = ReliabilityBin.bins(many, count: 1)[0]
    #expect(bin.questions == 4)
    let four = ShareInterval.clopperPearson(2, of: 4, alpha: 0.05)
    #expect(abs(bin.interval.low - four.low) < 1e-9 && abs(bin.interval.high - four.high) < 1e-9)
  }

  @Test(arguments: [(0, 12), (1, 12), (6, 12), (12, 12), (3, 400)])
  func `of whole numbers the limits are those of Clopper and Pearson`(x: Int, n: Int) {
    let exact = ShareInterval.clopperPearson(x, of: n, alpha: 0.05)
    let found = ShareInterval.effective(Double(x) / Double(n), of: Double(n))
    #expect(abs(found.low - exact.low) < 1e-9 && abs(found.high - exact.high) < 1e-9)
  }
}

/// Means over questions.
@Suite("Means over questions") struct QuestionMeanTests {
  private typealias Score = QuestionMean.Score

  @Test func `a mean counts each forecast, its limits each question`() throws {
    let once = (0..<40).map { Score(question: $0, value: Double($0 % 4)) }
    let fiveTimes = once.flatMap { Array(repeating: $0, count: 5) }
    let (few, many) = (try #require(QuestionMean(once)), try #require(QuestionMean(fiveTimes)))
    #expect(few.mean == 1.5 && many.mean == 1.5)
    #expect(many.values == 200 && many.questions == 40)
    let (a, b) = (try #require(few.interval), try #require(many.interval))
    #expect(abs(a.low - b.low) < 1e-12 && abs(a.high - b.high) < 1e-12)
  }

  @Test
  func `of few questions that come out in many ways, or of infinite scores, there are no limits`()
    throws
  {
    let two = [Score(question: 0, value: 1), Score(question: 1, value: 2)]
    let ofTwo = try #require(QuestionMean(two))
    #expect(ofTwo.interval == nil)
    let infinite = (0..<50).map { Score(question: $0, value: .infinity) }
    let ofInfinite = try #require(QuestionMean(infinite))
    #expect(ofInfinite.interval == nil)
    #expect(QuestionMean([]) == nil)
  }

  /// Twelve questions, each 0.2 or 0.5: √(ln 40/2 · 12 · 0.3²)/12 about 0.35.
  @Test func `of few questions the limits are Hoeffding's, from both ways to come out`() throws {
    let scores = (0..<12).map { k in
      Score(question: k, value: k % 2 == 0 ? 0.2 : 0.5, otherwise: k % 2 == 0 ? 0.5 : 0.2)
    }
    let mean = try #require(QuestionMean(scores, bounds: 0...1))
    let limits = try #require(mean.interval)
    #expect(
      abs(limits.high - 0.35 - 0.117615) < 1e-6 && abs(0.35 - limits.low - 0.117615) < 1e-6)
  }

  /// Two forecasts of one question, 0.2 or 0.5 each, and one of another, 0.5 or 0.1. Hoeffding's limits are
  /// −0.026 and 0.626, but the mean lies from (0.4 + 0.1)/3 to (1 + 0.5)/3 whatever comes.
  @Test func `the limits are no wider than what can come`() throws {
    let scores = [
      Score(question: 0, value: 0.2, otherwise: 0.5),
      Score(question: 0, value: 0.2, otherwise: 0.5),
      Score(question: 1, value: 0.5, otherwise: 0.1),
    ]
    let mean = try #require(QuestionMean(scores, bounds: 0...1))
    let limits = try #require(mean.interval)
    #expect(abs(limits.low - 0.5 / 3) < 1e-12 && abs(limits.high - 0.5) < 1e-12)
    let one = try #require(
      QuestionMean([Score(question: 0, value: 0.09, otherwise: 0.49)], bounds: 0...1))
    let its = try #require(one.interval)
    #expect(abs(its.low - 0.09) < 1e-12 && abs(its.high - 0.49) < 1e-12)
    let held = try #require(QuestionMean(scores, bounds: 0.2...0.4))
    #expect(held.interval == Interval(low: 0.2, high: 0.4))
  }

  /// Brier scores of calibrated forecasts u², u even, of events most of which do not come: 400 times, seed 5.
  /// The truth is that of the questions at hand for few of them, else 1/3 − 1/5. Of 30 skewed scores Student's
  /// limits hold a little less often than they say; three standard errors of a share of 0.95 are 0.033.
  @Test(arguments: [(85, 0.915), (30, 0.89), (12, 0.95)])
  func `limits of a mean score hold it as often as they say`(questions: Int, least: Double) throws {
    let draws = AddressedChoice(seed: 5, "scores")
    var held = 0
    for round in 0..<400 {
      var truth = 0.0
      let scores = (0..<questions).map { k in
        let p = draws.uniform(2 * k, round: round) * draws.uniform(2 * k, round: round)
        let came = draws.uniform(2 * k + 1, round: round) < p
        truth += p * (1 - p) / Double(questions)
        return Score(
          question: k, value: ForecastScore.brier.of(p, came: came),
          otherwise: ForecastScore.brier.of(p, came: !came))
      }
      if questions >= QuestionMean.fewestQuestions { truth = 1.0 / 3 - 1.0 / 5 }
      let mean = try #require(QuestionMean(scores, bounds: 0...1))
      if mean.interval?.contains(truth) == true { held += 1 }
    }
    #expect(Double(held) / 400 >= least, "\(held)")
  }
}
