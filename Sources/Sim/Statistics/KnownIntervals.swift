internal import Synchronization

/// The intervals of a table; equal counts, as of a signal that has ceased to change, are worked out
/// once. Several threads may ask.
final class KnownIntervals: Sendable {
  private struct Counts: Hashable {
    var x, n: Int
    var restSeen = 0
    var rest = 0
  }

  let alpha: Double
  private let exact = Mutex<[Counts: Interval]>([:])
  private let ratios = Mutex<[Counts: RatioInterval]>([:])

  init(alpha: Double) { self.alpha = alpha }

  /// `count` of `trials`, with its exact interval.
  func share(_ count: Int, of trials: Int) -> Summary.Share {
    let key = Counts(x: count, n: trials)
    let interval = Self.found(key, in: exact) {
      ShareInterval.exact(count, of: trials, alpha: alpha)
    }
    return Summary.Share(count: count, trials: trials, interval: interval)
  }

  func ratio(_ x: Int, of n: Int, over restSeen: Int, of rest: Int) -> RatioInterval {
    Self.found(Counts(x: x, n: n, restSeen: restSeen, rest: rest), in: ratios) {
      RatioInterval(x, of: n, over: restSeen, of: rest, alpha: alpha)
    }
  }

  /// Worked out while others may ask; now and then twice, to the same end.
  private static func found<Value: Sendable>(
    _ key: Counts, in known: borrowing Mutex<[Counts: Value]>, _ make: () -> Value
  ) -> Value {
    if let value = known.withLock({ $0[key] }) { return value }
    let value = make()
    known.withLock { $0[key] = value }
    return value
  }
}
