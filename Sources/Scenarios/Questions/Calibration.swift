package import Sim

/// "Which sets of parameters fit what is known?", asked of a scenario in rounds. Each round is a study of its
/// own, a point for each set; what its tables say of the targets decides where the next one looks.
package struct Calibration: Sendable {
  package let file: TargetFile
  package let priors: [TargetFile.Prior]
  package let sampler: PopulationMonteCarlo
  /// Of the target that is a rule, by its name: the measure that is laid over the scenario.
  let rules: [String: Setting]
  /// What is wrong with the steps and dates of targets.
  let undated: [Diagnostic]

  /// What a set of parameters comes to, by target.
  package struct Found: Sendable {
    package let value: Double
    /// Of the value, by chance alone.
    package let variance: Double
  }

  /// `scenario`: as it is. Throws if it has no parameter to be fitted; `check` says what else is wrong.
  package init(
    _ file: TargetFile, _ scenario: Scenario, sets: Int, seed: UInt64
  ) throws(TrialDataError) {
    self.file = file
    let own =
      file.priors.isEmpty ? scenario.parameters.compactMap(TargetFile.Prior.init) : file.priors
    guard !own.isEmpty else {
      throw .missing(
        "\(scenario.name) draws no parameter from one distribution: list 'parameters' in \(file.path)"
      )
    }
    priors = own
    sampler = PopulationMonteCarlo(parameters: own.count, count: sets, seed: seed)
    let calendar = Calendar(scenario.clock)
    let known = Set(scenario.measures.map(\.name.name))
    var rules: [String: Setting] = [:]
    var undated: [Diagnostic] = []
    for target in file.targets {
      guard case .rule(let text, let by) = target.quantity else { continue }
      let step: Int
      do throws(Diagnostic) {
        step = try Self.step(by, target.by ?? target.what, calendar)
      } catch {
        undated.append(error)
        continue
      }
      var measure = "target_\(target.name)"
      while known.contains(measure) { measure += "_" }
      rules[target.name] = Setting(
        path: "measures.\(measure)", value: "first(\(text)) <= \(step)", of: .rule)
    }
    self.rules = rules
    self.undated = undated
  }

  /// The measures that rules need, as they are laid over the file.
  package var settings: [Setting] { file.targets.compactMap { rules[$0.name] } }

  // MARK: A round

  /// The points of a round: a point for each set. All that they draw is their own, so that the noise of one is
  /// not that of all.
  package func points(_ sets: [[Double]]) -> PointSet {
    PointSet(
      listed: sets.enumerated().map { place, values in
        let first = UInt64(place) << 40
        return StudyPoint(
          number: place + 1,
          values: zip(priors, values).map {
            Setting(path: $0.path, value: "\($1)", of: .calibration)
          }, design: Design(first: TrialAddress(parameters: first, draws: first)))
      })
  }

  /// The sets of a round as a CSV file, for whoever runs them elsewhere.
  package func text(ofSets sets: [[Double]]) -> String {
    let rows = sets.map { $0.map { "\($0)" }.joined(separator: ",") }
    return ([priors.map(\.path).joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
  }

  /// Sets that `text(ofSets:)` wrote. `source`: where they are read from, if not from the disk.
  package func sets(
    writtenTo path: String, from source: FileSource?
  ) throws(TrialDataError) -> [[Double]] {
    let table = try CSVTable(given: path, from: source)
    let columns = priors.compactMap { table.numbers($0.path) }
    guard columns.count == priors.count, table.names.count == priors.count,
      table.rowCount == sampler.count, !columns.contains(where: { $0.contains(where: \.isNaN) })
    else {
      throw .missing("\(path) has not \(sampler.count) sets of the parameters of \(file.path)")
    }
    return (0..<table.rowCount).map { row in columns.map { $0[row] } }
  }

  /// By parameter.
  package func values(_ scores: [Double]) -> [Double] {
    zip(priors, WeightedParticles.quantiles(scores)).map { prior, share in
      prior.marginal.quantile(min(max(share, 1e-12), 1 - 1e-12))
    }
  }

  /// What a round came to, by set and then by target, from the tables of its folder. A set without a trial that
  /// finished has none.
  package func found(in folder: String) throws(TrialDataError) -> [[Found]?] {
    let shares = [
      try ShareColumn(folder + "/classes.csv", name: "class"),
      try ShareColumn(folder + "/outcomes.csv", name: "outcome"),
    ]
    // A scenario without measures has a table without rows.
    let asksForShares = file.targets.allSatisfy {
      if case .share = $0.quantity { true } else { false }
    }
    let measures: MeasureColumn? =
      try asksForShares ? nil : MeasureColumn(folder + "/measures.csv")
    return (1...sampler.count).map { point in
      var all: [Found] = []
      for target in file.targets {
        guard let found = found(target, point, shares, measures) else { return nil }
        all.append(found)
      }
      return all
    }
  }

  private func found(
    _ target: TargetFile.Target, _ point: Int, _ shares: [ShareColumn],
    _ measures: MeasureColumn?
  ) -> Found? {
    switch target.quantity {
    case .share(let name):
      let exact = shares.lazy.compactMap { $0.found(name, point) }.first
      let found = exact ?? shares.lazy.compactMap { $0.found(plain: name, point) }.first
      return found.map { count, trials in Self.share(count, trials) }
    case .mean(let name):
      return measures?.found(name, point).map { Found(value: $0.mean, variance: $0.variance) }
    case .rule:
      guard let name = rules[target.name]?.path.dropFirst("measures.".count) else { return nil }
      return measures?.found(String(name), point).map {
        Self.share(($0.mean * $0.count).rounded(), $0.count)
      }
    }
  }

  /// Its variance as if there were half a trial more either way, so that no trial of many is not certainty.
  private static func share(_ count: Double, _ trials: Double) -> Found {
    let near = (count + 0.5) / (trials + 1)
    return Found(value: count / trials, variance: near * (1 - near) / trials)
  }

  /// The sets of all rounds at the least tolerance at which enough of them fit; `nil` where none fits at all.
  /// `before`: the tolerance of the round before.
  package func weighed(
    _ scores: [[Double]], _ proposals: [PopulationMonteCarlo.Proposal], _ found: [[Found]?],
    before: Double?
  ) -> PopulationMonteCarlo.Round? {
    sampler.weighed(scores, proposals, before: before) { particle, tolerance in
      guard let own = found[particle] else { return -.infinity }
      return zip(file.targets, own).reduce(0) { sum, pair in
        sum + pair.0.known.logKernel(pair.1.value, variance: pair.1.variance, tolerance: tolerance)
      }
    }
  }
}

/// Counts of outcomes or classes, by point, from a table of results.
private struct ShareColumn {
  private var counts: [String: [Int: (Double, Double)]] = [:]

  init(_ path: String, name: String) throws(TrialDataError) {
    let table = try CSVTable(path, shown: path)
    guard let names = table.texts(name), let points = table.numbers("point"),
      let trials = table.numbers("trials"), let counts = table.numbers("count")
    else { return }
    for row in names.indices {
      guard let point = Int(exactly: points[row]), trials[row] > 0 else { continue }
      self.counts[names[row], default: [:]][point] = (counts[row], trials[row])
    }
  }

  func found(_ name: String, _ point: Int) -> (Double, Double)? { counts[name]?[point] }

  /// Of a class whose name is any words.
  func found(plain name: String, _ point: Int) -> (Double, Double)? {
    counts.keys.sorted().first { ClassWords.of($0) == ClassWords.of(name) }.flatMap {
      found($0, point)
    }
  }
}

/// Means of measures in all trials, by point.
private struct MeasureColumn {
  private var means: [String: [Int: (mean: Double, variance: Double, count: Double)]] = [:]

  init(_ path: String) throws(TrialDataError) {
    let table = try CSVTable(path, shown: path)
    guard let names = table.texts("measure"), let points = table.numbers("point"),
      let given = table.texts("given"), let means = table.numbers("mean"),
      let errors = table.numbers("standard_error"), let counts = table.numbers("n")
    else { return }
    for row in names.indices where given[row] == "all" && counts[row] > 0 {
      guard let point = Int(exactly: points[row]) else { continue }
      let error = errors[row].isNaN ? 0 : errors[row]
      self.means[names[row], default: [:]][point] = (means[row], error * error, counts[row])
    }
  }

  func found(_ name: String, _ point: Int) -> (mean: Double, variance: Double, count: Double)? {
    means[name]?[point]
  }
}
