import CGSL

/// A section as the loops in C read it: stretches of operators, between them what is done in Swift.
///
/// A stretch runs over 64 lanes from its first operator to its last, then over the next 64, so
/// that the rows it touches stay in the first cache. What is the same in all lanes is read from the
/// first lanes of its row.
struct Tape {
  enum Part {
    case operators(Range<Int>)
    /// A draw, what is made of one, a kernel, or a function that is not in the loops.
    case draw(Program.Instruction)
  }

  private(set) var parts: [Part] = []
  private(set) var code: [sim_instruction] = []
  /// The section's checks in their order. Operators only say whether one fails in any lane.
  private(set) var checks: [Program.Instruction] = []

  /// `uniform`, by row: whether it has the same value in all lanes.
  init(_ section: Program.Section, uniform: [Bool]) {
    var start = 0
    // Checks stand behind what they look at, and none depends on another.
    var waiting: [Program.Instruction] = []
    func place(_ tape: inout Tape) {
      tape.code += Self.joined(waiting, uniform)
      waiting.removeAll()
    }
    for instruction in section.instructions {
      if Self.isCheck(instruction) {
        checks.append(instruction)
        waiting.append(instruction)
        continue
      }
      place(&self)
      guard let operation = Self.operation(instruction.code), instruction.code.isInLoops else {
        if start < code.count { parts.append(.operators(start..<code.count)) }
        parts.append(.draw(instruction))
        start = code.count
        continue
      }
      code.append(Self.encoded(instruction, operation, uniform))
    }
    place(&self)
    if start < code.count { parts.append(.operators(start..<code.count)) }
  }

  private static func isCheck(_ instruction: Program.Instruction) -> Bool {
    instruction.code == .fail || instruction.code == .failNotFinite
  }

  /// Four checks of a kind in one; where there are fewer, the last again.
  private static func joined(_ checks: [Program.Instruction], _ uniform: [Bool])
    -> [sim_instruction]
  {
    [Program.Instruction.Code.fail, .failNotFinite].flatMap { kind -> [sim_instruction] in
      let rows = checks.filter { $0.code == kind }.map(\.a)
      return stride(from: 0, to: rows.count, by: 4).compactMap { start in
        guard let operation = operation(kind) else { return nil }
        let row = { rows[min(start + $0, rows.count - 1)] }
        return encoded(
          .init(code: kind, target: 0, a: row(0), b: row(1), c: row(2), d: row(3)), operation,
          uniform)
      }
    }
  }

  private static func encoded(
    _ instruction: Program.Instruction, _ operation: Int, _ uniform: [Bool]
  ) -> sim_instruction {
    let places = Int32(sim_row_places)
    let step = { (row: Int32) -> Int32 in uniform[Int(row)] ? 0 : -1 }
    var operation = operation
    if operation == sim_do_approach, instruction.d == instruction.b {
      operation = sim_do_approach_itself
    }
    return sim_instruction(
      operation: Int16(operation), uniform: uniformOperand(instruction, uniform),
      target: instruction.target * places, a: instruction.a * places, b: instruction.b * places,
      c: instruction.c * places, d: instruction.d * places,
      step_a: step(instruction.a), step_b: step(instruction.b), step_c: step(instruction.c),
      step_d: step(instruction.d))
  }

  /// Which operand is read once, from 1; functions and checks have no such loops.
  private static func uniformOperand(
    _ instruction: Program.Instruction, _ uniform: [Bool]
  ) -> Int16 {
    let count: Int
    switch instruction.code {
    case .apply(let operation):
      count = operation.isFunction || operation.operandCount < 2 ? 0 : operation.operandCount
    case .fused(let operation): count = operation.operandCount
    default: count = 0
    }
    let operands = [instruction.a, instruction.b, instruction.c, instruction.d]
    let first = operands.prefix(count).firstIndex { uniform[Int($0)] }
    return Int16(first.map { $0 + 1 } ?? 0)
  }

  private static func operation(_ code: Program.Instruction.Code) -> Int? {
    switch code {
    case .apply(let operation): operation.inC
    case .fused(let operation): operation.inC
    case .copy: sim_do_copy
    case .fail: sim_do_fail
    case .failNotFinite: sim_do_fail_not_finite
    case .draw, .outOfDomain, .transformed, .kernel: nil
    }
  }
}

extension Program.Instruction.Code {
  fileprivate var isInLoops: Bool {
    if case .apply(let operation) = self { operation.isInLoops } else { true }
  }
}

extension Arithmetic {
  fileprivate var isFunction: Bool {
    switch self {
    case .exp, .log, .logistic, .rateChance, .power: true
    default: false
    }
  }

  /// A copy for what is not in the loops, which is never asked for.
  fileprivate var inC: Int {
    switch self {
    case .negate: sim_do_negate
    case .absolute: sim_do_absolute
    case .floor: sim_do_floor
    case .round: sim_do_round
    case .exp: sim_do_exp
    case .log: sim_do_log
    case .squareRoot: sim_do_square_root
    case .logistic: sim_do_logistic
    case .rateChance: sim_do_rate_chance
    case .square: sim_do_square
    case .cube: sim_do_cube
    case .not: sim_do_not
    case .isMissing: sim_do_is_missing
    case .isNotFinite: sim_do_is_not_finite
    case .add: sim_do_add
    case .subtract: sim_do_subtract
    case .multiply: sim_do_multiply
    case .divide: sim_do_divide
    case .minimum: sim_do_minimum
    case .maximum: sim_do_maximum
    case .power: sim_do_power
    case .less: sim_do_less
    case .lessOrEqual: sim_do_less_or_equal
    case .equal: sim_do_equal
    case .notEqual: sim_do_not_equal
    case .and: sim_do_and
    case .or: sim_do_or
    case .select: sim_do_select
    case .sine, .cosine, .errorFunction, .normalProbability, .normalQuantile, .modulo: sim_do_copy
    }
  }
}

extension Fused {
  fileprivate var operandCount: Int {
    switch self {
    case .distance, .notAnd, .notFiniteAnd: 2
    case .twoProducts, .approach, .addWeightedDistance, .selectLess, .selectAnd, .selectMaximum,
      .approachByProduct, .multiplyAddMultiply:
      4
    default: 3
    }
  }

  fileprivate var inC: Int {
    switch self {
    case .multiplyAdd: sim_do_multiply_add
    case .multiplySubtract: sim_do_multiply_subtract
    case .subtractProduct: sim_do_subtract_product
    case .addMultiply: sim_do_add_multiply
    case .subtractMultiply: sim_do_subtract_multiply
    case .product: sim_do_product
    case .addAdd: sim_do_add_add
    case .subtractSubtract: sim_do_subtract_subtract
    case .subtractAdd: sim_do_subtract_add
    case .distance: sim_do_distance
    case .weightedDistance: sim_do_weighted_distance
    case .addDistance: sim_do_add_distance
    case .twoProducts: sim_do_two_products
    case .approach: sim_do_approach
    case .addWeightedDistance: sim_do_add_weighted_distance
    case .selectLess: sim_do_select_less
    case .lessAnd: sim_do_less_and
    case .lessOr: sim_do_less_or
    case .lessOrEqualAnd: sim_do_less_or_equal_and
    case .equalAnd: sim_do_equal_and
    case .andAnd: sim_do_and_and
    case .orOr: sim_do_or_or
    case .notAnd: sim_do_not_and
    case .notFiniteAnd: sim_do_not_finite_and
    case .selectMissing: sim_do_select_missing
    case .selectAnd: sim_do_select_and
    case .selectMaximum: sim_do_select_maximum
    case .clamp: sim_do_clamp
    case .addWeightedMagnitude: sim_do_add_weighted_magnitude
    case .approachByProduct: sim_do_approach_by_product
    case .multiplyAddMultiply: sim_do_multiply_add_multiply
    }
  }
}
