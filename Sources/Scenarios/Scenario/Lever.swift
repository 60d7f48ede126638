/// Something that can be chosen, by somebody and at a price. Levers change nothing of a run: a search reads them.
package struct Lever: Sendable {
  package enum Choice: Sendable {
    /// `unit`: what stands behind each number, with the space before it; empty of plain ones.
    case range(ClosedRange<Double>, unit: String)
    /// In the order in which they stand.
    case values([String])
  }

  package var name: Named
  /// Dotted, as `--set` takes it.
  package var path: Named
  package var choice: Choice
  /// Whole numbers only.
  package var isWhole = false
  /// Who can choose it.
  package var by: Named?
  /// Of one unit of the value.
  package var cost: Double?
  /// Of the cost.
  package var unit: String?
  package var about: String?
  package var source: String?

  package init(name: Named, path: Named, choice: Choice) {
    self.name = name
    self.path = path
    self.choice = choice
  }
}
