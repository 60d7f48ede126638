internal import Foundation
import Sim

/// A folder of results from which a trial is explained: the seed, what was laid over the file, and the
/// scenario file, which the folder does not hold.
package struct FolderRun: Sendable {
  package let seed: UInt64
  package let trials: Int
  /// What the command line and the point lay over the file.
  package let settings: [Setting]
  package let scenario: String
  package let point: Int
  private let inputs: [(path: String, sha256: String)]
  private let folder: String

  /// `point`: which, as `scenario` or `scenario:number`, where there are several.
  package init(_ folder: String, point: String?) throws(TrialDataError) {
    self.folder = folder
    guard let file = try? StoredFile(folder + "/" + FolderContent.manifest),
      let bytes = file.start(Self.longestManifest), FolderContent.isOurs(bytes),
      let manifest = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any],
      let seed = (manifest["seed"] as? NSNumber)?.uint64Value
    else { throw .missing("\(folder) is no folder of results: it has no manifest.json of a run") }
    self.seed = seed
    trials = (manifest["trials"] as? NSNumber)?.intValue ?? 0
    inputs = (manifest["inputs"] as? [[String: Any]] ?? []).compactMap { input in
      guard let path = input["path"] as? String, let hash = input["sha256"] as? String else {
        return nil
      }
      return (path, hash)
    }
    (scenario, self.point) = try Self.chosen(point, in: folder)
    let points = folder + "/points.csv"
    if Disk.entry(points) != .nothing {
      settings = try Self.values(points, scenario, self.point)
    } else {
      settings = (manifest["settings"] as? [String] ?? []).compactMap { written in
        written.firstIndex(of: "=").map {
          Setting(path: String(written[..<$0]), value: String(written[written.index(after: $0)...]))
        }
      }
    }
  }

  private static let longestManifest = 64 << 20

  /// The scenario and point, from the rows of `outcomes.csv`.
  private static func chosen(
    _ asked: String?, in folder: String
  ) throws(TrialDataError) -> (String, Int) {
    let path = folder + "/outcomes.csv"
    let table = try CSVTable(path, shown: path)
    let numbers = table.names.firstIndex(of: "point").map { table.values($0).1 }
    guard let scenarios = table.texts("scenario"), let numbers else { throw .noTrials(folder) }
    var known: [(name: String, point: Int)] = []
    for (name, number) in zip(scenarios, numbers) {
      let point = Int(exactly: number) ?? 0
      if !known.contains(where: { $0.name == name && $0.point == point }) {
        known.append((name, point))
      }
    }
    let matching = known.filter {
      asked == nil || asked == $0.name || asked == "\($0.name):\($0.point)"
    }
    let keys = { (points: [(name: String, point: Int)]) in points.map { "\($0.name):\($0.point)" } }
    guard let only = matching.first else {
      throw .missing(ScenarioCause.missing(asked ?? "", what: "point", among: keys(known)).wording)
    }
    guard matching.count == 1 else { throw .severalPoints(folder, keys(matching)) }
    return only
  }

  /// What a row of `points.csv` lays over the file.
  private static func values(
    _ path: String, _ scenario: String, _ point: Int
  ) throws(TrialDataError) -> [Setting] {
    let table = try CSVTable(path, shown: path)
    let numbers = table.names.firstIndex(of: "point").map { table.values($0).1 } ?? []
    let names = table.texts("scenario") ?? []
    guard
      let row = names.indices.first(where: { names[$0] == scenario && Int(numbers[$0]) == point })
    else { return [] }
    return table.names.compactMap { name -> Setting? in
      guard name.contains("."), let text = table.texts(name)?[row], !text.isEmpty else {
        return nil
      }
      // A text that looks like a formula has an apostrophe before it, a whole number none of its digits.
      let plain = text.hasPrefix("'") ? String(text.dropFirst()) : text
      return Setting(path: name, value: plain.hasSuffix(".0") ? String(plain.dropLast(2)) : plain)
    }
  }

  // MARK: The file

  /// The scenario file: one of this name and these bytes, in the working folder or one near the results.
  package func file() throws(TrialDataError) -> String {
    let near = ["", folder + "/", folder + "/../", folder + "/../../"]
    var changed: String?
    for input in inputs where input.path.hasSuffix(".yaml") || input.path.hasSuffix(".yml") {
      for place in near.flatMap({ [$0, $0 + "Scenarios/"] }) {
        let path = place + input.path
        guard let bytes = try? StoredFile(path).start(Self.longestManifest) else { continue }
        guard declares(bytes) else { continue }
        if Manifest.sha256(bytes) == input.sha256 { return path }
        changed = changed ?? path
      }
    }
    if let changed {
      throw .missing(
        "\(changed) is not what the run in \(folder) read: it has changed since; name the file as it was with "
          + "--scenario")
    }
    throw .missing(
      "the file of '\(scenario)' is not beside \(folder); name it with --scenario")
  }

  /// Whether a text is the file of the scenario, not one that it extends.
  private func declares(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").contains { line in
      line.hasPrefix("scenario:")
        && line.dropFirst(9).trimmingCharacters(in: .whitespaces).split(separator: " ").first
          .map { $0.trimmingCharacters(in: ["\"", "'"]) } == scenario
    }
  }

  /// The row of a trial in `trials.csv`; `nil` without that file.
  ///
  /// Throws where the folder has the file and not the trial.
  package func row(of trial: Int) throws(TrialDataError) -> (
    outcome: String, step: Int, isPlain: Bool
  )? {
    let path = folder + "/" + FolderContent.trials
    guard Disk.entry(path) != .nothing else { return nil }
    let data = try TrialTableReader.read(folder, point: "\(scenario):\(point)")
    guard let row = data.numbers.firstIndex(of: trial) else { return nil }
    func number(_ name: String) -> Double? { data.column(name)?.values[row] }
    let outcomes = data.column(TrialData.outcome)
    let place = outcomes.flatMap { Int(exactly: $0.values[row]) } ?? 0
    return (
      outcomes?.labels?[place] ?? "", Int(number("step") ?? -1),
      number("parameter_index") == Double(trial) && number("draw_index") == Double(trial)
    )
  }
}
