extension Graph {
  /// What is said of a value that is not finite, and where it comes from.
  func place(of id: NodeID) -> (message: String, position: SourcePosition?, path: String) {
    if let own = places[id] ?? places[unchecked(id)] { return Self.worded(own) { "\($0) is" } }
    // The nearest part that somebody wrote.
    var pending = [id]
    var seen: Set<NodeID> = []
    var next = 0
    while next < pending.count, next < 1_000 {
      let part = pending[next]
      next += 1
      if let place = places[part], constantValue(part) == nil {
        return Self.worded(place) { "a value made of \($0) is" }
      }
      for operand in self[part].operands where seen.insert(operand).inserted {
        pending.append(operand)
      }
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
