package import Sim

/// Everything that decides the results of a study, and nothing else: the same plan gives the same
/// bytes.
///
/// As text it is canonical JSON: keys in order, no spaces that could differ. The digest of that text is
/// the plan's name.
struct StudyPlan: Sendable {
  static let format = "simrun-plan/1"

  let manifest: Manifest

  var text: String {
    JSONText.map([
      "format": .text(Self.format), "version": .text(manifest.version),
      "arithmetic": .text(manifest.arithmetic), "assumptions": .text(manifest.assumptions),
      "block_size": .integer(manifest.blockSize), "seed": .unsigned(manifest.seed),
      "trials": .integer(manifest.trials),
      "inputs": .list(
        manifest.inputs.map {
          .map(["path": .text($0.path), "sha256": .text(Manifest.sha256($0.bytes))])
        }),
      "settings": .list(manifest.settings.map { .text($0) }),
      "sweeps": .list(
        manifest.sweeps.map {
          .map(["path": .text($0.path), "values": .list($0.values.map { .text($0) })])
        }),
      "recording": .list(manifest.recording.map { .text($0) }),
    ]).document
  }

  /// SHA-256 of the text, in hexadecimal digits.
  var name: String { Manifest.sha256(Array(text.utf8)) }
}

extension Study {
  /// Of a run that is complete.
  func manifest(_ run: RunSettings) -> Manifest {
    Manifest(
      version: Release.version, seed: run.seed, trials: run.trials,
      blockSize: Block.size,
      inputs: inputs, settings: settings.map { "\($0.path)=\($0.value)" }, sweeps: sweeps,
      recording: Recording.parts.filter { run.recording.contains($0.recording) }.map(\.name),
      assumptions: assumptions, complete: true,
      arithmetic: Manifest.sha256(ArithmeticFingerprint.bytes()))
  }

  /// What is kept unless something else is asked for: everything of up to 20 points, else the
  /// answers.
  package var standardRecording: Recording {
    members.count * points.count <= StudyPoints.mostExtensible ? .all : .answers
  }

  /// `points.csv`; `nil` where nothing is laid over the files.
  var pointTable: Table<PointResult>? {
    let paths = settings.map(\.path) + sweeps.map(\.path)
    guard !paths.isEmpty else { return nil }
    let values = settings.map { [$0.value] } + sweeps.map(\.values)
    return .points(paths: paths, values: values)
  }
}
