package import Sim

extension Study {
  /// The same for as long as the program runs.
  private static let arithmetic = Manifest.sha256(ArithmeticFingerprint.bytes())

  /// Of a run that is complete.
  func manifest(_ run: RunSettings) -> Manifest {
    Manifest(
      version: Release.version, seed: run.seed, trials: run.trials,
      blockSize: Block.size,
      inputs: inputs, settings: settings.map { "\($0.path)=\($0.value)" }, sweeps: points.sweeps,
      points: comparesAllPairs ? (points.listing ?? "") + "\nall pairs" : points.listing,
      recording: run.recording.names,
      assumptions: assumptions, complete: true,
      arithmetic: Self.arithmetic)
  }

  /// What is kept unless something else is asked for: everything of up to 20 points, else the
  /// answers.
  package var standardRecording: Recording {
    pointCount <= StudyPoints.mostExtensible ? .all : .answers
  }

  /// `points.csv`; `nil` where nothing is laid over the files.
  var pointTable: Table<PointResult>? {
    let typed = self.settings.filter(\.isTyped)
    let laid = points.paths.filter(points.typedPaths.contains)
    let paths = typed.map(\.path) + laid
    let names = points.listing != nil && points.points.contains { $0.name != nil }
    guard !paths.isEmpty || names else { return nil }
    let valuesOfPoints = points.values
    let values = typed.map { [$0.value] } + laid.map { valuesOfPoints[$0] ?? [] }
    return .points(paths: paths, values: values, areNamed: names)
  }
}
