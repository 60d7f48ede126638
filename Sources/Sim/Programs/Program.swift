/// A model as register code: what the machine runs.
///
/// A register is a row of 256 doubles, one for each lane. Three sections: `trial` once per batch,
/// `step` at every step over the lanes still open, `final` once over the lanes as they ended.
package struct Program: Sendable {
  struct Instruction: Sendable {
    enum Code: Sendable, Equatable {
      case apply(Arithmetic)
      case fused(Fused)
      /// `a` of `DrawSite`s; operands of distributions in `operands`.
      case draw
      case outOfDomain
      case transformed
      case copy
      /// `a` of `Graph.kernels`; operands in `operands`, results from row `target` on.
      case kernel
      /// Lanes where row `a` holds fail by check `b`; in `trial`, at step `c`.
      case fail
      /// The same, where row `a` is missing or infinite.
      case failNotFinite
    }
    var code: Code
    var target: Int32
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
    var d: Int32 = 0
    /// For draws and kernels: where the rows of the distribution's parameters stand in
    /// `Section.operands`.
    var operandStart: Int32 = 0
    var operandCount: Int32 = 0
  }

  struct Section: Sendable {
    var instructions: [Instruction] = []
    /// Rows of parameters of draws. Apart, so that an instruction is plain bits.
    var operands: [Int32] = []
    /// Rows that change with the clock, the node of each and its values by step.
    var clock: [(row: Int32, node: NodeID, values: [Double])] = []

    func operands(of instruction: Instruction) -> ArraySlice<Int32> {
      let start = Int(instruction.operandStart)
      return operands[start..<(start + Int(instruction.operandCount))]
    }
  }

  var model: Model
  var trial = Section()
  var step = Section()
  var final = Section()

  /// The same program with fewer checks, for trials in which its condition holds; or none.
  var light: [Program] = []
  /// The row of what must hold in each trial for this program to be right; `nil`: nothing.
  var condition: Int32?

  /// How many of the checks in `trial` belong to step 0; the others to the trials' first step.
  var checksAtStart = 0
  var rowCount = 0
  var constants: [(row: Int32, value: Double)] = []
  /// The model with what lowering added to its graph, if that has inputs.
  var lowered: Model?
  /// Rows that hold the same value in all trials of a point of a study, and the node of each in
  /// `lowered`.
  var settled: [(row: Int32, node: NodeID, value: Double)] = []
  /// Rows that live from step to step and move with their lane.
  var persistent: [Int32] = []
  /// All rows that move with their lane, each once.
  var moving: [Int32] = []
  /// By memory: its row, the row of its start and the row of its next value.
  var memories: [(row: Int32, initial: Int32, next: Int32)] = []
  var endsInitial: Int32 = 0
  var endsStep: Int32 = 0
  var quantitiesInitial: [Int32] = []
  var quantitiesStep: [Int32] = []
  var parameters: [Int32] = []
  /// Results for trials that end at step 0 and for the others: outcome, measures, first steps.
  var resultsInitial: [Int32] = []
  var resultsFinal: [Int32] = []
  /// Rows copied lane by lane when a trial ends, to where `final` reads them.
  var captured: [(from: Int32, to: Int32)] = []
  /// Draw sites read at each step, whose words are kept in rows.
  var stepSites: [Int] = []

  /// Of the three sections together.
  package var instructionCount: Int {
    trial.instructions.count + step.instructions.count + final.instructions.count
  }

  /// By row: whether it holds the same value in all lanes, always.
  var uniformRows: [Bool] {
    var result = Array(repeating: false, count: max(1, rowCount))
    let rows =
      constants.map(\.row) + settled.map(\.row)
      + [trial, step, final].flatMap { $0.clock.map(\.row) }
    for row in rows { result[Int(row)] = true }
    return result
  }

  /// Where the results stand in `resultsInitial` and `resultsFinal`.
  var measureOffset: Int { 1 }
  var signalOffset: Int { 1 + model.measures.count }
  var milestoneOffset: Int { signalOffset + model.signals.count }
}
