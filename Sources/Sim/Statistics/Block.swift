/// Trials in blocks of 1,024: the unit of aggregation, part of a result's definition.
package enum Block {
  package static let size = 1_024

  /// Quantiles of the timeline come from the first so many blocks, means from all: at 131,072
  /// trials the rank of a quantile is uncertain by .0014 at most, less than a bin is worth.
  package static let followedByQuantiles = 128

  /// How many blocks hold so many trials; the last may be partial.
  package static func count(trials: Int) -> Int { (trials + size - 1) / size }

  /// Whether a run of so many trials has all trials of a block.
  package static func isWhole(_ block: Int, in trials: Int) -> Bool {
    (block + 1) * size <= trials
  }

  /// The trials of a block.
  package static func trials(of block: Int, in trials: Int) -> Range<Int> {
    block * size..<min(trials, (block + 1) * size)
  }

  /// The same in batches that a machine runs at once.
  static func batches(of block: Int, in trials: Int) -> [Range<Int>] {
    let all = Self.trials(of: block, in: trials)
    return stride(from: all.lowerBound, to: all.upperBound, by: TrialBatch.capacity).map {
      $0..<min(all.upperBound, $0 + TrialBatch.capacity)
    }
  }
}
