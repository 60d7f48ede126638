import CGSL

@testable import Sim

/// Rows for one instruction: four operands, then its result.
final class TapeRows {
  static let lanes = Machine.lanes
  /// Every instruction set this processor has.
  static let instructionSets = 0...sim_best_set()

  private let rows: UnsafeMutablePointer<Double>
  private let operandCount: Int

  init(_ operandCount: Int) {
    self.operandCount = operandCount
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: 5 * Machine.stride * 8, alignment: 64)
    rows = raw.bindMemory(to: Double.self, capacity: 5 * Machine.stride)
    rows.initialize(repeating: 0, count: 5 * Machine.stride)
  }

  deinit { rows.deallocate() }

  func fill(_ operand: Int, _ value: (Int) -> Double) {
    for lane in 0..<Self.lanes { rows[operand * Machine.stride + lane] = value(lane) }
  }

  func operand(_ operand: Int, _ lane: Int) -> Double { rows[operand * Machine.stride + lane] }

  func result(_ lane: Int) -> Double { rows[4 * Machine.stride + lane] }

  /// `uniform`: operands that hold the same value in all lanes. Whether a check fails.
  @discardableResult
  func run(
    _ code: Program.Instruction.Code, on set: Int32, width: Int = TapeRows.lanes,
    uniform: Set<Int32> = []
  ) -> Bool {
    var section = Program.Section()
    let last = Int32(max(0, operandCount - 1))
    section.instructions = [
      Program.Instruction(
        code: code, target: 4, a: 0, b: min(1, last), c: min(2, last), d: min(3, last))
    ]
    let tape = Tape(
      section, uniform: (0..<5).map { uniform.contains($0) }, instructionSet: set)
    return sim_tape_run(tape.code, rows, (width + 7) / 8) != 0
  }
}
