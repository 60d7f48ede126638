import ArgumentParser
import Scenarios

extension Int {
  /// A whole number, as options take it.
  init(option text: String) throws {
    guard let number = Int(text) else {
      throw ValidationError(
        WholeNumber.isWritten(text) ? "it has too many digits" : "it must be a whole number")
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
