/// A place in a file: line and column counted from 1, columns in characters as an editor shows.
public struct SourcePosition: Hashable, Sendable, Comparable {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  public static func < (a: Self, b: Self) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}

/// The text of one expression and where each part of it stands in its file.
///
/// A scalar folded over several lines of a file is one text; each segment maps a run of it, from
/// `offset` (in characters of `text`) on, to one line.
public final class SourceText: Sendable {
  public struct Segment: Sendable {
    public var offset: Int
    public var line: Int
    public var column: Int

    public init(offset: Int, line: Int, column: Int) {
      self.offset = offset
      self.line = line
      self.column = column
    }
  }

  public let text: String
  public let file: String
  /// Ascending by offset, never empty, the first at offset 0.
  public let segments: [Segment]
  /// The entry the text belongs to, for messages: `state.front.next`.
  public let path: String
  /// The whole line of the file at a line number, for the excerpt under an error.
  public let line: @Sendable (Int) -> String?

  public init(
    _ text: String, file: String, segments: [Segment], path: String,
    line: @escaping @Sendable (Int) -> String? = { _ in nil }
  ) {
    self.text = text
    self.file = file
    self.segments = segments.isEmpty ? [Segment(offset: 0, line: 1, column: 1)] : segments
    self.path = path
    self.line = line
  }

  /// A text of its own, as tests and command-line settings have it.
  public convenience init(_ text: String, path: String = "expression") {
    self.init(
      text, file: path, segments: [Segment(offset: 0, line: 1, column: 1)], path: path,
      line: { $0 == 1 ? text : nil })
  }

  public func position(of offset: Int) -> SourcePosition {
    let segment = segments.last { $0.offset <= offset } ?? segments[0]
    return SourcePosition(
      file: file, line: segment.line, column: segment.column + max(0, offset - segment.offset))
  }
}

/// One thing that is wrong in a file, and where.
///
/// Printed as `file:line:column: error: path: message`, then the line and a caret under the place. What
/// a terminal would not show as it is stands there by its code (`VisibleText`).
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  public var position: SourcePosition
  /// The entry, dotted: `state.front.next`. Empty for the file as a whole.
  public var path: String
  public var message: String
  /// The line of the file at `position`, if known.
  public var excerpt: String?

  public init(_ position: SourcePosition, path: String, _ message: String, excerpt: String? = nil) {
    self.position = position
    self.path = path
    self.message = message
    self.excerpt = excerpt
  }

  /// An error at a place inside an expression.
  public init(_ source: SourceText, at offset: Int, _ message: String) {
    let position = source.position(of: offset)
    self.init(position, path: source.path, message, excerpt: source.line(position.line))
  }

  /// The first line only. Line 0 stands for no place in a file: the file's name is then all that
  /// is said, as for a setting of the command line.
  public var headline: String {
    if position.line == 0 { return VisibleText.line("\(position.file): \(message)") }
    let place = "\(position.file):\(position.line):\(position.column)"
    return VisibleText.line(
      path.isEmpty ? "\(place): error: \(message)" : "\(place): error: \(path): \(message)")
  }

  public var description: String {
    guard let excerpt else { return headline }
    let shown = excerpt.map { $0 == "\t" ? "\t" : VisibleText.shown($0) }
    let indent = excerpt.prefix(max(0, position.column - 1)).map(VisibleText.blank)
    return "\(headline)\n  \(shown.joined())\n  \(indent.joined())^"
  }
}

/// All that is wrong with a scenario, in the order of the places.
public struct Diagnostics: Error, Sendable, CustomStringConvertible {
  public var all: [Diagnostic]

  public init(_ all: [Diagnostic]) { self.all = all }

  public var description: String { all.map(\.description).joined(separator: "\n") }
}
