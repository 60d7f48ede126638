/// Where quotes and brackets of a file begin and end, roughly as YAML reads them: for messages
/// about a file that YAML cannot read, which know where it stopped and not where the cause is.
struct FlowScan {
  struct Place: Hashable {
    /// Both from 1; the column in characters.
    var line: Int
    var column: Int
  }

  struct Quoted {
    var start: Place
    /// Of the closing quote; `nil` if there is none.
    var end: Place?
  }

  private(set) var quotes: [Quoted] = []
  /// Brackets that nothing closes, the outermost first.
  private(set) var openBrackets: [Place] = []
  /// Where maps and lists are first nested deeper than the limit.
  private(set) var deep: Place?
  /// Lines that are text: of a block, or begun inside quotes.
  private(set) var linesOfText: Set<Int> = []

  private var quote: Character?
  /// Indents of the blocks that are open.
  private var indents: [Int] = []
  /// The indent of the line whose block of text goes on.
  private var block: Int?
  private let limit: Int

  init(_ file: SourceFile, limit: Int = Limits.depth) {
    self.limit = limit
    for (index, line) in file.lines.enumerated() { scan(line, index + 1) }
  }

  private mutating func scan(_ line: [Character], _ number: Int) {
    let indent = line.prefix { $0 == " " }.count
    if let parent = block {
      if indent == line.count || indent > parent {
        linesOfText.insert(number)
        return
      }
      block = nil
    }
    if quote != nil { linesOfText.insert(number) }
    var index = 0
    if quote == nil, openBrackets.isEmpty { index = open(line, indent, number) }
    var before: Character = " "
    while index < line.count {
      let character = line[index]
      let place = Place(line: number, column: index + 1)
      if let mark = quote {
        index += inside(line, index, mark, place)
        before = "\""
        continue
      }
      let isStart = before == " " || "[{,".contains(before)
      if character == "#", index == 0 || line[index - 1].isWhitespace { break }
      switch character {
      case "\"" where isStart || before == ":", "'" where isStart || before == ":":
        quote = character
        quotes.append(Quoted(start: place, end: nil))
      case "[" where isStart || !openBrackets.isEmpty, "{" where isStart || !openBrackets.isEmpty:
        openBrackets.append(place)
        note(depth: indents.count + openBrackets.count, place)
      case "]" where !openBrackets.isEmpty, "}" where !openBrackets.isEmpty:
        openBrackets.removeLast()
      default: break
      }
      // A value begins after `: `, `- ` and `? `; spaces between words of a text begin none.
      if !character.isWhitespace {
        before = character
      } else if ":-?".contains(before) {
        before = " "
      }
      index += 1
    }
    if quote == nil, openBrackets.isEmpty, Self.beginsBlock(line) { block = indent }
  }

  /// How far to go on; the quote may end here.
  private mutating func inside(
    _ line: [Character], _ index: Int, _ mark: Character, _ place: Place
  ) -> Int {
    let next = index + 1 < line.count ? line[index + 1] : nil
    if mark == "\"", line[index] == "\\" { return 2 }
    guard line[index] == mark else { return 1 }
    if mark == "'", next == "'" { return 2 }
    quotes[quotes.count - 1].end = place
    quote = nil
    return 1
  }

  /// Opens the blocks of a line, one for its indent and one for what follows each `- `. Gives back
  /// where the rest begins.
  private mutating func open(_ line: [Character], _ indent: Int, _ number: Int) -> Int {
    guard indent < line.count, line[indent] != "#" else { return indent }
    while let last = indents.last, last > indent { indents.removeLast() }
    var start = indent
    while true {
      if indents.last.map({ $0 < start }) ?? true {
        indents.append(start)
        note(depth: indents.count, Place(line: number, column: start + 1))
      }
      guard line[start] == "-", start + 1 < line.count, line[start + 1] == " ",
        let next = line[(start + 1)...].firstIndex(where: { $0 != " " })
      else { return start }
      start = next
    }
  }

  private mutating func note(depth: Int, _ place: Place) {
    if depth > limit, deep == nil { deep = place }
  }

  /// `key: |` or `>-`, with or without a digit.
  private static func beginsBlock(_ line: [Character]) -> Bool {
    let text = line.reversed().drop { $0 == " " }
    let marks = text.prefix { "|>+-".contains($0) || $0.isNumber }
    guard let mark = marks.last, mark == "|" || mark == ">" else { return false }
    let before = text.dropFirst(marks.count)
    return before.first == " " && [":", "-"].contains(before.drop { $0 == " " }.first)
  }
}
