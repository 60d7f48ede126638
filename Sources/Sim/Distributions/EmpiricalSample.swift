/// The values of a column of data, each as likely as every other: a draw takes one and puts it
/// back.
package final class EmpiricalSample: Sendable {
  /// The name under which a scenario knows the column.
  package let name: String
  /// Ascending, never empty.
  let sorted: [Double]

  /// `values` are finite and at least one.
  package init(name: String, values: [Double]) {
    self.name = name
    sorted = values.isEmpty ? [.nan] : values.sorted()
  }

  /// The value at a uniform: rising, so that a larger uniform never gives a smaller value.
  func value(_ u: Double) -> Double {
    sorted[min(sorted.count - 1, Int(u * Double(sorted.count)))]
  }

  /// P(X ≤ x), or P(X > x).
  func probability(_ x: Double, _ tail: Tail) -> Double {
    share(of: firstIndex { $0 > x }, tail)
  }

  /// P(X < x), or P(X ≥ x).
  func probabilityBelow(_ x: Double, _ tail: Tail) -> Double {
    share(of: firstIndex { $0 >= x }, tail)
  }

  /// The smallest value with P(X ≤ x) ≥ p, or P(X > x) ≤ p.
  func quantile(_ p: Double, _ tail: Tail) -> Double {
    let n = Double(sorted.count)
    let place = tail == .lower ? (p * n).rounded(.up) - 1 : n - 1 - (p * n).rounded(.down)
    return sorted[Int(min(max(place, 0), n - 1))]
  }

  private func share(of below: Int, _ tail: Tail) -> Double {
    Double(tail == .lower ? below : sorted.count - below) / Double(sorted.count)
  }

  /// How many values lie before the first for which `isBeyond` holds.
  private func firstIndex(_ isBeyond: (Double) -> Bool) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(sorted[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Of the distribution, so the variance is divided by the number of values.
  func moments(in interval: Bounds) -> MeanAndVariance {
    let inside = sorted.filter { $0 >= interval.low && $0 <= interval.high }
    guard let first = inside.first else { return MeanAndVariance() }
    let n = Double(inside.count)
    // Deviations from the first value: a common level costs no digits.
    let mean = first + inside.reduce(0) { $0 + ($1 - first) } / n
    let variance = inside.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    return MeanAndVariance(mass: n / Double(sorted.count), mean: mean, variance: variance)
  }

  /// The largest share that one value has.
  package var largestTie: Double {
    var (longest, run) = (1, 1)
    for (a, b) in zip(sorted, sorted.dropFirst()) {
      run = a == b ? run + 1 : 1
      longest = max(longest, run)
    }
    return Double(longest) / Double(sorted.count)
  }

  /// A digest of the values, so that other data makes another model.
  var digest: UInt64 {
    fnv1a64(
      sorted.lazy.flatMap { value in
        withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init)
      })
  }
}
