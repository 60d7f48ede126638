import Foundation
import Sim

/// A folder with results, as pictures and pages read it.
package struct ResultTables: Sendable {
  /// As given, without a closing slash.
  package let folder: String
  package let facts: RunFacts
  private let tables: [String: PictureTable]
  /// Files that are there with a header only.
  package let empty: [String]
  /// Files that are too large to be drawn from.
  package let tooLarge: [String]

  /// Those that anything is drawn from.
  static let files = [
    "outcomes.csv", "classes.csv", "incidence.csv", "timeline.csv", "measures.csv", "points.csv",
    "differences.csv", "drivers.csv", "indices.csv", "worth.csv", "conditions.csv", "crossings.csv",
    "boxes.csv", "worths.csv", "ranges.csv", "search.csv", "front.csv", "views.csv", "columns.csv",
  ]

  /// Throws `PictureError` and `TrialDataError`.
  package init(_ given: String) throws {
    let trimmed = given.count > 1 && given.hasSuffix("/") ? String(given.dropLast()) : given
    folder = trimmed
    guard let facts = RunFacts(trimmed + "/manifest.json") else {
      throw PictureError.notResults(trimmed)
    }
    self.facts = facts
    var tables: [String: PictureTable] = [:]
    var (empty, tooLarge): ([String], [String]) = ([], [])
    for name in Self.files where Disk.entry("\(trimmed)/\(name)") == .other {
      if ((try? StoredFile("\(trimmed)/\(name)"))?.size ?? 0) > PictureTable.mostBytes {
        tooLarge.append(name)
      } else if let table = try PictureTable(
        "\(trimmed)/\(name)", file: name, shown: "\(trimmed)/\(name)")
      {
        tables[name] = table
      } else {
        empty.append(name)
      }
    }
    self.tables = tables
    self.empty = empty
    self.tooLarge = tooLarge
  }

  /// Its rows; `nil` without any.
  func table(_ name: String) -> PictureTable? { tables[name] }

  /// Whether the folder has a file, drawn or not.
  func has(_ file: String) -> Bool { Disk.entry("\(folder)/\(file)") == .other }

  /// Scenarios and points with outcomes, in the order of the files.
  package var points: [ResultPoint] {
    guard let table = table("outcomes.csv") else { return [] }
    var seen: Set<ResultPoint> = []
    return (0..<table.count).compactMap { row in
      let point = ResultPoint(
        scenario: table.text("scenario", row), point: Int(table.text("point", row)) ?? 0)
      return seen.insert(point).inserted ? point : nil
    }
  }
}

/// A scenario at a point of a study; 0 where there is but one.
package struct ResultPoint: Sendable, Hashable {
  package let scenario: String
  package let point: Int

  /// As `--point` names it.
  package var name: String { point == 0 ? scenario : "\(scenario):\(point)" }
}

/// What the manifest of a folder says of the run.
package struct RunFacts: Sendable {
  package let version: String
  package let seed: UInt64
  package let trials: Int
  package let isComplete: Bool
  package let settings: [String]
  package let sweeps: [(path: String, values: [String])]
  package let inputs: [(path: String, digest: String)]
  /// Points that are listed, as those of a batch.
  package let hasListedPoints: Bool
  /// Of an answer that was made from trials of another folder, or from a table.
  package let command: String?
  package let source: String?
  /// Of a search: what it was to make large, and the command.
  package let aims: [String]
  package let asked: String?
  /// What was kept besides the answers, if not all.
  package let recording: [String]?
  package let assumptions: String

  /// `nil`: it is no manifest of results.
  init?(_ path: String) {
    guard FolderContent.isOurs(path), let file = try? StoredFile(path),
      let bytes = file.start(file.size),
      let document = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    else { return nil }
    func text(_ key: String) -> String? { document[key] as? String }
    func maps(_ key: String) -> [[String: Any]] { document[key] as? [[String: Any]] ?? [] }
    version = text("version") ?? ""
    seed = (document["seed"] as? NSNumber)?.uint64Value ?? 0
    trials = (document["trials"] as? NSNumber)?.intValue ?? 0
    isComplete = document["complete"] as? Bool ?? true
    settings = document["settings"] as? [String] ?? []
    sweeps = maps("sweeps").map {
      (path: $0["path"] as? String ?? "", values: $0["values"] as? [String] ?? [])
    }
    inputs = maps("inputs").map {
      (path: $0["path"] as? String ?? "", digest: $0["sha256"] as? String ?? "")
    }
    hasListedPoints = document["points"] != nil
    command = text("command")
    source = text("source")
    aims = document["aims"] as? [String] ?? []
    asked = text("asked")
    recording = document["recording"] as? [String]
    assumptions = text("assumptions") ?? ""
  }

  /// "4,000 trials, seed 1".
  package var trialsAndSeed: String {
    guard trials > 0 else { return source.map { "Of \($0)" } ?? "" }
    let count = "\(trials.inGroups) \(trials == 1 ? "trial" : "trials")"
    return "\(count), seed \(seed)\(isComplete ? "" : ", interrupted")"
  }
}

/// Why there are no pictures.
package enum PictureError: Error, Hashable, CustomStringConvertible {
  case notResults(String)
  case nothingToDraw(String)
  /// The points there are.
  case noPoint(String, [String])
  /// The scripts are written, there or nowhere.
  case noGnuplot(String)
  /// A script, and what gnuplot said.
  case gnuplot(String, String)
  /// Text to be drawn has no numbers.
  case noInputs(String)

  package var description: String {
    switch self {
    case .notResults(let path):
      "\(path) has no results of simrun (manifest.json)"
    case .nothingToDraw(let path):
      "\(path) has no table with rows that a picture is drawn from"
    case .noPoint(let asked, let points):
      ScenarioCause.missing(asked, what: "point", among: points).wording
    case .noGnuplot(let folder):
      "gnuplot is not installed: \(folder) has the scripts and no pictures; install it (apt-get install "
        + "gnuplot-nox, brew install gnuplot) and try again, or use --format vega-lite"
    case .gnuplot(let script, let words): "gnuplot failed at \(script): \(words)"
    case .noInputs(let path): "\(path) draws nothing once a trial, so there are no inputs to show"
    }
  }
}
