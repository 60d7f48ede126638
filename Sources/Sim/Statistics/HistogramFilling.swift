import CGSL

extension HistogramSet {
  /// What batches recorded of quantities, into a set that is still empty.
  ///
  /// Threads share first the memory, to empty it, then the quantities: no two write to the same
  /// histogram.
  mutating func record(_ batches: [RecordedRows], jobs: Int) {
    guard let edges else { return }
    let shape = shape
    let count = shape.timelineCount
    let shares = max(1, min(jobs, shape.quantitySlots))
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
              let slot = shape.slotOfQuantity[row.quantity]
              guard slot >= 0, slot % shares == share else { return }
              let start = shape.start(row.step * 2 + (row.hasEnded ? 1 : 0), slot)
              let place =
                row.hasEnded ? slot : row.step / edges.group * shape.quantitySlots + slot
              (row.hasEnded ? edges.ended : edges.open).withUnsafeBufferPointer { edges in
                guard let edges = edges.baseAddress else { return }
                sim_fill(
                  counts + start, values, row.count, edges + place * shape.bins, shape.bins, 1)
              }
            }
          }
        }
      }
      concurrently(jobs: shares, fill)
      return count
    }
  }
}
