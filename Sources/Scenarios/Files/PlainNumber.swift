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
}
