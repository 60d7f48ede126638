internal import Foundation
import Sim

/// What a search was asked, as its folders say it: `manifest.json` of the answer, and a record beside the stages.
/// A search goes on from another one only if that was asked the same.
package struct SearchRecord: Sendable {
  package let study: Study
  package let seed: UInt64
  /// As it was given.
  package let budget: String
  package let aims: [String]
  package let limits: [String]
  package let space: LeverSpace
  package let views: [[Setting]]
  package let judge: String
  package let indifference: Double?

  package init(
    _ study: Study, seed: UInt64, budget: String, aims: [String], limits: [String],
    space: LeverSpace, views: [[Setting]], judge: String, indifference: Double?
  ) {
    self.study = study
    self.seed = seed
    self.budget = budget
    self.aims = aims
    self.limits = limits
    self.space = space
    self.views = views
    self.judge = judge
    self.indifference = indifference
  }

  private static let file = "question.json"

  /// What is compared, and how it is said that it differs.
  private static let compared: [(key: String, words: String)] = [
    ("command", "by another command"), ("version", "by another version of simrun"),
    ("seed", "with another seed"), ("assumptions", "of another file, or with other settings"),
    ("aims", "for another aim"), ("limits", "under other limits"), ("levers", "over other levers"),
    ("views", "with another --robust"), ("judge", "with another --judge"),
    ("indifference", "with another --indifference"), ("budget", "with another --budget"),
    ("arithmetic", "on a machine with another arithmetic"),
  ]

  private var entries: [String: JSONText] {
    let whole = study.manifest(RunSettings(trials: 1, seed: seed, jobs: 1, recording: .answers))
    return [
      "format": .text(Manifest.format), "version": .text(Release.version),
      "command": .text("search"), "source": .text(study.members.first?.file ?? ""),
      "seed": .unsigned(seed), "budget": .text(budget),
      "aims": .list(aims.map { .text($0) }), "limits": .list(limits.map { .text($0) }),
      "levers": .list(space.axes.map { .text("\($0.path)=\(Self.text($0.choice))") }),
      "views": .list(
        views.map { .text($0.map { "\($0.path)=\($0.value)" }.joined(separator: ";")) }),
      "judge": .text(judge), "indifference": indifference.map { .number($0) } ?? .text(""),
      "inputs": .list(
        whole.inputs.map {
          .map(["path": .text($0.path), "sha256": .text(Manifest.sha256($0.bytes))])
        }), "settings": .list(whole.settings.map { .text($0) }),
      "assumptions": .text(whole.assumptions), "arithmetic": .text(whole.arithmetic),
    ]
  }

  private static func text(_ choice: Lever.Choice) -> String {
    switch choice {
    case .range(let range, let unit): "\(range.lowerBound)\(unit):\(range.upperBound)\(unit)"
    case .values(let values): values.joined(separator: ",")
    }
  }

  /// `trials`: of all stages; `asked`: the command.
  package func manifest(trials: Int, asked: String) -> String {
    var entries = entries
    entries["trials"] = .integer(trials)
    entries["asked"] = .text(asked)
    entries["complete"] = .flag(true)
    return JSONText.map(entries).document
  }

  /// Throws `ResumeError` if nothing is in a folder that can be gone on with, or another search is.
  package func checkResume(in folder: String) throws(ResumeError) {
    let stages = Self.stages(folder)
    let records = ["\(folder)/\(FolderContent.manifest)", "\(stages)/\(Self.file)"]
    let found = records.filter { Disk.entry($0) != .nothing }
    guard !found.isEmpty else {
      guard Disk.entry(folder) != .nothing else { throw .noFolder(folder) }
      throw .nothingToResume(folder)
    }
    for place in found {
      let shown = place.hasPrefix(stages) ? stages : folder
      guard let text = TextFile.read(place), let old = Self.values(text) else {
        throw .unreadable(place)
      }
      let now = Self.values(JSONText.map(entries).document) ?? [:]
      if let other = Self.compared.first(where: { old[$0.key] != now[$0.key] }) {
        throw .foreign(folder: shown, what: other.words)
      }
    }
  }

  /// Writes the record beside the stages, before the first is run.
  package func write(beside folder: String) throws(OutputError) {
    let place = "\(Self.stages(folder))/\(Self.file)"
    try TextFile.makeFolder(of: place)
    try TextFile.write(JSONText.map(entries).document, to: place)
  }

  /// The folder of the stages of a search.
  static func stages(_ folder: String) -> String { "\(folder)-stages" }

  /// By key, as text.
  private static func values(_ text: String) -> [String: String]? {
    guard
      let map = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    else { return nil }
    return map.mapValues { "\($0)" }
  }
}
