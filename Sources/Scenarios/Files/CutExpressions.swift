import Sim

/// Inside `{ }` and `[ ]` YAML ends a plain scalar at a comma or bracket, also in the middle of an
/// expression. Its parentheses then do not balance.
enum CutExpressions {
  /// Entries with the pieces of every cut value put together again, and the cuts reported.
  static func rejoin(
    _ entries: [FileNode.Entry], path: String, _ findings: Findings
  ) -> [FileNode.Entry] {
    var joined: [FileNode.Entry] = []
    var index = 0
    while index < entries.count {
      var entry = entries[index]
      index += 1
      defer { joined.append(entry) }
      guard let text = open(entry.value),
        let (whole, end) = closed(
          text, entries[index...].lazy.map(pieces))
      else { continue }
      let cut = cause("\(entry.name): ", whole)
      findings.add(
        entry.value.error(
          path: path.isEmpty ? entry.name : "\(path).\(entry.name)", cut))
      entry.value = entry.value.with(.scalar(LookAlike.unquoted(whole) ?? whole, .plain))
      index += end
    }
    return joined
  }

  static func rejoin(_ items: [FileNode], path: String, _ findings: Findings) -> [FileNode] {
    var joined: [FileNode] = []
    var index = 0
    while index < items.count {
      var item = items[index]
      index += 1
      defer { joined.append(item) }
      guard let text = open(item), let (whole, end) = closed(text, items[index...].lazy.map(\.text))
      else { continue }
      findings.add(item.error(path: path, cause("", whole)))
      item = item.with(.scalar(LookAlike.unquoted(whole) ?? whole, .plain))
      index += end
    }
    return joined
  }

  /// Quotes of a printed text hold nothing together: the cure is to write straight ones.
  private static func cause(_ key: String, _ whole: String) -> FileCause {
    guard let mark = whole.first, let inside = LookAlike.unquoted(whole) else {
      return .cutExpression("\(key)\"\(whole)\"")
    }
    return .curlyQuotes(String(mark), line: "\(key)\"\(inside)\"")
  }

  private static func pieces(_ entry: FileNode.Entry) -> String? {
    guard let value = entry.value.text else { return nil }
    return value.isEmpty ? entry.name : "\(entry.name): \(value)"
  }

  /// The text of a plain scalar that opens more parentheses than it closes, or a quote of a printed
  /// text that does not end.
  private static func open(_ node: FileNode) -> String? {
    guard case .scalar(let text, .plain) = node.content,
      excess(text) > 0 || isOpenQuote(text)
    else { return nil }
    return text
  }

  private static func isOpenQuote(_ text: String) -> Bool {
    LookAlike.isQuote(text.first) && LookAlike.unquoted(text) == nil
  }

  /// The text with as many of the pieces as it takes to balance it, and their number.
  private static func closed(_ text: String, _ pieces: some Sequence<String?>) -> (String, Int)? {
    var whole = text
    var missing = excess(text)
    let isQuoted = LookAlike.isQuote(text.first)
    for (index, piece) in pieces.prefix(mostPieces).enumerated() {
      guard let piece else { return nil }
      whole += ", " + piece
      missing += excess(piece)
      if isQuoted ? !isOpenQuote(whole) : missing == 0 { return (whole, index + 1) }
    }
    return nil
  }

  private static let mostPieces = 100

  private static func excess(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1 == "(" ? 1 : $1 == ")" ? -1 : 0) }
  }

  /// The expression around a bracket at which YAML stopped, on one line. `nil` if the bracket
  /// follows no name or the expression does not end on its line.
  static func range(in line: [Unicode.Scalar], bracket: Int) -> Range<Int>? {
    guard bracket > 0, isWord(line[bracket - 1]) else { return nil }
    let start = start(in: line, before: bracket)
    var depth = 0
    for index in start..<line.count {
      switch line[index] {
      case "(", "[": depth += 1
      case ")" where depth > 0, "]" where depth > 0: depth -= 1
      case ",", "}", "]", ":":
        if depth == 0, index > bracket {
          return start..<trimmed(line, from: start, to: index)
        }
      default: break
      }
    }
    return nil
  }

  /// Back to the value's beginning: over commas only while a parenthesis is open before them.
  private static func start(in line: [Unicode.Scalar], before bracket: Int) -> Int {
    var depth = 0
    var afterComma: Int?
    var index = bracket - 1
    search: while index >= 0 {
      switch line[index] {
      case ")", "]": depth += 1
      case "(" where depth == 0: afterComma = nil
      case "(": depth -= 1
      case "[" where depth > 0: depth -= 1
      case "[", "{": break search
      case ":" where index + 1 < line.count && line[index + 1] == " ": break search
      case "," where depth == 0 && afterComma == nil: afterComma = index + 1
      default: break
      }
      index -= 1
    }
    var start = afterComma ?? index + 1
    while start < bracket, line[start] == " " { start += 1 }
    return start
  }

  private static func trimmed(_ line: [Unicode.Scalar], from start: Int, to end: Int) -> Int {
    var end = end
    while end > start, line[end - 1] == " " { end -= 1 }
    return end
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }
}
