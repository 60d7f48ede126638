internal import Foundation
import Sim

/// The line of an issue whose ends are amounts of one unit.
struct IssueScale: Hashable, Sendable {
  let low: Amount
  let high: Amount
  /// The ends as they are written.
  let lowText: String
  let highText: String
  /// A year has a whole number of weeks on a clock of weeks.
  private let timescale: Timescale

  init?(low: String?, high: String?, weekly: Bool) {
    guard let low, let high, let a = Amount(low), let b = Amount(high) else { return nil }
    timescale = Timescale(step: weekly ? "week" : "day")
    (self.low, self.high, lowText, highText) = (a, b, low, high)
    guard let start = number(a), let end = number(b), start != end else { return nil }
  }

  var isPercent: Bool { low.unit == .percent }

  /// An amount in the unit of the lower end; `nil` for one of another kind.
  private func number(_ amount: Amount) -> Double? {
    if amount.unit == low.unit { return amount.value }
    guard case .time(let unit) = amount.unit, case .time(let own) = low.unit else { return nil }
    guard let from = ticks(unit), let to = ticks(own) else { return nil }
    return amount.value * from / to
  }

  private func ticks(_ unit: String) -> Double? {
    timescale.unit(named: unit).flatMap(timescale.ticks(in:))
  }

  /// Where an amount lies, 0 at the lower end and 1 at the upper, to 15 digits, so that it is the number
  /// that a reader would write; `nil` for another unit.
  func share(of amount: Amount) -> Double? {
    guard let value = number(amount), let start = number(low), let end = number(high) else {
      return nil
    }
    let share = (value - start) / (end - start)
    return Double(String(format: "%.15g", locale: nil, share)) ?? share
  }

  // MARK: As results have it

  /// `%`, `years`, or for dates the days since the lower end.
  var unit: String { low.unit == .date ? "days after \(lowText)" : low.written }
  /// The amount at 0 of the scale.
  var start: Double { low.unit == .date ? 0 : low.value }
  /// How much more it is at 1.
  var span: Double { (number(high) ?? 0) - low.value }
  /// The amount at a place on the line, with four digits; of dates the day.
  func amount(at share: Double) -> String? {
    guard let start = number(low), share.isFinite else { return nil }
    let value = start + share * span
    if low.unit == .date { return "\(CalendarDate(dayNumber: Int(value.rounded())))" }
    let plain = Int(exactly: SignificantDigits.rounded(value, to: 6)).map(\.inGroups)
    return written(plain?.replacing(",", with: " ") ?? ElicitedText.number(value))
  }

  /// A number as it would be written with the unit.
  func written(_ number: String) -> String { isPercent ? "\(number)%" : "\(number) \(low.written)" }
}

extension Scenario {
  /// The measure of what is agreed on an issue; with `.amount` behind it, that in the unit.
  func agreedName(_ issue: Issue) -> String { "agreed.\(issue.name.name)" }

  /// The measures that the screen shows after a run: those that are marked, and what is agreed in the units
  /// of issues.
  package var headlines: [String] {
    measures.filter(\.headline).map(\.name.name)
      + (talks == nil
        ? [] : issues.filter { scale(of: $0) != nil }.map { agreedName($0) + ".amount" })
  }

  /// The line of an issue, if its ends have a unit.
  func scale(of issue: Issue) -> IssueScale? {
    IssueScale(low: issue.low, high: issue.high, weekly: clock?.step == .week)
  }
}
