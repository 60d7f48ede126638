internal import Synchronization

/// The intervals of a table; those of equal counts are worked out once. Several threads may ask.
final class KnownIntervals: Sendable {
  private struct Counts: Hashable {
    var x, n: Int

    /// Both are far below 2³².
    func hash(into hasher: inout Hasher) { hasher.combine(x << 32 ^ n) }
  }

  private struct Rank: Hashable {
    var share: Double
    var n: Int
  }

  let alpha: Double
  /// Trials that failed, if they are so many that limits are bounds.
  let failed: Int
  private let quantiles = Mutex<[Rank: QuantileRanks?]>([:])
  private let exact = Mutex<[Counts: Interval]>([:])
  /// The score that a standard normal number exceeds with chance `alpha` / 2.
  private let score: Double

  init(alpha: Double, failed: Int = 0) {
    self.alpha = alpha
    self.failed = failed
    score = RatioInterval.score(alpha: alpha)
  }

  /// `count` of `trials`, with its exact interval.
  func share(_ count: Int, of trials: Int) -> Summary.Share {
    let key = Counts(x: count, n: trials)
    let interval = Self.found(key, in: exact) {
      ShareInterval.exact(count, of: trials, failed: failed, alpha: alpha)
    }
    return Summary.Share(count: count, trials: trials, interval: interval)
  }

  /// Not remembered: of signals few counts come again but at the next step.
  func ratio(_ counts: RatioCounts) -> RatioInterval {
    RatioInterval(counts, failed: failed, score: score)
  }

  /// The ranks that hold a quantile of so many values, and of those that failed.
  func ranks(_ share: Double, of count: Int) -> QuantileRanks? {
    Self.found(Rank(share: share, n: count), in: quantiles) {
      QuantileRanks(share, of: count, failed: failed, alpha: alpha)
    }
  }

  /// Worked out while others may ask; now and then twice, to the same end.
  private static func found<Key: Hashable & Sendable, Value: Sendable>(
    _ key: Key, in known: borrowing Mutex<[Key: Value]>, _ make: () -> Value
  ) -> Value {
    if let value = known.withLock({ $0[key] }) { return value }
    let value = make()
    known.withLock { $0[key] = value }
    return value
  }
}
