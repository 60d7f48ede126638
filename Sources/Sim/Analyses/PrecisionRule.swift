/// Running on until intervals are narrow enough.
///
/// Only widths are looked at, never where intervals lie, so that they keep their level as trials grow many
/// (Chow & Robbins 1965; Glynn & Whitt 1992, "The asymptotic validity of sequential stopping rules").
package struct PrecisionRule: Sendable, Hashable {
  /// No interval may reach further from its middle.
  package let halfWidth: Double

  package init(halfWidth: Double) { self.halfWidth = halfWidth }

  package func isMet(_ intervals: [Interval]) -> Bool {
    intervals.allSatisfy { ($0.high - $0.low) / 2 <= halfWidth }
  }

  /// The number of trials at the next look: a quarter more, in whole blocks; a block more at least.
  package static func next(after trials: Int) -> Int {
    let blocks = (max(0, trials) + Block.size - 1) / Block.size
    return Block.size * max(blocks + 1, (blocks * 5 + 3) / 4)
  }
}
