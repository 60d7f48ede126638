/// A share as options take it: `0.3` or `30%`.
enum WrittenShare {
  /// `nil` if it is no number.
  static func value(_ text: String) -> Double? {
    text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
  }
}
