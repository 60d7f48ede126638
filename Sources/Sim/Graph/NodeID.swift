/// A value of a `Graph`.
package struct NodeID: Hashable, Sendable, Comparable {
  let index: Int

  package static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// A reason for a trial to fail.
package struct Check: Sendable, Hashable {
  /// The trial fails where this condition holds and the checked value is needed.
  package let bad: NodeID
  package let message: String
  package let position: SourcePosition?
  package let path: String
}
