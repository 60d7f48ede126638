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

  /// Writes it to `path`; the scenario has the file's name where that is a name.
  ///
  /// - Throws: `OutputError` if something is there and is not to be replaced, or if it cannot be written.
  package func write(to path: String, replacing: Bool) throws(OutputError) {
    guard replacing || Disk.entry(path) == .nothing else { throw .fileExists(path) }
    let file = try OutputFile(at: path, named: path)
    try file.write(Array(text(named: Self.name(ofFile: path)).utf8))
    try file.sync()
  }

  private func text(named name: String?) -> String {
    guard let name else { return text }
    return text.replacing("scenario: \(rawValue)\n", with: "scenario: \(name)\n")
  }

  /// `port-talks` of `cases/port-talks.yaml`; `nil` where that is no name of a scenario.
  private static func name(ofFile path: String) -> String? {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.split(separator: ".", maxSplits: 1).first.map(String.init) ?? file
    return NameRule.problem(with: stem, hyphens: true) == nil ? stem : nil
  }
}
