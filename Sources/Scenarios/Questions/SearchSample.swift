package import Sim

/// What the trials of a candidate came to, by aim: sums over batches of trials, which are near to normal and
/// few enough to be kept.
package struct SearchSample: Sendable, Hashable {
  /// Trials of a batch.
  package static let batch = 64

  /// By aim, then by batch.
  package private(set) var sums: [[Double]]
  /// How many trials each of these is of; failed ones have no value.
  package private(set) var counts: [[Int]]
  /// How many trials failed.
  package private(set) var failed: Int

  package init(sums: [[Double]], counts: [[Int]], failed: Int = 0) {
    self.sums = sums
    self.counts = counts
    self.failed = failed
  }

  /// `values`: by aim, then by trial; NaN where there is none.
  package init(_ values: [[Double]], failed: Int = 0) {
    (sums, counts) = ([], [])
    self.failed = failed
    for own in values {
      var (sum, count) = ([Double](), [Int]())
      for start in stride(from: 0, to: own.count, by: Self.batch) {
        let batch = own[start..<min(own.count, start + Self.batch)].filter { !$0.isNaN }
        sum.append(batch.reduce(0, +))
        count.append(batch.count)
      }
      sums.append(sum)
      counts.append(count)
    }
  }

  package var batches: Int { sums.first?.count ?? 0 }

  /// All trials that were run; those of batches that are not full are none of a search.
  package var trials: Int { batches * Self.batch }

  /// Of all trials, how many failed.
  package var failedShare: Double { trials > 0 ? Double(failed) / Double(trials) : 0 }

  package func count(_ aim: Int) -> Int { counts[aim].reduce(0, +) }

  /// NaN where no trial has a value.
  package func mean(_ aim: Int, batches: Int? = nil) -> Double {
    let last = min(batches ?? .max, sums[aim].count)
    let count = counts[aim].prefix(last).reduce(0, +)
    return count > 0 ? sums[aim].prefix(last).reduce(0, +) / Double(count) : .nan
  }

  /// By batch, what it makes of the mean: m + (S − m·C)/C̄, with the sum S and the count C of the batch and the mean
  /// count C̄. Their mean is m, the mean over all trials that have a value, and their spread that of this ratio
  /// (Cochran 1977, equation 6.9). Where every trial has a value they are the means of batches.
  package func batchMeans(_ aim: Int, batches: Int? = nil) -> [Double] {
    let last = min(batches ?? .max, sums[aim].count)
    let all = mean(aim, batches: last)
    let count = Double(counts[aim].prefix(last).reduce(0, +)) / Double(max(1, last))
    return (0..<last).map { all + (sums[aim][$0] - all * Double(counts[aim][$0])) / count }
  }

  /// The trials that have a value of an aim, as a sample of its own: 1 where there is one, 0 where there is none.
  package func presence(_ aim: Int) -> SearchSample {
    SearchSample(
      sums: [counts[aim].map(Double.init)], counts: [counts[aim].map { _ in Self.batch }])
  }

  /// The same with more trials behind them.
  package mutating func append(_ more: SearchSample) {
    sums = zip(sums, more.sums).map { $0 + $1 }
    counts = zip(counts, more.counts).map { $0 + $1 }
    failed += more.failed
  }

  /// Of the difference of two samples that share their draws, of the batches that both have: the mean and its
  /// interval at level 1 − `alpha` (Student's, of means over batches).
  package static func difference(
    _ a: SearchSample, _ b: SearchSample, aim: Int, alpha: Double = 0.05
  ) -> (value: Double, interval: Interval)? {
    let both = min(a.sums[aim].count, b.sums[aim].count)
    return mean(
      zip(a.batchMeans(aim, batches: both), b.batchMeans(aim, batches: both)).map { $0 - $1 },
      alpha: alpha)
  }

  /// Fewer batches have no interval.
  package static let fewestBatches = 8

  /// Of values by batch: their mean and its interval.
  static func mean(_ values: [Double], alpha: Double) -> (value: Double, interval: Interval)? {
    var moments = SkewedMoments()
    for value in values { moments.add(value) }
    return MeanInterval.of(moments, alpha: alpha, fewest: fewestBatches).map {
      (moments.moments.mean, $0)
    }
  }

  /// Of the mean itself. `isShare`: each trial has 0 or 1.
  package func interval(_ aim: Int, isShare: Bool) -> Interval? {
    guard count(aim) > 0 else { return nil }
    if isShare {
      let successes = Int(sums[aim].reduce(0, +).rounded())
      return ShareInterval.exact(successes, of: count(aim))
    }
    return Self.mean(batchMeans(aim), alpha: 0.05)?.interval
  }
}
