import CGSL

/// Quantiles of values that were kept.
public enum Quantiles {
  /// Hyndman & Fan (1996), type 7. `nil` without values.
  public static func exact(_ share: Double, ofSorted values: [Double]) -> Double? {
    guard let last = values.last else { return nil }
    let place = Double(values.count - 1) * min(max(share, 0), 1)
    let below = Int(place)
    guard below + 1 < values.count else { return last }
    let left = values[below]
    return left + (values[below + 1] - left) * (place - Double(below))
  }

  /// The order statistics that hold the quantile at level 1 - alpha or more, by the binomial
  /// distribution of the number of values below it (David & Nagaraja 2003, section 7.1).
  /// `nil` where there are too few values.
  public static func interval(_ share: Double, ofSorted values: [Double], alpha: Double = 0.05)
    -> Interval?
  {
    let n = values.count
    guard n > 0, n <= Int(Int32.max), share > 0, share < 1 else { return nil }
    let atMost = { (rank: Int) in gsl_cdf_binomial_P(UInt32(rank), share, UInt32(n)) }
    // The first rank at which the chance of so few values below passes alpha/2, and 1 - alpha/2.
    let low = first(in: 0..<n) { atMost($0) > alpha / 2 }
    let high = first(in: 0..<n) { atMost($0) >= 1 - alpha / 2 }
    guard low >= 1, high < n else { return nil }
    return Interval(low: values[low - 1], high: values[high])
  }

  private static func first(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
