import Scenarios
import Sim
import Testing

/// Amounts that are written wrong, and what does not follow from a clock or an issue that is.
@Suite("Errors of amounts")
struct AmountErrorTests {
  private static func dam(
    clock: String = "{step: week, steps: 60}", ends: String = "low: 3 years, high: 12 years",
    term: String = "5 years"
  ) -> String {
    """
    clock: \(clock)
    issues: {filling: {\(ends), status_quo: 4 years}, fee: {low: 0 EUR m, high: 9000 EUR m}}
    parties: {a: {ideal: {filling: 3 years, fee: 0 EUR m}, no_deal: 0.1}}
    plans: {paper: {terms: {filling: \(term), fee: 500 EUR m}}}
    state: {clashes: {start: calm, markov: {calm: {shots: 0.1}, shots: {calm: 0.1}}}}
    events: {late: {after: a_week, delay: 4 weeks}, a_week: {rate: 1 per week}}
    outcomes: {war: {as_soon_as: held_for(clashes == shots) >= 16 weeks}, none: otherwise}
    """
  }

  @Test
  func `nothing about durations follows from a clock that could not be read`() throws {
    #expect(try errors(Self.dam()) == [])
    #expect(
      try errors(Self.dam(clock: "{step: week, steps: sixty}")) == [
        "a.yaml:3:28: error: clock.steps: expected a whole number, but this is 'sixty'"
      ])
    #expect(
      try errors(Self.dam(clock: "{step: week}")) == [
        "a.yaml:3:1: error: clock: 'steps' is missing (how many steps there are)"
      ])
    #expect(
      try errors(Self.dam(clock: "{steps: 60}")) == [
        "a.yaml:3:1: error: clock: 'step' is missing (day, week, month, quarter, year or a word of your own)"
      ])
    #expect(
      try errors(Self.dam(clock: "week")) == [
        "a.yaml:3:8: error: clock: expected a map, but this is 'week'"
      ])
  }

  @Test
  func `nor about steps of data and dates of plans`() throws {
    let body = { (clock: String) in
      """
      format: 1
      scenario: s
      clock: \(clock)
      data: {oil: {file: oil.csv, column: price, at: week}}
      issues: {fee: {status_quo: 0}}
      plans: {paper: {tabled: 2027-01-11, terms: {fee: 0.5}}}
      measures: {m: oil, k: paper.fee}
      outcomes: {none: otherwise}
      """
    }
    let files = ["oil.csv": "week,price\n2027-01-04,1\n2027-01-11,2\n2027-01-18,3\n"]
    func found(_ clock: String) throws -> [String] {
      try errors(whole: body(clock), others: files)
    }
    #expect(try found("{start: 2027-01-04, step: week, steps: 2}") == [])
    #expect(
      try found("{start: 2027-01-04, step: week, steps: two}") == [
        "a.yaml:3:47: error: clock.steps: expected a whole number, but this is 'two'"
      ])
    #expect(
      try found("week") == [
        "a.yaml:3:8: error: clock: expected a map, but this is 'week'"
      ])
  }

  @Test
  func `a duration that the clock has not is no amount of an issue`() throws {
    var found: [String] = []
    do {
      _ = try scenario(Self.dam(clock: "{step: round, steps: 60}")).model()
    } catch let problems as Diagnostics {
      found = problems.all.map(\.headline)
    }
    let places = [
      "8:41: error: events.late.delay", "8:70: error: events.a_week.rate",
      "9:63: error: outcomes.war.as_soon_as",
    ]
    #expect(
      found
        == places.map {
          "a.yaml:\($0): this clock has no calendar: only steps (or rounds) can be used, not weeks"
        })
  }

  @Test
  func `an issue that lacks an end is reported once, not its amounts`() throws {
    #expect(
      try errors(Self.dam(ends: "low: 3 years")) == [
        "a.yaml:4:10: error: issues.filling: terms of 'filling' are written as amounts, and its ends are '3 years' "
          + "and missing: give 'low' and 'high' as two different amounts of one unit"
      ])
    #expect(
      try errors(Self.dam(ends: "low: 3 years, high: 12 yeers")) == [
        "a.yaml:4:10: error: issues.filling: terms of 'filling' are written as amounts, and its ends are '3 years' "
          + "and '12 yeers': give 'low' and 'high' as two different amounts of one unit"
      ])
    #expect(
      try errors(Self.dam(ends: "low: 3 years, hih: 12 years")) == [
        "a.yaml:4:34: error: issues.filling: unknown key 'hih'; did you mean 'high'?"
      ])
  }

  private func term(_ written: String, _ ends: String = "low: 0 EUR m, high: 9000 EUR m") throws
    -> [String]
  {
    try errors(
      """
      issues: {fee: {\(ends), status_quo: 0}, other: {status_quo: 0}}
      parameters: {half: 0.5}
      plans: {paper: {terms: {fee: \(written), other: half}}}
      measures: {m: paper.fee}
      """)
  }

  @Test
  func `numbers have no commas`() throws {
    #expect(
      try term("1,500 EUR m") == [
        "a.yaml:5:32: error: plans.paper.terms: '500 EUR m' stands alone: numbers have no separators of thousands; "
          + "write 1500 EUR m"
      ])
    #expect(
      try term("\"1,500 EUR m\"") == [
        "a.yaml:5:30: error: plans.paper.terms.fee: '1,500 EUR m' has a comma: numbers have no separators of "
          + "thousands; write 1500 EUR m"
      ])
    #expect(
      try term("0,08") == [
        "a.yaml:5:32: error: plans.paper.terms: '08' stands alone; numbers are written with a point, as in 0.08"
      ])
    #expect(try term("1 500 EUR m") == [])
  }

  @Test
  func `an amount is no ideal for all issues`() throws {
    func body(_ ideal: String) -> String {
      """
      issues: {fee: {low: 0 EUR, high: 9 EUR, status_quo: 0}, term: {low: 1 week, high: 3 weeks, status_quo: 0}}
      parties: {a: {ideal: \(ideal), no_deal: 0.1}}
      """
    }
    #expect(
      try errors(body("9 EUR")) == [
        "a.yaml:4:22: error: parties.a.ideal: '9 EUR' is on the line of 'fee' alone; give each issue its own, as in "
          + "{fee: 9 EUR}, or one number for all"
      ])
    #expect(try errors(body("1")) == [])
    #expect(try errors(body("{fee: 9 EUR, term: 3 weeks}")) == [])
  }

  @Test
  func `words in place of a term`() throws {
    let lines = "low: line of 1962, high: line of 1988"
    #expect(
      try term("line of 1988", lines) == [
        "a.yaml:5:30: error: plans.paper.terms.fee: 'line of 1988' is what 1 stands for on 'fee': a term is a "
          + "number; write 1"
      ])
    #expect(
      try term("line of 1975", lines) == [
        "a.yaml:5:30: error: plans.paper.terms.fee: 'line of 1975' is no term of 'fee': write a number from 0, "
          + "'line of 1962', to 1, 'line of 1988'"
      ])
    #expect(
      try term("none", "low: none, high: all") == [
        "a.yaml:5:30: error: plans.paper.terms.fee: 'none' is what 0 stands for on 'fee': a term is a number; "
          + "write 0"
      ])
    // A name that is declared is read, whatever an end is called.
    #expect(try term("half", "low: half, high: all") == [])
  }

  @Test
  func `a key with a capital is reported alone, with the name that was meant`() throws {
    #expect(
      try errors(
        """
        issues: {fee: {status_quo: 0.5}}
        parties: {Upland: {ideal: 1, no_deal: 0.2}, b: {ideal: 0, no_deal: 0.2}}
        plans: {paper: {written_by: {upland: 1}, terms: {fee: 0.5}}}
        talks: {protocol: single_text, opening: paper, access: {upland: 1, b: 1}}
        measures: {m: upland.no_deal}
        """) == [
          "a.yaml:4:11: error: parties: 'Upland' is not a name: a name is a lower-case letter, then lower-case "
            + "letters, digits and '_'; write 'upland'"
        ])
  }
}
