import Sim

/// The names that a scenario declares, whether or not their entries can be read.
struct Declarations {
  enum Kind: String, CaseIterable {
    case parameter = "parameters"
    case definition = "definitions"
    case state
    case event = "events"
    case issue = "issues"
    case party = "parties"
    case plan = "plans"
    case data

    var word: String {
      switch self {
      case .party: "party"
      case .data: "column of data"
      default: rawValue.hasSuffix("s") ? noun : rawValue
      }
    }
    private var noun: String { String(rawValue.dropLast()) }
    /// `an event`
    var withArticle: String { ("aeiou".contains(word.first ?? " ") ? "an " : "a ") + word }
  }

  private(set) var names: [Kind: [FileNode]] = [:]
  /// The first key of each name.
  private var keys: [Kind: [String: FileNode]] = [:]

  init(_ root: FileNode) {
    for kind in Kind.allCases {
      let keys = (root[kind.rawValue]?.entries ?? []).map(\.key)
      names[kind] = keys
      self.keys[kind] = Dictionary(keys.map { ($0.text ?? "", $0) }) { first, _ in first }
    }
  }

  var count: Int { names.values.reduce(0) { $0 + $1.count } }

  var allNames: [String] { Kind.allCases.flatMap { all($0) } }

  func all(_ kind: Kind) -> [String] { names[kind, default: []].map { $0.text ?? "" } }

  func contains(_ name: String, as kind: Kind) -> Bool { keys[kind]?[name] != nil }

  /// Whether an entry whose key is no name was meant to have this one, as `Upland`, which is reported itself.
  func isMeant(_ name: String, as kind: Kind) -> Bool {
    names[kind, default: []].contains { $0.text.flatMap(NameRule.meant) == name }
  }

  func kind(of name: String) -> Kind? { Kind.allCases.first { contains(name, as: $0) } }

  /// `a parameter at line 5, column 3`, with the file if it is another.
  func described(_ name: String, seenFrom file: String) -> String? {
    guard let kind = kind(of: name), let key = keys[kind]?[name] else { return nil }
    return kind.withArticle + " at " + Self.place(of: key, seenFrom: file)
  }

  private static func place(of key: FileNode, seenFrom file: String) -> String {
    (key.file.name == file ? "" : key.file.name + ", ") + "line \(key.line), column \(key.column)"
  }

  /// One space for all names: none twice, none a word of the language.
  func check(clockWord: String?, _ format: ScenarioFormat, _ findings: Findings) {
    var seen: [String: (kind: Kind, key: FileNode)] = [:]
    for kind in Kind.allCases {
      for key in names[kind, default: []] {
        let name = key.text ?? ""
        let path = "\(kind.rawValue).\(name)"
        if name == clockWord {
          findings.add(
            key.error(path: path, ReadingCause.stepName(name)))
        } else if format.words.contains(name)
          || kind == .issue && format.textWords.contains(name)
        {
          findings.add(key.error(path: path, ScenarioCause.reservedName(name)))
        }
        if let first = seen[name] {
          reportTwice(name, first, (kind, key), findings)
        } else {
          seen[name] = (kind, key)
        }
      }
    }
  }

  /// The error stands where the later of the two does.
  private func reportTwice(
    _ name: String, _ a: (kind: Kind, key: FileNode), _ b: (kind: Kind, key: FileNode),
    _ findings: Findings
  ) {
    let sameFile = a.key.file === b.key.file
    let inOrder =
      sameFile
      ? (a.key.line, a.key.column) < (b.key.line, b.key.column)
      : a.key.file.order > b.key.file.order
    let (first, second) = inOrder ? (a, b) : (b, a)
    let place = Self.place(of: first.key, seenFrom: second.key.file.name)
    findings.add(
      second.key.error(
        path: "\(second.kind.rawValue).\(name)",
        ReadingCause.nameTaken(name, by: "\(first.kind.withArticle) at \(place)")))
  }
}
