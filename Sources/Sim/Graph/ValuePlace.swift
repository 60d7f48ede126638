/// By value: the nearest of what it is made of that somebody wrote, in the order of operands where
/// several are as near.
struct WrittenParts {
  private var parts: [NodeID?]
  /// The first constant so large that what is made of it may leave the numbers without a trace: constants of
  /// constants have no parts.
  let huge: Expression?

  init(_ graph: Graph) {
    parts = Array(repeating: nil, count: graph.nodes.count)
    huge = graph.places.filter { (graph.constantValue($0.key)?.magnitude ?? 0) > 1e150 }.values
      .min { a, b in
        a.source.position(of: a.range.lowerBound) < b.source.position(of: b.range.lowerBound)
      }
    for id in graph.places.keys where graph.constantValue(id) == nil { parts[id.index] = id }
    var distances = Array(repeating: 0, count: graph.nodes.count)
    // Operands are older than what is made of them.
    for (place, node) in graph.nodes.enumerated() where parts[place] == nil {
      for operand in node.operands {
        guard let part = parts[operand.index] else { continue }
        let distance = distances[operand.index] + 1
        if parts[place] == nil || distance < distances[place] {
          parts[place] = part
          distances[place] = distance
        }
      }
    }
  }

  func nearest(to id: NodeID) -> NodeID? { parts[id.index] }
}

extension Graph {
  /// What is said of a value that is not finite, and where it comes from.
  func place(
    of id: NodeID, _ written: WrittenParts
  ) -> (message: String, position: SourcePosition?, path: String) {
    if let own = places[id] ?? places[unchecked(id)] { return Self.worded(own) { "\($0) is" } }
    if let part = written.nearest(to: id), let place = places[part] {
      return Self.worded(place) { "a value made of \($0) is" }
    }
    if let huge = written.huge {
      return Self.worded(huge) { "a value that may be made of \($0) is" }
    }
    return ("a value is not a finite number", nil, "")
  }

  private static func worded(
    _ e: Expression, _ begin: (String) -> String
  ) -> (String, SourcePosition?, String) {
    let text = e.description
    let short = text.count <= 60 ? text : text.prefix(59) + "…"
    return (
      begin("'\(short)'") + " not a finite number", e.source.position(of: e.range.lowerBound),
      e.source.path
    )
  }
}
