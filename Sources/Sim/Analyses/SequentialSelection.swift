/// Which of a few systems has the largest mean, from observations that are taken in pairs: the fully sequential
/// procedure of Kim and Nelson (2001, section 3, with c = 1).
///
/// Observations of one row belong together: they share their random numbers. They are taken as normal, as means
/// over batches of trials nearly are. If the best system is ahead of all others by the indifference or more, it
/// is the one that is left with probability 1 − alpha or more.
package struct SequentialSelection: Sendable {
  /// Fewer observations than this say too little of variances.
  package static let fewestFirst = 8

  package let indifference: Double
  /// By system, whether it may still be the best.
  package private(set) var isLeft: [Bool]
  /// Observations at which each system was dropped.
  package private(set) var droppedAt: [Int?]
  /// h²·S² of each pair, in rows of systems.
  private let spread: [[Double]]
  private(set) var count: Int

  /// `first`: by system, its first observations, as many of each, finite. `nil` of fewer than two systems, of
  /// too few observations or of an indifference that is not above 0.
  package init?(first: [[Double]], indifference: Double, alpha: Double = 0.05) {
    let count = first.map(\.count).min() ?? 0
    guard first.count > 1, count >= Self.fewestFirst, indifference > 0, (0..<1).contains(alpha),
      alpha > 0
    else { return nil }
    self.indifference = indifference
    self.count = count
    isLeft = first.map { _ in true }
    droppedAt = first.map { _ in nil }
    let systems = Double(first.count)
    let freedom = Double(count - 1)
    // η and h² of step 1.
    let eta = 0.5 * (Mathematics.pow(2 * alpha / (systems - 1), -2 / freedom) - 1)
    let square = 2 * eta * freedom
    spread = first.map { own in
      first.map { other in
        let differences = zip(own.prefix(count), other.prefix(count)).map { $0 - $1 }
        let mean = differences.reduce(0, +) / Double(count)
        return square * differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / freedom
      }
    }
  }

  /// So many observations decide at the latest.
  package var mostCount: Int {
    let largest = spread.joined().max() ?? 0
    let most = largest / (indifference * indifference)
    return most < 1e15 ? Int(most) + 1 : Int.max
  }

  package var left: [Int] { isLeft.indices.filter { isLeft[$0] } }

  package var isDecided: Bool { left.count == 1 || count >= mostCount }

  /// Drops what is clearly not the best. `means`: by system, over all of `count` observations; those of dropped
  /// systems are not looked at.
  package mutating func look(_ means: [Double], count: Int) {
    self.count = count
    let now = left
    for own in now {
      let isBeaten = now.contains { other in
        other != own && means[own] < means[other] - slack(own, other, count)
      }
      if isBeaten {
        isLeft[own] = false
        droppedAt[own] = count
      }
    }
  }

  /// The system to be chosen, once it is decided or no more observations can be had: the best of those left,
  /// of equal ones the first.
  package func chosen(_ means: [Double]) -> Int? {
    left.max { (means[$0], -$0) < (means[$1], -$1) }
  }

  /// W of step 2.
  private func slack(_ own: Int, _ other: Int, _ count: Int) -> Double {
    let ratio = spread[own][other] / (indifference * indifference)
    return max(0, indifference / (2 * Double(count)) * (ratio - Double(count)))
  }
}
