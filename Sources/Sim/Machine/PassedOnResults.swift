/// Results that are made for the next instruction alone, so that no row need hold them.
extension Program.Section {
  /// By instruction: which operand of the next one its result is, from 0, if both are operators and
  /// nothing else reads that result.
  func resultsPassedOn(rowCount: Int) -> [Int?] {
    var result = [Int?](repeating: nil, count: instructions.count)
    // By row: whether an operator writes it before anything reads it, from here on.
    var isRewritten = Array(repeating: false, count: rowCount)
    for position in instructions.indices.reversed() {
      let instruction = instructions[position]
      if position > 0, instructions[position - 1].code.isOperator {
        let row = instructions[position - 1].target
        // Not a power of two: the result is read more than once, or not at all.
        let places = instruction.places(of: row)
        if isRewritten[Int(row)] || instruction.target == row, instruction.code.isOperator,
          places.nonzeroBitCount == 1
        {
          result[position - 1] = places.trailingZeroBitCount
        }
      }
      guard instruction.code.isOperator else {
        switch instruction.code {
        case .fail, .failNotFinite: isRewritten[Int(instruction.a)] = false
        default: for row in operands(of: instruction) { isRewritten[Int(row)] = false }
        }
        continue
      }
      isRewritten[Int(instruction.target)] = true
      let count = instruction.code.operandCount
      if count > 0 { isRewritten[Int(instruction.a)] = false }
      if count > 1 { isRewritten[Int(instruction.b)] = false }
      if count > 2 { isRewritten[Int(instruction.c)] = false }
      if count > 3 { isRewritten[Int(instruction.d)] = false }
    }
    return result
  }
}

extension Program.Instruction {
  /// The operands that are this row: a bit for each, the first one lowest.
  fileprivate func places(of row: Int32) -> Int {
    let all = (a == row ? 1 : 0) | (b == row ? 2 : 0) | (c == row ? 4 : 0) | (d == row ? 8 : 0)
    return all & ((1 << code.operandCount) - 1)
  }
}

extension Program.Instruction.Code {
  /// Whether it writes one row from its operands, lane by lane.
  var isOperator: Bool {
    switch self {
    case .apply, .fused, .copy: true
    case .draw, .outOfDomain, .transformed, .kernel, .fail, .failNotFinite: false
    }
  }

  /// How many rows an operator reads; of others 0.
  var operandCount: Int {
    switch self {
    case .apply(let operation): operation.operandCount
    case .fused(let operation): operation.operandCount
    case .copy: 1
    case .draw, .outOfDomain, .transformed, .kernel, .fail, .failNotFinite: 0
    }
  }
}
