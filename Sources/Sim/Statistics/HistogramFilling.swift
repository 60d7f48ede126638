import CGSL

extension HistogramSet {
  /// What batches recorded of quantities, into a set that is still empty.
  ///
  /// Threads share first the memory, to empty it, then the quantities: no two write to the same
  /// histogram.
  mutating func record(_ batches: [RecordedRows], jobs: Int) {
    let count = timelineCount
    let shares = max(1, min(jobs, quantitySlots))
    let places = (slots: slotOfQuantity, scales: scales, above: Double(bins + 1), start: start)
    timeline = Array(onLargePages: count) { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      nonisolated(unsafe) let counts = base
      let empty = (0..<shares).map { share in
        { @Sendable in
          let part = (count * share / shares)..<(count * (share + 1) / shares)
          (counts + part.lowerBound).initialize(repeating: 0, count: part.count)
        }
      }
      concurrently(jobs: shares, empty)
      let fill = (0..<shares).map { share in
        { @Sendable in
          for batch in batches {
            batch.visit { row, values in
              let slot = places.slots[row.quantity]
              guard slot >= 0, slot % shares == share else { return }
              let scale = places.scales[row.quantity]
              sim_fill(
                counts + places.start(row.step * 2 + (row.hasEnded ? 1 : 0), slot), values,
                row.count, scale.low, scale.scale, places.above, 1)
            }
          }
        }
      }
      concurrently(jobs: shares, fill)
      return count
    }
  }
}
