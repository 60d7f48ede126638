/// The edges of all histograms of a point, from its pilot (block 0).
///
/// Of trials that are open each step, or group of steps, has edges of its own. Of trials that have
/// ended a quantity has the same at all steps, so that those that ended earlier can be added to
/// those that end later bin by bin.
package struct HistogramEdges: Sendable {
  /// Fewer values than this take in those of the steps before.
  static let fewestValues = 256

  let shape: HistogramShape
  /// Steps that share their edges.
  let group: Int
  /// `bins` for each: edges that rise, then infinity.
  let open: [Double]
  let ended: [Double]
  let measures: [Double]

  init(
    _ shape: HistogramShape, _ report: Report, _ pilot: PilotValues, _ batches: [TrialBatch],
    jobs: Int = 1
  ) {
    self.shape = shape
    group = pilot.group
    open = Self.open(shape, pilot, jobs)
    var finder = Self.finder(shape)
    var values: [Double] = []
    var ended: [Double] = []
    for quantity in report.quantities.indices where shape.slotOfQuantity[quantity] >= 0 {
      values.removeAll(keepingCapacity: true)
      pilot.addEnded(quantity, to: &values)
      ended += Self.padded(finder.edges(of: &values), shape.bins)
    }
    self.ended = ended
    measures = Self.measures(shape, report, batches)
  }

  private static func finder(_ shape: HistogramShape) -> BinEdges {
    BinEdges(most: shape.bins - 1, tail: max(1, shape.bins / 21))
  }

  private static func padded(_ edges: [Double], _ bins: Int) -> [Double] {
    edges + Array(repeating: .infinity, count: bins - edges.count)
  }

  /// Threads share the quantities.
  private static func open(_ shape: HistogramShape, _ pilot: PilotValues, _ jobs: Int) -> [Double] {
    let count = pilot.groups * shape.quantitySlots * shape.bins
    let shares = max(1, min(jobs, shape.quantitySlots))
    return Array(onLargePages: count) { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      nonisolated(unsafe) let edges = base
      let tasks = (0..<shares).map { share in
        { @Sendable in
          for (quantity, slot) in shape.slotOfQuantity.enumerated()
          where slot >= 0 && slot % shares == share {
            fill(shape, pilot, quantity) { group, found in
              let start = edges + (group * shape.quantitySlots + slot) * shape.bins
              start.initialize(repeating: .infinity, count: shape.bins)
              for (place, edge) in found.enumerated() { start[place] = edge }
            }
          }
        }
      }
      concurrently(jobs: shares, tasks)
      return count
    }
  }

  /// The edges of one quantity, group by group.
  private static func fill(
    _ shape: HistogramShape, _ pilot: PilotValues, _ quantity: Int, _ take: (Int, [Double]) -> Void
  ) {
    var finder = finder(shape)
    var values: [Double] = []
    var filled: [Int] = []
    var last = finder.edges(of: &values)
    for group in 0..<pilot.groups {
      values.removeAll(keepingCapacity: true)
      pilot.addOpen(group, quantity, to: &values)
      // Without an open trial nothing has been learnt since the step before.
      if !values.isEmpty {
        for before in filled.reversed() {
          if values.count >= fewestValues { break }
          pilot.addOpen(before, quantity, to: &values)
        }
        filled.append(group)
        last = finder.edges(of: &values)
      }
      take(group, last)
    }
  }

  private static func measures(
    _ shape: HistogramShape, _ report: Report, _ batches: [TrialBatch]
  ) -> [Double] {
    guard shape.hasMeasures else { return [] }
    var finder = BinEdges(
      most: shape.measureBins - 1, tail: shape.measureBins / 32, perOctave: 8)
    var edges: [Double] = []
    for measure in report.measures.indices where shape.slotOfMeasure[measure] >= 0 {
      var values: [Double] = []
      for batch in batches {
        let row = batch.measures + measure * TrialBatch.capacity
        for lane in 0..<batch.count where batch.outcome[lane] >= 0 && !row[lane].isNaN {
          values.append(row[lane] + 0)
        }
      }
      edges += padded(finder.edges(of: &values), shape.measureBins)
    }
    return edges
  }

  /// The edges of a histogram of open trials.
  func open(step: Int, slot: Int) -> ArraySlice<Double> {
    let start = (step / group * shape.quantitySlots + slot) * shape.bins
    return open[start..<(start + shape.bins - 1)]
  }

  func ended(slot: Int) -> ArraySlice<Double> {
    ended[(slot * shape.bins)..<((slot + 1) * shape.bins - 1)]
  }

  func measure(slot: Int) -> ArraySlice<Double> {
    measures[(slot * shape.measureBins)..<((slot + 1) * shape.measureBins - 1)]
  }
}

extension BinEdges {
  /// Of a sample that is sorted on the way; infinite values say nothing.
  fileprivate mutating func edges(of sample: inout [Double]) -> [Double] {
    sample.sortFew()
    if let first = sample.first, let last = sample.last, !(first.isFinite && last.isFinite) {
      sample = sample.filter(\.isFinite)
    }
    return sample.withUnsafeBufferPointer { edges(ofSorted: $0) }
  }
}
