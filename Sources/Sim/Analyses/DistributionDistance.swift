import CGSL

/// How differently an input is distributed in the trials that ended in a class and in those that did
/// not: the largest distance of the two distribution functions (Kolmogorov 1933; Smirnov 1939; as a
/// measure of sensitivity Spear & Hornberger 1980). It stays large where a class is rare.
package struct DistributionDistance: Sendable, Hashable {
  package let distance: ValueInInterval
  /// How many trials have a value and ended in the class, and how many did not.
  package let members: Int
  package let others: Int

  /// Of fewer trials on either side nothing is said.
  package static let fewestTrials = 5

  /// `isMember`: by trial, 1 or 0; NaN is missing. `nil` for labels, which have no order, and of too
  /// few trials.
  package init?(_ isMember: [Double], by input: RankedInput, alpha: Double = 0.05) {
    guard input.kind == .number, !input.isConstant else { return nil }
    let counts = input.cells.indices.reduce(into: (members: 0, others: 0)) { counts, trial in
      guard input.cells[trial] >= 0, !isMember[trial].isNaN else { return }
      if isMember[trial] > 0 { counts.members += 1 } else { counts.others += 1 }
    }
    (members, others) = counts
    guard min(members, others) >= Self.fewestTrials else { return nil }
    let largest = Self.largest(isMember, input, counts)
    let band = DistanceBand(isMember, input, counts)
    distance = ValueInInterval(largest, band.limits(of: largest, alpha))
  }

  /// Over all values of the input.
  private static func largest(
    _ isMember: [Double], _ input: RankedInput, _ counts: (members: Int, others: Int)
  ) -> Double {
    var (inside, outside, start, largest) = (0.0, 0.0, 0, 0.0)
    for end in input.ends.map(Int.init) {
      for trial in input.order[start..<end].map(Int.init) where !isMember[trial].isNaN {
        if isMember[trial] > 0 { inside += 1 } else { outside += 1 }
      }
      largest = max(
        largest, (inside / Double(counts.members) - outside / Double(counts.others)).magnitude)
      start = end
    }
    return largest
  }
}

/// The two distribution functions cell by cell, and how far chance takes their difference.
private struct DistanceBand {
  private var inside: [Double] = []
  private var outside: [Double] = []
  private let members: Double
  private let others: Double

  init(_ isMember: [Double], _ input: RankedInput, _ counts: (members: Int, others: Int)) {
    (members, others) = (Double(counts.members), Double(counts.others))
    // Fewer cells do as well here.
    let width = (input.cellCount + GaussianBridges.cells - 1) / GaussianBridges.cells
    let count = (input.cellCount + width - 1) / width
    var cells = Array(repeating: (inside: 0.0, outside: 0.0), count: count)
    for (trial, cell) in input.cells.enumerated() where cell >= 0 && !isMember[trial].isNaN {
      let at = Int(cell) / width
      if isMember[trial] > 0 { cells[at].inside += 1 } else { cells[at].outside += 1 }
    }
    for cell in cells {
      inside.append(cell.inside / members)
      outside.append(cell.outside / others)
    }
  }

  /// The largest difference found is larger than the true one, for chance chooses the place. By how much
  /// is seen from noise that is added to what may be true.
  ///
  /// For the upper limit that is the difference found. For the lower limit it is raised by the middle
  /// size of noise alone, though not past its largest, so that all places that may be the true one count
  /// (Chernozhukov, Lee & Rosen 2013, "Intersection bounds").
  ///
  /// Where two equal distributions give as large a difference with a chance of alpha/2, the lower limit
  /// is 0, and the upper one a normal quantile of the difference at its place above it: the true distance
  /// is no smaller than the true difference there.
  func limits(of largest: Double, _ alpha: Double) -> Interval {
    var difference: [Double] = []
    var sum = 0.0
    for (a, b) in zip(inside, outside) {
      sum += a - b
      difference.append(sum)
    }
    let noise = GaussianBridges.shared.differences(inside, members, outside, others)
    let level = Array(repeating: 0.0, count: difference.count)
    let alone = passed(level, raised: 0, noise)
    let rank = { (share: Double) in min(alone.count - 1, Int(share * Double(alone.count))) }
    guard largest > alone[rank(1 - alpha / 2)] else {
      let z = gsl_cdf_ugaussian_Qinv(alpha / 2)
      return Interval(low: 0, high: min(1, largest + z * error(of: difference)))
    }
    let high = largest - passed(difference, raised: 0, noise)[rank(alpha / 2)]
    let reach = passed(difference, raised: alone[rank(0.5)], noise)[rank(1 - alpha / 2)]
    let low = largest - reach
    return Interval(low: max(0, min(low, largest)), high: min(1, max(high, largest)))
  }

  /// Of the difference where it is largest.
  private func error(of difference: [Double]) -> Double {
    let place = difference.indices.max { difference[$0].magnitude < difference[$1].magnitude } ?? 0
    let share = { (cells: [Double]) in min(1, cells[0...place].reduce(0, +)) }
    let (a, b) = (share(inside), share(outside))
    return (a * (1 - a) / members + b * (1 - b) / others).squareRoot()
  }

  /// By how much noise passes the largest difference, from the least.
  private func passed(
    _ difference: [Double], raised slack: Double, _ noise: [Double]
  ) -> [Double] {
    let top = difference.map(\.magnitude).max() ?? 0
    let up = difference.map { min(0, $0 + slack - top) }
    let down = difference.map { min(0, slack - $0 - top) }
    return stride(from: 0, to: noise.count, by: difference.count).map { start in
      var most = -Double.infinity
      for at in difference.indices {
        let value = noise[start + at]
        most = max(most, up[at] + value, down[at] - value)
      }
      return most
    }.sorted()
  }
}

/// Brownian bridges in steps, always the same ones.
private struct GaussianBridges: Sendable {
  static let cells = 64
  private static let paths = 1_000

  static let shared = GaussianBridges()

  /// Standard normal values: path by path, for each cell of the one side, then of the other.
  private let steps: [Double]

  private init() {
    let key = siteKey(seed: 0, path: "distribution distance")
    var steps: [Double] = []
    for path in 0..<Self.paths {
      for cell in 0..<(2 * Self.cells) {
        let words = Philox.block(
          key: key, word0: UInt32(cell), attempt: 0, index: UInt64(path))
        steps.append(gsl_cdf_ugaussian_Pinv(UniformValue.value(words.0, words.1)))
      }
    }
    self.steps = steps
  }

  /// The noise of the difference of two distribution functions that are counted from so many trials
  /// each, at the end of each cell: path by path.
  func differences(_ p: [Double], _ n: Double, _ q: [Double], _ m: Double) -> [Double] {
    let (a, b) = (p.map { ($0 / n).squareRoot() }, q.map { ($0 / m).squareRoot() })
    var noise = Array(repeating: 0.0, count: Self.paths * p.count)
    for path in 0..<Self.paths {
      let (own, other) = (2 * path * Self.cells, (2 * path + 1) * Self.cells)
      var (first, second) = (0.0, 0.0)
      for k in p.indices {
        first += a[k] * steps[own + k]
        second += b[k] * steps[other + k]
      }
      var (x, y, inP, inQ) = (0.0, 0.0, 0.0, 0.0)
      for k in p.indices {
        x += a[k] * steps[own + k]
        y += b[k] * steps[other + k]
        inP += p[k]
        inQ += q[k]
        noise[path * p.count + k] = x - inP * first - (y - inQ * second)
      }
    }
    return noise
  }
}
