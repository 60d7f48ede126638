package import Sim

extension Study {
  /// Of a run that is complete.
  func manifest(_ run: RunSettings) -> Manifest {
    Manifest(
      version: Release.version, seed: run.seed, trials: run.trials,
      blockSize: Block.size,
      inputs: inputs, settings: settings.map { "\($0.path)=\($0.value)" }, sweeps: points.sweeps,
      points: comparesAllPairs ? (points.listing ?? "") + "\nall pairs" : points.listing,
      recording: run.recording.names,
      assumptions: assumptions, complete: true,
      arithmetic: Manifest.sha256(ArithmeticFingerprint.bytes()))
  }

  /// What is kept unless something else is asked for: everything of up to 20 points, else the
  /// answers.
  package var standardRecording: Recording {
    pointCount <= StudyPoints.mostExtensible ? .all : .answers
  }

  /// `points.csv`; `nil` where nothing is laid over the files.
  var pointTable: Table<PointResult>? {
    let typed = self.settings.filter(\.isTyped)
    let ofPoints = Set(points.points.flatMap(\.values).filter(\.isTyped).map(\.path))
    let laid = points.paths.filter(ofPoints.contains)
    let paths = typed.map(\.path) + laid
    let names = points.points.contains { $0.name != nil }
    guard !paths.isEmpty || names else { return nil }
    let valuesOfPoints = points.values
    let values = typed.map { [$0.value] } + laid.map { valuesOfPoints[$0] ?? [] }
    return .points(paths: paths, values: values, areNamed: names)
  }
}
