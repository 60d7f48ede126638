internal import Foundation

/// What the rounds of a calibration were made with: it stands beside them, so that rounds of another one are
/// not mixed with them.
package struct CalibrationRecord: Hashable, Sendable {
  package static let file = "calibration.json"
  private static let format = "simrun-calibration/1"

  private let trials: Int
  private let sets: Int
  private let seed: UInt64
  /// SHA-256 of what is known and of where parameters may lie before.
  private let targets: String

  /// `trials`: of each set; `sets`: of each round.
  package init(trials: Int, sets: Int, seed: UInt64, of calibration: Calibration) {
    self.trials = trials
    self.sets = sets
    self.seed = seed
    let known = calibration.file.targets.map {
      "\($0.name) \($0.quantity) \($0.known.value) \($0.known.error)"
    }
    let priors = calibration.priors.map { "\($0.path): \($0.text)" }
    targets = Manifest.sha256(Array((known + priors).joined(separator: "\n").utf8))
  }

  /// Of the rounds in a folder; `nil` where none stands there that can be read.
  package init?(in folder: String) {
    guard let text = TextFile.read(folder + "/" + Self.file),
      let document = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
      document["format"] as? String == Self.format, let trials = document["trials"] as? Int,
      let sets = document["sets"] as? Int, let targets = document["targets"] as? String,
      let seed = (document["seed"] as? String).flatMap({ UInt64($0) })
    else { return nil }
    self.trials = trials
    self.sets = sets
    self.seed = seed
    self.targets = targets
  }

  /// - Throws: `OutputError`.
  package func write(in folder: String) throws {
    let path = folder + "/" + Self.file
    try TextFile.makeFolder(of: path)
    let text = JSONText.map([
      "format": .text(Self.format), "trials": .integer(trials), "sets": .integer(sets),
      "seed": .text("\(seed)"), "targets": .text(targets),
    ]).document
    try TextFile.write(text, to: path)
  }

  /// How this, of the earlier rounds, differs from what is asked for: `with -n 128, not 256`. `file`: of the
  /// targets, as messages name it.
  package func difference(from asked: CalibrationRecord, targets file: String) -> String? {
    if trials != asked.trials { return "with -n \(trials), not \(asked.trials)" }
    if sets != asked.sets { return "with --sets \(sets), not \(asked.sets)" }
    if seed != asked.seed { return "with --seed \(seed), not \(asked.seed)" }
    return targets == asked.targets
      ? nil : "with other targets or parameters than those that \(file) has now"
  }
}
