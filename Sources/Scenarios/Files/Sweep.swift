internal import Foundation
import Sim

/// An entry of a scenario and the values that it takes in turn, as `--sweep path=a,b,c` or
/// `--sweep path=from:to:count` writes them.
package struct Sweep: Hashable, Sendable, CustomStringConvertible {
  /// More values than this are a mistake, or a study for a cluster.
  package static let mostValues = 100_000

  /// Dotted, as in a `Setting`.
  package let path: String
  /// As `--set` would take them; at least one.
  package let values: [String]

  /// What is wrong with a sweep as it was written, without its beginning.
  package struct Problem: Error, Hashable, CustomStringConvertible {
    package let description: String
  }

  package init(path: String, values: [String]) {
    self.path = path
    self.values = values
  }

  /// Reads `path=…`.
  package init(written: String) throws(Problem) {
    guard let equals = written.firstIndex(of: "="), equals != written.startIndex else {
      throw Problem(
        description: "it must be path=a,b,c or path=from:to:count, as in "
          + "parameters.monitoring=0:1:11")
    }
    let text = String(written[written.index(after: equals)...])
    try self.init(path: String(written[..<equals]), written: Self.list(text))
  }

  /// Values one by one, some of which may be `from:to:count`.
  init(path: String, written parts: [String]) throws(Problem) {
    self.path = path
    var values: [String] = []
    for part in parts { values += try Self.range(part) ?? [part] }
    guard values.count <= Self.mostValues else {
      throw Problem(description: "it has \(values.count) values; \(Self.mostValues) is the most")
    }
    guard !values.isEmpty else { throw Problem(description: "it has no values: list at least one") }
    self.values = values
    var known: [WrittenNumber: String] = [:]
    for value in values {
      let number = WrittenNumber(value) ?? WrittenNumber(number: 0, unit: value)
      guard let before = known.updateValue(value, forKey: number) else { continue }
      throw Problem(
        description: before == value
          ? "the value \(value) stands there twice"
          : "\(before) and \(value) are the same value")
    }
  }

  package var description: String { "--sweep \(path)=\(values.joined(separator: ","))" }

  // MARK: Values

  /// `from:to:count`: so many values, both ends included; `nil` if it is something else.
  private static func range(_ text: String) throws(Problem) -> [String]? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    if (2...3).contains(parts.count),
      let odd = parts.prefix(2).first(where: { Double($0)?.isFinite == false })
    {
      throw Problem(description: "'\(odd)' is no number; every number is finite")
    }
    guard (2...3).contains(parts.count), let from = WrittenNumber(parts[0]),
      let to = WrittenNumber(parts[1])
    else { return nil }
    guard parts.count == 3 else {
      throw Problem(
        description: "\(text) has no number of values: write \(text):11 for 11 of them, both ends "
          + "included")
    }
    guard from.singularUnit == to.singularUnit else {
      let isOfPercentages =
        [from.unit, to.unit].contains("%") && [from.unit, to.unit].contains("")
      throw Problem(
        description: isOfPercentages
          ? "both ends must be percentages, or none"
          : "both ends of from:to:count must have the same unit, but they are \(parts[0]) and "
            + "\(parts[1])")
    }
    guard let count = Int(parts[2]), (2...mostValues).contains(count) else {
      throw Problem(
        description: "from:to:count needs a whole number of values from 2 to \(mostValues), but it "
          + "is '\(parts[2])'")
    }
    guard from.isEndOfRange, to.isEndOfRange else {
      throw Problem(description: WrittenNumber.rangeLimit)
    }
    guard from.number != to.number else {
      throw Problem(description: "both ends of from:to:count are \(parts[0])")
    }
    // Of `1 week:9 weeks:3` the value between has the longer word.
    let (one, unit) =
      from.unit.count < to.unit.count ? (from.unit, to.unit) : (to.unit, from.unit)
    return (0..<count).map { k -> String in
      let value =
        k == 0
        ? from.number
        : k == count - 1
          ? to.number
          : (from.number * Double(count - 1 - k) + to.number * Double(k)) / Double(count - 1)
      // As somebody would write it: 0.3, not 0.30000000000000004.
      let number = Self.written(value)
      return number + (["1", "-1"].contains(number) ? one : unit)
    }
  }

  /// With so many digits, and no zeros behind them.
  static func written(_ value: Double, digits: Int = 12) -> String {
    let short = Double(String(format: "%.\(digits)g", value)) ?? value
    let text = "\(short)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Values between commas; commas within brackets or quotes belong to a value.
  private static func list(_ text: String) throws(Problem) -> [String] {
    var values: [String] = []
    var value = ""
    var depth = 0
    var quote: Character?
    for character in text {
      switch character {
      case _ where quote != nil: if character == quote { quote = nil }
      case "\"", "'": quote = character
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case "," where depth == 0:
        values.append(value)
        value = ""
        continue
      default: break
      }
      value.append(character)
    }
    values.append(value)
    values = values.map { $0.trimmingCharacters(in: .whitespaces) }
    guard !values.contains("") else {
      throw Problem(description: "a value is missing: write path=a,b,c or path=from:to:count")
    }
    return values
  }
}
