import Sim

/// A scenario file of a run, as it is found again.
package struct ReportedFile {
  /// As the manifest names it.
  let name: String
  /// Where it was found; as the manifest names it if it was not.
  let path: String
  /// `nil`: it was not found, or cannot be read any more.
  package let scenario: Scenario?
  /// Whether it, or a file that it extends, is another than that of the run.
  let hasChanged: Bool
  /// What is allowed in it but may not be meant.
  let notes: [String]

  /// The files of the scenarios of a run: those that are named, else those that stand where the run is
  /// likely to have found them.
  package static func all(
    _ results: ResultTables, named: [String], root: FileSource? = nil
  ) throws -> [ReportedFile] {
    let facts = results.facts
    let scenarios = results.points.map(\.scenario).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    guard !scenarios.isEmpty else { return [] }
    var found: [String: ReportedFile] = [:]
    for path in named {
      let file = try load(path, facts, root)
      if let name = file.scenario?.name { found[name] = file }
    }
    for input in facts.inputs where input.path.hasSuffix(".yaml") || input.path.hasSuffix(".yml") {
      for path in places(of: input.path, results.folder) where Disk.entry(path) == .other {
        guard let file = try? load(path, facts, root), let name = file.scenario?.name,
          scenarios.contains(name), found[name] == nil, !file.hasChanged
        else { continue }
        found[name] = file
      }
    }
    return scenarios.map { name in
      found[name]
        ?? ReportedFile(
          name: name, path: name + ".yaml", scenario: nil, hasChanged: false, notes: [])
    }
  }

  /// Where a run is likely to have found a file: here, in the usual folder, near the results.
  private static func places(of path: String, _ folder: String) -> [String] {
    [
      path, "Scenarios/\(path)", "\(folder)/\(path)", "\(folder)/../\(path)",
      "\(folder)/../../\(path)", "\(folder)/../../Scenarios/\(path)",
    ]
  }

  /// With the settings of the run laid over it. Throws `StudyError`.
  private static func load(
    _ path: String, _ facts: RunFacts, _ root: FileSource?
  ) throws -> ReportedFile {
    let settings = facts.settings.compactMap { text -> Setting? in
      guard let sign = text.firstIndex(of: "=") else { return nil }
      return Setting(path: String(text[..<sign]), value: String(text[text.index(after: sign)...]))
    }
    let study = try Study(files: [path], settings: settings, root: root, jobs: 1)
    guard let member = study.members.first else {
      return ReportedFile(name: path, path: path, scenario: nil, hasChanged: false, notes: [])
    }
    let digests = Set(facts.inputs.map(\.digest))
    let hasChanged = member.scenario.inputs.contains {
      !digests.contains(Manifest.sha256($0.bytes))
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return ReportedFile(
      name: name, path: path, scenario: member.scenario, hasChanged: hasChanged,
      notes: Sense.notes(of: member.scenario, member.model).map { note in
        (note.path.isEmpty ? "" : "\(note.path): ") + note.text
      })
  }
}
