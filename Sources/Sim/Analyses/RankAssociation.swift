import CGSL

/// Spearman's rank correlation of a measure and an input, with an interval that holds however the two
/// depend on each other.
package struct RankAssociation: Sendable, Hashable {
  package let correlation: ValueInInterval
  /// How many trials have both.
  package let count: Int

  /// Of fewer trials nothing is said.
  package static let fewestTrials = 20

  /// NaN is missing. `nil` if one of them does not vary, or of too few trials.
  ///
  /// The limits are those of Fisher's z = artanh r, whose standard error is that of the influence
  /// function of rank correlation (Croux & Dehon 2010, "Influence functions of the Spearman and Kendall
  /// correlation measures", eq. 5) over n − 3. For two normal variables without correlation this is
  /// the 1/(n − 3) of Fisher; Bonett & Wright (2000) give 1 + r²/2 for normal ones with it.
  package init?(_ x: RankedValues, _ y: RankedValues, alpha: Double = 0.05) {
    guard let (a, b) = RankedValues.pair(x, y), a.ranks.count >= Self.fewestTrials else {
      return nil
    }
    count = a.ranks.count
    guard a.variance > 0, b.variance > 0 else { return nil }
    let n = Double(count)
    let covariance = zip(a.ranks, b.ranks).reduce(0) { $0 + $1.0 * $1.1 } / n
    let scale = (a.variance * b.variance).squareRoot()
    let r = max(-1, min(1, covariance / scale))
    let (above, beside) = (a.meansAbove(b.ranks), b.meansAbove(a.ranks))
    var influences: [Double] = []
    for k in 0..<count {
      let product = a.ranks[k] * b.ranks[k] + above[k] + beside[k]
      let spreads = a.spread(k) / a.variance + b.spread(k) / b.variance
      influences.append(product / scale - r * spreads / 2)
    }
    let mean = influences.reduce(0, +) / n
    let variance = influences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    guard r.magnitude < 1 else {
      correlation = ValueInInterval(r, Interval(low: r, high: r))
      return
    }
    let error = (variance / (n - 3)).squareRoot() / (1 - r * r)
    let z = gsl_cdf_ugaussian_Qinv(alpha / 2)
    let limit = { (side: Double) in tanh(atanh(r) + side * z * error) }
    correlation = ValueInInterval(r, Interval(low: limit(-1), high: limit(1)))
  }
}

extension RankAssociation {
  package init?(_ x: [Double], _ y: [Double], alpha: Double = 0.05) {
    self.init(RankedValues(x), RankedValues(y), alpha: alpha)
  }
}

/// Values that are ranked once for all that they are correlated with. NaN is missing.
package struct RankedValues: Sendable {
  private let values: [Double]
  /// If none is missing.
  private let ranks: MiddleRanks?

  package init(_ values: [Double]) {
    self.values = values
    ranks = values.isEmpty || values.contains { $0.isNaN } ? nil : MiddleRanks(values)
  }

  /// Ranks among the pairs of which both are there; `nil` if there are none.
  fileprivate static func pair(_ x: Self, _ y: Self) -> (MiddleRanks, MiddleRanks)? {
    if let a = x.ranks, let b = y.ranks { return (a, b) }
    let both = zip(x.values, y.values).filter { !$0.0.isNaN && !$0.1.isNaN }
    guard !both.isEmpty else { return nil }
    return (MiddleRanks(both.map(\.0)), MiddleRanks(both.map(\.1)))
  }
}

/// Ranks of values about their middle, in units of their number: from −½ to ½. Equal values share
/// their mean rank.
private struct MiddleRanks {
  private(set) var ranks: [Double]
  let variance: Double
  private let order: [Int]
  /// By value, its share of all.
  private let ties: [Double]

  init(_ values: [Double]) {
    let n = Double(values.count)
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = Array(repeating: 0.0, count: values.count)
    var ties = ranks
    var start = 0
    for end in 1...order.count
    where end == order.count || values[order[end]] != values[order[start]] {
      for place in start..<end {
        ranks[order[place]] = Double(start + end) / (2 * n) - 0.5
        ties[order[place]] = Double(end - start) / n
      }
      start = end
    }
    variance = ranks.reduce(0) { $0 + $1 * $1 } / n
    self.ranks = ranks
    self.order = order
    self.ties = ties
  }

  /// Influence of a value on the variance (1 − Σ p³)/12 of mean ranks, but for a constant.
  func spread(_ k: Int) -> Double { -ties[k] * ties[k] / 4 }

  /// By value, the sum of `other` over all that are above it, those that are equal by half, over their
  /// number.
  func meansAbove(_ other: [Double]) -> [Double] {
    var means = Array(repeating: 0.0, count: other.count)
    var (sum, end) = (0.0, order.count)
    while end > 0 {
      var start = end - 1
      while start > 0, ranks[order[start - 1]] == ranks[order[start]] { start -= 1 }
      let here = order[start..<end].reduce(0) { $0 + other[$1] }
      for k in order[start..<end] { means[k] = (sum + here / 2) / Double(other.count) }
      sum += here
      end = start
    }
    return means
  }
}
