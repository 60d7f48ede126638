import Sim

/// A domain of another tool: issues with values, and what these are worth to each party.
struct ImportedDomain {
  struct Issue {
    /// As it is written there.
    var name: String
    var values: [String]
  }

  struct Party {
    var name: String
    /// Where it comes from.
    var file: String
    /// By issue; they sum to 1.
    var weights: [Double]
    /// By issue and value.
    var worths: [[Double]]
    var noDeal: Double
  }

  var title: String
  var source: String
  var issues: [Issue] = []
  var parties: [Party] = []
  /// What could not be carried over.
  var notes: [String] = []

  /// Weights that sum to 1, and what was changed for it. `nil`: none is written.
  static func weights(
    _ written: [Double?], _ issues: [String], _ file: String
  ) throws(ImportCause) -> (values: [Double], notes: [String]) {
    let sum = written.reduce(0) { $0 + ($1 ?? 0) }
    guard sum > 0 else { throw .noWeight(file) }
    var notes = zip(written, issues).filter { $0.0 == nil }.map {
      "a weight of '\($0.1)', as \(file) gives none"
    }
    if abs(sum - 1) > 1e-6 {
      notes.append("the sum of the weights in \(file), \(sum), by which they were divided")
    }
    return (written.map { ($0 ?? 0) / sum }, notes)
  }

  /// A scenario in which these parties take the text with the largest product of gains.
  func scenario() -> ImportedScenario {
    var names = ImportedNames()
    let issueNames = issues.map { names.entry($0.name, else: "issue") }
    let partyNames = parties.map { names.entry($0.name, else: "party") }
    let valueNames = issues.map { issue -> [String] in
      var own = ImportedNames()
      return issue.values.map { own.value($0) }
    }
    let name = ImportedNames.scenario(title)
    var lines = [
      "# \(ImportedNames.line(title)), imported from \(ImportedNames.line(source)).",
      "# Names have been made names of the language; what they were stands beside them.",
    ]
    lines += notes.map { "# Not carried over: \(ImportedNames.line($0))." }
    lines += [
      "format: 1", "scenario: \(name)", "title: \(ImportedNames.quoted(title))",
      "clock: {step: \(ImportedNames.step), steps: 1}", "issues:",
    ]
    for (k, issue) in issues.enumerated() {
      lines.append("  \(issueNames[k]):  # \(ImportedNames.line(issue.name))")
      lines.append("    values:")
      for (value, written) in zip(valueNames[k], issue.values) {
        let comment = value == written ? "" : "  # \(ImportedNames.line(written))"
        lines.append("      - \(value)\(comment)")
      }
    }
    lines.append("parties:")
    for (p, party) in parties.enumerated() {
      lines.append("  \(partyNames[p]):")
      lines.append("    source: \(ImportedNames.quoted(party.file))")
      lines.append("    weight:")
      lines += zip(issueNames, party.weights).map { "      \($0): \($1)" }
      lines.append("    worth:")
      for (k, worths) in party.worths.enumerated() {
        lines.append("      \(issueNames[k]):")
        lines += zip(valueNames[k], worths).map { "        \($0): \($1)" }
      }
      lines.append("    no_deal: \(party.noDeal)")
    }
    lines += [
      "talks: {protocol: nash}", "outcomes:", "  deal: {as_soon_as: settled}",
      "  none: otherwise", "measures:",
    ]
    lines += partyNames.map { "  utility_\($0): \($0).utility" }
    return ImportedScenario(
      name: name, text: lines.joined(separator: "\n") + "\n", notes: notes)
  }
}

/// What an import comes to.
package struct ImportedScenario: Sendable {
  package let name: String
  package let text: String
  /// What could not be carried over, in words.
  package let notes: [String]
}

/// Names of the language for names of others, each once.
struct ImportedNames {
  /// Of the clock of what is imported, which nothing else may be called.
  static let step = "round"

  private var taken: Set<String> = []

  /// A name that expressions read.
  mutating func entry(_ written: String, else standard: String) -> String {
    let plain = Self.plain(written, else: standard)
    let reserved = ScenarioFile.format.words.union(ScenarioFile.format.textWords)
    let isTaken = reserved.contains(plain) || plain == Self.step
    return unique(isTaken ? "\(standard)_\(plain)" : plain)
  }

  /// The name of a value, which stands beside its issue only.
  mutating func value(_ written: String) -> String {
    let plain = Self.plain(written, else: "value")
    return unique(ReservedWords.grammar.contains(plain) ? "value_\(plain)" : plain)
  }

  private mutating func unique(_ name: String) -> String {
    var result = name
    var number = 1
    while !taken.insert(result).inserted {
      number += 1
      result = "\(name)_\(number)"
    }
    return result
  }

  static func scenario(_ written: String) -> String {
    plain(written, else: "imported").replacing("_", with: "-")
  }

  /// Small letters, digits and underscores, with a letter first.
  private static func plain(_ written: String, else standard: String) -> String {
    var result = ""
    for character in written.lowercased() {
      let isPlain =
        character.isASCII && (character.isLetter || character.isNumber)
      if isPlain {
        result.append(character)
      } else if !result.isEmpty, result.last != "_" {
        result.append("_")
      }
    }
    while result.last == "_" { result.removeLast() }
    if result.first?.isLetter != true {
      result = result.isEmpty ? standard : "\(standard)_\(result)"
    }
    return String(result.prefix(Limits.nameLength - 8))
  }

  /// On one line, as a comment takes it.
  static func line(_ text: String) -> String {
    VisibleText.line(text)
  }

  /// As a text of YAML.
  static func quoted(_ text: String) -> String {
    let escaped = line(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }
}

extension ImportedScenario {
  /// Writes it to `path`.
  ///
  /// - Throws: `OutputError` if something is there and is not to be replaced, or if it cannot be written.
  package func write(to path: String, replacing: Bool) throws(OutputError) {
    guard replacing || Disk.entry(path) == .nothing else { throw .fileExists(path) }
    let file = try OutputFile(at: path, named: path)
    try file.write(Array(text.utf8))
    try file.sync()
  }
}
