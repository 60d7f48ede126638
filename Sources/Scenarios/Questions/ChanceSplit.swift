package import Sim

/// Parameters and chance, told apart by trials of which several share what is drawn once.
package struct ChanceSplit {
  let file: String
  let settings: [Setting]
  let root: FileSource?

  package init(file: String, settings: [Setting], root: FileSource?) {
    self.file = file
    self.settings = settings
    self.root = root
  }

  /// Trials of the first look, two for each draw of the parameters.
  private static let pilotTrials = 2_048
  private static let repeats = 2...32

  /// By target, of about as many trials as the run has; `nil` where there is too little to say it from.
  /// `given`: only trials in which it holds.
  ///
  /// How many trials share their parameters is about 1/ρ, with ρ the share that goes with them in a
  /// first look, on average over targets: no other number tells chance apart better (Sun, Apley & Staum
  /// 2011, "Efficient nested simulation for estimating the variance of a conditional expectation").
  package func shares(
    _ targets: [AskedTarget], _ given: TrialRule?, _ run: RunSettings,
    studied: (Study, RunSettings) throws -> [StudiedPoint]
  ) throws -> [ChanceShare?] {
    var pilot = run
    pilot.trials = max(2, min(run.trials, Self.pilotTrials)) / 2 * 2
    let first = try look(targets, given, pilot, repeats: Self.repeats.lowerBound, studied)
    let shares = first.compactMap { $0?.parameters.value }.filter { $0 > 0 }
    let mean = shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count)
    let wanted = mean > 0 ? Int(min(1 / mean, 1e3).rounded()) : Self.repeats.upperBound
    let repeats = min(max(wanted, Self.repeats.lowerBound), Self.repeats.upperBound)
    var all = run
    all.trials = max(repeats, run.trials / repeats * repeats)
    return try look(targets, given, all, repeats: repeats, studied)
  }

  private func look(
    _ targets: [AskedTarget], _ given: TrialRule?, _ run: RunSettings, repeats: Int,
    _ studied: (Study, RunSettings) throws -> [StudiedPoint]
  ) throws -> [ChanceShare?] {
    let point = StudyPoint(number: 1, values: [], design: Design(repeats: repeats))
    let study = try Study(
      files: [file], settings: settings, points: PointSet(listed: [point]), root: root)
    var run = run
    run.recording = .answers
    let trials = try studied(study, run).first?.trials
    guard let trials else { return targets.map { _ in nil } }
    return try targets.map { target throws(TrialDataError) in
      ChanceShare(
        try target.values(in: trials, of: run.trials, given: given), repeats: repeats)
    }
  }
}
