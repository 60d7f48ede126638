import Sim

/// A number of a file that the points of a study give: it becomes an input of the compiled scenario.
struct StudyInput: Hashable, Sendable {
  let number: Int
  /// The least and the greatest of all points.
  let range: ClosedRange<Double>

  /// The input, where a plain number is written.
  func replacing(_ written: Expression) -> Expression? {
    guard Self.number(written) != nil else { return nil }
    return Expression(.input(number, in: range), in: written.source, at: written.range)
  }

  /// The number that a text plainly is, as `0.4`, `-2` or `30%`.
  static func number(_ text: String) -> Double? {
    (try? ExpressionParser.parse(SourceText(text))).flatMap(number)
  }

  private static func number(_ written: Expression) -> Double? {
    switch written.kind {
    case .number(let value): value
    case .negate(let inner): number(inner).map { -$0 }
    default: nil
    }
  }
}
