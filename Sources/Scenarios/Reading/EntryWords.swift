import Sim

/// What checks of sense ask of the text: the words that each entry mentions, and the notes that it
/// expects.
enum EntryWords {
  /// Keys under which there is text for people, or a word of another kind.
  private static let unread: Set = [
    "about", "source", "unit", "title", "low", "high", "class", "file", "column", "scenario",
    "extends", "format", "competes", "role",
  ]
  /// Sections of which each entry is one by itself.
  private static let sections: Set = [
    "parameters", "correlations", "data", "issues", "parties", "definitions", "state", "events",
    "plans", "outcomes", "measures", "signals",
  ]

  /// By path of the entry, as `events.strike` or `talks`: every word that could be a name.
  static func mentioned(in root: FileNode) -> [String: Set<String>] {
    var words: [String: Set<String>] = [:]
    for section in root.entries ?? [] where !unread.contains(section.name) {
      for (path, node) in parts(of: section.name, section.value) {
        collect(node, keys: section.name == "verify", &words[path, default: []])
      }
    }
    return words
  }

  /// Whether what stands under a key is text for people, or a word of another kind.
  static func isUnread(_ key: String) -> Bool { unread.contains(key) }

  /// The entries of a section by their paths, or the section as a whole.
  static func parts(of section: String, _ node: FileNode) -> [(path: String, node: FileNode)] {
    guard sections.contains(section), let entries = node.entries else { return [(section, node)] }
    return entries.map { ("\(section).\($0.name)", $0.value) }
  }

  private static func collect(_ node: FileNode, keys: Bool, _ words: inout Set<String>) {
    switch node.content {
    case .scalar(let text, _): add(text, &words)
    case .list(let items): for item in items { collect(item, keys: keys, &words) }
    case .map(let entries):
      // Under `verify` there are expectations of another kind.
      for entry in entries where !unread.contains(entry.name) && (keys || entry.name != "expect") {
        if keys { add(entry.name, &words) }
        collect(entry.value, keys: keys, &words)
      }
    }
  }

  private static func add(_ text: String, _ words: inout Set<String>) {
    var text = text
    let isPlain = text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return false }
      add(bytes, isPart: isWordPart, space: 0x20, equals: 0x3D, &words) {
        String(decoding: $0, as: UTF8.self)
      }
      return true
    }
    guard !isPlain else { return }
    let isPart = { (c: Character) in c.isLetter || c.isNumber || c == "_" }
    add(text, isPart: isPart, space: " ", equals: "=", &words) { String($0) }
  }

  /// The name of an argument, as in `sd=2`, is none of the file's, nor is what stands behind `id=`.
  private static func add<Text: Collection>(
    _ text: Text, isPart: (Text.Element) -> Bool, space: Text.Element, equals: Text.Element,
    _ words: inout Set<String>, word: (Text.SubSequence) -> String
  ) where Text.Element: Equatable {
    var isID = false
    var left = text[...]
    while let start = left.firstIndex(where: isPart) {
      let part = left[start...].prefix(while: isPart)
      left = left[part.endIndex...]
      let rest = left.drop { $0 == space }
      let isLabel = rest.first == equals && rest.dropFirst().first != equals
      let own = word(part)
      if !isLabel, !isID { words.insert(own) }
      isID = isLabel && own == "id"
    }
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }

  // MARK: Expected notes

  static func expected(in root: FileNode) -> [ExpectedNote] {
    var found: [ExpectedNote] = []
    add(root["expect"], "", &found)
    add(root["talks"]?["expect"], "talks", &found)
    for section in root.entries ?? [] where sections.contains(section.name) {
      for entry in section.value.entries ?? [] {
        let path = "\(section.name).\(entry.name)"
        add(entry.value["expect"], path, &found)
        for ratifier in entry.value["ratifiers"]?.entries ?? [] {
          add(ratifier.value["expect"], "\(path).ratifiers.\(ratifier.name)", &found)
        }
      }
    }
    return found
  }

  private static func add(_ node: FileNode?, _ path: String, _ found: inout [ExpectedNote]) {
    guard let node else { return }
    for item in node.items ?? [node] {
      guard let text = item.text, NoteKind(rawValue: text) != nil else { continue }
      found.append(ExpectedNote(path: path, word: Named(text, item.sourceText(path: path))))
    }
  }
}
