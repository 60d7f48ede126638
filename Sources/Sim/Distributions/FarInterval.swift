/// An interval so far out in a tail that its probability is no number any more, though the
/// distribution within it is known: by ratios of tail probabilities.
struct FarInterval {
  /// The end at which nearly all of the probability lies, and the other one.
  let near: Double
  let far: Double
  let tail: Tail
  /// log of the tail beyond a place over the tail beyond `near`.
  let logRatio: (Double) -> Double

  /// P(X ≤ x), or P(X > x) for the upper tail, given that X lies in the interval.
  func probability(_ x: Double, _ asked: Tail) -> Double {
    let isBefore = tail == .upper ? x <= near : x >= near
    let isBeyond = tail == .upper ? x >= far : x <= far
    if isBefore || isBeyond { return isBefore == (asked == tail) ? 1 : 0 }
    let (ratio, end) = (logRatio(x), end)
    // The ratio itself may be too small for a number; both ends are then.
    if ratio == -.infinity { return asked == tail ? 0 : 1 }
    // Beyond x, or between `near` and x.
    let part =
      asked == tail
      ? Elementary.exp(ratio) * -Elementary.expm1(end - ratio) : -Elementary.expm1(ratio)
    return part / -Elementary.expm1(end)
  }

  /// The smallest x with such a probability. It is looked for by the log of the tail, which is nearly a line
  /// so far out.
  func quantile(_ p: Double, _ asked: Tail) -> Double {
    guard (0...1).contains(p) else { return .nan }
    // What is left of the tail at x: p + (1 − p)·exp(end), or that of 1 − p.
    let loss = Elementary.expm1(end)
    let ratio =
      if asked != tail {
        Elementary.log1p(p * loss)
      } else if p < 0.5 {
        Elementary.log(p + (1 - p) * (1 + loss))
      } else {
        Elementary.log1p((1 - p) * loss)
      }
    let range = min(near, far)...max(near, far)
    return tail == .upper
      ? Inversion.quantile(-ratio, .lower, in: range) { x, _ in -logRatio(x) }
      : Inversion.quantile(ratio, .lower, in: range) { x, _ in logRatio(x) }
  }

  private var end: Double { far.isInfinite ? -.infinity : logRatio(far) }
}

extension Distribution {
  /// Less than this has lost digits.
  private static let leastMass = 1e-290

  /// `nil` if the probability of the interval, `mass`, is a number with all of its digits, or if
  /// nothing is known of this tail so far out.
  func farInterval(_ interval: Bounds, mass: Double, _ arguments: Arguments) -> FarInterval? {
    guard !(mass > Self.leastMass), interval.low < interval.high,
      case .family(let family, let form, let at) = self, let logTailRatio = family.logTailRatio
    else { return nil }
    let own = family.forms[form].own(arguments + at)
    guard !Family.isPoint(own) else { return nil }
    let isFar = { (x: Double, tail: Tail) in
      x.isFinite && family.probability(x, tail, own) < Self.leastMass
    }
    let far: FarInterval
    if isFar(interval.low, .upper) {
      far = FarInterval(near: interval.low, far: interval.high, tail: .upper) {
        logTailRatio($0, interval.low, .upper, own)
      }
    } else if isFar(interval.high, .lower) {
      let support = family.support(own)
      let end = max(interval.low, support.lowerBound)
      guard end < interval.high else { return nil }
      far = FarInterval(near: interval.high, far: end, tail: .lower) {
        logTailRatio($0, interval.high, .lower, own)
      }
    } else {
      return nil
    }
    // Of a tail that has an end, or is not known, nothing is left.
    let step = far.tail == .upper ? far.near.nextUp : far.near.nextDown
    return logTailRatio(step, far.near, far.tail, own) <= 0 ? far : nil
  }
}
