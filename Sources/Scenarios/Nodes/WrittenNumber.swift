/// A number and what stands after it: `30%`, `7 days`, `1% per week`.
struct WrittenNumber: Hashable {
  let number: Double
  /// With the space before it, if there is one.
  let unit: String

  /// Ends of a range lie within: of larger ones values between them would be no numbers.
  static let mostOfRange = 1e300

  /// Whether it can be an end of a range.
  var isEndOfRange: Bool { abs(number) <= Self.mostOfRange }

  /// What is said of an end that is too large.
  static let rangeLimit = "the ends of a range lie between -1e300 and 1e300"

  /// `year` and `years` are one unit.
  var singularUnit: Substring {
    let word = unit.drop { $0 == " " }
    return word.hasSuffix("s") ? word.dropLast() : word
  }

  /// `1 week` and `6 weeks` are of one unit.
  func isOfUnit(of other: WrittenNumber) -> Bool {
    unit == other.unit || !singularUnit.isEmpty && singularUnit == other.singularUnit
  }

  init(number: Double, unit: String) {
    self.number = number
    self.unit = unit
  }

  init?(_ text: String) {
    let number = text.prefix { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
    // `1 e` and `2e` are a number and the start of a word.
    let written = Double(number) == nil ? number.prefix { !"eE".contains($0) } : number
    guard written.last?.isNumber ?? false || written.last == ".", let value = Double(written),
      value.isFinite
    else { return nil }
    let unit = text.dropFirst(written.count)
    let words = (unit.first == "%" ? unit.dropFirst() : unit).drop { $0 == " " }
    guard words.isEmpty ? !unit.hasSuffix(" ") : words.first?.isLetter ?? false,
      words.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " ") })
    else { return nil }
    self.number = value
    self.unit = String(unit)
  }
}
