import Sim

/// The page `docs/reference.md`: every key, word, function and distribution, from the tables by which files
/// are read. `make reference` writes it, and a test compares.
package enum ReferencePage {
  package static var text: String {
    ([head] + keys + words + functions + distributions + names).joined(separator: "\n") + "\n"
  }

  private static let head = """
    # Reference: every key, word, function and distribution

    This page is made from the tables by which simrun reads files: `make reference` writes it. The guide is
    [language.md](language.md), the exact meaning of everything stands in [semantics.md](semantics.md).
    `simrun schema` gives the keys to [editors](editor.md).

    - [Keys](#keys): what may stand where in a file
    - [Words](#words): what expressions read by name
    - [Functions](#functions): what expressions call
    - [Distributions](#distributions): what is drawn
    - [Names](#names): which names are taken

    ## Keys
    A *number* is a number, an expression or, where draws are made, a distribution. A *rate* is one with a unit of
    time, as `0.08 per week`. `NAME` is a name of your own. A key with a star (*) must be there. In a file that
    `extends` another none must be there, and `remove` takes away what was inherited.
    """

  // MARK: Keys

  private static var keys: [String] {
    let record = ScenarioFile.format.record
    let scalars = record.keys.filter { isPlain($0.shape) }
    let top =
      ["\n### At the top of the file", tableHead]
      + scalars.map { row($0, path: $0.name, isNeeded: $0.required) }
    return record.keys.filter { !isPlain($0.shape) }.reduce(top) { $0 + section($1) }
  }

  private static func isPlain(_ shape: Format.Shape) -> Bool {
    switch shape {
    case .named, .record, .either: false
    default: true
    }
  }

  private static let tableHead = "| key | stands there | meaning |\n|---|---|---|"

  private static func section(_ key: Format.Key) -> [String] {
    var lines = ["\n### `\(key.name)`", sentence(key.meaning) + entries(key.shape)]
    if key.name == "party_defaults" {
      return lines + ["The keys are those of [`parties`](#parties)."]
    }
    var shape = key.shape
    if case .named(let element, _) = shape { shape = element }
    if let short = shape.record?.short {
      lines.append("`NAME: …` alone is short for `NAME: {\(short): …}`.")
    }
    if let word = shape.record?.word { lines.append("`NAME: \(word)` takes what is left.") }
    var table = KeyTable()
    table.add(shape, at: "")
    lines += [""] + [tableHead] + table.rows
    return lines + (table.notes.isEmpty ? [] : [""] + table.notes)
  }

  private static func entries(_ shape: Format.Shape) -> String {
    guard case .named(_, let names) = shape else { return "" }
    let limit = names.limit.map { ", \($0) at most" } ?? ""
    return " Entries under names of your own\(limit)."
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  fileprivate static func row(_ key: Format.Key, path: String, isNeeded: Bool) -> String {
    let perStep =
      switch key.perStep {
      case .no: ""
      case _ where key.meaning.contains("per step"): ""
      case .always: "; per step"
      case .unlessPer: "; per step unless a unit follows"
      }
    let owners = ScenarioFile.format.protocols.compactMap { own in
      let keys = path == key.name ? own.keys.map(\.key) : []
      let known = keys.first { $0.name == key.name && $0.meaning == key.meaning }
      return known.map { "`\(own.word)`" + ($0.required ? ", which needs it" : "") }
    }
    let owned = owners.isEmpty ? "" : "; of \(owners.joined(separator: ", "))"
    let name = "`\(path)`\(isNeeded ? " *" : "")"
    return "| \(name) | \(described(key.shape)) | \(code(key.meaning))\(perStep)\(owned) |"
  }

  private static func described(_ shape: Format.Shape) -> String {
    switch shape {
    case .text: "text"
    case .expression: "number"
    case .rate: "rate"
    case .flag: "true or false"
    case .count(let range):
      range.upperBound == .max
        ? "whole number from \(range.lowerBound)"
        : "whole number \(range.lowerBound) … \(range.upperBound)"
    case .date: "date"
    case .word, .title: "name"
    case .choice(let choice) where choice.what == "note": "name of a [note](sense.md#the-notes)"
    case .choice(let choice):
      choice.words.map { "`\($0)`" }.joined(separator: ", ") + (choice.isOpen ? " or a name" : "")
    case .list(let element, let count): "list of \(count.map { "\($0) " } ?? "")\(plural(element))"
    case .oneOrMore(let element): "\(described(element)), or a list"
    case .named(let element, _):
      element.record == nil ? "map: \(described(element)) by name" : "map by name"
    case .record: "map"
    case .either(let short, let long): "\(described(short)), or \(described(long))"
    case .changes: "map of paths"
    }
  }

  private static func plural(_ shape: Format.Shape) -> String {
    switch shape {
    case .changes: "maps of paths"
    case .word: "names"
    case .expression: "numbers"
    default: described(shape)
    }
  }
}

/// The keys of one section, those of maps in it under their paths.
private struct KeyTable {
  private(set) var rows: [String] = []
  /// Which keys exclude each other.
  private(set) var notes: [String] = []
  /// Where the same keys stand already, by their rows.
  private var known: [[String]: String] = [:]

  mutating func add(_ shape: Format.Shape, at path: String) {
    switch shape {
    case .record(let record): add(record, at: path)
    case .named(let element, _): add(element, at: join(path, "NAME"))
    case .either(let short, let long):
      add(short, at: path)
      add(long, at: path)
    case .oneOrMore(let element), .list(let element, _): add(element, at: path)
    default: break
    }
  }

  private mutating func add(_ record: Format.Record, at path: String) {
    var inner = KeyTable()
    inner.addKeys(of: record, at: "")
    if !path.isEmpty, inner.rows.count > 1 {
      if let other = known[inner.rows] {
        rows.append("| `\(path).…` | | as `\(other).…` |")
        return
      }
      known[inner.rows] = path
    }
    addKeys(of: record, at: path)
  }

  private mutating func addKeys(of record: Format.Record, at path: String) {
    for key in record.keys where key.built {
      let alternatives = record.alternatives.contains { $0.group(of: key.name) != nil }
      let inner = join(path, key.name)
      rows.append(ReferencePage.row(key, path: inner, isNeeded: key.required && !alternatives))
      add(key.shape, at: inner)
    }
    if record.takesOwn {
      rows.append("| `\(join(path, "…"))` | number | any other name: a number of your own |")
    }
    for alternatives in record.alternatives {
      let groups = alternatives.groups.map { group in
        group.map { "`\($0)`" }.joined(separator: " with ")
      }
      let place = path.isEmpty ? "" : " under `\(path)`"
      let number = alternatives.required ? "Exactly one" : "At most one"
      notes.append("\(number)\(place): \(groups.joined(separator: "; ")).")
    }
  }

  private func join(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : "\(path).\(name)"
  }
}
