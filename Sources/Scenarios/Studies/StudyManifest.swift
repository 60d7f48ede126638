package import Sim

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
