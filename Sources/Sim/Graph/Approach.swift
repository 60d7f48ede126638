extension Graph {
  /// The value that checks are made of.
  func unchecked(_ id: NodeID) -> NodeID {
    var id = id
    while case .checked = self[id].operation { id = self[id].operands[0] }
    return id
  }

  /// The parts of x + s·(t − x), from the operands of the sum.
  func approach(
    _ operands: [NodeID]
  ) -> (from: NodeID, to: NodeID, share: NodeID, product: NodeID)? {
    for (from, product) in [(operands[0], operands[1]), (operands[1], operands[0])] {
      guard self[unchecked(product)].operation == .apply(.multiply) else { continue }
      let factors = self[unchecked(product)].operands
      for (share, way) in [(factors[0], factors[1]), (factors[1], factors[0])] {
        guard self[unchecked(way)].operation == .apply(.subtract) else { continue }
        let ends = self[unchecked(way)].operands
        if unchecked(ends[1]) == unchecked(from) {
          return (from, ends[0], share, product)
        }
      }
    }
    return nil
  }
}
