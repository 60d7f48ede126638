/// A day of the Gregorian calendar.
package struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01.
  package let dayNumber: Int

  /// The days that the formulas below hold for.
  private static let span = -2_400_000...364_000_000

  /// A day outside some years -4600 to 998,000 is held at the end of that span.
  package init(dayNumber: Int) {
    self.dayNumber = min(max(dayNumber, Self.span.lowerBound), Self.span.upperBound)
  }

  /// `nil` where there is no such day. Years 1 to 9999, as they can be written; dates that are
  /// computed may lie beyond.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysIn(month: month, year: year)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// Day counts after Richards (2013), "Calendars", in the Explanatory Supplement to the
  /// Astronomical Almanac, section 15.11.
  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    let h = month - 14
    let a = h / 12
    let julianDay =
      1461 * (year + 4800 + a) / 4 + 367 * (month - 2 - 12 * a) / 12
      - 3 * ((year + 4900 + a) / 100) / 4 + day - 32075
    self.init(dayNumber: julianDay - 2_440_588)
  }

  package var components: (year: Int, month: Int, day: Int) {
    let j = dayNumber + 2_440_588
    let f = j + 1401 + (((4 * j + 274_277) / 146_097) * 3) / 4 - 38
    let e = 4 * f + 3
    let g = (e % 1461) / 4
    let h = 5 * g + 2
    let day = (h % 153) / 5 + 1
    let month = (h / 153 + 2) % 12 + 1
    let year = e / 1461 - 4716 + (14 - month) / 12
    return (year, month, day)
  }

  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  package static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The same day so many months on, or that month's last.
  package func adding(months: Int) -> CalendarDate {
    let (year, month, day) = components
    // More months than the span of days holds, either way, end at its end.
    let count = year * 12 + month - 1 + min(max(months, -24_000_000), 24_000_000)
    let m = (count % 12 + 12) % 12
    let y = (count - m) / 12
    guard y > -4_700 else { return CalendarDate(dayNumber: .min) }
    return CalendarDate(unchecked: y, m + 1, min(day, Self.daysIn(month: m + 1, year: y)))
  }

  package func adding(days: Int) -> CalendarDate {
    let (sum, overflow) = dayNumber.addingReportingOverflow(days)
    return CalendarDate(dayNumber: overflow ? (days < 0 ? .min : .max) : sum)
  }

  package var description: String {
    let (y, m, d) = components
    func padded(_ n: Int, _ width: Int) -> String {
      let text = String(n)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return "\(padded(y, 4))-\(padded(m, 2))-\(padded(d, 2))"
  }

  package static func < (a: Self, b: Self) -> Bool { a.dayNumber < b.dayNumber }
}
