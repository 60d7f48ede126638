import Sim
import Testing

@testable import Scenarios

@Suite("Seeing and doing") struct ConditionQuestionTests {
  /// A storm and a late train have the cause of a bad day; only the storm itself stops the train.
  static let text = """
    format: 1
    scenario: train
    title: A train
    clock: {step: week, start: 2025-01-06, steps: 20}
    parameters:
      bad: uniform(0, 1)
    state:
      wet: {start: false, next: wet}
    events:
      rain: {probability: 0.3 * bad, once: true, effects: {wet: true}}
      strike: {rate: 0.01 per week, while: bad > 0.9, effects: {wet: true}}
    outcomes:
      late: {at_end: bad > 0.7}
      on_time: otherwise
    signals:
      drops: happened(rain)
    """

  private func trials(
    _ settings: [Setting] = [], of text: String = text, count: Int = 3000
  ) throws -> TrialColumns {
    let scenario = try ScenarioFile.load(text: text, name: "s.yaml", settings: settings)
    return try #require(
      try PointRun(
        try scenario.lowered().0,
        RunSettings(trials: count, seed: 1, jobs: 1, keepsTrialRows: true)
      ).columns())
  }

  @Test
  func `what is seen with an outcome need not cause it`() throws {
    let scenario = try ScenarioFile.load(text: Self.text, name: "s.yaml")
    let forced = try #require(ForcedEvent("rain@1"))
    let question = ConditionQuestion(
      given: try TrialRule("drops and drops <= 3", option: "--given"), forced: forced)
    let all = TrialData(scenario: "train", point: 1, try trials())
    let done = TrialData(
      scenario: "train", point: 2, try trials(forced.settings(in: scenario)))
    let answer = try question.answer(all, done: done, signals: ["drops"])
    let rows = { answer.rows($0, ConditionQuestion.Kind.outcome) }
    #expect(rows(.all).map(\.name) == ["late", "on_time"])
    // Rain comes mostly on bad days, which are late.
    let seen = try #require(rows(.given).first)
    #expect(seen.share > 0.4)
    #expect(try #require(seen.ratio).interval.low > 1)
    #expect(seen.trials == answer.given)
    // Made to come it changes nothing.
    let did = try #require(rows(.do).first?.difference)
    #expect(did.value == 0)
    #expect(did.interval.high < 0.003)
    #expect(done.column("drops")?.values.allSatisfy { $0 == 1 } == true)
    let lead = try #require(answer.leads.first)
    #expect(lead.signal == "drops" && lead.name == "late")
    #expect(lead.sighting.ratio.interval.low > 1)
    #expect(try #require(lead.time.median) > 5)
  }

  /// A deal ends a trial; a comet means nothing, an omen comes of what makes deals.
  private static let ending = """
    format: 1
    scenario: sky
    title: A sky
    clock: {step: week, steps: 40}
    parameters:
      warm: uniform(0, 1)
    events:
      signing: {probability: "if(warm > 0.5, 0.06, 0.02)", once: true}
      comet: {probability: 0.05, once: true}
      omen: {probability: "if(warm > 0.5, 0.05, 0.02)", once: true}
    outcomes:
      deal: {as_soon_as: happened(signing)}
      none: otherwise
    signals:
      comet_seen: happened(comet)
      omen_seen: happened(omen)
    """

  /// Trials with a deal are short, so that fewer of them see a comet. 4,000 trials, seed 1: limits at 95 % of
  /// all rows.
  @Test func `what means nothing announces nothing, though trials end early`() throws {
    let trials = TrialData(scenario: "sky", point: 0, try trials(of: Self.ending, count: 4000))
    for rule in ["comet", "comet_seen and comet <= 20", "comet or comet_seen"] {
      let question = ConditionQuestion(given: try TrialRule(rule, option: "--given"), forced: nil)
      let answer = try question.answer(trials, done: nil, signals: ["comet_seen", "omen_seen"])
      let deal = try #require(answer.rows(.given, .outcome).first)
      #expect(deal.against == .open)
      #expect(try #require(deal.ratio).interval.contains(1), "\(rule)")
      for lead in answer.leads where lead.signal == "comet_seen" {
        #expect(lead.sighting.ratio.interval.contains(1), "\(lead.name)")
      }
      let omen = try #require(
        answer.leads.first { $0.signal == "omen_seen" && $0.name == "deal" })
      #expect(omen.sighting.ratio.interval.low > 1)
    }
    // Set against all others the comet would be bad news.
    let seen = try TrialRule("comet", option: "--given").holds(in: trials)
    let ends = try #require(trials.column("outcome")).values.map { Int($0) }
    let plain = ConditionalShares(ends, of: 2, isGiven: seen).ratios[0]
    #expect(plain.interval.high < 0.95)
  }

  /// An omen comes with 0.05 a week where it is warm and with 0.02 where it is not, and it is late where it
  /// is warm (three trials of ten); all trials last 20 weeks. At risk in week s are 0.3 · 0.95^s and 0.7 ·
  /// 0.98^s, which makes the ratio 1.8124. 20,000 trials, seed 1: four standard errors are about 0.11.
  @Test func `the ratio of an omen is that of its closed form`() throws {
    let text = Self.text.replacing("0.3 * bad", with: "\"if(bad > 0.7, 0.05, 0.02)\"")
    let trials = TrialData(scenario: "train", point: 0, try trials(of: text, count: 20_000))
    let question = ConditionQuestion(given: try TrialRule("rain", option: "--given"), forced: nil)
    let answer = try question.answer(trials, done: nil, signals: ["drops"])
    let late = try #require(answer.rows(.given, .outcome).first)
    #expect(abs(try #require(late.ratio?.ratio) - 1.8124) < 0.11)
    #expect(
      abs(try #require(late.expected) - late.share / (try #require(late.ratio?.ratio))) < 1e-12)
    let lead = try #require(answer.leads.first)
    #expect(lead.sighting.ratio.ratio == late.ratio?.ratio)
  }

  @Test func `a rule of what is known at the start, or at the end, is set against other trials`()
    throws
  {
    let trials = TrialData(scenario: "sky", point: 0, try trials(of: Self.ending, count: 500))
    for rule in ["warm > 0.5", "step > 10", "not comet", "comet and outcome == deal"] {
      let question = ConditionQuestion(given: try TrialRule(rule, option: "--given"), forced: nil)
      let answer = try question.answer(trials, done: nil, signals: [])
      #expect(answer.rows(.given, .outcome).allSatisfy { $0.against == .others }, "\(rule)")
    }
  }

  /// 20 of 3,020 trials failed, which is less than 1 % of them, but more of those in which the rule holds; forced,
  /// 25 others did, so that 45 of 3,020 pairs are not there.
  @Test
  func `limits allow for failed trials wherever these are more than 1 %`() throws {
    let scenario = try ScenarioFile.load(text: Self.text, name: "s.yaml")
    let forced = try #require(ForcedEvent("rain@1"))
    let question = ConditionQuestion(
      given: try TrialRule("bad > 0.9", option: "--given"), forced: forced)
    let all = TrialData(scenario: "train", point: 1, try trials())
    let done = TrialData(scenario: "train", point: 2, try trials(forced.settings(in: scenario)))
      .filtered((0..<3000).map { $0 >= 25 })
    let answer = try question.answer(
      all, done: done, signals: [], failed: ConditionQuestion.Failed(plain: 20, done: 25))
    let rows = { (mode: ConditionQuestion.Mode) in answer.rows(mode, .outcome) }
    for row in rows(.all) {
      #expect(row.failed == 0)
      #expect(row.interval == ShareInterval.exact(row.count, of: 3000, alpha: 0.025))
    }
    for (row, whole) in zip(rows(.given), rows(.all)) {
      let (n, x) = (row.trials, row.count)
      #expect((200...400).contains(n) && row.failed == 20)
      #expect(row.interval.low == ShareInterval.exact(x, of: n + 20, alpha: 0.025).low)
      #expect(row.interval.high == ShareInterval.exact(x + 20, of: n + 20, alpha: 0.025).high)
      let (rest, others) = (3000 - n, whole.count - x)
      let low = RatioInterval(x, of: n + 20, over: others + 20, of: rest + 20, alpha: 0.025)
      let high = RatioInterval(x + 20, of: n + 20, over: others, of: rest + 20, alpha: 0.025)
      #expect(row.ratio?.interval.low == low.interval.low)
      #expect(row.ratio?.interval.high == high.interval.high)
    }
    for row in rows(.do) {
      #expect(row.trials == 2975 && row.failed == 45)
      #expect(row.interval == ShareInterval.exact(row.count, of: 2975, alpha: 0.025))
      let limits = PairedInterval.score(
        onlyFirst: 0, onlySecond: 0, of: 2975, failed: 45, alpha: 0.025)
      #expect(row.difference?.value == 0 && row.difference?.interval == limits)
    }
    #expect(answer.allowsForFailed)
    let none = try question.answer(all, done: nil, signals: [])
    #expect(!none.allowsForFailed)
  }

  @Test
  func `fewer than 400 trials are rough`() throws {
    let trials = TrialData(scenario: "train", point: 0, try trials(count: 300))
    let question = ConditionQuestion(
      given: try TrialRule("bad > 0", option: "--given"), forced: nil)
    let answer = try question.answer(trials, done: nil, signals: [])
    #expect(answer.rows(.given, .outcome).allSatisfy { $0.isRough })
    #expect(answer.given == 300)
  }

  @Test
  func `an event is forced in place of its own trigger and of what holds it back`() throws {
    let scenario = try ScenarioFile.load(text: Self.text, name: "s.yaml")
    let settings = { (text: String) in
      try #require(ForcedEvent(text)).settings(in: scenario).map { "\($0.path)=\($0.value)" }
    }
    #expect(try settings("rain@4") == ["events.rain.step=4"])
    #expect(try settings("rain@week 4") == ["events.rain.step=4"])
    #expect(try settings("rain@week4") == ["events.rain.step=4"])
    #expect(try settings("rain@2025-02-03") == ["events.rain.date=2025-02-03"])
    #expect(
      try settings("strike@4") == ["events.strike.step=4", "events.strike.while=remove"])
    let unknown = #expect(throws: TrialDataError.self) { _ = try settings("rian@4") }
    #expect(unknown?.description == "there is no event 'rian'; did you mean 'rain'?")
    let time = #expect(throws: TrialDataError.self) { _ = try settings("rain@soon") }
    #expect(
      time?.description
        == "--do needs a step or a date after '@', as in rain@12 or rain@2026-03-01")
    #expect(ForcedEvent("rain") == nil)
    #expect(ForcedEvent("@4") == nil)
  }

  @Test
  func `tables begin with what other tools read`() {
    let tables = ConditionQuestion.tables(nil).map {
      String(decoding: $0.text.bytes, as: UTF8.self)
    }
    #expect(
      tables[0].hasPrefix("scenario,mode,rule,outcome,trials,count,share,ci_low,ci_high,kind,"))
    #expect(tables[1].hasPrefix("scenario,signal,class,trials,lead,lead_low,lead_high,"))
  }
}
