import Sim

/// Commented scenarios to start from. The program carries them: they are files beside this one.
package enum Starter: String, CaseIterable, Sendable {
  case labour, ceasefire, mediation

  package var text: String {
    switch self {
    case .labour: String(decoding: PackageResources.labour_yaml, as: UTF8.self)
    case .ceasefire: String(decoding: PackageResources.ceasefire_yaml, as: UTF8.self)
    case .mediation: String(decoding: PackageResources.mediation_yaml, as: UTF8.self)
    }
  }

  /// Writes it to `path`; the scenario has the file's name, or a name made of it.
  ///
  /// - Throws: `OutputError` if something is there and is not to be replaced, or if it cannot be written.
  package func write(to path: String, replacing: Bool) throws(OutputError) {
    let isNew = Disk.entry(path) == .nothing
    guard replacing || isNew else { throw .fileExists(path) }
    let file = try OutputFile(at: path, named: path)
    do throws(OutputError) {
      try file.write(Array(text(named: name(ofFile: path)).utf8))
      try file.sync()
    } catch {
      // Half a file would stand in the way of the next attempt.
      if isNew { try? Disk.remove(path) }
      throw error
    }
  }

  private func text(named name: String) -> String {
    text.replacing("scenario: \(rawValue)\n", with: "scenario: \(name)\n")
  }

  /// `port-talks` of `cases/port-talks.yaml`, `mein-fall-u` of `Mein Fall ü.yaml`.
  private func name(ofFile path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.split(separator: ".", maxSplits: 1).first.map(String.init) ?? file
    return NameRule.problem(with: stem, hyphens: true) == nil
      ? stem : PlainName.ofScenario(stem, else: rawValue)
  }
}
