/// What the numbers of a range are of.
package enum RangeUnit: Hashable, Sendable {
  case none
  /// A unit of time, in the singular.
  case time(String)
  /// A unit that no expression has.
  case other(String)

  /// What stands behind the distribution, and what is said of the unit.
  var factor: String {
    if case .time(let unit) = self { " * 1 \(unit)" } else { "" }
  }
  var advice: String {
    if case .other(let unit) = self { ", without '\(unit)'" } else { "" }
  }

  /// In how many of the first unit of its row each is.
  private static let times: [[String: Double]] = [
    ["day": 1, "week": 7], ["month": 1, "quarter": 3, "year": 12], ["step": 1], ["round": 1],
  ]

  /// The smaller of two units, and how many of it each is; `nil` where no number says that.
  static func common(_ a: String, _ b: String) -> (unit: Self, first: Double, second: Double)? {
    let singular = { (text: String) in text.hasSuffix("s") ? String(text.dropLast()) : text }
    let (first, second) = (singular(a), singular(b))
    for row in times {
      guard let one = row[first], let other = row[second] else { continue }
      let least = min(one, other)
      return (.time(one <= other ? first : second), one / least, other / least)
    }
    guard first == second, !times.contains(where: { $0[first] != nil }) else { return nil }
    return (.other(b), 1, 1)
  }
}
