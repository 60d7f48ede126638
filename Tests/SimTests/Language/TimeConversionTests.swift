import Sim
import Testing

@Suite("Units of time on a clock") struct TimeConversionTests {
  private static let factors: [String: [Double]] = [
    "day": [1, 7, 365.0 / 12, 365.0 / 4, 365],
    "week": [1.0 / 7, 1, 52.0 / 12, 13, 52],
    "month": [12.0 / 365, 84.0 / 365, 1, 3, 12],
    "quarter": [4.0 / 365, 28.0 / 365, 4.0 / 12, 1, 4],
    "year": [1.0 / 365, 7.0 / 365, 1.0 / 12, 0.25, 1],
  ]

  @Test(arguments: factors.keys.sorted())
  func `A week is 7 days; a year 365 days, and 52 weeks where a step is a week`(step: String) throws
  {
    let units: [TimeUnit] = [.day, .week, .month, .quarter, .year]
    let scale = Timescale(step: step)
    let expected = try #require(Self.factors[step])
    #expect(units.compactMap { scale.steps(in: $0) } == expected)
    #expect(scale.steps(in: .step) == 1)
  }

  @Test(arguments: factors.keys.sorted())
  func `Every unit is a whole number of ticks`(step: String) throws {
    let scale = Timescale(step: step)
    let units: [TimeUnit] = [.day, .week, .month, .quarter, .year, .step]
    let ticks = units.compactMap { scale.ticks(in: $0) }
    #expect(ticks.allSatisfy { $0 == $0.rounded() && $0 > 0 })
    #expect(ticks[1] == 7 * ticks[0])
    #expect(ticks[3] == 3 * ticks[2] && ticks[4] == 4 * ticks[3])
    #expect(ticks[4] == (step == "week" ? 364 : 365) * ticks[0])
  }

  @Test
  func `A clock without a calendar knows its steps only`() {
    let scale = Timescale(step: "round")
    #expect(scale.unit == .step)
    #expect(scale.steps(in: .step) == 1)
    #expect(scale.steps(in: .week) == nil)
  }

  @Test(arguments: [
    ("week", "days", TimeUnit.day), ("week", "week", .week), ("week", "months", .month),
    ("day", "quarter", .quarter), ("month", "years", .year), ("week", "steps", .step),
    ("round", "round", .step), ("round", "rounds", .step), ("round", "step", .step),
    ("battle", "battles", .step), ("ply", "plies", .step), ("pass", "passes", .step),
    ("relay", "relays", .step),
  ])
  func `Words, singular and plural`(step: String, word: String, unit: TimeUnit) throws {
    #expect(try Timescale(step: step).unit(named: word, in: SourceText("x"), at: 0) == unit)
  }

  @Test(arguments: [
    (
      "week", "fortnight",
      "'fortnight' is no unit of time; use days, weeks, months, quarters, years or steps"
    ),
    (
      "week", "rounds",
      "'rounds' is no unit of time; use days, weeks, months, quarters, years or steps"
    ),
    (
      "round", "weeks",
      "this clock has no calendar: only steps (or rounds) can be used, not weeks"
    ),
    (
      "round", "year",
      "this clock has no calendar: only steps (or rounds) can be used, not years"
    ),
    ("step", "week", "this clock has no calendar: only steps can be used, not weeks"),
    ("round", "fortnight", "'fortnight' is no unit of time; use steps or rounds"),
    (
      "week", "percent",
      "'percent' is no unit of time; write a percentage with its sign, as in 5%"
    ),
  ])
  func `Other words are refused`(step: String, word: String, message: String) throws {
    let error = try #require(throws: Diagnostic.self) {
      try Timescale(step: step).unit(named: word, in: SourceText("26 \(word)"), at: 3)
    }
    #expect(error.message == message)
    #expect(error.position.column == 4)
  }
}
