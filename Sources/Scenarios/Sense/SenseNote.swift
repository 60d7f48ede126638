package import Sim

/// Something in a scenario that is allowed but can hardly be meant: what was seen, and where.
///
/// Printed as `file:line:column: note: path: text [word]`; the word silences it under `expect:`.
package struct SenseNote: Sendable, Hashable, CustomStringConvertible {
  package let kind: NoteKind
  package let position: SourcePosition
  /// The entry, as `outcomes.deal`; empty for the scenario as a whole.
  package let path: String
  let cause: SenseCause
  /// Another entry whose `expect:` silences it too.
  let otherPath: String?

  init(_ kind: NoteKind, at name: Named, in path: String, _ cause: SenseCause) {
    self.init(kind, at: name.source.position(of: 0), in: path, cause)
  }

  init(_ kind: NoteKind, at e: Expression, in path: String, _ cause: SenseCause) {
    self.init(kind, at: e.source.position(of: e.range.lowerBound), in: path, cause)
  }

  init(
    _ kind: NoteKind, at position: SourcePosition, in path: String, _ cause: SenseCause,
    or otherPath: String? = nil
  ) {
    self.otherPath = otherPath
    self.kind = kind
    self.position = position
    self.path = path
    self.cause = cause
  }

  package var text: String { cause.wording }

  package var description: String {
    let place =
      position.line == 0
      ? position.file : "\(position.file):\(position.line):\(position.column)"
    let entry = path.isEmpty ? "" : "\(path): "
    return VisibleText.line("\(place): note: \(entry)\(text) [\(kind.rawValue)]")
  }

  /// Whether an entry is said to expect it.
  func isExpected(at path: String) -> Bool { path == self.path || path == otherPath }

  /// 0 is the most serious: the answer may be wrong. 2 is what only stands about.
  var rank: Int {
    switch kind {
    case .failures, .noAgreement, .noStart, .noVeto, .veto, .leftOpen, .noOrder, .unit, .range,
      .separators:
      0
    case .never, .verdict, .still, .atBound, .coarse, .decides: 1
    case .noEffect, .unused: 2
    }
  }
}

extension [SenseNote] {
  /// The most serious first, then by place.
  var inOrder: [SenseNote] {
    sorted { a, b in
      if a.rank != b.rank { return a.rank < b.rank }
      if a.position != b.position { return a.position < b.position }
      return a.text < b.text
    }
  }
}
