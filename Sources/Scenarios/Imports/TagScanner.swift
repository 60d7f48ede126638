/// The tags of an XML file one after the other, with their attributes. Text between tags, comments,
/// declarations and instructions are passed over.
struct TagScanner {
  struct Tag {
    var name: String
    var attributes: [String: String]
    var closes: Bool
    /// `<item/>`, which has nothing in it.
    var isEmpty: Bool
  }

  private let text: [Character]
  private var next = 0
  /// The line in which the last tag begins, from 1.
  private(set) var line = 1
  private var counted = 0
  private let file: String
  /// The names of the elements in which the last tag stands, in small letters, from the outside.
  private(set) var parents: [String] = []
  private var open: [String] = []

  init(_ text: String, file: String) {
    self.text = Array(text)
    self.file = file
  }

  private var problem: ImportCause {
    .notXML(file, line: line + text[counted..<min(next, text.count)].count { $0.isNewline })
  }

  mutating func tag() throws(ImportCause) -> Tag? {
    while let start = text[next...].firstIndex(of: "<") {
      next = start + 1
      line += text[counted..<start].count { $0.isNewline }
      counted = start
      guard next < text.count else { throw problem }
      if starts(with: "!--") {
        try skip(past: "-->")
      } else if starts(with: "![CDATA[") {
        try skip(past: "]]>")
      } else if text[next] == "!" || text[next] == "?" {
        try skip(past: ">")
      } else {
        let tag = try read()
        let name = tag.name.lowercased()
        // An end that fits nothing open is passed over.
        if tag.closes, let place = open.lastIndex(of: name) { open.removeSubrange(place...) }
        parents = open
        if !tag.closes, !tag.isEmpty { open.append(name) }
        return tag
      }
    }
    return nil
  }

  private func starts(with word: String) -> Bool {
    next + word.count <= text.count && String(text[next..<(next + word.count)]) == word
  }

  private mutating func skip(past word: String) throws(ImportCause) {
    while next < text.count, !starts(with: word) { next += 1 }
    guard next < text.count else { throw problem }
    next += word.count
  }

  private mutating func read() throws(ImportCause) -> Tag {
    let closes = text[next] == "/"
    if closes { next += 1 }
    var tag = Tag(name: word(), attributes: [:], closes: closes, isEmpty: false)
    guard !tag.name.isEmpty else { throw problem }
    while true {
      skipSpaces()
      guard next < text.count else { throw problem }
      switch text[next] {
      case ">":
        next += 1
        return tag
      case "/":
        tag.isEmpty = true
        next += 1
      default:
        let name = word()
        skipSpaces()
        guard !name.isEmpty, next < text.count, text[next] == "=" else { throw problem }
        next += 1
        skipSpaces()
        tag.attributes[name] = try value()
      }
    }
  }

  private mutating func skipSpaces() {
    while next < text.count, text[next].isWhitespace { next += 1 }
  }

  private mutating func word() -> String {
    let start = next
    while next < text.count, !text[next].isWhitespace, !"=/><\"'".contains(text[next]) {
      next += 1
    }
    return String(text[start..<next])
  }

  private mutating func value() throws(ImportCause) -> String {
    guard next < text.count, text[next] == "\"" || text[next] == "'" else { throw problem }
    let quote = text[next]
    next += 1
    guard let end = text[next...].firstIndex(of: quote) else { throw problem }
    defer { next = end + 1 }
    return Self.decoded(String(text[next..<end]))
  }

  private static func decoded(_ text: String) -> String {
    guard text.contains("&") else { return text }
    return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}
