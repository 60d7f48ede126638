import Sim

/// A percentage that is written where a term stands, of an issue whose ends are percentages.
package struct PercentTerm: Sendable {
  package var issue: String
  /// What is written, and where.
  package var place: Named
  package var low: String
  package var high: String
  /// The share of the way it was read as; `nil` where it stands inside an expression, and is a number.
  package var share: Double?
  /// The number that it would be without the line.
  package var plain: Double?
}
