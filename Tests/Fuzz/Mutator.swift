/// Changes a scenario's lines, which indentation makes a tree: entries are moved, dropped, doubled,
/// taken from other files, their keys renamed and their values replaced.
struct Mutator {
  let corpus: [[String]]
  let grammar: Grammar
  private let keys: [String]

  init(_ texts: [String]) {
    corpus = texts.map {
      $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    var names: Set<String> = []
    for line in corpus.joined() {
      if let key = Self.key(of: line) { names.insert(String(key)) }
    }
    keys = names.sorted()
    grammar = Grammar(names: keys)
  }

  func mutated(_ chance: inout Chance) -> String {
    // Small files more often: more cases in the same time.
    let (a, b) = (chance.one(corpus), chance.one(corpus))
    var lines = a.count < b.count ? a : b
    for _ in 0...chance.below(4) { change(&lines, &chance) }
    var text = lines.joined(separator: "\n")
    if chance.happens(4) { changeCharacters(&text, &chance) }
    return text
  }

  private func change(_ lines: inout [String], _ chance: inout Chance) {
    guard !lines.isEmpty else { return }
    let at = chance.below(lines.count)
    let entry = Self.entry(at: at, in: lines)
    switch chance.below(10) {
    case 0: lines.removeSubrange(entry)
    case 1: lines.insert(contentsOf: lines[entry], at: entry.upperBound)
    case 2:
      let moved = Array(lines[entry])
      lines.removeSubrange(entry)
      lines.insert(contentsOf: moved, at: chance.below(lines.count + 1))
    case 3:
      let other = chance.one(corpus)
      guard !other.isEmpty else { return }
      let taken = other[Self.entry(at: chance.below(other.count), in: other)]
      lines.insert(contentsOf: taken, at: chance.below(lines.count + 1))
    case 4: rename(&lines[at], &chance)
    case 5: lines[at] = String(repeating: " ", count: chance.below(6)) + lines[at]
    case 6, 7: replaceValue(&lines[at], chance.one(Grammar.extremes), &chance)
    default:
      let text = grammar.expression(&chance)
      replaceValue(&lines[at], chance.happens(70) ? "\"\(text)\"" : text, &chance)
    }
  }

  /// A line and all that is indented deeper below it.
  private static func entry(at start: Int, in lines: [String]) -> Range<Int> {
    let depth = lines[start].prefix { $0 == " " }.count
    var end = start + 1
    while end < lines.count,
      lines[end].isEmpty || lines[end].prefix(while: { $0 == " " }).count > depth
    {
      end += 1
    }
    return start..<end
  }

  private static func key(of line: String) -> Substring? {
    let text = line.drop { $0 == " " }
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else { return nil }
    let key = text[..<colon]
    return key.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? key : nil
  }

  private func rename(_ line: inout String, _ chance: inout Chance) {
    guard let key = Self.key(of: line) else { return }
    line.replaceSubrange(key.startIndex..<key.endIndex, with: chance.one(keys))
  }

  /// After the last or some other `: ` of the line, to the next comma or bracket or to the end.
  private func replaceValue(_ line: inout String, _ value: String, _ chance: inout Chance) {
    var starts: [String.Index] = []
    for index in line.indices where line[index...].hasPrefix(": ") {
      starts.append(line.index(index, offsetBy: 2))
    }
    guard !starts.isEmpty else {
      line += value
      return
    }
    let start = chance.one(starts)
    let end = chance.happens(70) ? line[start...].firstIndex { ",}]".contains($0) } : nil
    line.replaceSubrange(start..<(end ?? line.endIndex), with: value)
  }

  private func changeCharacters(_ text: inout String, _ chance: inout Chance) {
    var scalars = Array(text.unicodeScalars)
    let odd: [Unicode.Scalar] = [
      "\u{0}", "\t", "\r", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{E000}", "\u{E0FF}", "&", "*", "!",
      "{", "[",
      "}", "]", "\"", "'", ":", "-", "?", "#", "|", "\u{10FFFF}", "é", "\u{301}",
    ]
    for _ in 0...chance.below(6) where !scalars.isEmpty {
      let at = chance.below(scalars.count)
      switch chance.below(3) {
      case 0: scalars[at] = chance.one(odd)
      case 1: scalars.insert(chance.one(odd), at: at)
      default: scalars.remove(at: at)
      }
    }
    text = String(String.UnicodeScalarView(scalars))
  }
}
