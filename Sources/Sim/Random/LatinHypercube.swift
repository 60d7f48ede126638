/// Latin hypercube samples (McKay, Beckman & Conover 1979): of each coordinate one value in each of
/// `count` equal intervals, in random order.
package struct LatinHypercube: Sendable {
  package let count: Int
  package let seed: UInt64
  /// Samples with other numbers are independent.
  package let replicate: UInt64

  package init(count: Int, seed: UInt64, replicate: UInt64 = 0) {
    self.count = max(0, count)
    self.seed = seed
    self.replicate = replicate
  }

  /// A coordinate of all points, strictly between 0 and 1. `dimension` counts from 0.
  package func column(_ dimension: Int) -> [Double] {
    let key = siteKey(seed: seed, path: "latin hypercube \(replicate)")
    var places: [Double] = []
    var order: [(word: UInt64, point: Int)] = []
    for point in 0..<count {
      let words = Philox.block(
        key: key, word0: UInt32(truncatingIfNeeded: dimension), attempt: 0, index: UInt64(point))
      order.append((UInt64(words.0) << 32 | UInt64(words.1), point))
      places.append(UniformValue.value(words.2, words.3))
    }
    order.sort { $0 < $1 }
    for (interval, entry) in order.enumerated() {
      places[entry.point] = (Double(interval) + places[entry.point]) / Double(count)
    }
    return places
  }
}
