import Sim

extension Expression {
  /// The number that is plainly written here, of a duration in its own unit; `nil` where anything
  /// has to be evaluated.
  var plainNumber: Double? {
    switch kind {
    case .number(let value), .duration(let value, _): value
    case .negate(let inner): inner.plainNumber.map { -$0 }
    default: nil
    }
  }

  /// Whether it is made of numbers alone, as `2 / 5`.
  var isArithmetic: Bool {
    var isSo = true
    visit { part in
      switch part.kind {
      case .number, .negate, .binary: break
      default: isSo = false
      }
    }
    return isSo
  }
}
