internal import Foundation
import Sim

/// The choices that a search has: an axis of the unit cube for each lever.
package struct LeverSpace: Sendable {
  package struct Axis: Sendable {
    /// Of the lever, or the path.
    package let name: String
    package let path: String
    package let choice: Lever.Choice
    /// Whole numbers only.
    package var isWhole = false
    package var by: String?
    package var cost: Double?
    package var unit: String?
    /// As the file has it; `nil` where that is no plain value.
    package var start: String?
  }

  package let axes: [Axis]

  package init(_ axes: [Axis]) { self.axes = axes }

  /// Steps that a range has: what is tried can be read, and lies near enough to all else.
  static let steps = 1000.0

  /// The value of an axis at a place between 0 and 1, as it is written.
  package func value(_ axis: Axis, _ place: Double) -> String {
    switch axis.choice {
    case .range(let range, let unit):
      let width = range.upperBound - range.lowerBound
      if axis.isWhole {
        let number = range.lowerBound + min(width, floor(place * (width + 1)))
        return "\(Int(number.rounded()))\(unit)"
      }
      let value = range.lowerBound + width * (place * Self.steps).rounded() / Self.steps
      return Self.written(value, within: width) + unit
    case .values(let values):
      return values[min(values.count - 1, Int(place * Double(values.count)))]
    }
  }

  /// With the digits that a thousandth of the range needs, and no zeros behind them.
  static func written(_ value: Double, within width: Double) -> String {
    let power = Int(floor(log10(width)))
    // All else would be rows of zeros.
    guard (-12...15).contains(power) else { return Sweep.written(value, digits: 15) }
    var text = String(format: "%.\(max(0, 3 - power))f", locale: nil, value)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text == "-0" ? "0" : text
  }

  /// The number of a value; `nil` where it has another unit. A percentage is a plain number too.
  private static func number(_ value: String, in unit: String) -> Double? {
    if unit.isEmpty { return StudyInput.number(value) }
    let wanted = WrittenNumber(number: 0, unit: unit)
    return WrittenNumber(value).flatMap { $0.isOfUnit(of: wanted) ? $0.number : nil }
  }

  /// Where a value stands on an axis; `nil` if it is no value of it.
  package func place(_ axis: Axis, _ value: String) -> Double? {
    switch axis.choice {
    case .range(let range, let unit):
      guard let number = Self.number(value, in: unit), range.contains(number) else { return nil }
      let (low, width) = (range.lowerBound, range.upperBound - range.lowerBound)
      return axis.isWhole ? (number - low + 0.5) / (width + 1) : (number - low) / width
    case .values(let values):
      return values.firstIndex(of: value).map { (Double($0) + 0.5) / Double(values.count) }
    }
  }

  /// Points that between them have both ends of each range and each value of each list, the lower ends first.
  package var ends: [[Double]] {
    let counts = axes.map { axis in
      if case .values(let values) = axis.choice { values.count } else { 2 }
    }
    return (0..<(counts.max() ?? 0)).map { k in
      zip(axes, counts).map { axis, count in
        guard case .values = axis.choice else { return k == 0 ? 0 : 1 }
        return (Double(min(k, count - 1)) + 0.5) / Double(count)
      }
    }
  }

  /// What is laid over a scenario for each of these, of the levers of its file.
  package static func ends(of scenario: Scenario) -> [[Setting]] {
    let space = Self(scenario.levers.map(Axis.init))
    return space.ends.map { point in
      zip(space.axes, space.values(at: point)).map {
        Setting(path: $0.path, value: $1, of: .lever)
      }
    }
  }

  /// By axis.
  package func values(at point: [Double]) -> [String] { zip(axes, point).map(value) }

  /// The point at which the values stand that those of another are written as.
  package func settled(_ point: [Double]) -> [Double] {
    zip(axes, point).map { axis, place in self.place(axis, value(axis, place)) ?? place }
  }

  /// The point of the file as it is, in the middle of each axis on which it has no plain value.
  package var start: [Double] { axes.map { axis in axis.start.flatMap { place(axis, $0) } ?? 0.5 } }

  /// What values cost together, by unit, of levers that have a price and a number. `values`: by axis; `nil`: as the
  /// file has it.
  package func price(_ values: [String?]) -> [(unit: String, amount: Double)] {
    var sums: [(unit: String, amount: Double)] = []
    for (axis, value) in zip(axes, values) {
      guard let cost = axis.cost,
        let text = value ?? axis.start,
        let number = StudyInput.number(text) ?? WrittenNumber(text)?.number
      else { continue }
      let unit = axis.unit ?? ""
      if let known = sums.firstIndex(where: { $0.unit == unit }) {
        sums[known].amount += cost * number
      } else {
        sums.append((unit, cost * number))
      }
    }
    return sums
  }
}

extension LeverSpace.Axis {
  package init(_ lever: Lever) {
    self.init(name: lever.name.name, path: lever.path.name, choice: lever.choice)
    isWhole = lever.isWhole
    by = lever.by?.name
    cost = lever.cost
    unit = lever.unit
  }

  /// `path=low:high`, `path=a,b,c` or `path=from:to:count`, as `--over` takes them.
  package init(over text: String) throws(Sweep.Problem) {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let ends = sides.count == 2 ? sides[1].split(separator: ":") : []
    if ends.count == 2, let low = WrittenNumber(String(ends[0])),
      let high = WrittenNumber(String(ends[1]))
    {
      guard low.number < high.number, low.isOfUnit(of: high) else {
        throw Sweep.Problem(
          description: "'\(sides[1])' is no range: two numbers of one unit, the lower one first")
      }
      guard low.isEndOfRange, high.isEndOfRange else {
        throw Sweep.Problem(description: WrittenNumber.rangeLimit)
      }
      self.init(
        name: String(sides[0]), path: String(sides[0]),
        choice: .range(low.number...high.number, unit: high.unit))
      return
    }
    let sweep = try Sweep(written: text)
    self.init(name: sweep.path, path: sweep.path, choice: .values(sweep.values))
  }

  private init(name: String, path: String, choice: Lever.Choice) {
    self.name = name
    self.path = path
    self.choice = choice
  }
}
