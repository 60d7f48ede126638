import Sim

extension YAMLProblem {
  /// The messages of libyaml that do not say enough, or say it of the wrong place, in the words of
  /// this program. What is not here stays as it is.
  struct Wording {
    let file: SourceFile
    /// What was being read, and where that began.
    let context: String
    let problem: String
    let start: FlowScan.Place
    /// Where reading stopped.
    let stop: FlowScan.Place

    var finding: Finding? {
      if context.contains("irective") || problem.contains("%") || problem == Self.wrongVersion {
        let line = context.isEmpty ? stop.line : start.line
        return (
          FlowScan.Place(line: line, column: 1),
          "a line that begins with '%' is a directive, and YAML's directives are not part of the language"
        )
      }
      if context.hasSuffix("anchor") || context.hasSuffix("alias") {
        return (start, YAMLProblem.anchors(file.characters(start.line), column: start.column))
      }
      if context.hasSuffix("tag") || problem == "found undefined tag handle" {
        return (start, YAMLProblem.tags(file.characters(start.line), column: start.column))
      }
      return scalar ?? token ?? collection
    }

    private static let wrongVersion = "found incompatible YAML document"

    private func said(_ hint: String) -> String { YAMLProblem.invalid("\(problem) (\(hint))") }

    /// Quotes, blocks of text, words.
    private var scalar: Finding? {
      switch problem {
      case "found unexpected end of stream": (start, "this quote is never closed")
      case "found unexpected document indicator":
        (start, "this quote is not closed before '\(word(at: stop))' ends the text of the file")
      case "found unknown escape character":
        (
          stop,
          YAMLProblem.invalid(
            "'\(escape)' has no meaning in double quotes: write '\\\\' for a backslash, or use single "
              + "quotes")
        )
      case "did not find expected hexdecimal number":
        (
          stop,
          YAMLProblem.invalid(
            "2, 4 or 8 hexadecimal digits follow '\\x', '\\u' and '\\U' in double quotes")
        )
      case "found invalid Unicode character escape code":
        (stop, YAMLProblem.invalid("there is no character of this code"))
      case "found an indentation indicator equal to 0":
        (stop, YAMLProblem.invalid("only a digit from 1 to 9 can follow '|' and '>'"))
      case "did not find expected comment or line break":
        (stop, YAMLProblem.invalid("a text after '|' or '>' begins on the next line"))
      case "found a tab character where an indentation space is expected",
        "found a tab character that violates indentation":
        (stop, said("indent with spaces, not tabs"))
      case "found unexpected ':'": (stop, said("a space follows the colon of a key"))
      default: nil
      }
    }

    /// What cannot stand where it does.
    private var token: Finding? {
      switch problem {
      case "could not find expected ':'":
        (
          start,
          YAMLProblem.invalid(
            MissingColon.described(
              String((file.characters(start.line) ?? [])[(start.column - 1)...])))
        )
      case "block sequence entries are not allowed in this context":
        (stop, YAMLProblem.invalid("a list with '- ' begins on a line of its own"))
      case "mapping keys are not allowed in this context":
        (stop, said("a text that begins with '?' needs quotes"))
      case "did not find expected <document start>":
        (stop, YAMLProblem.invalid("the map that is the file ends before this"))
      case "did not find expected node content":
        (stop, YAMLProblem.invalid("a value is missing before '\(word(at: stop))'"))
      case "Maximum nesting level reached, set with yaml_set_max_nest_level())":
        (
          FlowScan(file).deep ?? stop,
          "maps and lists are nested deeper than \(Limits.depth), which is the limit"
        )
      default: nil
      }
    }

    /// Maps and lists that do not go on as they should.
    private var collection: Finding? {
      switch problem {
      case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
        let scan = FlowScan(file)
        if let quote = scan.quotes.last(where: { $0.end?.line == stop.line && $0.isLong }) {
          return (quote.start, ended(quote))
        }
        if let open = scan.openBrackets.last(where: { $0 == start }) ?? scan.openBrackets.last,
          start.line < stop.line
        {
          return (open, "this '\(character(at: open))' is never closed")
        }
        return (stop, YAMLProblem.invalid(problem) + began("the \(kind)") + oddSign)
      case "did not find expected key", "did not find expected '-' indicator":
        let scan = FlowScan(file)
        if let quote = scan.quotes.last(where: { $0.end?.line == stop.line && endsBefore($0) }) {
          return quote.isLong ? (quote.start, ended(quote)) : (stop, endedHere)
        }
        let isIndent = file.characters(stop.line)?.prefix(stop.column - 1).allSatisfy {
          $0 == " "
        }
        guard isIndent == true, stop.column != start.column else {
          return (stop, YAMLProblem.invalid(problem) + began("the \(kind)") + oddSign)
        }
        if let missing = MissingColon(file: file).finding(before: stop) { return missing }
        return (
          stop,
          YAMLProblem.invalid(
            "this line is indented by \(stop.column - 1), but the \(kind) that begins at line "
              + "\(start.line) by \(start.column - 1)")
        )
      default: return nil
      }
    }

    private var kind: String {
      context.contains("mapping") ? "map" : "list"
    }

    /// What YAML took for a text and the writer did not.
    private func ended(_ quote: FlowScan.Quoted) -> String {
      YAMLProblem.invalid(
        "this quote is closed only at line \(stop.line): is a quote missing before?")
    }

    private var endedHere: String {
      YAMLProblem.invalid(
        "the quoted text ends before this: a quote inside it is written '' in single quotes and \\\" in "
          + "double ones")
    }

    private func endsBefore(_ quote: FlowScan.Quoted) -> Bool {
      guard let end = quote.end, end.column < stop.column else { return false }
      let between = file.characters(stop.line)?[end.column..<(stop.column - 1)] ?? []
      return between.allSatisfy { $0 == " " }
    }

    private func began(_ what: String) -> String {
      start == stop ? "" : " (\(what) begins at line \(start.line), column \(start.column))"
    }

    /// A sign that looks right, where reading began or stopped.
    private var oddSign: String {
      [start.line, stop.line].lazy.compactMap { file.characters($0) }
        .map { LookAlike.note(String($0)) }.first { !$0.isEmpty } ?? ""
    }

    private func character(at place: FlowScan.Place) -> Character {
      file.characters(place.line)?.dropFirst(place.column - 1).first ?? " "
    }

    private var escape: String {
      let line = file.characters(stop.line) ?? []
      // The place is that of the backslash.
      return String(line.dropFirst(stop.column - 1).prefix(2))
    }

    private func word(at place: FlowScan.Place) -> String {
      let rest = file.characters(place.line)?.dropFirst(place.column - 1) ?? []
      let word = rest.prefix { !$0.isWhitespace && !",[]{}".contains($0) }
      return String(word.isEmpty ? rest.prefix(1) : word)
    }
  }
}

extension FlowScan.Quoted {
  /// Over more than one line.
  var isLong: Bool { end.map { $0.line > start.line } ?? true }
}
