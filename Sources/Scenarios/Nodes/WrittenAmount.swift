/// A number as a file has it, with what stands behind it where it is not plain: `2.50 EUR`.
struct WrittenAmount: Hashable, Sendable {
  let number: Double
  /// With the space before it; empty of a plain number or a percentage.
  let unit: String

  init?(_ text: String) {
    if let plain = StudyInput.number(text) {
      (number, unit) = (plain, "")
      return
    }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || "+-.".contains($0)) }
    guard let number = Double(digits) else { return nil }
    self.number = number
    unit = String(text.dropFirst(digits.count))
  }
}
