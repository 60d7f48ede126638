/// The ranges of an operator's operands, three at most.
struct OperandRanges {
  private var first = ValueRange.nothing
  private var second = ValueRange.nothing
  private var third = ValueRange.nothing

  @inline(__always)
  init(_ operands: [NodeID], _ range: (NodeID) -> ValueRange) {
    if !operands.isEmpty { first = range(operands[0]) }
    if operands.count > 1 { second = range(operands[1]) }
    if operands.count > 2 { third = range(operands[2]) }
  }

  subscript(_ place: Int) -> ValueRange { place == 0 ? first : place == 1 ? second : third }
}
