/// What trials drew for one input, put in order once for all that is asked about it.
package struct RankedInput: Sendable {
  package enum Kind: Sendable, Hashable {
    /// Numbers, in their order.
    case number
    /// Codes of labels, whose order says nothing.
    case label
  }

  /// An input with no more different values is looked at value by value.
  package static let mostValues = 16
  /// Into so many cells of equal numbers of trials others are put. Trials with equal values share a
  /// cell; a cell may be empty.
  package static let cellCount = 256

  package let kind: Kind
  /// The trials that have a value, in its order; of equal values in the order of trials.
  let order: [Int32]
  /// In `order`, where each value ends.
  let ends: [Int32]
  /// By trial; −1 without a value.
  let cells: [Int32]
  /// Whether a cell is a value.
  package let isByValue: Bool
  package let cellCount: Int

  /// `values`: by trial; NaN is missing.
  package init(_ values: [Double], kind: Kind = .number) {
    self.kind = kind
    let sorted = TrialsByValue(values).sorted
    var ends: [Int32] = []
    ends.reserveCapacity(sorted.count)
    for place in sorted.indices
    where place + 1 == sorted.count || sorted[place].key != sorted[place + 1].key {
      ends.append(Int32(place + 1))
    }
    let isByValue = kind == .label || ends.count <= Self.mostValues
    var cells = Array(repeating: Int32(-1), count: values.count)
    cells.withUnsafeMutableBufferPointer { cells in
      var start = 0
      for (value, end) in ends.enumerated() {
        // By the middle of the ranks of equal values.
        let cell = isByValue ? value : (start + Int(end)) * Self.cellCount / (2 * sorted.count)
        for place in start..<Int(end) { cells[Int(sorted[place].trial)] = Int32(cell) }
        start = Int(end)
      }
    }
    self.isByValue = isByValue
    cellCount = isByValue ? ends.count : Self.cellCount
    order = sorted.map(\.trial)
    self.ends = ends
    self.cells = cells
  }

  /// How many trials have a value.
  package var count: Int { order.count }

  /// Whether no two trials differ.
  package var isConstant: Bool { ends.count < 2 }

  /// Mean ranks, from 1, of the trials of `order`.
  var meanRanks: [Double] {
    var ranks: [Double] = []
    ranks.reserveCapacity(order.count)
    var start = 0
    for end in ends.map(Int.init) {
      for _ in start..<end { ranks.append(Double(start + end + 1) / 2) }
      start = end
    }
    return ranks
  }
}
