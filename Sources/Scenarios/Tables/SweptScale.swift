package import Sim

/// The values that points give a path, as numbers on a line: plain numbers, amounts of one unit, lengths of
/// time, dates. Everything that asks how far apart two swept values are asks here.
package struct SweptScale: Sendable {
  /// As it stands behind a number, as `km3` or `weeks`; empty of plain numbers.
  package let unit: String
  /// The day that is 0 on a line of dates.
  package let firstDay: CalendarDate?
  private let numbers: [String: Double]

  /// What a value is by itself.
  private enum Reading {
    case plain(Double)
    case date(CalendarDate)
    case amount(Amount)
    /// A number before other words, as `2% per month`.
    case worded(WrittenNumber)

    func isOnLine(of other: Reading) -> Bool {
      switch (self, other) {
      case (.plain, .plain), (.date, .date): true
      case (.amount(let own), .amount(let other)): own.isComparable(with: other)
      case (.worded(let own), .worded(let other)): own.isOfUnit(of: other)
      default: false
      }
    }
  }

  /// The line of the first value that is on any; `nil` if at most one value is on it.
  package init?(_ path: String, _ values: [String]) {
    // An amount of a term, as 4%, is on the line of its issue and no number by itself.
    let areAmounts = IssueUnits.holdsTerms(path) && values.contains { $0.contains("%") }
    var readings: [String: Reading] = [:]
    var first: Reading?
    for value in values where readings[value] == nil {
      guard let reading = Self.reading(value, isAmount: areAmounts) else { continue }
      first = first ?? reading
      if let first, reading.isOnLine(of: first) { readings[value] = reading }
    }
    guard let first, readings.count > 1 else { return nil }
    let days = readings.values.compactMap { reading -> CalendarDate? in
      if case .date(let day) = reading { day } else { nil }
    }
    firstDay = days.min()
    unit = Self.unit(values.compactMap { readings[$0] }, first)
    let start = firstDay?.dayNumber ?? 0
    numbers = readings.mapValues { Self.number($0, on: first, from: start) }
    if numbers.values.contains(where: { !$0.isFinite }) { return nil }
  }

  private static func reading(_ value: String, isAmount: Bool) -> Reading? {
    if let day = DateText.date(value) { return .date(day) }
    if !isAmount, let number = Double(value) ?? StudyInput.number(value), number.isFinite {
      return .plain(number)
    }
    if let amount = Amount(value) { return .amount(amount) }
    return WrittenNumber(value).map { .worded($0) }
  }

  /// As a value that is not one has it: `9 weeks` rather than `1 week`.
  private static func unit(_ readings: [Reading], _ first: Reading) -> String {
    let units = readings.compactMap { reading -> (Double, String)? in
      switch (reading, first) {
      // A length of time is said in the unit of the first.
      case (.amount(let amount), .amount(let first)):
        amount.unit == first.unit ? (amount.value, amount.written) : nil
      case (.worded(let worded), _): (worded.number, String(worded.unit.drop { $0 == " " }))
      default: nil
      }
    }
    return units.first { $0.0 != 1 }?.1 ?? units.first?.1 ?? ""
  }

  private static func number(_ reading: Reading, on first: Reading, from start: Int) -> Double {
    switch reading {
    case .plain(let number): number
    case .date(let day): Double(day.dayNumber - start)
    case .worded(let worded): worded.number
    case .amount(let amount):
      if case .amount(let first) = first {
        amount.value * factor(amount.unit, first.unit)
      } else {
        .nan
      }
    }
  }

  /// From one unit of time to another, a month of 365/12 days; 1 between equal units.
  private static func factor(_ unit: Amount.Unit, _ own: Amount.Unit) -> Double {
    guard unit != own, case .time(let from) = unit, case .time(let to) = own else { return 1 }
    let scale = Timescale(step: "day")
    guard let a = scale.unit(named: from).flatMap(scale.ticks(in:)),
      let b = scale.unit(named: to).flatMap(scale.ticks(in:))
    else { return .nan }
    return a / b
  }

  /// Where a value stands; of dates the days since the first. `nil`: it is not on the line.
  package func number(_ value: String) -> Double? { numbers[value] }

  /// Whether all of some values are on it.
  func holds(_ values: [String]) -> Bool { values.allSatisfy { numbers[$0] != nil } }

  /// The day at a number, of a line of dates.
  package func day(_ number: Double) -> CalendarDate? {
    guard let firstDay, let days = Int(exactly: number.rounded()) else { return nil }
    return CalendarDate(dayNumber: firstDay.dayNumber + days)
  }

  /// A number as it would be written as a value, of dates the day. `digits`: the number in words.
  package func written(_ number: Double, _ digits: (Double) -> String) -> String {
    if let day = day(number) { return "\(day)" }
    let text = digits(number)
    return unit.isEmpty ? text : unit.hasPrefix("%") ? text + unit : "\(text) \(unit)"
  }

  /// What numbers of the line are, for tables; `nil` of plain ones.
  package var unitOfNumbers: String? {
    firstDay.map { "days after \($0)" } ?? (unit.isEmpty ? nil : unit)
  }
}
