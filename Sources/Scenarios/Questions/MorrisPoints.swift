package import Sim

/// The points of elementary effects: all inputs held, and moved one by one.
package struct MorrisPoints: Sendable {
  package let inputs: [String]
  package let design: MorrisDesign
  package let trajectories: Int
  /// By input: the values of the levels.
  private let values: [[Double]]

  /// `between`: the quantiles, taken from trials, at which the lowest and the highest level lie. `nil`
  /// without inputs that can be held, or unless the levels are even.
  ///
  /// Inputs that depend on others are left as they are drawn: moved alone they would come to what they
  /// never are.
  package init?(
    _ trials: TrialData, _ groups: [InputGroup], _ model: Model, levels: Int, trajectories: Int,
    between quantiles: ClosedRange<Double>, seed: UInt64
  ) {
    let declared = Set(
      model.report.parameters.filter { !$0.isOfEntry && $0.constant == nil }.map(\.name))
    let columns = groups.compactMap { group -> TrialData.Column? in
      guard group.inputs.count == 1, declared.contains(group.inputs[0]) else { return nil }
      return trials.column(group.inputs[0])
    }
    guard let design = MorrisDesign(inputs: columns.count, levels: levels, seed: seed) else {
      return nil
    }
    inputs = columns.map(\.name)
    self.design = design
    self.trajectories = trajectories
    values = columns.map { column in
      let sorted = column.values.filter { !$0.isNaN }.sorted()
      return (0..<levels).map { level in
        let place = Double(level) / Double(levels - 1)
        let width = quantiles.upperBound - quantiles.lowerBound
        return Quantiles.exact(quantiles.lowerBound + place * width, ofSorted: sorted) ?? .nan
      }
    }
  }

  /// Of some trajectories, in their order. The points of a trajectory share their random numbers, so that
  /// little of a change is chance; trajectories share none, so that their effects are independent.
  package func points(_ range: Range<Int>) -> PointSet {
    var points: [StudyPoint] = []
    for number in range {
      let far = UInt64(number) << Self.bitsOfTrials
      let draws = Design(first: TrialAddress(parameters: far, draws: far))
      for point in design.trajectory(number).points {
        let settings = point.enumerated().map { input, place in
          let level = Int((place * Double(design.levels - 1)).rounded())
          return Setting(path: "parameters.\(inputs[input])", value: "\(values[input][level])")
        }
        points.append(
          StudyPoint(number: points.count + 1, values: settings, design: draws))
      }
    }
    return PointSet(listed: points)
  }

  /// No point has more trials than a number of so many bits can count.
  private static let bitsOfTrials = 32

  /// How many points a trajectory has.
  package var length: Int { inputs.count + 1 }

  /// What a target came to on a trajectory.
  package struct Course: Sendable {
    /// At each point: its share or mean; NaN without a value.
    package let means: [Double]
    /// By step: the variance of the mean change of a trial.
    package let noise: [Double]

    /// `values`: by point, by trial; those of a trial share their random numbers. NaN: it has none. Of fewer
    /// than two trials that have both values nothing is known of chance, and 0 stands for it.
    package init(_ values: [[Double]]) {
      means = values.map { own in
        var moments = Moments()
        for value in own { moments.add(value) }
        return moments.count > 0 ? moments.mean : .nan
      }
      noise = zip(values, values.dropFirst()).map { before, after in
        var moments = Moments()
        for (a, b) in zip(before, after) { moments.add(b - a) }
        return moments.standardError.map { $0 * $0 } ?? 0
      }
    }
  }

  /// By trajectory.
  package func effects(_ courses: [Course]) -> [IndexQuestion.Index]? {
    guard courses.count == trajectories, courses.allSatisfy({ $0.means.count == length }),
      let effects = ElementaryEffect.all(
        design, courses.map(\.means), noise: courses.map(\.noise))
    else { return nil }
    return zip(inputs, effects).flatMap { input, effect in
      let found: [(IndexQuestion.Index.Name, ValueInInterval)] = [
        (.mean, effect.mean), (.size, effect.size), (.deviation, effect.deviation),
      ]
      // What changed nothing on any trajectory would have limits of 0, as if it could change nothing.
      let isUnmoved = effect.mean.interval == Interval(low: 0, high: 0)
      return found.map { name, found in
        IndexQuestion.Index(
          input: input, name: name,
          found: isUnmoved ? ValueInInterval(found.value, .unbounded) : found)
      }
    }
  }
}
