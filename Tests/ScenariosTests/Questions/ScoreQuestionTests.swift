import Sim
import Testing

@testable import Scenarios

/// How good forecasts were, and a model among the forecasters.
@Suite("How good forecasts were") struct ScoreQuestionTests {
  private func file(_ rows: String) throws -> ForecastFile {
    try ForecastReader.read(
      Array(
        ("question,source,date,probability,resolution_date,resolution,rule,rule_says,reason\n"
          + rows)
          .utf8), shown: "f.csv")
  }

  @Test func `all forecasters come first, then each; one alone is all`() throws {
    let two = try ScoreQuestion().answer(file("a,x,,0.2,,0,,,\na,y,,0.4,,0,,,\n"))
    #expect(two.scorers.map(\.name) == ["all", "x", "y"])
    #expect(two.scorers.map(\.brier.values) == [2, 1, 1])
    #expect(abs(two.scorers[0].brier.mean - 0.1) < 1e-12)
    let one = try ScoreQuestion().answer(file("a,x,,0.2,,0,,,\n"))
    #expect(one.scorers.map(\.name) == ["x"])
  }

  @Test func `what is open is counted and not scored`() throws {
    let answer = try ScoreQuestion().answer(file("a,x,,0.2,,0,,,\nb,x,,0.4,,,,,\nb,y,,0.5,,,,,\n"))
    #expect(answer.openQuestions == 1 && answer.openForecasts == 2 && answer.questions == 2)
    #expect(answer.scorers.map(\.name) == ["all", "x"])
  }

  @Test func `skill is measured against the base rate of the file, or one that is given`() throws {
    let rows = "a,x,,0.5,,1,,,\nb,x,,0.5,,0,,,\nc,x,,0.5,,0,,,\nd,x,,0.5,,0,,,\n"
    var question = ScoreQuestion()
    let own = try #require(question.answer(file(rows)).scorers.first)
    #expect(own.baseRate == 0.25 && own.reference == 0.1875)
    let skill: Double = 1 - 0.25 / 0.1875
    #expect(abs(try #require(own.skill) - skill) < 1e-12)
    question.baseRate = 0.5
    let given = try #require(question.answer(file(rows)).scorers.first)
    #expect(given.skill == 0 && given.gain.mean == 0)
  }

  /// x stands at 0.2, then 0.4; y speaks later, at 0.5. Days 2 and 3 count: ((0.04 + 0.16)/2 − 0.25).
  @Test func `a forecast stands until the next, from the day on which both have spoken`() throws {
    let answer = try ScoreQuestion().answer(
      file(
        """
        a,x,2025-01-01,0.2,,0,,,
        a,x,2025-01-03,0.4,,0,,,
        a,y,2025-01-02,0.5,,0,,,
        b,x,2025-01-01,0.9,,0,,,
        """))
    let pair = try #require(answer.pairs.first { $0.score == .brier })
    #expect(pair.name == "x" && pair.other == "y" && pair.difference.questions == 1)
    #expect(abs(pair.value - 0.1) < 1e-12 && pair.otherValue == 0.25)
    #expect(abs(pair.difference.mean + 0.15) < 1e-12)
    #expect(pair.verdict == .notToldApart)
  }

  @Test func `who is surely better is called so`() throws {
    let rows = (0..<40).map {
      "q\($0),x,,\($0 % 2 == 0 ? 0.9 : 0.1),,\($0 % 2 == 0 ? 1 : 0),,,\nq\($0),y,,0.5,,\($0 % 2 == 0 ? 1 : 0),,,"
    }
    let answer = try ScoreQuestion().answer(file(rows.joined(separator: "\n")))
    #expect(answer.pairs.map(\.verdict) == [.better, .better])
    #expect(answer.pairs.map(\.score) == [.brier, .log])
  }

  @Test func `numbers are off, near, and nearest`() throws {
    let file = try ForecastReader.read(
      Array(
        """
        question,source,point,resolution
        t,a,45,50
        t,b,62,50
        u,a,10,30
        u,b,20,30
        v,a,7,7
        w,a,9,
        """.utf8), shown: "f.csv")
    let answer = ScoreQuestion().answer(file)
    #expect(answer.scorers.isEmpty)
    let a = try #require(answer.points.first { $0.name == "a" })
    #expect(abs(a.error.mean - 25.0 / 3) < 1e-12)
    #expect(abs(a.rootMeanSquare - (425.0 / 3).squareRoot()) < 1e-12)
    #expect(a.hits == [2, 2, 3])
    #expect(a.wins == 1 && a.contests == 2)
    let pair = try #require(answer.pairs.first)
    #expect(pair.score == .absoluteError && pair.difference.questions == 2)
    #expect(pair.difference.mean == 1.5)
    #expect(pair.verdict == nil)
  }

  @Test func `scores.csv and its companions begin with what other tools read`() throws {
    let tables = ScoreQuestion.tables(nil)
    let header = { (file: String) in
      tables.first { $0.file == file }.map {
        String(decoding: $0.text.bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      } ?? ""
    }
    #expect(header("scores.csv").hasPrefix("forecaster,n,brier,log_score,mcb,dsc,unc,"))
    #expect(header("reliability.csv").hasPrefix("forecaster,low,high,n,mean_forecast,came,share,"))
    #expect(
      header("point_scores.csv").hasPrefix(
        "forecaster,n,mae,rmse,within_5,within_10,within_20,wins,"))
    #expect(
      header("comparisons.csv")
        == "forecaster,other,score,questions,value,other_value,difference,ci_low,ci_high,verdict")
  }

  // MARK: A model

  /// A deal comes in each week with a chance of one half, and ends the trial.
  private static let model = """
    format: 1
    scenario: coin
    clock: {start: 2025-01-06, step: week, steps: 10}
    events:
      deal: {probability: 0.5, once: true}
    outcomes:
      deal: {as_soon_as: happened(deal)}
      none: otherwise
    signals: {question_1: happened(deal)}
    """

  private func answer(_ rows: String) throws -> ScoreQuestion.Answer {
    let forecasts = try file(rows)
    let load = { (settings: [Setting]) throws in
      try ScenarioFile.load(text: Self.model, name: "m.yaml", settings: settings)
    }
    let rules = ModelForecasts(forecasts, try load([])).checked { settings in
      do {
        _ = try load(settings).model()
        return nil
      } catch let error as Diagnostics {
        return error.all.first?.message
      } catch {
        return "\(error)"
      }
    }
    let model = try load(rules.settings).model()
    let run = try PointRun(model, RunSettings(trials: 4096, seed: 3, jobs: 1)).run()
    let point = PointResult(
      scenario: "coin", point: 0, report: model.report, summary: run.summary())
    return ScoreQuestion().answer(forecasts, rules, point)
  }

  /// 4,096 trials, seed 3: a standard error is at most 0.008.
  @Test
  func `a rule is looked at up to the last step that ends by the date, also after trials end`()
    throws
  {
    let answer = try answer(
      """
      a deal,crowd,,0.5,2025-01-20,1,happened(deal),,
      at once,crowd,,0.5,2025-01-14,1,happened(deal),,
      never,crowd,,0.5,2025-02-03,0,happened(deal),no,
      at all,crowd,,0.5,,1,happened(deal),,
      """)
    let shares = Dictionary(
      uniqueKeysWithValues: answer.model.map { ($0.question.name, $0.share?.share ?? -1) })
    #expect(abs(try #require(shares["a deal"]) - 0.75) < 0.03)
    #expect(abs(try #require(shares["at once"]) - 0.5) < 0.03)
    #expect(abs(try #require(shares["never"]) - 1.0 / 16) < 0.016)
    #expect(try #require(shares["at all"]) > 0.99)
    #expect(answer.model.map(\.date) == ["2025-01-20", "2025-03-17", "2025-01-13", "2025-02-03"])
    for row in answer.model {
      let share = try #require(row.share)
      #expect(share.interval.contains(share.share ?? 2))
    }
    #expect(answer.scorers.map(\.name) == ["crowd", "coin"])
    #expect(answer.pairs.first?.name == "coin" && answer.pairs.first?.other == "crowd")
  }

  @Test func `what cannot be expressed is listed with the reason`() throws {
    let answer = try answer(
      """
      a,crowd,,0.5,2025-01-20,1,happened(war),,
      b,crowd,,0.5,2025-01-20,1,,,no ships in it
      c,crowd,,0.5,2025-01-20,1,,,
      d,crowd,,0.5,2026-01-20,1,happened(deal),,
      e,crowd,,0.5,2024-01-20,1,happened(deal),,
      f,crowd,,0.5,2025-01-20,1,happened(deal),,
      g,crowd,,0.5,2025-01-20,1,step,,
      """)
    #expect(
      answer.model.map(\.reason) == [
        "there is no event 'war'; known: deal", "no ships in it", "it has no rule",
        "it resolves after the model ends, on 2025-03-17",
        "it resolves before the model starts, on 2025-01-06", nil,
        "a signal needs a condition, but this is a number",
      ])
    #expect(answer.scorers.last?.brier.values == 1)
  }
}
