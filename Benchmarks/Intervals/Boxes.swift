import Sim

extension IntervalCase {
  /// Of the box that is chosen among hits where x < 0.4 and y > 0.5 (nine of ten; one of twenty elsewhere),
  /// of x, y, z uniform: each replication has a box, and a truth, of its own.
  static let boxes: [IntervalCase] = [
    IntervalCase("density of a box", "planted box; 1,000 trials") {
      planted(&$0) { $0.densityInterval.contains($1.hits / $1.volume) }
    },
    IntervalCase("coverage of a box", "planted box; 1,000 trials") {
      planted(&$0) { $0.coverageInterval.contains($1.hits / (0.2 * 0.9 + 0.8 * 0.05)) }
    },
    IntervalCase("no box in noise", "four inputs without influence; 600 trials") { chances in
      let inputs = (0..<4).map { _ in BoxInput(chances.uniforms(600)) }
      let isHit = (0..<600).map { _ in chances.happens(0.3) }
      return !Discovery(inputs, isHit: isHit, seed: 1).isFound
    },
  ]

  private static func planted(
    _ chances: inout Chances, _ holds: (BoxEvidence, (volume: Double, hits: Double)) -> Bool
  ) -> Bool? {
    let columns = (0..<3).map { _ in chances.uniforms(1000) }
    let isHit = (0..<1000).map { trial in
      chances.happens(columns[0][trial] < 0.4 && columns[1][trial] > 0.5 ? 0.9 : 0.05)
    }
    let found = Discovery(columns.map { BoxInput($0) }, isHit: isHit, seed: 1)
    let box = found.boxes[found.chosen]
    // How much of a range from `low` to `high` the box holds.
    let length = { (input: Int, low: Double, high: Double) in
      guard case .range(let least, let most)? = box.box.limits[input] else { return high - low }
      return max(0, min(high, most) - max(low, least))
    }
    let z = length(2, 0, 1)
    let volume = length(0, 0, 1) * length(1, 0, 1) * z
    let rich = length(0, 0, 0.4) * length(1, 0.5, 1) * z
    return holds(box, (volume: volume, hits: 0.85 * rich + 0.05 * volume))
  }
}
