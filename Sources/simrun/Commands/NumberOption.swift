import ArgumentParser

extension Int {
  /// A whole number, as options take it.
  init(option text: String) throws {
    guard let number = Int(text) else {
      let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
      let isWhole = !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
      throw ValidationError(isWhole ? "it has too many digits" : "it must be a whole number")
    }
    self = number
  }
}

extension Double {
  /// A number, as options take it.
  init(option text: String) throws {
    guard let number = Double(text), number.isFinite else {
      throw ValidationError("it must be a number, as 0.05")
    }
    self = number
  }
}
