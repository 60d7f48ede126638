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

  package init(sums: [[Double]], counts: [[Int]]) {
    self.sums = sums
    self.counts = counts
  }

  /// `values`: by aim, then by trial; NaN where there is none.
  package init(_ values: [[Double]]) {
    (sums, counts) = ([], [])
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

  package func count(_ aim: Int) -> Int { counts[aim].reduce(0, +) }

  /// NaN where no trial has a value.
  package func mean(_ aim: Int, batches: Int? = nil) -> Double {
    let last = min(batches ?? .max, sums[aim].count)
    let count = counts[aim].prefix(last).reduce(0, +)
    return count > 0 ? sums[aim].prefix(last).reduce(0, +) / Double(count) : .nan
  }

  /// Means over batches; of a batch without a trial that of all.
  package func batchMeans(_ aim: Int) -> [Double] {
    let all = mean(aim)
    return zip(sums[aim], counts[aim]).map { $1 > 0 ? $0 / Double($1) : all }
  }

  /// The same with more trials behind them.
  package mutating func append(_ more: SearchSample) {
    sums = zip(sums, more.sums).map { $0 + $1 }
    counts = zip(counts, more.counts).map { $0 + $1 }
  }

  /// Of the difference of two samples that share their draws, of the batches that both have: the mean and its
  /// 95 % interval (Student's, of means over batches).
  package static func difference(
    _ a: SearchSample, _ b: SearchSample, aim: Int
  ) -> (value: Double, interval: Interval)? {
    var moments = SkewedMoments()
    for (own, other) in zip(a.batchMeans(aim), b.batchMeans(aim)) { moments.add(own - other) }
    guard let interval = MeanInterval.of(moments, alpha: 0.05, fewest: 8) else { return nil }
    return (moments.moments.mean, interval)
  }

  /// Of the mean itself. `isShare`: each trial has 0 or 1.
  package func interval(_ aim: Int, isShare: Bool) -> Interval? {
    if isShare {
      let successes = Int(sums[aim].reduce(0, +).rounded())
      return ShareInterval.exact(successes, of: count(aim))
    }
    var moments = SkewedMoments()
    for mean in batchMeans(aim) { moments.add(mean) }
    return MeanInterval.of(moments, alpha: 0.05, fewest: 8)
  }
}
