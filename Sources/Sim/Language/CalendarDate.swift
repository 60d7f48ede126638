/// A day of the Gregorian calendar.
public struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public let dayNumber: Int

  public init(dayNumber: Int) { self.dayNumber = dayNumber }

  /// `nil` where there is no such day. Years 1 to 9999.
  ///
  /// Day counts after Richards (2013), "Calendars", in the Explanatory Supplement to the
  /// Astronomical Almanac, section 15.11.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysIn(month: month, year: year)
    else { return nil }
    let h = month - 14
    let a = h / 12
    let julianDay =
      1461 * (year + 4800 + a) / 4 + 367 * (month - 2 - 12 * a) / 12
      - 3 * ((year + 4900 + a) / 100) / 4 + day - 32075
    dayNumber = julianDay - 2_440_588
  }

  public var components: (year: Int, month: Int, day: Int) {
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

  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  public static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The same day so many months on, or that month's last.
  public func adding(months: Int) -> CalendarDate {
    let (year, month, day) = components
    let count = year * 12 + month - 1 + months
    let y = count / 12
    let m = count % 12 + 1
    return CalendarDate(year: y, month: m, day: min(day, Self.daysIn(month: m, year: y))) ?? self
  }

  public func adding(days: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + days) }

  public var description: String {
    let (y, m, d) = components
    func padded(_ n: Int, _ width: Int) -> String {
      let text = String(n)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return "\(padded(y, 4))-\(padded(m, 2))-\(padded(d, 2))"
  }

  public static func < (a: Self, b: Self) -> Bool { a.dayNumber < b.dayNumber }
}
