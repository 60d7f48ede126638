/// Where the values of expressions of a compiled model lie, whatever is drawn.
///
/// A value that may move without bounds has none. Nothing is assumed of memories but that they are
/// numbers.
package struct KnownRanges {
  private let ranges: ValueRanges
  /// Where expressions begin, for those that values were noted from.
  private let places: [Int: [(e: Expression, value: NodeID)]]

  package init(_ model: Model) {
    let graph = model.graph
    ranges = ValueRanges(
      graph, steps: model.steps, memories: model.memories.map { _ in .finite },
      asked: NodeSet(of: graph))
    places = Dictionary(grouping: graph.places.map { (e: $0.value, value: $0.key) }) {
      $0.e.range.lowerBound
    }
  }

  /// The bounds of an expression's value at the end of each step; `nil` if it is none of the model's
  /// numbers, durations (ticks) and dates (days), or has no bounds.
  /// All values that were noted from it count, as of parties that share an expression.
  package subscript(_ e: Expression) -> ClosedRange<Double>? {
    let found = (places[e.range.lowerBound] ?? []).filter {
      $0.e.range == e.range && $0.e.source === e.source
    }
    guard !found.isEmpty else { return nil }
    let range = found.reduce(ValueRange.nothing) { $0.joined(ranges[$1.value]) }
    guard !range.mayFail, !range.isNothing, range.magnitude <= ValueRange.limit else { return nil }
    return range.low...range.high
  }
}
