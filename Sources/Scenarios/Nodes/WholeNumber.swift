/// Whole numbers as they are written, of however many digits.
package enum WholeNumber {
  /// Whether a text is digits, with a minus sign before them or none.
  package static func isWritten(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }
}
