import Sim
import Testing

/// Time: steps, their dates, and in which step a dated thing happens.
struct ClockTests {
  @Test func `step 0 is the world as it starts and the first move is in step 1`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      state: {x: {start: 10, next: x + 1}}
      measures: {x: x, n: step, week: week, last: steps}
      """)
    #expect(try play.values("x") == [10, 11, 12, 13])
    #expect(try play.values("n") == [0, 1, 2, 3])
    #expect(try play.values("week") == [0, 1, 2, 3])
    #expect(try play.values("last") == [3, 3, 3, 3])
  }

  @Test func `a word of one's own is a step's name`() throws {
    let play = try Play(
      """
      clock: {step: battle, steps: 2}
      state: {x: {start: 0, next: battle}}
      measures: {x: x}
      """)
    #expect(try play.values("x") == [0, 1, 2])
  }

  @Test func `without a clock there is step 0 only`() throws {
    let play = try Play("state: {x: {start: 1, next: x + 1}}\nmeasures: {x: x}")
    #expect(try play.values("x") == [1])
    #expect(play.trial().endStep == 0)
  }

  private static let ends: [(String, String, [(String, Int)])] = [
    ("day", "2026-01-31", [("2026-01-31", 0), ("2026-02-01", 1), ("2026-02-02", 2)]),
    ("week", "2026-01-31", [("2026-01-31", 0), ("2026-02-07", 1), ("2026-02-14", 2)]),
    ("month", "2026-01-31", [("2026-01-31", 0), ("2026-02-28", 1), ("2026-03-31", 2)]),
    ("month", "2028-01-30", [("2028-01-30", 0), ("2028-02-29", 1), ("2028-03-30", 2)]),
    ("quarter", "2025-11-30", [("2025-11-30", 0), ("2026-02-28", 1), ("2026-05-30", 2)]),
    ("year", "2024-02-29", [("2024-02-29", 0), ("2025-02-28", 1), ("2026-02-28", 2)]),
  ]

  @Test(arguments: ends)
  func `the date is that of the end of the step and months keep the day`(
    word: String, start: String, dates: [(String, Int)]
  ) throws {
    for (date, step) in dates {
      let play = try Play(
        """
        clock: {start: \(start), step: \(word), steps: 2}
        measures: {there: date == \(date)}
        """)
      #expect(try play.values("there") == (0...2).map { $0 == step ? 1 : 0 })
    }
  }

  /// Steps of a week end on 2026-01-08, -15, -22.
  @Test(arguments: [
    ("2026-01-02", 1), ("2026-01-08", 1), ("2026-01-09", 2), ("2026-01-15", 2), ("2026-01-22", 3),
  ])
  func `a thing dated d happens in the step that covers it`(date: String, step: Int) throws {
    let play = try Play(
      """
      clock: {start: 2026-01-01, step: week, steps: 3}
      events: {election: {date: \(date)}}
      measures: {on: fires(election), first: first(election)}
      """)
    #expect(try play.values("on") == (0...3).map { $0 == step ? 1 : 0 })
    #expect(try play.value("first") == Double(step))
  }

  /// 7 days a week, 12 months and 4 quarters a year; 365 days a year, and 52 weeks on a clock of
  /// weeks.
  @Test(
    arguments: [
      ("day", "steps(2 weeks)", 14), ("day", "steps(1 year)", 365),
      ("day", "steps(12 months)", 365), ("day", "steps(4 quarters)", 365),
      ("week", "steps(14 days)", 2), ("week", "steps(1 year)", 52), ("week", "steps(3 months)", 13),
      ("week", "steps(1 quarter)", 13), ("month", "steps(1 year)", 12),
      ("month", "steps(1 quarter)", 3), ("month", "steps(365 days)", 12),
      ("month", "steps(73 weeks)", 16.8), ("quarter", "steps(1 year)", 4),
      ("year", "steps(73 weeks)", 1.4), ("year", "steps(365 days)", 1),
      ("week", "days(2 weeks)", 14), ("week", "weeks(10 steps)", 10), ("day", "weeks(14 days)", 2),
      ("month", "months(1 year)", 12), ("week", "years(26 weeks)", 0.5),
    ] as [(String, String, Double)])
  func `durations convert by fixed factors`(word: String, text: String, value: Double) throws {
    let play = try Play(
      "clock: {start: 2026-01-01, step: \(word), steps: 1}\nmeasures: {d: \(text)}")
    #expect(abs(try play.value("d") - value) < 1e-12)
  }

  /// What is written in a unit is read back in it to the last bit, in numbers of 1 to 400.
  @Test(arguments: ["day", "week", "month", "quarter", "year"])
  func `a number of units is that number of units`(word: String) throws {
    for numbers in [1...100, 101...200, 201...300, 301...400] {
      let units = ["day": "days", "week": "weeks", "month": "months", "year": "years"]
      let measures = units.sorted { $0.key < $1.key }.map { unit, plural in
        let all = numbers.map { "\(plural)(\($0) \(plural)) == \($0)" }
        return "\(unit): \"\(all.joined(separator: " and "))\""
      }
      let days = numbers.map { "days(\($0) weeks) == \(7 * $0)" }
      let play = try Play(
        """
        clock: {start: 2026-01-01, step: \(word), steps: 1}
        measures:
          \(measures.joined(separator: "\n  "))
          days_of_weeks: "\(days.joined(separator: " and "))"
        """)
      for measure in units.keys.sorted() + ["days_of_weeks"] {
        #expect(try play.value(measure) == 1, "\(measure) of \(numbers)")
      }
    }
  }

  /// Dates k days apart for k from 1 to 730, over a leap day.
  @Test(arguments: ["day", "week", "month", "quarter", "year"])
  func `dates are whole days apart`(word: String) throws {
    let start = try #require(CalendarDate(year: 2027, month: 3, day: 1))
    for first in stride(from: 1, to: 730, by: 73) {
      let numbers = first..<(first + 73)
      func all(_ text: (Int, CalendarDate) -> String) -> String {
        numbers.map { text($0, start.adding(days: $0)) }.joined(separator: " and ")
      }
      let play = try Play(
        """
        clock: {start: 2026-01-01, step: \(word), steps: 1}
        measures:
          apart: "\(all { "days(\($1) - 2027-03-01) == \($0)" })"
          equal: "\(all { "\($1) - 2027-03-01 == \($0) days" })"
          later: "\(all { "2027-03-01 + \($0) days == \($1)" })"
        """)
      for measure in ["apart", "equal", "later"] { #expect(try play.value(measure) == 1) }
    }
  }

  /// 1 month of 12 is 1 step to the last bit on either clock, however it is written.
  @Test(arguments: [
    ("month", "12 * (1 month) / 12", 1), ("month", "365 days / 12", 1),
    ("week", "12 days * 7 / 4", 3),
    ("week", "0.1 weeks + 0.2 weeks + 2.7 weeks", 3), ("month", "1.1 years * 10 / 11", 12),
    ("day", "1 week / 7 * 3", 3), ("day", "0.5 days", 1), ("week", "8 days", 2),
    ("year", "366 days", 2), ("year", "365 days", 1), ("week", "1e-7 weeks + 3 weeks", 4),
  ])
  func `a delay is not rounded up for rounding's sake`(
    word: String, delay: String, steps: Int
  ) throws {
    let play = try Play(
      """
      clock: {start: 2026-01-01, step: \(word), steps: 15}
      events:
        first_one: {step: 1}
        second_one: {after: first_one, delay: \(delay)}
      measures: {at: first(second_one)}
      """)
    #expect(try play.value("at") == Double(1 + steps))
  }

  @Test func `time since, runs and parameters are read in any unit`() throws {
    let play = try Play(
      """
      clock: {start: 2026-01-01, step: week, steps: 31}
      parameters: {wait: 10 days}
      events: {e: {step: 2}}
      measures:
        days_since: days(since(e))
        held: days(held_for(step >= 2))
        most: longest(step >= 2) >= 210 days
        long_enough: since(e) >= 203 days
        waited: days(wait)
      """)
    #expect(try play.value("days_since") == 203)
    #expect(try play.value("held") == 210)
    #expect(try play.value("most") == 1)
    #expect(try play.value("long_enough") == 1)
    #expect(try play.value("waited") == 10)
  }

  @Test(arguments: [
    "2026-01-01 + 2 weeks == 2026-01-15", "2 weeks + 2026-01-01 == 2026-01-15",
    "2026-01-15 - 2 weeks == 2026-01-01", "2026-01-15 - 2026-01-01 == 14 days",
    "2 weeks + 1 week == 21 days", "3 weeks - 1 week == 2 * 7 days", "6 weeks / 2 == 3 weeks",
    "6 weeks / (2 weeks) == 3", "-(2 weeks) < 0 weeks", "2 * 3 weeks > 5 weeks",
    "max(1 week, 10 days) == 10 days", "min(2026-01-02, 2026-01-01) == 2026-01-01",
    "date - 2026-01-01 == 2 weeks", "abs(days(1 day) - 1) < 1e-12",
  ])
  func `dates and durations add up`(text: String) throws {
    let play = try Play(
      "clock: {start: 2026-01-01, step: week, steps: 2}\nmeasures: {holds: \"\(text)\"}")
    #expect(try play.value("holds") == 1)
  }

  @Test func `a trial ends at the end of the first step at which as_soon_as holds`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 9}
      state: {x: {start: 0, next: x + 1}}
      outcomes: {high: {as_soon_as: x >= 4}, low: otherwise}
      measures: {x: x}
      """)
    #expect(play.trial().endStep == 4)
    #expect(try play.outcome() == "high")
    #expect(try play.value("x") == 4)
  }

  @Test func `a trial may end at step 0`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 9}
      state: {x: {start: 5, next: x + 1}}
      outcomes: {high: {as_soon_as: x >= 4}, low: otherwise}
      measures: {x: x}
      """)
    #expect(play.trial().endStep == 0)
    #expect(try play.value("x") == 5)
  }
}
