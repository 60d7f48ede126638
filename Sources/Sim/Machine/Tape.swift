import CGSL

/// A section as the loops in C read it: stretches of operators, between them what is done in Swift.
///
/// A stretch runs over 64 lanes from its first operator to its last, then over the next 64, so
/// that few of the rows it touches leave the first cache in between.
struct Tape {
  enum Part {
    /// From this place of the code to the next end.
    case operators(from: Int)
    /// A draw, what is made of one, a kernel, or a function that is not in the loops.
    case draw(Program.Instruction)
  }

  private(set) var parts: [Part] = []
  private(set) var code: [sim_instruction] = []
  /// The section's checks in their order. Operators only say whether one fails in any lane.
  private(set) var checks: [Program.Instruction] = []

  private let instructionSet: Int32

  /// `uniform`, by row: whether it has the same value in all lanes.
  init(_ section: Program.Section, uniform: [Bool], instructionSet: Int32) {
    self.instructionSet = instructionSet
    var start = 0
    // Checks stand behind what they look at, and none depends on another.
    var waiting: [Program.Instruction] = []
    func place(_ tape: inout Tape) {
      tape.code += tape.joined(waiting, uniform)
      waiting.removeAll()
    }
    func endStretch(_ tape: inout Tape) {
      if start < tape.code.count {
        let end = sim_tape_code(tape.instructionSet, Int32(sim_do_end), 0)
        tape.code.append(sim_instruction(run: end, target: 0, a: 0, b: 0, c: 0, d: 0))
        tape.parts.append(.operators(from: start))
      }
      start = tape.code.count
    }
    let passedOn = section.resultsPassedOn(rowCount: uniform.count)
    // Where the last two operators end that are done at once.
    var joined = -1
    for (position, instruction) in section.instructions.enumerated() {
      if Self.isCheck(instruction) {
        checks.append(instruction)
        waiting.append(instruction)
        continue
      }
      place(&self)
      guard let operation = Self.operation(instruction.code), instruction.code.isInLoops else {
        endStretch(&self)
        parts.append(.draw(instruction))
        continue
      }
      code.append(encoded(instruction, operation, uniform: uniform))
      if start < code.count - 1, joined < code.count - 2, let operand = passedOn[position - 1],
        let both = bothAtOnce(
          section.instructions[position - 1], instruction, operand, uniform)
      {
        code[code.count - 2].run = both
        joined = code.count - 1
      }
    }
    place(&self)
    endStretch(&self)
  }

  private static func isCheck(_ instruction: Program.Instruction) -> Bool {
    instruction.code == .fail || instruction.code == .failNotFinite
  }

  /// Four checks of a kind in one; where there are fewer, the last again.
  private func joined(_ checks: [Program.Instruction], _ uniform: [Bool]) -> [sim_instruction] {
    [Program.Instruction.Code.fail, .failNotFinite].flatMap { kind -> [sim_instruction] in
      let rows = checks.filter { $0.code == kind }.map(\.a)
      return stride(from: 0, to: rows.count, by: 4).compactMap { start in
        guard let operation = Self.operation(kind) else { return nil }
        let row = { rows[min(start + $0, rows.count - 1)] }
        return encoded(
          .init(code: kind, target: 0, a: row(0), b: row(1), c: row(2), d: row(3)), operation,
          uniform: uniform)
      }
    }
  }

  private func encoded(
    _ instruction: Program.Instruction, _ operation: Int, uniform: [Bool]
  ) -> sim_instruction {
    let stride = Int32(Machine.stride)
    var operation = operation
    if operation == sim_do_approach, instruction.d == instruction.b {
      operation = sim_do_approach_itself
    }
    return sim_instruction(
      run: sim_tape_code(
        instructionSet, Int32(operation), Self.uniformOperands(instruction, uniform)),
      target: instruction.target * stride, a: instruction.a * stride, b: instruction.b * stride,
      c: instruction.c * stride, d: instruction.d * stride)
  }

  /// A bit for each operand that is the same in all lanes, the first one lowest.
  private static func uniformOperands(
    _ instruction: Program.Instruction, _ uniform: [Bool]
  ) -> Int32 {
    let count = instruction.code.operandCount
    var bits: Int32 = 0
    if count > 0, uniform[Int(instruction.a)] { bits |= 1 }
    if count > 1, uniform[Int(instruction.b)] { bits |= 2 }
    if count > 2, uniform[Int(instruction.c)] { bits |= 4 }
    if count > 3, uniform[Int(instruction.d)] { bits |= 8 }
    return bits
  }

  /// The code for two operators at once, if the loops have it; the result of the first is only this
  /// operand of the second.
  private func bothAtOnce(
    _ first: Program.Instruction, _ second: Program.Instruction, _ operand: Int,
    _ uniform: [Bool]
  ) -> UnsafeRawPointer? {
    guard let one = Self.operation(first.code), let two = Self.operation(second.code) else {
      return nil
    }
    return sim_tape_pair_code(
      instructionSet, Int32(one), Self.uniformOperands(first, uniform), Int32(two),
      Self.uniformOperands(second, uniform), Int32(operand))
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
  var operandCount: Int {
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
