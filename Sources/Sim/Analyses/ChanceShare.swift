import CGSL

/// How much of the variance of a quantity goes with what is drawn once in a trial, and how much is
/// chance: from trials of which several in a row share the first (a nested design).
package struct ChanceShare: Sendable, Hashable {
  /// Of what is drawn once: Var(E(Y | θ)) / Var(Y). May be estimated below 0.
  package let parameters: ValueInInterval
  /// How many draws of the parameters.
  package let groups: Int

  /// The rest.
  package var chance: ValueInInterval {
    ValueInInterval(
      1 - parameters.value,
      Interval(low: 1 - parameters.interval.high, high: 1 - parameters.interval.low))
  }

  /// Of fewer draws of the parameters nothing is said.
  package static let fewestGroups = 30

  /// One-way random effects (Searle, Casella & McCulloch 1992, section 3.6): with F the ratio of mean
  /// squares between and within groups of m, ρ = (F − 1)/(F − 1 + m). The limits come from the
  /// jackknife of log F over groups (Arvesen 1969; Miller 1974), which no distribution is assumed for.
  ///
  /// `y`: by trial, `repeats` in a row to a group; NaN is missing, and groups may then be smaller.
  /// `nil` of too few groups, without groups of two, or if a mean square is 0.
  package init?(_ y: [Double], repeats: Int, alpha: Double = 0.05) {
    guard repeats > 1 else { return nil }
    var moments = Moments()
    for value in y { moments.add(value) }
    var sums = GroupSums()
    var parts: [GroupSums] = []
    for start in stride(from: 0, to: y.count, by: repeats) {
      let group = GroupSums(y[start..<min(start + repeats, y.count)], about: moments.mean)
      guard group.values > 0 else { continue }
      parts.append(group)
      sums.add(group, 1)
    }
    groups = parts.count
    guard groups >= Self.fewestGroups, let f = sums.ratio, f.size > 1 else { return nil }
    var without: [Double] = []
    for part in parts {
      var rest = sums
      rest.add(part, -1)
      guard let ratio = rest.ratio else { return nil }
      without.append(log(ratio.f))
    }
    guard let logarithm = ReplicateInterval.jackknife(log(f.f), without, alpha: alpha) else {
      return nil
    }
    let share = { (ratio: Double) in (ratio - 1) / (ratio - 1 + f.size) }
    parameters = ValueInInterval(
      share(f.f),
      Interval(
        low: share(exp(logarithm.interval.low)), high: share(exp(logarithm.interval.high))))
  }
}

/// What the analysis of variance needs of some groups.
private struct GroupSums {
  var groups = 0.0
  var values = 0.0
  var squaredSizes = 0.0
  var sum = 0.0
  /// Σ n m² of the groups' means m.
  var betweenRaw = 0.0
  var within = 0.0

  init() {}

  /// `center`: near the mean of all, so that sums of squares cancel little.
  init(_ y: ArraySlice<Double>, about center: Double) {
    var moments = Moments()
    for value in y { moments.add(value - center) }
    guard moments.count > 0 else { return }
    groups = 1
    values = Double(moments.count)
    squaredSizes = values * values
    sum = values * moments.mean
    betweenRaw = sum * moments.mean
    within = moments.squares
  }

  mutating func add(_ other: GroupSums, _ sign: Double) {
    groups += sign * other.groups
    values += sign * other.values
    squaredSizes += sign * other.squaredSizes
    sum += sign * other.sum
    betweenRaw += sign * other.betweenRaw
    within += sign * other.within
  }

  /// The ratio of mean squares, and the size of a group that stands for sizes that differ.
  var ratio: (f: Double, size: Double)? {
    guard groups > 1, values > groups else { return nil }
    let between = (betweenRaw - sum * sum / values) / (groups - 1)
    let inside = within / (values - groups)
    guard between > 0, inside > 0 else { return nil }
    return (between / inside, (values - squaredSizes / values) / (groups - 1))
  }
}
