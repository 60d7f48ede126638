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
    for (weight, issue) in zip(written, issues) {
      guard let weight, weight < 0 else { continue }
      throw .belowZero(file: file, line: nil, what: "the weight of '\(issue)'", value: weight)
    }
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
