import Sim

/// What a run was made of, and nothing that two equal runs could differ in.
package struct Manifest: Sendable {
  package static let format = "simrun-results/1"

  package var version: String
  package var seed: UInt64
  /// Trials planned for each point.
  package var trials: Int
  /// Trials done by scenario, if fewer; empty when complete.
  package var completed: [String: Int]
  /// Trials in a block.
  package var blockSize: Int
  package var inputs: [InputFile]
  /// What the command line changed in the files, as `path=value`.
  package var settings: [String]
  /// What points give, in the order in which they change, the last one fastest.
  package var sweeps: [Sweep]
  /// The text that lists the points, where they are no combinations of sweeps.
  package var points: String?
  /// The parts of `Recording` that were kept.
  package var recording: [String]
  /// Digest of the compiled scenarios: all numbers and rules with all defaults filled in.
  package var assumptions: String
  /// `false`: interrupted, the results are those of fewer trials.
  package var complete: Bool
  /// Fingerprint of this processor's arithmetic.
  package var arithmetic: String

  package init(
    version: String, seed: UInt64, trials: Int, completed: [String: Int] = [:], blockSize: Int,
    inputs: [InputFile], settings: [String] = [], sweeps: [Sweep] = [], points: String? = nil,
    recording: [String] = Recording.parts.map(\.name), assumptions: String, complete: Bool,
    arithmetic: String
  ) {
    self.version = version
    self.seed = seed
    self.trials = trials
    self.completed = completed
    self.blockSize = blockSize
    self.inputs = inputs
    self.settings = settings
    self.sweeps = sweeps
    self.points = points
    self.recording = recording
    self.assumptions = assumptions
    self.complete = complete
    self.arithmetic = arithmetic
  }

  package var text: String {
    var entries: [String: JSONText] = [
      "format": .text(Self.format), "version": .text(version), "seed": .unsigned(seed),
      "trials": .integer(trials), "block_size": .integer(blockSize),
      "inputs": .list(
        inputs.map {
          .map(["path": .text($0.path), "sha256": .text(Self.sha256($0.bytes))])
        }), "settings": .list(settings.map { .text($0) }), "assumptions": .text(assumptions),
      "complete": .flag(complete), "plan": .text(StudyPlan(manifest: self).name),
      "arithmetic": .text(arithmetic),
    ]
    if !sweeps.isEmpty {
      entries["sweeps"] = .list(
        sweeps.map {
          .map(["path": .text($0.path), "values": .list($0.values.map { .text($0) })])
        })
    }
    if let digest = pointsDigest { entries["points"] = .text(digest) }
    if recording != Recording.all.names {
      entries["recording"] = .list(recording.map { .text($0) })
    }
    if !complete { entries["trials_completed"] = .map(completed.mapValues { .integer($0) }) }
    return JSONText.map(entries).document
  }

  /// SHA-256 of the text that lists the points.
  var pointsDigest: String? { points.map { Self.sha256(Array($0.utf8)) } }

  /// In lower-case hexadecimal digits.
  package static func sha256(_ bytes: [UInt8]) -> String { SHA256.text(of: bytes) }
}

/// The rest: when, where, how long. Equal runs differ in it.
package struct RunLog: Sendable {
  /// Date and time with its offset (ISO 8601).
  package var started: String
  package var host: String
  package var seconds: Double
  package var trialsPerSecond: Double
  package var jobs: Int
  /// Estimated before the run, in bytes.
  package var memoryNeeded: Double

  package init(
    started: String, host: String, seconds: Double, trialsPerSecond: Double, jobs: Int,
    memoryNeeded: Double = 0
  ) {
    self.started = started
    self.host = host
    self.seconds = seconds
    self.trialsPerSecond = trialsPerSecond
    self.jobs = jobs
    self.memoryNeeded = memoryNeeded
  }

  package var text: String {
    JSONText.map([
      "started": .text(started), "host": .text(host), "seconds": .number(seconds),
      "trials_per_second": .number(trialsPerSecond), "jobs": .integer(jobs),
      "memory_needed": .number(memoryNeeded.rounded()),
    ]).document
  }
}
