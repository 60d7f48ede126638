/// Counts in bins between rising edges. Bin i holds what lies above edge i − 1, up to and with
/// edge i; the last bin holds what lies above all.
package struct Histogram: Sendable, Hashable {
  /// One fewer than the bins; those that are not needed are infinite and come last.
  let edges: ArraySlice<Double>
  package internal(set) var counts: [Int]

  init(edges: ArraySlice<Double>, counts: [Int]) {
    self.edges = edges
    self.counts = counts
  }

  init(edges: ArraySlice<Double>) {
    self.init(edges: edges, counts: Array(repeating: 0, count: edges.count + 1))
  }

  package var count: Int { counts.reduce(0, +) }

  /// One with the same edges.
  package mutating func merge(_ next: Histogram) {
    for bin in counts.indices { counts[bin] += next.counts[bin] }
  }

  /// The ends of a bin, those of the outermost at the extremes of all values.
  func ends(of bin: Int, _ minimum: Double, _ maximum: Double) -> (left: Double, right: Double) {
    let first = edges.startIndex
    let left = bin > 0 ? max(edges[first + bin - 1], minimum) : minimum
    let right = bin < edges.count ? min(edges[first + bin], maximum) : maximum
    return (left, max(left, right))
  }
}

extension Histogram {
  /// What surely lies at or below the value of a rank, or at or above it.
  func limit(rank: Int, isLower: Bool, minimum: Double, maximum: Double) -> Double {
    var passed = 0
    for bin in counts.indices where counts[bin] > 0 {
      passed += counts[bin]
      guard passed > rank else { continue }
      let (left, right) = ends(of: bin, minimum, maximum)
      return isLower && left < right.nextDown ? left : right
    }
    return maximum
  }
}
