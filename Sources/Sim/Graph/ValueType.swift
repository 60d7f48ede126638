/// What an expression's value is. There is no silent conversion between these.
package enum ValueType: Sendable, Hashable {
  case number
  case condition
  /// One of a list of names, kept as its position.
  case label([String])
  /// Days since 1970-01-01.
  case date
  /// In ticks of the clock's `Timescale`.
  case duration

  /// As a message says it: `a number`.
  package var described: String {
    switch self {
    case .number: "a number"
    case .condition: "a condition"
    case .label: "a label"
    case .date: "a date"
    case .duration: "a duration"
    }
  }
}

/// A value of a graph and its type.
package struct Typed: Sendable, Hashable {
  package var node: NodeID
  package var type: ValueType

  package init(_ node: NodeID, _ type: ValueType) {
    self.node = node
    self.type = type
  }
}
