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

  /// In the order of trajectories.
  package var points: PointSet {
    var points: [StudyPoint] = []
    for number in 0..<trajectories {
      for point in design.trajectory(number).points {
        let settings = point.enumerated().map { input, place in
          let level = Int((place * Double(design.levels - 1)).rounded())
          return Setting(path: "parameters.\(inputs[input])", value: "\(values[input][level])")
        }
        points.append(StudyPoint(number: points.count + 1, values: settings))
      }
    }
    return PointSet(listed: points)
  }

  /// `values`: share or mean at each point.
  package func effects(_ values: [Double]) -> [IndexQuestion.Index]? {
    let length = inputs.count + 1
    guard values.count == trajectories * length,
      let effects = ElementaryEffect.all(
        design, (0..<trajectories).map { Array(values[($0 * length)..<(($0 + 1) * length)]) })
    else { return nil }
    return zip(inputs, effects).flatMap { input, effect in
      [
        IndexQuestion.Index(input: input, name: .mean, found: effect.mean),
        IndexQuestion.Index(input: input, name: .size, found: effect.size),
        IndexQuestion.Index(input: input, name: .deviation, found: effect.deviation),
      ]
    }
  }
}

extension AskedTarget {
  /// Share or mean of a point that was run; `nil` if it has none.
  package func value(of point: PointResult) -> Double? {
    let summary = point.summary
    switch kind {
    case .class: return summary.classes.first { $0.name == name }?.share.share
    case .outcome: return summary.outcomes.first { $0.name == name }?.share.share
    case .measure:
      return summary.measures.first {
        $0.outcome == nil && point.report.measures[$0.measure].name == name
      }?.column.mean
    case .condition: return nil
    }
  }
}
