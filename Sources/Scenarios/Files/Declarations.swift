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

    var word: String { self == .party ? "party" : rawValue.hasSuffix("s") ? noun : rawValue }
    private var noun: String { String(rawValue.dropLast()) }
    /// `an event`
    var withArticle: String { ("aeiou".contains(word.first ?? " ") ? "an " : "a ") + word }
  }

  private(set) var names: [Kind: [FileNode]] = [:]

  init(_ root: FileNode) {
    for kind in Kind.allCases {
      names[kind] = (root[kind.rawValue]?.entries ?? []).map(\.key)
    }
  }

  func all(_ kinds: [Kind]) -> [String] {
    kinds.flatMap { names[$0, default: []].map { $0.text ?? "" } }
  }

  func contains(_ name: String, as kind: Kind) -> Bool {
    names[kind, default: []].contains { $0.text == name }
  }

  func kind(of name: String) -> Kind? { Kind.allCases.first { contains(name, as: $0) } }

  func place(of name: String) -> FileNode? {
    kind(of: name).flatMap { names[$0, default: []].first { $0.text == name } }
  }

  /// One space for all names: none twice, none a word of the language.
  func check(clockWord: String?, _ findings: Findings) {
    var seen: [String: (kind: Kind, key: FileNode)] = [:]
    var count = 0
    for kind in Kind.allCases {
      for key in names[kind, default: []] {
        let name = key.text ?? ""
        let path = "\(kind.rawValue).\(name)"
        count += 1
        if count == Limits.names + 1 {
          findings.add(
            key.error(path: path, "more than \(Limits.names) names, which is the limit"))
        }
        if ReservedWords.all.contains(name) || name == clockWord {
          let what = name == clockWord ? "the clock's step" : "a word of the language"
          findings.add(
            key.error(path: path, "'\(name)' is \(what): choose another name"))
        }
        if let first = seen[name] {
          tellTwice(name, first, (kind, key), findings)
        } else {
          seen[name] = (kind, key)
        }
      }
    }
  }

  /// The error stands where the later of the two does.
  private func tellTwice(
    _ name: String, _ a: (kind: Kind, key: FileNode), _ b: (kind: Kind, key: FileNode),
    _ findings: Findings
  ) {
    let sameFile = a.key.file === b.key.file
    let inOrder =
      sameFile
      ? (a.key.line, a.key.column) < (b.key.line, b.key.column)
      : a.key.file.order > b.key.file.order
    let (first, second) = inOrder ? (a, b) : (b, a)
    let file = sameFile ? "" : "\(first.key.file.name), "
    findings.add(
      second.key.error(
        path: "\(second.kind.rawValue).\(name)",
        "the name '\(name)' is taken: \(first.kind.withArticle) at \(file)line \(first.key.line), "
          + "column \(first.key.column)"))
  }
}
