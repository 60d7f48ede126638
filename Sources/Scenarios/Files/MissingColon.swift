import Sim

/// A colon that is missing after a key, or the space after a colon. YAML takes such a line for a text
/// and stumbles only where the next colon stands.
struct MissingColon {
  let file: SourceFile

  /// The first line that is no key and stands where one must, at or before the place where YAML
  /// stopped; `nil` if there is none, or if a text of several lines stands there.
  func finding(before stop: FlowScan.Place) -> YAMLProblem.Finding? {
    let scan = FlowScan(file)
    if let own = glued(stop) { return own }
    if let odd = oddSpace(before: stop) { return odd }
    var first: Int?
    var number = stop.line - 1
    while number > 0, let line = file.characters(number) {
      if !Self.isBlank(line) {
        guard !scan.linesOfText.contains(number), !Self.hasColon(line) else { break }
        first = number
      }
      number -= 1
    }
    guard let first, let line = file.characters(first) else { return nil }
    // The text after a key goes on over the lines below it.
    if number > 0, let above = file.characters(number), !Self.endsWithColon(above),
      Self.indent(above) < Self.indent(line)
    {
      return nil
    }
    return (
      FlowScan.Place(line: first, column: Self.indent(line) + 1),
      YAMLProblem.invalid(Self.described(String(line)))
    )
  }

  /// A key whose colon another character follows that looks like a space, in the line where YAML stopped or
  /// in the last one above it that is no comment.
  private func oddSpace(before stop: FlowScan.Place) -> YAMLProblem.Finding? {
    for number in stride(from: stop.line, to: 0, by: -1) {
      guard let line = file.characters(number), !Self.isBlank(line) else { continue }
      let text = String(line.dropFirst(Self.indent(line)))
      guard let colon = text.firstIndex(of: ":"), Self.isName(text[..<colon]),
        let space = text[text.index(after: colon)...].unicodeScalars.first, !space.isASCII,
        LookAlike.meaning(of: space) == " "
      else {
        if number == stop.line { continue }
        return nil
      }
      let value = text[text.index(after: colon)...].drop(while: \.isWhitespace)
      return (
        FlowScan.Place(
          line: number,
          column: Self.indent(line) + text.distance(from: text.startIndex, to: colon) + 2),
        YAMLProblem.invalid(
          "\(LookAlike.named(space)) is not a space: write '\(Self.shortened("\(text[..<colon]): \(value)"))'"
        )
      )
    }
    return nil
  }

  /// `wage {low: 0%}` and `wage:{low: 0%}`: the first colon that YAML sees is inside the braces.
  private func glued(_ stop: FlowScan.Place) -> YAMLProblem.Finding? {
    guard let line = file.characters(stop.line),
      let bracket = line.firstIndex(where: { "{[\"".contains($0) }), bracket < stop.column
    else { return nil }
    let start = line[..<bracket]
    guard !Self.hasColon(line, before: bracket), start.contains(where: { $0.isLetter }),
      !start.contains("-")
    else { return nil }
    return (
      FlowScan.Place(line: stop.line, column: Self.indent(line) + 1),
      YAMLProblem.invalid(Self.described(String(line)))
    )
  }

  /// What is missing in a line that should be a key.
  static func described(_ line: String) -> String {
    let text = line.drop { $0 == " " }
    if let colon = gluedColon(text) {
      let (key, value) = (text[..<colon], text[text.index(after: colon)...])
      return "a space is missing after the colon: write '\(shortened("\(key): \(value)"))'"
    }
    return "this is no key: ': ' is missing after it" + LookAlike.note(line)
  }

  /// For a text where a key and its value should stand; empty if it does not look like them. `isKey`: it
  /// stands as a key alone, and no key has a space.
  static func hint(_ text: String, isKey: Bool = false) -> String {
    if let colon = gluedColon(text[...]) {
      let (key, value) = (text[..<colon], text[text.index(after: colon)...])
      return "; a space is missing after the colon, as in '\(shortened("\(key): \(value)"))'"
    }
    guard let space = text.firstIndex(of: " "), isName(text[..<space]) else { return "" }
    let value = text[space...].drop { " =".contains($0) }
    guard let begin = value.first,
      isKey || begin.isNumber || begin == "-" || value.contains("(")
    else { return "" }
    return "; is a colon missing, as in '\(shortened("\(text[..<space]): \(value)"))'?"
  }

  /// `measures` of `measures {m`, which YAML makes of `measures {m: x}`. A bracket that is closed in the key
  /// is part of a name, as in `ideal[fee]`.
  static func key(_ name: String, in record: Format.Record) -> String? {
    guard name.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }),
      let bracket = name.firstIndex(where: { "{[".contains($0) }),
      !name[bracket...].contains(name[bracket] == "{" ? "}" : "]")
    else { return nil }
    let word = String(name[..<bracket]).trimmed
    return record.key(word) == nil ? nil : word
  }

  private static func shortened(_ text: String) -> String {
    text.count <= 60 ? text : String(text.prefix(60)) + "…"
  }

  /// The colon after a name that a value follows at once.
  private static func gluedColon(_ text: Substring) -> Substring.Index? {
    guard let colon = text.firstIndex(of: ":"), isName(text[..<colon]),
      let next = text[text.index(after: colon)...].first, !next.isWhitespace
    else { return nil }
    return colon
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.first, first.isLetter, first.isASCII else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }

  private static func isBlank(_ line: [Character]) -> Bool {
    let first = line.first { !$0.isWhitespace }
    return first == nil || first == "#"
  }

  private static func indent(_ line: [Character]) -> Int { line.prefix { $0 == " " }.count }

  /// A colon that ends a key: a space or the end of the line follows.
  private static func hasColon(_ line: [Character], before end: Int? = nil) -> Bool {
    (0..<(end ?? line.count)).contains { index in
      line[index] == ":" && (index + 1 == line.count || line[index + 1].isWhitespace)
    }
  }

  /// Nothing but a comment follows the last colon.
  private static func endsWithColon(_ line: [Character]) -> Bool {
    var text = String(line)
    if let comment = text.range(of: " #") { text = String(text[..<comment.lowerBound]) }
    return text.last { !$0.isWhitespace } == ":"
  }
}
