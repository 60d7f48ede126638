internal import Foundation
import Sim

/// An amount as files write it: `4%`, `2500 km2`, `900 000 soldiers`, `18 months`, `2026-06-01`.
struct Amount: Hashable, Sendable {
  enum Unit: Hashable, Sendable {
    case percent
    /// A calendar unit, whose plural is the same.
    case time(String)
    /// Days are counted.
    case date
    /// Anything else, without the ending of a plural.
    case word(String)
  }

  let value: Double
  let unit: Unit
  /// The unit as it is written.
  let written: String

  /// `nil` for what is no number with a unit, as any other expression.
  init?(_ text: String) {
    let text = text.trimmingCharacters(in: .whitespaces)
    // Most texts are words, and most numbers have no unit. Neither is taken apart.
    guard let first = text.unicodeScalars.first, Self.ofNumbers.contains(first),
      first != " ",
      text.unicodeScalars.contains(where: { !Self.ofNumbers.contains($0) || $0 == "-" })
    else { return nil }
    if let date = DateText.date(text) {
      (value, unit, written) = (Double(date.dayNumber), .date, "")
      return
    }
    var scanner = DigitScanner(text)
    let sign = scanner.takeSign()
    let digits = scanner.takeGroups(apartBy: Self.spaces) ?? String(scanner.takeDigits())
    let decimals = scanner.takeDecimals()
    scanner.skipSpace()
    let unit = String(scanner.rest)
    guard !digits.isEmpty, let number = Double(digits + decimals), Self.isUnit(unit) else {
      return nil
    }
    value = sign == nil || sign == "+" ? number : -number
    written = unit
    self.unit = Self.unit(unit)
  }

  /// Whether both are amounts of one unit, or both of time.
  func isComparable(with other: Amount) -> Bool {
    if case .time = unit, case .time = other.unit { return true }
    return unit == other.unit
  }

  private static let ofNumbers = Set("+-−.0123456789 \u{00A0}\u{202F}".unicodeScalars)
  /// Between groups of three digits.
  private static let spaces: Set<Character> = [" ", "\u{00A0}", "\u{202F}"]
  private static let unitSigns: Set<Character> = ["€", "$", "£", "°"]

  /// A sign, or words: nothing that an expression could go on with.
  private static func isUnit(_ text: String) -> Bool {
    if text == "%" { return true }
    guard let first = text.first, startsUnit(first),
      text.allSatisfy({ startsUnit($0) || $0.isNumber || $0 == "/" || $0 == " " })
    else { return false }
    return !text.split(separator: " ").contains {
      ["and", "or", "if", "for", "per"].contains($0)
    }
  }

  private static func startsUnit(_ character: Character) -> Bool {
    character.isLetter || unitSigns.contains(character)
  }

  private static func unit(_ text: String) -> Unit {
    if text == "%" { return .percent }
    let singular = text.count > 2 && text.hasSuffix("s") ? String(text.dropLast()) : text
    return ["day", "week", "month", "quarter", "year"].contains(singular)
      ? .time(singular) : .word(singular)
  }
}
