import Sim

/// A node of a file: what is written, and where. Merging keeps each node's own file and place.
struct FileNode: Sendable {
  enum Style: Sendable { case plain, quoted, block }

  enum Content: Sendable {
    /// The text as written; nothing is ever typed by YAML's rules.
    case scalar(String, Style)
    case map([Entry])
    case list([FileNode])
  }

  struct Entry: Sendable {
    /// A scalar always.
    var key: FileNode
    var value: FileNode

    var name: String { key.text ?? "" }
  }

  var content: Content
  let file: SourceFile
  let line: Int
  let column: Int
  /// Where points of a study give the number that stands here: the input it becomes.
  var input: StudyInput?

  var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  var entries: [Entry]? {
    if case .map(let entries) = content { entries } else { nil }
  }

  var items: [FileNode]? {
    if case .list(let items) = content { items } else { nil }
  }

  subscript(_ key: String) -> FileNode? { entries?.first { $0.name == key }?.value }

  func entry(_ key: String) -> Entry? { entries?.first { $0.name == key } }

  func with(_ content: Content) -> FileNode {
    FileNode(content: content, file: file, line: line, column: column, input: input)
  }

  func error(path: String, _ cause: any Cause) -> Diagnostic {
    file.error(line: line, column: column, path: path, cause)
  }

  /// What it is, in an error.
  var described: String {
    switch content {
    case .map: return "a map"
    case .list: return "a list"
    case .scalar(let text, _):
      return text.count > 40 ? "'\(text.prefix(40))…'" : "'\(text)'"
    }
  }

  /// The path of what stands under a key.
  static func join(_ path: String, _ key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }

  /// The scalar's text with the place of each of its parts.
  func sourceText(path: String) -> SourceText {
    guard case .scalar(let text, let style) = content, !file.isSetting else {
      return SourceText(
        text ?? "", file: file.name,
        segments: [.init(offset: 0, line: file.isSetting ? 0 : line, column: column)], path: path)
    }
    let file = file
    return SourceText(
      text, file: file.name,
      segments: ScalarPlaces.segments(of: text, style: style, in: file, line: line, column: column),
      path: path, line: { file.line($0) })
  }
}
