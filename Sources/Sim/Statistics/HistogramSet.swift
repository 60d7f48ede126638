import CGSL

/// All histograms of a point, as one worker fills them.
///
/// Integers, so the order of workers and blocks does not matter and what was added can be taken
/// back: every recording takes a sign.
package struct HistogramSet: Sendable {
  let shape: HistogramShape
  /// `nil` where counts were read and block 0 has not been run; then nothing can be recorded.
  var edges: HistogramEdges?
  /// Step by step, quantity by quantity: open, then ended. Empty until something is recorded.
  var timeline: [Int32] = []
  /// Measure by measure, outcome by outcome. Empty until something is recorded.
  var measures: [Int32] = []

  package init(_ edges: HistogramEdges) {
    shape = edges.shape
    self.edges = edges
  }

  init(_ report: Report, keepsValues: Bool) {
    shape = HistogramShape(report, keepsValues: keepsValues)
  }

  /// Measures have histograms only where their values are not kept.
  package var hasMeasures: Bool { shape.hasMeasures }

  /// The values of trials still open at the end of the step. `sign` is +1, or -1 to take back.
  @inline(__always)
  package mutating func recordOpen(
    step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int, sign: Int32 = 1
  ) {
    let slot = shape.slotOfQuantity[quantity]
    guard slot >= 0, let edges else { return }
    let place = (step / edges.group * shape.quantitySlots + slot) * shape.bins
    fill(shape.start(step * 2, slot), edges.open, place, row, count, sign)
  }

  /// The values of trials that ended in the step.
  @inline(__always)
  package mutating func recordEnded(
    step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int, sign: Int32 = 1
  ) {
    let slot = shape.slotOfQuantity[quantity]
    guard slot >= 0, let edges else { return }
    fill(shape.start(step * 2 + 1, slot), edges.ended, slot * shape.bins, row, count, sign)
  }

  @inline(__always)
  private mutating func fill(
    _ start: Int, _ edges: [Double], _ place: Int, _ row: UnsafePointer<Double>, _ count: Int,
    _ sign: Int32
  ) {
    if timeline.isEmpty { timeline = Self.zeros(shape.timelineCount) }
    let bins = shape.bins
    timeline.withUnsafeMutableBufferPointer { counts in
      edges.withUnsafeBufferPointer { edges in
        guard let counts = counts.baseAddress, let edges = edges.baseAddress else { return }
        sim_fill(counts + start, row, count, edges + place, bins, sign)
      }
    }
  }

  /// The measures of finished trials.
  package mutating func record(_ batch: TrialBatch, sign: Int32 = 1) {
    guard hasMeasures, let edges else { return }
    if measures.isEmpty { measures = Array(repeating: 0, count: shape.measuresCount) }
    var at = [UInt64](repeating: 0, count: TrialBatch.capacity)
    for (measure, slot) in shape.slotOfMeasure.enumerated() where slot >= 0 {
      let row = batch.measures + measure * TrialBatch.capacity
      edges.measures.withUnsafeBufferPointer { edges in
        guard let edges = edges.baseAddress else { return }
        sim_place(
          sim_best_set(), row, batch.count, edges + slot * shape.measureBins, shape.measureBins,
          &at)
      }
      for lane in 0..<batch.count where batch.outcome[lane] >= 0 {
        measures[shape.measureStart(slot, Int(batch.outcome[lane])) + Int(at[lane])] += sign
      }
    }
  }

  /// Adds what another worker counted for the same point.
  package mutating func merge(_ other: HistogramSet) {
    Self.add(other.timeline, to: &timeline)
    Self.add(other.measures, to: &measures)
  }

  private static func add(_ other: [Int32], to counts: inout [Int32]) {
    if other.isEmpty { return }
    guard !counts.isEmpty else {
      counts = other
      return
    }
    counts.withUnsafeMutableBufferPointer { counts in
      for index in counts.indices { counts[index] &+= other[index] }
    }
  }

  /// `nil` for a condition.
  package func open(step: Int, quantity: Int) -> Histogram? {
    let slot = shape.slotOfQuantity[quantity]
    guard slot >= 0, let edges else { return nil }
    return cut(timeline, shape.start(step * 2, slot), edges.open(step: step, slot: slot))
  }

  /// Those that ended in this very step; `nil` for a condition.
  package func ended(step: Int, quantity: Int) -> Histogram? {
    let slot = shape.slotOfQuantity[quantity]
    guard slot >= 0, let edges else { return nil }
    return cut(timeline, shape.start(step * 2 + 1, slot), edges.ended(slot: slot))
  }

  /// `nil` for a condition, or where values are kept.
  package func measure(_ measure: Int, outcome: Int) -> Histogram? {
    let slot = shape.slotOfMeasure[measure]
    guard hasMeasures, slot >= 0, let edges else { return nil }
    return cut(measures, shape.measureStart(slot, outcome), edges.measure(slot: slot))
  }

  private func cut(_ counts: [Int32], _ start: Int, _ edges: ArraySlice<Double>) -> Histogram {
    guard !counts.isEmpty else { return Histogram(edges: edges) }
    return Histogram(
      edges: edges, counts: counts[start..<(start + edges.count + 1)].map { Int($0) })
  }

  private static func zeros(_ count: Int) -> [Int32] {
    Array(onLargePages: count) {
      $0.initialize(repeating: 0)
      return count
    }
  }
}
