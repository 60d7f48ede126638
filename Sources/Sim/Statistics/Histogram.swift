/// Counts in equal bins over a range, with the values below and above it.
///
/// A value on the edge of two bins may be counted in either.
public struct Histogram: Sendable, Hashable {
  public let range: HistogramRange
  /// Below, the bins, above.
  public internal(set) var counts: [Int]

  public init(range: HistogramRange, bins: Int = HistogramSet.mostBins) {
    self.range = range
    counts = Array(repeating: 0, count: bins + 2)
  }

  public var bins: Int { counts.count - 2 }
  public var count: Int { counts.reduce(0, +) }
  /// The width of a bin: no quantile is further than this from the exact one.
  public var resolution: Double { (range.high - range.low) / Double(bins) }

  public mutating func merge(_ next: Histogram) {
    for bin in counts.indices { counts[bin] += next.counts[bin] }
  }

  /// By linear interpolation inside the bin, kept between the exact extremes, so that a constant
  /// is exact. `nil` without values.
  ///
  /// Below and above the range the line runs to the extreme: there the resolution does not hold.
  public func quantiles(_ shares: [Double], minimum: Double, maximum: Double) -> [Double]? {
    let total = count
    guard total > 0 else { return nil }
    let width = resolution
    // Shares that rise go on where the one before was found.
    var (first, passed, last) = (0, 0, 0.0)
    return shares.map { share in
      let target = min(max(share, 0), 1) * Double(total)
      if target < last { (first, passed) = (0, 0) }
      last = target
      for bin in first..<counts.count where counts[bin] > 0 {
        guard Double(passed + counts[bin]) >= target else {
          passed += counts[bin]
          continue
        }
        first = bin
        var left = range.low + Double(bin - 1) * width
        var right = left + width
        if bin == 0 {
          left = minimum
          right = range.low
        } else if bin == bins + 1 {
          left = range.high
          right = maximum
        }
        left = max(left, minimum)
        right = min(right, maximum)
        let inside = (target - Double(passed)) / Double(counts[bin])
        return min(max(left + (right - left) * inside, minimum), maximum)
      }
      first = counts.count
      return maximum
    }
  }
}
