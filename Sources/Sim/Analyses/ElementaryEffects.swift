import CGSL

/// Trajectories through the unit cube in which each step moves one input (Morris 1991, "Factorial
/// sampling plans for preliminary computational experiments").
package struct MorrisDesign: Sendable, Hashable {
  package let inputs: Int
  /// Even. Inputs take the values 0, 1/(p − 1), …, 1; each step is Δ = p/(2(p − 1)) long.
  package let levels: Int
  package let seed: UInt64

  /// `nil` without inputs, or unless the levels are an even number above 1.
  package init?(inputs: Int, levels: Int, seed: UInt64) {
    guard inputs > 0, levels > 1, levels.isMultiple(of: 2) else { return nil }
    self.inputs = inputs
    self.levels = levels
    self.seed = seed
  }

  package var step: Double { Double(levels) / Double(2 * (levels - 1)) }

  /// The points of a trajectory, one more than there are inputs, and the step that leads to each but
  /// the first.
  package struct Trajectory: Sendable, Hashable {
    package let points: [[Double]]
    package let moved: [Int]
    /// Whether the input of that step rose.
    package let rises: [Bool]
  }

  package func trajectory(_ number: Int) -> Trajectory {
    let key = siteKey(seed: seed, path: "elementary effects")
    let words = (0..<inputs).map { input in
      Philox.block(key: key, word0: UInt32(input), attempt: 0, index: UInt64(number))
    }
    let lower = words.map { words in
      let level = Int(UniformValue.value(words.0) * Double(levels / 2))
      return Double(level) / Double(levels - 1)
    }
    let rises = words.map { $0.1 >> 31 == 1 }
    let order = (0..<inputs).sorted { (words[$0].2, $0) < (words[$1].2, $1) }
    var point = zip(lower, rises).map { $0 + ($1 ? 0 : step) }
    var points = [point]
    for input in order {
      point[input] = lower[input] + (rises[input] ? step : 0)
      points.append(point)
    }
    return Trajectory(points: points, moved: order, rises: order.map { rises[$0] })
  }
}

/// What a step of one input changes, over the trajectories of a `MorrisDesign`.
package struct ElementaryEffect: Sendable, Hashable {
  /// μ: the mean of the effects, per unit of the cube.
  package let mean: ValueInInterval
  /// μ*: the mean of their sizes (Campolongo, Cariboni & Saltelli 2007).
  package let size: ValueInInterval
  /// σ: their standard deviation; large where an input acts with others or not along a line.
  package let deviation: ValueInInterval

  /// Of fewer trajectories nothing is said.
  package static let fewestTrajectories = 4

  /// By input. `values`: by trajectory, at each of its points. `noise`: by trajectory, by step: the variance
  /// that chance gives to the change, independent between trajectories; empty: none. `nil` if a value is
  /// missing, or of too few trajectories.
  ///
  /// The limits of μ and μ* are Student's over trajectories, those of σ are of log σ², whose variance
  /// is about (κ − 1)/n + 2/(n(n − 1)) with κ the kurtosis (Cramér 1946, eq. 27.4.2). Chance adds its variance
  /// ν to that of effects, which is taken off again, from the limits too. To their mean size it adds something
  /// from 0 to √(2ν/π), the mean size of a normal ν: what it adds to a normal effect is taken off, and all of
  /// it off the lower limit.
  package static func all(
    _ design: MorrisDesign, _ values: [[Double]], noise: [[Double]] = [], alpha: Double = 0.05
  ) -> [ElementaryEffect]? {
    guard values.count >= fewestTrajectories else { return nil }
    var effects = Array(repeating: [Double](), count: design.inputs)
    var variances = Array(repeating: 0.0, count: design.inputs)
    for (number, values) in values.enumerated() {
      let trajectory = design.trajectory(number)
      for (k, input) in trajectory.moved.enumerated() {
        let change = (values[k + 1] - values[k]) / design.step
        guard change.isFinite else { return nil }
        effects[input].append(trajectory.rises[k] ? change : -change)
        if !noise.isEmpty { variances[input] += noise[number][k] / (design.step * design.step) }
      }
    }
    let found = zip(effects, variances).compactMap {
      ElementaryEffect($0, noise: $1 / Double(values.count), alpha)
    }
    return found.count == design.inputs ? found : nil
  }

  /// `noise`: the variance of an effect by chance.
  private init?(_ effects: [Double], noise: Double, _ alpha: Double) {
    guard let mean = ReplicateInterval.mean(effects, alpha: alpha),
      let size = ReplicateInterval.mean(effects.map(\.magnitude), alpha: alpha)
    else { return nil }
    self.mean = mean
    let spread = Self.deviation(effects, alpha)
    let without = { (value: Double) in max(0, value * value - noise).squareRoot() }
    guard noise > 0 else {
      self.size = ValueInInterval(
        size.value, Interval(low: max(0, size.interval.low), high: size.interval.high))
      deviation = spread
      return
    }
    deviation = ValueInInterval(
      without(spread.value),
      Interval(low: without(spread.interval.low), high: without(spread.interval.high)))
    let own = deviation.value
    let added =
      NormalLoss.size(mean: mean.value, deviation: (own * own + noise).squareRoot())
      - NormalLoss.size(mean: mean.value, deviation: own)
    self.size = ValueInInterval(
      max(mean.value.magnitude, size.value - added),
      Interval(
        low: max(0, size.interval.low - NormalLoss.size(mean: 0, deviation: noise.squareRoot())),
        high: size.interval.high))
  }

  private static func deviation(_ effects: [Double], _ alpha: Double) -> ValueInInterval {
    let n = Double(effects.count)
    let mean = effects.reduce(0, +) / n
    let squares = effects.map { ($0 - mean) * ($0 - mean) }
    let variance = squares.reduce(0, +) / n
    let value = (variance * n / (n - 1)).squareRoot()
    // What rounding leaves of equal effects.
    guard value > 1e-12 * mean.magnitude else {
      return ValueInInterval(value, Interval(low: 0, high: value))
    }
    let kurtosis = squares.reduce(0) { $0 + $1 * $1 } / n / (variance * variance)
    let error = ((kurtosis - 1) / n + 2 / (n * (n - 1))).squareRoot()
    let factor = exp(gsl_cdf_tdist_Qinv(alpha / 2, n - 1) * error / 2)
    return ValueInInterval(value, Interval(low: value / factor, high: value * factor))
  }
}
