/// A place in a file: line and column counted from 1, columns in characters as an editor shows.
package struct SourcePosition: Hashable, Sendable, Comparable {
  package var file: String
  package var line: Int
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package static func < (a: Self, b: Self) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}

/// The text of one expression and where each part of it stands in its file.
///
/// A scalar folded over several lines of a file is one text; each segment maps a run of it, from
/// `offset` (in characters of `text`) on, to one line.
package final class SourceText: Sendable {
  package struct Segment: Sendable {
    package var offset: Int
    package var line: Int
    package var column: Int

    package init(offset: Int, line: Int, column: Int) {
      self.offset = offset
      self.line = line
      self.column = column
    }
  }

  package let text: String
  package let file: String
  /// Ascending by offset, never empty, the first at offset 0.
  package let segments: [Segment]
  /// The entry the text belongs to, for messages: `state.front.next`.
  package let path: String
  /// The whole line of the file at a line number, for the excerpt under an error.
  package let line: @Sendable (Int) -> String?

  package init(
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
  package convenience init(_ text: String, path: String = "expression") {
    self.init(
      text, file: path, segments: [Segment(offset: 0, line: 1, column: 1)], path: path,
      line: { $0 == 1 ? text : nil })
  }

  package func position(of offset: Int) -> SourcePosition {
    let segment = segments.last { $0.offset <= offset } ?? segments[0]
    return SourcePosition(
      file: file, line: segment.line, column: segment.column + max(0, offset - segment.offset))
  }
}
