import Sim
import Yams

/// What Yams says about a file it cannot read, with the cure where the cause is a usual one.
struct YAMLProblem {
  let file: SourceFile

  /// Where, and why.
  typealias Finding = (place: FlowScan.Place, message: String)

  func describe(_ error: YamlError) -> Finding {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _):
      let start = place(YAMLPlace(context?.mark ?? mark))
      let stop = place(YAMLPlace(mark))
      let wording = Wording(
        file: file, context: context?.text ?? "", problem: problem, start: start, stop: stop)
      if let finding = wording.finding { return finding }
      if problem.contains("mapping values are not allowed"),
        let missing = MissingColon(file: file).finding(before: stop)
      {
        return missing
      }
      return (stop, Self.invalid(problem + hint(problem, stop)))
    case .composer(_, let problem, let mark, _):
      let place = place(YAMLPlace(mark))
      if problem.contains("another document") {
        return (place, "a file holds one scenario: a second document begins here")
      }
      if problem.contains("alias") {
        return (place, Self.anchors(file.characters(place.line), column: place.column))
      }
      return (place, Self.invalid(problem))
    case .duplicatedKeysInMapping(let names, let context):
      return (place(YAMLPlace(context.mark)), "'\(names.first ?? "")' is written twice")
    case .reader(let problem, let offset, let value, _):
      return (place(of: offset ?? 0), Self.unreadable(problem, value))
    default:
      return (FlowScan.Place(line: 1, column: 1), "this is not valid YAML")
    }
  }

  static func invalid(_ problem: String) -> String { "this is not valid YAML: \(problem)" }

  static let anchors =
    "anchors and aliases ('&', '*') are not part of the language: write the value out"
  private static let tags =
    "tags ('!') are not part of the language: values are never typed by YAML"

  /// At the sign of an anchor; `&&` is a word of other languages.
  static func anchors(_ line: [Character]?, column: Int) -> String {
    guard let line, line.dropFirst(column - 1).starts(with: "&&") else { return anchors }
    return anchors + "; in a condition write 'and'"
  }

  /// At the sign of a tag; before a name it says "not" in other languages.
  static func tags(_ line: [Character]?, column: Int) -> String {
    let rest = (line ?? []).dropFirst(column)
    let name = String(rest.prefix { !$0.isWhitespace && !",]}".contains($0) })
    guard line?.dropFirst(column - 1).first == "!", NameRule.problem(with: name) == nil else {
      return tags
    }
    return tags + "; in a condition write 'not \(name)'"
  }

  private static func unreadable(_ problem: String, _ value: Int32) -> String {
    guard problem == "control characters are not allowed",
      let scalar = Unicode.Scalar(UInt32(bitPattern: value))
    else { return invalid(problem) }
    return invalid("\(problem), and here is \(LookAlike.named(scalar))")
  }

  private func hint(_ problem: String, _ stop: FlowScan.Place) -> String {
    let next = file.characters(stop.line)?.dropFirst(stop.column - 1).first
    if problem.contains("mapping values are not allowed") {
      return " (a text with ': ' in it needs quotes; check the indentation too)"
        + LookAlike.note(file.characters(stop.line).map { String($0) } ?? "")
    }
    if problem.contains("cannot start any token") {
      if next == "\t" { return " (indent with spaces, not tabs)" }
      return next.map { " (a text that begins with '\($0)' needs quotes)" } ?? ""
    }
    return ""
  }

  private func place(_ mark: YAMLPlace) -> FlowScan.Place {
    FlowScan.Place(
      line: mark.line, column: file.characterColumn(line: mark.line, scalarColumn: mark.column))
  }

  private func place(of offset: Int) -> FlowScan.Place {
    let before = file.text.prefix(offset)
    return FlowScan.Place(
      line: before.count { $0.isNewline } + 1,
      column: before.reversed().prefix { !$0.isNewline }.count + 1)
  }
}
