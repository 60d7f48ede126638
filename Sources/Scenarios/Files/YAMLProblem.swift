import Yams

/// What Yams says about a file it cannot read, with the cure where the cause is a usual one.
enum YAMLProblem {
  static func describe(_ error: YamlError, in file: SourceFile) -> (YAMLPlace, String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      let place = YAMLPlace(mark)
      return (place, "this is not valid YAML: \(problem)\(hint(problem, place, file))")
    case .composer(_, let problem, let mark, _):
      let place = YAMLPlace(mark)
      if problem.contains("another document") {
        return (place, "a file holds one scenario: a second document begins here")
      }
      if problem.contains("alias") {
        return (
          place, "anchors and aliases ('&', '*') are not part of the language: write the value out"
        )
      }
      return (place, "this is not valid YAML: \(problem)")
    case .duplicatedKeysInMapping(let names, let context):
      return (YAMLPlace(context.mark), "'\(names.first ?? "")' is written twice")
    case .reader(let problem, let offset, _, _):
      return (place(of: offset ?? 0, in: file), "this is not valid YAML: \(problem)")
    default:
      return (YAMLPlace(line: 1, column: 1), "this is not valid YAML")
    }
  }

  private static func hint(_ problem: String, _ mark: YAMLPlace, _ file: SourceFile) -> String {
    let column = file.characterColumn(line: mark.line, scalarColumn: mark.column)
    let next = file.characters(mark.line)?.dropFirst(column - 1).first
    if problem.contains("mapping values are not allowed") {
      return " (a text with ': ' in it needs quotes; check the indentation too)"
    }
    if problem.contains("cannot start any token") {
      if next == "\t" { return " (indent with spaces, not tabs)" }
      return next.map { " (a text that begins with '\($0)' needs quotes)" } ?? ""
    }
    return ""
  }

  private static func place(of offset: Int, in file: SourceFile) -> YAMLPlace {
    let before = file.text.prefix(offset)
    let line = before.count { $0.isNewline } + 1
    let column = before.reversed().prefix { !$0.isNewline }.count + 1
    return YAMLPlace(line: line, column: column)
  }
}
