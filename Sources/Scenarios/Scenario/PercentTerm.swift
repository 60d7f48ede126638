package import Sim

/// A percentage that is written for an issue whose ends are percentages.
package struct PercentTerm: Sendable {
  /// What it was read as.
  package enum Reading: Sendable, Hashable {
    /// An amount: how far along the line it lies, and the number that it would be without the line.
    case amount(scale: Double, plain: Double)
    /// Inside the expression of a term, where it is a share of the way.
    case share
    /// Beside a term that is read, as in `agreed.wage > 4%`, where it is a share of the way too. `scale`
    /// is how far along the line the amount lies.
    case beside(term: String, plain: Double, scale: Double)
  }

  package var issue: String
  /// The entry in which it stands, as `plans.paper`.
  package var path: String
  package var written: String
  package var position: SourcePosition
  package var low: String
  package var high: String
  package var reading: Reading
}
