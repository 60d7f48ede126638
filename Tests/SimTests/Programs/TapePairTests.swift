import CGSL
import Testing

@testable import Sim

/// Two operators at once give the bits of one after the other.
@Suite struct TapePairTests {
  struct Pair: Sendable, CustomStringConvertible {
    var first: Program.Instruction.Code
    var firstUniform: Set<Int32> = []
    var second: Program.Instruction.Code
    var secondUniform: Set<Int32> = []
    /// Which operand of the second is the result of the first.
    var operand: Int
    var description: String { "\(first), \(second)" }
  }

  static let pairs = [
    Pair(
      first: .fused(.addWeightedDistance), firstUniform: [1, 2],
      second: .fused(.addWeightedDistance), secondUniform: [1, 2], operand: 3),
    Pair(
      first: .fused(.addWeightedMagnitude), firstUniform: [0],
      second: .fused(.addWeightedMagnitude), secondUniform: [0], operand: 2),
    Pair(first: .fused(.equalAnd), second: .fused(.equalAnd), operand: 2),
    Pair(
      first: .fused(.equalAnd), firstUniform: [0], second: .fused(.equalAnd), secondUniform: [0],
      operand: 2),
    Pair(
      first: .apply(.less), firstUniform: [1], second: .fused(.selectAnd), secondUniform: [2],
      operand: 1),
    Pair(
      first: .apply(.maximum), firstUniform: [1], second: .fused(.selectMissing), operand: 2),
    Pair(first: .apply(.select), firstUniform: [1], second: .apply(.select), operand: 2),
  ]

  /// Rows 0 to 3 are operands of the first, 4 to 7 of the second.
  private func instructions(_ pair: Pair, between: Int32, last: Int32) -> [Program.Instruction] {
    var second: [Int32] = [4, 5, 6, 7]
    second[pair.operand] = between
    return [
      .init(code: pair.first, target: between, a: 0, b: 1, c: 2, d: 3),
      .init(
        code: pair.second, target: last, a: second[0], b: second[1], c: second[2], d: second[3]),
    ]
  }

  private func tape(_ instructions: [Program.Instruction], _ pair: Pair, on set: Int32) -> Tape {
    var section = Program.Section()
    section.instructions = instructions
    let uniform = (Int32(0)..<12).map {
      $0 < 4 ? pair.firstUniform.contains($0) : pair.secondUniform.contains($0 - 4)
    }
    return Tape(section, uniform: uniform, instructionSet: set)
  }

  @Test(arguments: pairs)
  func `the bits are those of one operator after the other`(_ pair: Pair) {
    var random = SplitMix(seed: 78)
    let special: [Double] = [0, -0.0, 1, .nan, .infinity, -.infinity, 0x1p-1074]
    let capacity = 12 * Machine.stride
    let raw = UnsafeMutableRawPointer.allocate(byteCount: capacity * 8, alignment: 64)
    defer { raw.deallocate() }
    let rows = raw.bindMemory(to: Double.self, capacity: capacity)
    for set in TapeRows.instructionSets {
      var different = 0
      let apart = instructions(pair, between: 8, last: 9)
      let together = tape(instructions(pair, between: 10, last: 10), pair, on: set)
      let alone = tape([apart[0]], pair, on: set)
      #expect(together.code[0].run != alone.code[0].run)
      for width in [1, 8, 31, 32, 33, 64, 70, 100, 256] {
        rows.initialize(repeating: 0, count: capacity)
        for row in 0..<8 {
          let isSame =
            pair.firstUniform.contains(Int32(row))
            || pair.secondUniform.contains(Int32(row - 4))
          var value = 0.0
          for lane in 0..<Machine.lanes {
            if lane == 0 || !isSame {
              let kind = random.below(3)
              value = kind == 0 ? special[random.below(7)] : Double(random.below(5) - 2)
            }
            rows[row * Machine.stride + lane] = value
          }
        }
        let places = (width + 7) / 8
        for instruction in apart {
          _ = sim_tape_run(tape([instruction], pair, on: set).code, rows, places)
        }
        _ = sim_tape_run(together.code, rows, places)
        for lane in 0..<width {
          let (one, two) = (rows[9 * Machine.stride + lane], rows[10 * Machine.stride + lane])
          if one.bitPattern != two.bitPattern && !(one.isNaN && two.isNaN) { different += 1 }
        }
      }
      #expect(different == 0)
    }
  }

  @Test
  func `a result that is read again is written`() {
    let pair = Self.pairs[2]
    for set in TapeRows.instructionSets {
      let alone = tape([instructions(pair, between: 8, last: 9)[0]], pair, on: set)
      let both = tape(instructions(pair, between: 8, last: 9), pair, on: set)
      #expect(both.code[0].run == alone.code[0].run)
    }
  }

  @Test
  func `a result is passed on if only the next operator reads it, and its row is written again`() {
    let next = { (instructions: [Program.Instruction]) in
      var section = Program.Section()
      section.instructions = instructions
      return section.resultsPassedOn(rowCount: 8)
    }
    let sum = Program.Instruction(code: .apply(.add), target: 4, a: 0, b: 1)
    let reading = Program.Instruction(code: .apply(.add), target: 5, a: 2, b: 4)
    let over = Program.Instruction(code: .copy, target: 4, a: 3)
    #expect(next([sum, reading, over]) == [1, nil, nil])
    #expect(next([sum, reading]) == [nil, nil])
    #expect(next([sum, reading, reading, over]) == [nil, nil, nil, nil])
    #expect(next([sum, over, reading]) == [nil, nil, nil])
    let check = Program.Instruction(code: .fail, target: 0, a: 4)
    #expect(next([sum, reading, check, over]) == [nil, nil, nil, nil])
    let twice = Program.Instruction(code: .apply(.add), target: 5, a: 4, b: 4)
    #expect(next([sum, twice, over]) == [nil, nil, nil])
    let inPlace = Program.Instruction(code: .apply(.add), target: 4, a: 4, b: 2)
    #expect(next([sum, inPlace]) == [0, nil])
  }
}
