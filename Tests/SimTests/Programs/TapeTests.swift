import Testing

@testable import Sim

/// The loops in C give, lane by lane, the bits of the operators' definitions.
@Suite struct TapeTests {
  private static let special: [Double] = [
    0, -0.0, 1, -1, 0.5, 2, -3, .infinity, -.infinity, .nan, 0x1p-1074, -0x1p-1074, 0x1p-1022,
    .greatestFiniteMagnitude, 0x1p52 + 1, 0x1p53, 0.49999999999999994, -0.5, 1.5, 2.5, -745.2,
  ]

  private func value(_ random: inout SplitMix) -> Double {
    switch random.below(4) {
    case 0: Self.special[random.below(Self.special.count)]
    case 1: Double(bitPattern: random.next())
    default: Double(random.below(2_000_001) - 1_000_000) / 65_536
    }
  }

  /// Every width, every instruction set; in turn all sets of operands that are the same in all lanes.
  private func check(
    _ code: Program.Instruction.Code, operands: Int, _ alone: ([Double]) -> Double
  ) {
    var random = SplitMix(seed: 77)
    let rows = TapeRows(operands)
    var different = 0
    for width in 1...TapeRows.lanes {
      let same = Set((0..<Int32(operands)).filter { width >> Int($0) & 1 == 1 })
      for operand in 0..<operands {
        let one = value(&random)
        let isSame = same.contains(Int32(operand))
        rows.fill(operand) { _ in isSame ? one : value(&random) }
      }
      let expected = (0..<width).map { lane in
        alone((0..<operands).map { rows.operand($0, lane) })
      }
      for set in TapeRows.instructionSets {
        rows.run(code, on: set, width: width, uniform: same)
        for (lane, value) in expected.enumerated() {
          let result = rows.result(lane)
          if value.bitPattern != result.bitPattern && !(value.isNaN && result.isNaN) {
            different += 1
          }
        }
      }
    }
    #expect(different == 0, "\(code)")
  }

  @Test(arguments: Arithmetic.allCases.filter(\.isInLoops))
  func `every operator`(_ operation: Arithmetic) {
    check(.apply(operation), operands: operation.operandCount) { x in
      operation(x[0], x.count > 1 ? x[1] : 0, x.count > 2 ? x[2] : 0)
    }
  }

  @Test(arguments: Fused.allCases)
  func `every fused operator is its parts, one after the other`(_ operation: Fused) {
    check(.fused(operation), operands: 4) { x in
      let (a, b, c, d) = (x[0], x[1], x[2], x[3])
      let distance = Arithmetic.absolute(a - b)
      return switch operation {
      case .multiplyAdd: Arithmetic.add(a * b, c)
      case .multiplySubtract: Arithmetic.subtract(a * b, c)
      case .subtractProduct: Arithmetic.subtract(c, a * b)
      case .addMultiply: Arithmetic.multiply(a + b, c)
      case .subtractMultiply: Arithmetic.multiply(a - b, c)
      case .product: Arithmetic.multiply(a * b, c)
      case .addAdd: Arithmetic.add(a + b, c)
      case .subtractSubtract: Arithmetic.subtract(a - b, c)
      case .subtractAdd: Arithmetic.add(a - b, c)
      case .distance: distance
      case .weightedDistance: distance * c
      case .addDistance: distance + c
      case .twoProducts: Arithmetic.add(a * b, c * d)
      case .approach: Arithmetic.add((a - b) * c, d)
      case .addWeightedDistance: Arithmetic.add(distance * c, d)
      case .selectLess: Arithmetic.select(Arithmetic.less(a, b), c, d)
      case .lessAnd: Arithmetic.and(Arithmetic.less(a, b), c)
      case .lessOr: Arithmetic.or(Arithmetic.less(a, b), c)
      case .lessOrEqualAnd: Arithmetic.and(Arithmetic.lessOrEqual(a, b), c)
      case .equalAnd: Arithmetic.and(Arithmetic.equal(a, b), c)
      case .andAnd: Arithmetic.and(Arithmetic.and(a, b), c)
      case .orOr: Arithmetic.or(Arithmetic.or(a, b), c)
      case .notAnd: Arithmetic.and(Arithmetic.not(a), b)
      case .notFiniteAnd: Arithmetic.and(Arithmetic.isNotFinite(a), b)
      case .selectMissing: Arithmetic.select(Arithmetic.isMissing(a), b, c)
      case .selectAnd: Arithmetic.select(Arithmetic.and(a, b), c, d)
      case .selectMaximum: Arithmetic.select(a, b, Arithmetic.maximum(c, d))
      case .clamp: Arithmetic.minimum(Arithmetic.maximum(a, b), c)
      case .addWeightedMagnitude: Arithmetic.add(a * Arithmetic.absolute(b), c)
      case .approachByProduct: Arithmetic.add((a - b) * (c * d), b)
      case .multiplyAddMultiply: Arithmetic.multiply(a * b + c, d)
      }
    }
  }

  @Test
  func `a check fails if it does in any lane in use, whatever the others hold`() {
    for set in TapeRows.instructionSets {
      for lane in [0, 7, 8, 40, 63, 64, 200, 255] {
        for (code, good, bad) in [
          (Program.Instruction.Code.fail, 0.0, 1.0), (.failNotFinite, 1, .nan),
          (.failNotFinite, 1, -.infinity),
        ] {
          let rows = TapeRows(1)
          rows.fill(0) { $0 == lane ? bad : good }
          #expect(rows.run(code, on: set))
          #expect(rows.run(code, on: set, width: lane + 1))
          #expect(!rows.run(code, on: set, width: lane / 8 * 8))
        }
      }
    }
  }
}
