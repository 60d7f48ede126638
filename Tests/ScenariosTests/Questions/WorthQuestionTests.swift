import Sim
import Testing

@testable import Scenarios

@Suite("Which unknown is worth finding out") struct WorthQuestionTests {
  /// Pays ½ for sure, or 1 with the chance p, p uniform: knowing p is worth 1/8.
  private static let text = """
    format: 1
    scenario: bet
    title: A bet
    clock: {step: week, steps: 1}
    parameters:
      p: uniform(0, 1)
      idle: normal(0, 1)
      paid: 0
    state:
      won: {start: 0, next: bernoulli(p)}
    outcomes:
      win: {at_end: paid == 1 and won == 1, class: good}
      sure: {at_end: paid == 0}
      lose: otherwise
    measures:
      gain: {value: "if(paid == 1, won, 0.5)", unit: EUR}
    """

  private func plans(_ repeats: Int = 16) throws -> [(name: String, trials: TrialColumns)] {
    try ["0", "1"].map { paid in
      let scenario = try ScenarioFile.load(
        text: Self.text, name: "s.yaml",
        settings: [Setting(path: "parameters.paid", value: paid)])
      var settings = RunSettings(trials: 9600, seed: 1, jobs: 1, keepsTrialRows: true)
      settings.design.repeats = repeats
      let run = try PointRun(try scenario.lowered().0, settings)
      return (paid == "0" ? "sure" : "bet", try #require(try run.columns()))
    }
  }

  @Test(arguments: ["win=1, sure=0.5", "good=1,sure=0.5,lose=0", "gain"])
  func `the known answer lies within the intervals, by outcomes or by a measure`(_ value: String)
    throws
  {
    let question = WorthQuestion(try #require(WorthQuestion.Utility(value)), repeats: 16)
    let answer = try question.answer(try plans())
    #expect(answer.draws == 600)
    let all = try #require(answer.rows.first)
    #expect(all.quantity == .evpi && all.input == nil)
    #expect(all.worth.interval.contains(0.125))
    let p = try #require(answer.rows.first { $0.input == "p" })
    #expect(p.worth.interval.contains(0.125) && p.isToldApart)
    let idle = try #require(answer.rows.first { $0.input == "idle" })
    #expect(!idle.isToldApart)
    #expect(answer.rows.last?.input == "p + idle")
    #expect(answer.plans.map(\.name) == ["sure", "bet"])
    #expect(answer.unit == (value == "gain" ? "EUR" : nil))
    #expect(answer.plans.map(\.wins).reduce(0, +) + answer.ties == 600)
  }

  @Test
  func `what is to be had is written as outcomes or a measure`() {
    #expect(WorthQuestion.Utility("a=1, b = -0.5") == .ends(["a": 1, "b": -0.5]))
    #expect(WorthQuestion.Utility("a=100%, b=40%") == .ends(["a": 1, "b": 0.4]))
    #expect(WorthQuestion.Utility("gain") == .measure("gain"))
    for wrong in ["", "a=", "a=x", "a=1,a=2", "=1", "a=inf", "a=%"] {
      #expect(WorthQuestion.Utility(wrong) == nil, "\(wrong)")
    }
  }

  @Test
  func `names that are not there, and too few draws, are refused`() throws {
    let plans = try plans()
    let message = { (value: String, repeats: Int) -> String in
      guard let utility = WorthQuestion.Utility(value) else { return "" }
      do throws(TrialDataError) {
        _ = try WorthQuestion(utility, repeats: repeats).answer(plans)
        return "answered"
      } catch { return error.description }
    }
    #expect(message("wim=1", 16) == "sure: there is no outcome 'wim'; did you mean 'win'?")
    #expect(message("gian", 16) == "sure: there is no measure 'gian'; did you mean 'gain'?")
    #expect(
      message("win=1", 1000)
        == "too few parameter draws: 200 are needed, each of 1000 trials, in which every plan has a value; "
        + "give a larger -n")
  }

  /// The event comes in week 1 … 5 or not at all, with the chance x each week, x uniform from 0.3 to 0.9.
  /// Where it comes, its mean week given x is m = Σ k x (1 − x)^(k−1) / (1 − (1 − x)^5). By Simpson's rule
  /// E m = 1.6507 and E max(m, 1.6) − E m = 0.1300.
  @Test
  func `a plan is worth the mean over the trials that have a value`() throws {
    let plans = try ["1.6", "first(e)"].map { value in
      let text = """
        format: 1
        scenario: wait
        clock: {step: week, steps: 5}
        parameters: {x: "uniform(0.3, 0.9)"}
        events: {e: {probability: x, once: true}}
        outcomes: {win: {at_end: happened(e)}, lose: otherwise}
        measures: {v: "\(value)"}
        """
      let scenario = try ScenarioFile.load(text: text, name: "s.yaml", settings: [])
      var settings = RunSettings(trials: 16_000, seed: 1, jobs: 1, keepsTrialRows: true)
      settings.design.repeats = 16
      let run = try PointRun(try scenario.lowered().0, settings)
      return (name: value, trials: try #require(try run.columns()))
    }
    let answer = try WorthQuestion(.measure("v"), repeats: 16).answer(plans)
    #expect(answer.draws == 1000 && answer.missing.drawsWithout == 0)
    #expect(answer.missing.drawsInPart > 200 && answer.missing.failed == 0)
    #expect(answer.best == 1)
    // m varies with a deviation of 0.358 and weeks about m with one of 0.935: the standard error of 1,000
    // means of about 16 is 0.0136, and these are four.
    #expect((answer.plans[1].mean - 1.6507).magnitude < 0.055)
    let all = try #require(answer.rows.first)
    // Four standard errors of 0.0066, by NumPy from 600 such runs.
    #expect((all.worth.value - 0.13).magnitude < 0.027)
    #expect(all.worth.interval.contains(0.13))
    for row in answer.rows {
      #expect(row.worth.value <= all.worth.value && row.worth.value >= 0)
      #expect(row.worth.interval.high <= all.worth.interval.high)
    }
  }

  @Test
  func `worth.csv begins with what other tools read`() {
    let text = String(decoding: WorthQuestion.tables(nil)[0].text.bytes, as: UTF8.self)
    #expect(text == "quantity,input,value,ci_low,ci_high\n")
  }
}
