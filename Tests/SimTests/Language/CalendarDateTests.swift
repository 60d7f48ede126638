import Sim
import Testing

@Suite("Calendar dates") struct CalendarDateTests {
  /// Julian day numbers of Meeus (1998), "Astronomical Algorithms", chapter 7, less 2,440,588 and
  /// rounded to the day; 1970-01-01 is the Unix epoch.
  @Test(arguments: [
    (1970, 1, 1, 0), (1999, 1, 1, 10_592), (1987, 6, 19, 6_378), (1600, 1, 1, -135_140),
    (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017),
  ])
  func `Known days`(year: Int, month: Int, day: Int, number: Int) throws {
    let date = try #require(CalendarDate(year: year, month: month, day: day))
    #expect(date.dayNumber == number)
  }

  @Test
  func `Every day from 1600 to 2400 follows the one before, and comes back`() throws {
    var expected = try #require(CalendarDate(year: 1600, month: 1, day: 1)).dayNumber
    for year in 1600...2400 {
      for month in 1...12 {
        for day in 1...CalendarDate.daysIn(month: month, year: year) {
          let date = try #require(CalendarDate(year: year, month: month, day: day))
          let parts = date.components
          guard date.dayNumber == expected, parts == (year, month, day) else {
            Issue.record("\(year)-\(month)-\(day) is day \(date.dayNumber), back \(parts)")
            return
          }
          expected += 1
        }
      }
    }
  }

  @Test(arguments: [
    (1900, 2, 29), (2025, 2, 29), (2026, 2, 30), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1),
    (2026, 1, 0), (0, 1, 1), (10_000, 1, 1),
  ])
  func `There is no such day`(year: Int, month: Int, day: Int) {
    #expect(CalendarDate(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2025-11-26", 2, "2026-01-26"), ("2026-12-15", 12, "2027-12-15"),
    ("2024-02-29", 12, "2025-02-28"), ("2026-03-31", -1, "2026-02-28"),
    ("2026-01-15", -13, "2024-12-15"), ("2026-01-15", 0, "2026-01-15"),
    ("9999-12-31", 1, "10000-01-31"),
  ])
  func `Months later: the same day, or the month's last`(start: String, months: Int, end: String)
    throws
  {
    let parsed = try ExpressionParser.parse(SourceText(start))
    guard case .date(let date) = parsed.kind else {
      Issue.record("\(start) is no date")
      return
    }
    #expect(date.adding(months: months).description == end)
  }

  @Test
  func `No sum of days or months is too much`() throws {
    let date = try #require(CalendarDate(year: 2026, month: 5, day: 31))
    for far in [Int.max, Int.min] {
      #expect((date.adding(days: far) > date) == (far > 0))
      #expect((date.adding(months: far) > date) == (far > 0))
      #expect(CalendarDate(dayNumber: far).adding(months: far).adding(days: far).description != "")
    }
    #expect(date.adding(months: 12 * 100_000).components == (102_026, 5, 31))
    #expect(date.adding(days: 36).description == "2026-07-06")
  }
}
