package import Sim

/// `data: {prices: {file: prices.csv, column: price}}`
package struct DataEntry: Sendable {
  package enum Content: Sendable {
    /// A column to draw from.
    case column(EmpiricalSample)
    /// Columns of which a draw takes a whole row, by the names that expressions have for them.
    case table([String: TableColumn])
    /// A value for each step, 0 first.
    case steps([Double])
  }
  package var name: Named
  package var content: Content
  /// What stands between fields and before decimals, where it was found and not said.
  package var found: FoundForm?

  package init(name: Named, content: Content) {
    self.name = name
    self.content = content
  }
}

/// How a file of data is written, as far as nobody said it and it is not the rule.
package struct FoundForm: Sendable, Hashable {
  package var file: String
  package var form: CSVForm
}
