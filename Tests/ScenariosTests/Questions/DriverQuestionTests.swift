import Sim
import Testing

@testable import Scenarios

/// Trials of a scenario in memory.
func studiedTrials(
  _ text: String, count: Int, design: Design = .plain
) throws -> (trials: TrialData, model: Model) {
  let model = try scenario(text).lowered().model
  let run = try PointRun(
    model, RunSettings(trials: count, seed: 1, jobs: 1, keepsTrialRows: true, design: design))
  let columns = try #require(try run.columns())
  return (TrialData(scenario: "s", point: 0, columns), model)
}

@Suite("What moves the outcome")
struct DriverQuestionTests {
  /// A coin whose chance is 0.2 + 0.3 x + 0.1 y; p̄ q̄ = .24, so that the shares are .09/12/.24 and
  /// .01/12/.24.
  private static let coin = """
    clock: {step: week, steps: 1}
    parameters:
      x: uniform(0, 1)
      y: uniform(0, 1)
      idle: uniform(0, 1)
    state:
      u: {start: 0, next: "uniform(0, 1)"}
    outcomes:
      heads: {at_end: u < 0.2 + 0.3 * x + 0.1 * y}
      tails: otherwise
    measures:
      cost: 2 * x - y
    """

  private func answers(
    _ question: DriverQuestion = DriverQuestion(), count: Int = 10_000
  ) throws -> [DriverQuestion.Answer] {
    let (trials, model) = try studiedTrials(Self.coin, count: count)
    return try question.answers(trials, groups: InputGroup.all(of: model))
  }

  @Test
  func `Each class and measure has its shares, from the largest`() throws {
    let answers = try answers()
    #expect(answers.map(\.target.name) == ["heads", "tails", "cost"])
    let heads = answers[0]
    #expect(heads.influences.map(\.input).first == "x")
    let x = try #require(heads.influences.first?.share)
    #expect(x.share.interval.contains(0.03125))
    let idle = try #require(heads.influences.first { $0.input == "idle" })
    #expect(!idle.isToldApart)
    #expect(try #require(idle.most) < 0.01)
    #expect(heads.influences.allSatisfy { $0.distance != nil && $0.rank == nil })
    let cost = answers[2]
    #expect(try #require(cost.influences.first?.share).share.interval.contains(0.8))
    #expect(cost.influences.allSatisfy { $0.distance == nil && $0.rank != nil })
  }

  @Test
  func `What single inputs leave is interactions and chance; with chance known, interactions`()
    throws
  {
    let heads = try answers(count: 12_000)[0]
    let rest = try #require(heads.rest)
    #expect(rest.interval.contains(1 - 0.03125 - 0.00347))
    let (nested, model) = try studiedTrials(Self.coin, count: 20_000, design: Design(repeats: 20))
    let chance = ChanceShare(try heads.target.values(in: nested, of: 20_000), repeats: 20)
    #expect(try #require(chance).chance.interval.contains(1 - 0.03472))
    let whole = heads.with(
      chance: chance, groups: InputGroup.all(of: model), isGiven: false)
    #expect(try #require(whole.rest).interval.contains(0))
  }

  @Test
  func `A rule chooses trials, and then nothing is said of a sum`() throws {
    var question = DriverQuestion()
    question.given = try TrialRule("x < 0.5", option: "--given")
    question.targets = ["heads"]
    let answer = try answers(question)[0]
    #expect(answer.count > 4_500 && answer.count < 5_500)
    #expect(answer.rest == nil)
    #expect(
      answer.noRest
        == "among chosen trials inputs depend on each other, so that single shares do not add up")
  }

  @Test
  func `What is wrong with a question is said in words`() throws {
    var none = DriverQuestion()
    none.given = try TrialRule("x > 2", option: "--given")
    #expect(throws: TrialDataError.missing("no trial is left in which x > 2 holds")) {
      try answers(none, count: 50)
    }
    let (trials, _) = try studiedTrials("parameters:\n  x: 1\n", count: 50)
    #expect(
      throws: TrialDataError.missing(
        "s has no inputs that vary between trials: nothing can be shared out among them")
    ) { try DriverQuestion().answers(trials) }
    var itself = DriverQuestion()
    itself.targets = ["cost"]
    let (coins, _) = try studiedTrials(Self.coin, count: 50)
    let chosen = try coins.withInputs(["x", "cost"])
    let message = TrialDataError.missing(
      "'cost' is among the inputs, which nothing else moves; choose the others with --inputs, or "
        + "another --outcome")
    #expect(throws: message) { try itself.answers(chosen) }
    #expect(throws: message) { try itself.check(chosen) }
  }

  @Test
  func `What is the same in all trials takes nothing from the sum`() throws {
    let text = Self.coin.replacing("idle: uniform(0, 1)", with: "idle: normal(2, 0)")
    let (trials, model) = try studiedTrials(text, count: 12_000)
    let groups = InputGroup.all(of: model)
    #expect(groups.contains { $0.inputs == ["idle"] })
    let heads = try DriverQuestion().answers(trials, groups: groups)[0]
    #expect(heads.noRest == nil)
    #expect(try #require(heads.rest).interval.contains(1 - 0.03125 - 0.00347))
  }

  /// Of two that depend on each other one is the same in all trials, so that the other has the share of both.
  @Test
  func `What is the same in all trials depends on nothing`() throws {
    let text = Self.coin.replacing("idle: uniform(0, 1)", with: "idle: normal(2, 0)")
    let (trials, model) = try studiedTrials(text, count: 2_000)
    let groups = InputGroup.all(of: model)
    let joined = ["x", "idle"]
    let pair =
      groups.filter { !joined.contains($0.inputs[0]) } + [
        InputGroup(inputs: joined, sites: Set(groups.flatMap(\.sites)))
      ]
    #expect(try DriverQuestion().answers(trials, groups: pair)[0].noRest == nil)
    let both =
      groups.filter { $0.inputs == ["idle"] } + [
        InputGroup(inputs: ["x", "y"], sites: Set(groups.flatMap(\.sites)))
      ]
    #expect(
      try DriverQuestion().answers(trials, groups: both)[0].noRest
        == "x and y depend on each other, so that single shares do not add up")
  }

  /// x is above 0.5 in the trials that are looked at: uniform from there to 1, its 5 % quantile is 0.525.
  @Test
  func `Bars hold inputs at quantiles of the trials that are looked at`() throws {
    let (trials, model) = try studiedTrials(Self.coin, count: 10_000)
    var question = DriverQuestion()
    question.given = try TrialRule("x > 0.5", option: "--given")
    let tornado = Tornado(try question.kept(of: trials), InputGroup.all(of: model), model)
    let x = try #require(tornado.inputs.first { $0.name == "x" })
    // Four standard errors of a 5 % quantile of 5,000 values in a range of 0.5 are 0.0062.
    #expect((x.values[0] - 0.525).magnitude < 0.0065)
    #expect((x.values[1] - 0.975).magnitude < 0.0065)
  }

  @Test
  func `Inputs that depend on each other have shares, but no sum`() throws {
    let (trials, model) = try studiedTrials(
      """
      parameters:
        x: normal(0, 1)
        y: normal(0, 1)
      correlations:
        pair: {between: [x, y], spearman: 0.5}
      measures:
        sum: x + y
      """, count: 4_000)
    var question = DriverQuestion()
    question.targets = ["sum"]
    let answer = try question.answers(trials, groups: InputGroup.all(of: model))[0]
    #expect(answer.rest == nil)
    #expect(
      answer.noRest == "x and y depend on each other, so that single shares do not add up")
  }

  @Test
  func `Where inputs are left out nothing is said of a sum`() throws {
    let (trials, model) = try studiedTrials(Self.coin, count: 1_000)
    let answer = try DriverQuestion().answers(
      trials.withInputs(["x"]), groups: InputGroup.all(of: model))[0]
    #expect(answer.influences.map(\.input) == ["x"])
    #expect(answer.rest == nil)
    #expect(
      answer.noRest == "some inputs are left out, so that single shares do not add up")
  }

  @Test
  func `The table has a row for each method and input, then the rest`() throws {
    var question = DriverQuestion()
    question.targets = ["heads"]
    let table = DriverQuestion.tables(try answers(question))[0]
    let lines = String(decoding: table.text.bytes, as: UTF8.self).split(separator: "\n")
    #expect(
      lines[0]
        == "scenario,point,kind,target,input,method,value,ci_low,ci_high,verdict,n,bins,at,unit")
    #expect(lines.count == 1 + 6 + 1)
    #expect(lines[1].hasPrefix("s,0,outcome,heads,x,anova,0.0"))
    #expect(lines[2].hasPrefix("s,0,outcome,heads,x,ks,0."))
    #expect(lines[7].hasPrefix("s,0,outcome,heads,interactions and chance,anova,0.9"))
  }

  @Test
  func `Bars of a tornado are differences between pairs of trials`() throws {
    let count = 2_000
    let (trials, model) = try studiedTrials(Self.coin, count: count)
    let tornado = Tornado(trials, InputGroup.all(of: model), model)
    #expect(tornado.inputs.map(\.name) == ["x", "y", "idle"])
    #expect(tornado.points.points.count == 6)
    let held = try tornado.points.points.map { point in
      let model = try scenario(Self.coin, settings: point.values).lowered().model
      let run = try PointRun(
        model, RunSettings(trials: count, seed: 1, jobs: 1, keepsTrialRows: true))
      return TrialData(scenario: "s", point: 0, try #require(try run.columns()))
    }
    var question = DriverQuestion()
    question.targets = ["heads"]
    let answers = try question.answers(trials)
    let heads = try tornado.bars(of: answers, trials, held: held, count: count, given: nil)[0]
    let bars = Dictionary(heads.influences.map { ($0.input, $0) }) { first, _ in first }
    // 0.3 · (0.05 − 0.5) on average.
    let low = try #require(bars["x"]?.low?.effect.effect)
    #expect(low.interval.contains(-0.135) && low.isToldApart)
    let high = try #require(bars["x"]?.high?.effect.effect)
    #expect(high.interval.contains(0.135) && high.isToldApart)
    // An input that nothing reads changes no trial.
    #expect(bars["idle"]?.low?.effect.effect.value == 0)
    #expect(bars["idle"]?.high?.effect.pairs == count)
  }

  /// Of 2,000 trials those fail in which x would have been 0.5 at most.
  @Test(arguments: [nil, "x > 0.5"])
  func `Failed pairs count for a bar unless a rule leaves them out`(_ rule: String?) throws {
    let count = 2_000
    let (trials, model) = try studiedTrials(Self.coin, count: count)
    let finished = try #require(trials.column("x")).values.map { $0 > 0.5 }
    let tornado = Tornado(trials, InputGroup.all(of: model), model)
    let held = tornado.points.points.map { _ in trials.filtered(finished) }
    var question = DriverQuestion()
    question.targets = ["heads"]
    question.given = try rule.map { try TrialRule($0, option: "--given") }
    let answers = try question.answers(trials)
    let heads = try tornado.bars(
      of: answers, trials, held: held, count: count, given: question.given)[0]
    let idle = try #require(heads.influences.first { $0.input == "idle" }?.low?.effect)
    #expect(idle.pairs == finished.count { $0 })
    #expect(idle.failed == (rule == nil ? count - idle.pairs : 0))
  }
}
