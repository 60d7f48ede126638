/// Why something in a file is wrong: a case with its facts.
///
/// Each room has causes of its own and words them in one file. Code that must know what a problem
/// is asks for its cause, never for its words.
package protocol Cause: Hashable, Sendable {
  /// What is wrong and what to write instead, as it stands behind the place.
  var wording: String { get }
}

/// A cause that nothing but its reader asks for: its words are all there is to know of it.
package struct Stated: Cause {
  package var wording: String

  package init(_ wording: String) { self.wording = wording }
}

/// One thing that is wrong in a file, and where.
///
/// Printed as `file:line:column: error: path: message`, then the line and a caret under the place.
/// What a terminal would not show as it is stands there by its code (`VisibleText`).
package struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  package var position: SourcePosition
  /// The entry, dotted: `state.front.next`. Empty for the file as a whole.
  package var path: String
  package var cause: any Cause
  /// The line of the file at `position`, if known.
  package var excerpt: String?

  package init(
    _ position: SourcePosition, path: String, _ cause: any Cause, excerpt: String? = nil
  ) {
    self.position = position
    self.path = path
    self.cause = cause
    self.excerpt = excerpt
  }

  package init(_ position: SourcePosition, path: String, _ message: String, excerpt: String? = nil)
  {
    self.init(position, path: path, Stated(message), excerpt: excerpt)
  }

  /// An error at a place inside an expression.
  package init(_ source: SourceText, at offset: Int, _ cause: any Cause) {
    let position = source.position(of: offset)
    self.init(position, path: source.path, cause, excerpt: source.line(position.line))
  }

  package init(_ source: SourceText, at offset: Int, _ message: String) {
    self.init(source, at: offset, Stated(message))
  }

  package var message: String { cause.wording }

  package static func == (a: Self, b: Self) -> Bool {
    a.position == b.position && a.path == b.path && AnyHashable(a.cause) == AnyHashable(b.cause)
      && a.excerpt == b.excerpt
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(position)
    hasher.combine(path)
    hasher.combine(AnyHashable(cause))
  }

  /// The first line only. Line 0 stands for no place in a file: the file's name is then all that
  /// is said, as for a setting of the command line.
  package var headline: String {
    if position.line == 0 { return VisibleText.line("\(position.file): \(message)") }
    let place = "\(position.file):\(position.line):\(position.column)"
    return VisibleText.line(
      path.isEmpty ? "\(place): error: \(message)" : "\(place): error: \(path): \(message)")
  }

  package var description: String {
    guard let excerpt else { return headline }
    let shown = excerpt.map { $0 == "\t" ? "\t" : VisibleText.shown($0) }
    let indent = excerpt.prefix(max(0, position.column - 1)).map(VisibleText.blank)
    return "\(headline)\n  \(shown.joined())\n  \(indent.joined())^"
  }
}

/// Thrown where something needs what could not be read: why is among the problems already, or will
/// be found where the thing itself is checked. Nothing is to be said here.
package struct AlreadyReported: Error, Hashable, Sendable {
  package init() {}
}

/// All that is wrong with a scenario, in the order of the places.
package struct Diagnostics: Error, Sendable, CustomStringConvertible {
  package var all: [Diagnostic]

  package init(_ all: [Diagnostic]) { self.all = all }

  package var description: String { all.map(\.description).joined(separator: "\n") }
}
