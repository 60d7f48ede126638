internal import Synchronization

/// The intervals of a table; equal counts, as of a signal that has ceased to change, are worked out
/// once. Several threads may ask.
final class KnownIntervals: Sendable {
  private struct Counts: Hashable {
    var x, n: Int
    var restSeen = 0
    var rest = 0
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
  private let ratios = Mutex<[Counts: RatioInterval]>([:])

  init(alpha: Double, failed: Int = 0) {
    self.alpha = alpha
    self.failed = failed
  }

  /// `count` of `trials`, with its exact interval.
  func share(_ count: Int, of trials: Int) -> Summary.Share {
    let key = Counts(x: count, n: trials)
    let interval = Self.found(key, in: exact) {
      ShareInterval.exact(count, of: trials, failed: failed, alpha: alpha)
    }
    return Summary.Share(count: count, trials: trials, interval: interval)
  }

  func ratio(_ x: Int, of n: Int, over restSeen: Int, of rest: Int) -> RatioInterval {
    Self.found(Counts(x: x, n: n, restSeen: restSeen, rest: rest), in: ratios) {
      var ratio = RatioInterval(x, of: n, over: restSeen, of: rest, alpha: alpha)
      guard failed > 0 else { return ratio }
      // The failed trials, and whether they saw it, all speak for the rest, then all against.
      let least = RatioInterval(
        x, of: n + failed, over: restSeen + failed, of: rest + failed, alpha: alpha)
      let most = RatioInterval(
        x + failed, of: n + failed, over: restSeen, of: rest + failed, alpha: alpha)
      ratio.interval = Interval(low: least.interval.low, high: most.interval.high)
      return ratio
    }
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
