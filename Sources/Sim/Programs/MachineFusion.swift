import CGSL

extension Machine {
  /// Fused operators over rows.
  func apply(_ operation: Fused, _ instruction: Program.Instruction, _ chunks: Int) {
    let t = row(instruction.target)
    let a = row(instruction.a)
    let b = row(instruction.b)
    let c = row(instruction.c)
    let d = row(instruction.d)
    let n = 8 * chunks
    switch operation {
    case .multiplyAdd: sim_row_multiply_add(t, a, b, c, d, n)
    case .multiplySubtract: sim_row_multiply_subtract(t, a, b, c, d, n)
    case .subtractProduct: sim_row_subtract_product(t, a, b, c, d, n)
    case .addMultiply: sim_row_add_multiply(t, a, b, c, d, n)
    case .subtractMultiply: sim_row_subtract_multiply(t, a, b, c, d, n)
    case .product: sim_row_product(t, a, b, c, d, n)
    case .addAdd: sim_row_add_add(t, a, b, c, d, n)
    case .subtractSubtract: sim_row_subtract_subtract(t, a, b, c, d, n)
    case .subtractAdd: sim_row_subtract_add(t, a, b, c, d, n)
    case .distance: sim_row_distance(t, a, b, c, d, n)
    case .weightedDistance: sim_row_weighted_distance(t, a, b, c, d, n)
    case .addDistance: sim_row_add_distance(t, a, b, c, d, n)
    case .twoProducts: sim_row_two_products(t, a, b, c, d, n)
    case .approach: sim_row_approach(t, a, b, c, d, n)
    case .addWeightedDistance: sim_row_add_weighted_distance(t, a, b, c, d, n)
    case .selectLess: sim_row_select_less(t, a, b, c, d, n)
    case .lessAnd: sim_row_less_and(t, a, b, c, d, n)
    }
  }
}
