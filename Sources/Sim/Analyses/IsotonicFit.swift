/// How often things came, as a function of their forecast that never falls: the closest one to what came,
/// by the pool-adjacent-violators algorithm (Ayer et al. 1955). No bins are chosen.
package struct IsotonicFit: Sendable {
  /// Neighbouring forecasts that get the same value.
  package struct Block: Sendable, Hashable {
    /// The least and the largest of its forecasts.
    package var low: Double
    package var high: Double
    package var count: Int
    /// How many of them came.
    package var came: Int
    /// Sum of its forecasts.
    package var total: Double

    /// How often they came.
    package var value: Double { Double(came) / Double(count) }
    package var meanForecast: Double { total / Double(count) }

    fileprivate mutating func take(_ next: Block) {
      high = next.high
      count += next.count
      came += next.came
      total += next.total
    }
  }

  /// By forecast; each has a larger value than the one before.
  package let blocks: [Block]

  package init(_ forecasts: [ScoredForecast]) {
    self.init(sorted: forecasts.sorted { $0.probability < $1.probability }) { $0.came }
  }

  /// `sorted`: by probability. Equal forecasts are one block from the start, so that the fit is a function
  /// of them.
  init(sorted: [ScoredForecast], came: (ScoredForecast) -> Bool) {
    var blocks: [Block] = []
    for forecast in sorted {
      let p = forecast.probability
      let one = Block(low: p, high: p, count: 1, came: came(forecast) ? 1 : 0, total: p)
      if let last = blocks.last, last.high == p, last.low == p {
        blocks[blocks.count - 1].take(one)
      } else {
        Self.pool(&blocks)
        blocks.append(one)
      }
    }
    Self.pool(&blocks)
    self.blocks = blocks
  }

  /// The last block and the one before it become one while their values do not rise.
  private static func pool(_ blocks: inout [Block]) {
    while blocks.count > 1, let last = blocks.last,
      last.came * blocks[blocks.count - 2].count <= blocks[blocks.count - 2].came * last.count
    {
      blocks.removeLast()
      blocks[blocks.count - 1].take(last)
    }
  }
}
