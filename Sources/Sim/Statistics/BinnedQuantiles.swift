/// Quantiles of what histograms counted together, Hyndman & Fan (1996), type 7, as of kept values.
///
/// The value of rank j is where the counts, spread evenly inside each bin, reach j + ½; the
/// extremes are exact. Histograms may have different edges.
struct BinnedQuantiles {
  let values: [Double]
  /// How far a quantile can be from the exact one: 0 where all are exact.
  let resolution: Double

  /// `nil` without values. `isOfAll`: the extremes are those of just the values counted. Shares
  /// rise.
  init?(
    _ shares: [Double], of first: Histogram, and second: Histogram? = nil, minimum: Double,
    maximum: Double, isOfAll: Bool
  ) {
    let total = first.count + (second?.count ?? 0)
    guard total > 0, minimum <= maximum else { return nil }
    let places = shares.map { Double(total - 1) * min(max($0, 0), 1) }
    var found: [Ranked] = []
    for place in places {
      let below = Int(place)
      for rank in [below, min(below + 1, total - 1)] where rank > found.last?.rank ?? -1 {
        found.append(Ranked(rank: rank, value: maximum))
      }
    }
    first.withPointers { first in
      var walks = [Walk(first, minimum, maximum)]
      guard let second else { return Self.walk(&found, &walks, minimum, maximum) }
      second.withPointers { second in
        walks.append(Walk(second, minimum, maximum))
        Self.walk(&found, &walks, minimum, maximum)
      }
    }
    if isOfAll {
      for k in found.indices {
        if found[k].rank == 0 { found[k] = Ranked(rank: 0, value: minimum) }
        if found[k].rank == total - 1 { found[k] = Ranked(rank: total - 1, value: maximum) }
      }
    }
    var widest = 0.0
    var values: [Double] = []
    for place in places {
      let below = Int(place)
      guard let k = found.firstIndex(where: { $0.rank == below }) else { continue }
      let next = min(k + 1, found.count - 1)
      let share = place - Double(below)
      widest = max(widest, found[k].width, share > 0 ? found[next].width : 0)
      values.append(Quantiles.between(found[k].value, found[next].value, share))
    }
    self.values = values
    resolution = min(widest, .greatestFiniteMagnitude)
  }

  private struct Ranked {
    let rank: Int
    var value: Double
    var width = 0.0
  }

  /// Where a count passes through bin after bin.
  private struct Walk {
    let bins: Histogram.Pointers
    let minimum, maximum: Double
    var bin = 0
    var count = 0
    var passed = 0
    var left = 0.0
    var right = 0.0

    init(_ bins: Histogram.Pointers, _ minimum: Double, _ maximum: Double) {
      self.bins = bins
      self.minimum = minimum
      self.maximum = maximum
      enter()
    }

    private mutating func enter() {
      count = bins.counts[bin]
      left = bin > 0 ? max(bins.edges[bin - 1], minimum) : minimum
      right = max(left, isLast ? maximum : min(bins.edges[bin], maximum))
    }

    var isLast: Bool { bin == bins.counts.count - 1 }
    /// A bin of one value has no width.
    var width: Double { count == 0 || right.nextDown <= left ? 0 : right - left }

    func reached(_ place: Double) -> Double {
      guard count > 0, place < right else { return Double(passed + count) }
      // Halves, for the difference may be too large for a number.
      let share = (place / 2 - left / 2) / (right / 2 - left / 2)
      return Double(passed) + Double(count) * share
    }

    mutating func advance() {
      passed += count
      bin += 1
      enter()
    }
  }

  /// Finds the values of rising ranks.
  private static func walk(
    _ found: inout [Ranked], _ walks: inout [Walk], _ minimum: Double, _ maximum: Double
  ) {
    var left = minimum
    var reached = 0.0
    var next = 0
    while next < found.count {
      // Alone, a histogram is passed through by its counts.
      while walks.count == 1, !walks[0].isLast,
        Double(walks[0].passed + walks[0].count) < Double(found[next].rank) + 0.5
      {
        left = walks[0].right
        reached = Double(walks[0].passed + walks[0].count)
        walks[0].advance()
      }
      var right = maximum
      for k in walks.indices { right = min(right, walks[k].right) }
      right = max(left, right)
      var after = 0.0
      var width = 0.0
      for k in walks.indices {
        after += walks[k].reached(right)
        width = max(width, walks[k].width)
      }
      while next < found.count, Double(found[next].rank) + 0.5 <= after {
        let share = (Double(found[next].rank) + 0.5 - reached) / (after - reached)
        found[next].value =
          right.nextDown <= left
          ? right : Quantiles.between(left, right, min(max(share, 0), 1))
        found[next].width = width
        next += 1
      }
      var isMoving = false
      for k in walks.indices where walks[k].right <= right && !walks[k].isLast {
        walks[k].advance()
        isMoving = true
      }
      guard isMoving else { return }
      left = right
      reached = after
    }
  }
}

extension Histogram {
  /// For one pass: neither copied nor counted.
  struct Pointers {
    let edges: UnsafeBufferPointer<Double>
    let counts: UnsafeBufferPointer<Int>
  }

  fileprivate func withPointers(_ body: (Pointers) -> Void) {
    edges.withUnsafeBufferPointer { edges in
      counts.withUnsafeBufferPointer { body(Pointers(edges: edges, counts: $0)) }
    }
  }
}
