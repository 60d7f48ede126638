extension Machine {
  /// Fused operators over rows, eight lanes at a time.
  func apply(_ operation: Fused, _ instruction: Program.Instruction, _ chunks: Int) {
    let t = vectors(instruction.target)
    let a = vectors(instruction.a)
    let b = vectors(instruction.b)
    let c = vectors(instruction.c)
    let d = vectors(instruction.d)
    let zero = Lanes(repeating: 0)
    let one = Lanes(repeating: 1)
    switch operation {
    case .multiplyAdd: each(chunks) { t[$0] = a[$0] * b[$0] + c[$0] }
    case .multiplySubtract: each(chunks) { t[$0] = a[$0] * b[$0] - c[$0] }
    case .subtractProduct: each(chunks) { t[$0] = c[$0] - a[$0] * b[$0] }
    case .addMultiply: each(chunks) { t[$0] = (a[$0] + b[$0]) * c[$0] }
    case .subtractMultiply: each(chunks) { t[$0] = (a[$0] - b[$0]) * c[$0] }
    case .product: each(chunks) { t[$0] = a[$0] * b[$0] * c[$0] }
    case .addAdd: each(chunks) { t[$0] = (a[$0] + b[$0]) + c[$0] }
    case .subtractSubtract: each(chunks) { t[$0] = (a[$0] - b[$0]) - c[$0] }
    case .subtractAdd: each(chunks) { t[$0] = (a[$0] - b[$0]) + c[$0] }
    case .distance: each(chunks) { t[$0] = absolute(a[$0] - b[$0]) }
    case .weightedDistance: each(chunks) { t[$0] = absolute(a[$0] - b[$0]) * c[$0] }
    case .addDistance: each(chunks) { t[$0] = absolute(a[$0] - b[$0]) + c[$0] }
    case .twoProducts: each(chunks) { t[$0] = a[$0] * b[$0] + c[$0] * d[$0] }
    case .approach: each(chunks) { t[$0] = (a[$0] - b[$0]) * c[$0] + d[$0] }
    case .addWeightedDistance:
      each(chunks) { t[$0] = absolute(a[$0] - b[$0]) * c[$0] + d[$0] }
    case .selectLess: each(chunks) { t[$0] = d[$0].replacing(with: c[$0], where: a[$0] .< b[$0]) }
    case .lessAnd:
      each(chunks) {
        t[$0] = zero.replacing(with: one, where: (a[$0] .< b[$0]) .& (c[$0] .!= zero))
      }
    }
  }

  @inline(__always)
  private func absolute(_ x: Lanes) -> Lanes {
    let mask = SIMD8<UInt64>(repeating: 0x7fff_ffff_ffff_ffff)
    return unsafeBitCast(unsafeBitCast(x, to: SIMD8<UInt64>.self) & mask, to: Lanes.self)
  }
}
