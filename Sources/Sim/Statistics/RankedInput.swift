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
    let known = values.indices.filter { !values[$0].isNaN }
    let order = known.map { (value: values[$0], trial: Int32($0)) }
      .sorted { $0.value < $1.value || ($0.value == $1.value && $0.trial < $1.trial) }
    var ends: [Int32] = []
    for place in order.indices
    where place + 1 == order.count || order[place].value != order[place + 1].value {
      ends.append(Int32(place + 1))
    }
    isByValue = kind == .label || ends.count <= Self.mostValues
    cellCount = isByValue ? ends.count : Self.cellCount
    var cells = Array(repeating: Int32(-1), count: values.count)
    var start = 0
    for (value, end) in ends.enumerated() {
      // By the middle of the ranks of equal values.
      let cell = isByValue ? value : (start + Int(end)) * Self.cellCount / (2 * order.count)
      for place in start..<Int(end) { cells[Int(order[place].trial)] = Int32(cell) }
      start = Int(end)
    }
    self.order = order.map(\.trial)
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
