import CGSL

/// What a machine reports while trials run, row by row.
protocol StepRecorder {
  /// A quantity of the trials still open at the end of the step.
  mutating func recordOpen(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int)
  /// A quantity of the trials that ended in the step.
  mutating func recordEnded(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int)
}

/// A trial that met a bad value.
struct FailedTrial {
  var lane: Int
  var step: Int
  var check: Int
}

/// Runs a program on up to 256 trials at a time, one lane each.
///
/// The rows of the open trials stay dense: the last one moves into the place of one that has
/// ended. One machine belongs to one worker; it holds all memory it will need.
final class Machine {
  static let lanes = TrialBatch.capacity
  /// From one row to the next.
  static let stride = Int(sim_row_places) * 8

  let program: Program
  private let trial: Tape
  private let step: Tape
  private let final: Tape
  let instructionSet: Int32
  let keys: [UInt64]
  let generator = CursorGenerator()
  let rows: UnsafeMutablePointer<Double>
  /// By row: whether it has the same value in all lanes.
  let uniform: [Bool]
  /// Four rows of words for each site read at each step.
  let words: UnsafeMutablePointer<UInt32>
  let trialWords: UnsafeMutablePointer<UInt32>
  /// By draw site: its place among `stepSites`, or −1.
  let wordPlace: [Int]
  /// By draw site: what it draws and from which words, without its path.
  let kinds: [DrawSite.Kind]
  let layouts: [WordLayout]
  /// By draw site: how a distribution is sampled; `nil` for what rows draw by themselves.
  let samplers: [(@Sendable (Distribution.Arguments, CursorGenerator) -> Double)?]
  /// By draw site: whether it counts events by their mean, its one operand.
  let isRareEvents: [Bool]
  /// By draw site that takes what it draws once from another trial: how far away, and its indices.
  let shifted: [Int: (by: UInt64, index: UnsafeMutablePointer<UInt64>)]
  let drawIndex: UnsafeMutablePointer<UInt64>
  private let parameterIndex: UnsafeMutablePointer<UInt64>
  /// By lane in use: which trial of the batch runs there.
  let origin: UnsafeMutablePointer<Int>
  /// By lane: the check that failed, or −1. Rewritten only after a step in which one did.
  let failure: UnsafeMutablePointer<Int32>
  var hasFailures = true
  let failureStep: UnsafeMutablePointer<Int32>
  let gathered: UnsafeMutablePointer<Double>
  /// Lanes found in a row.
  private let chosen: UnsafeMutablePointer<UInt32>
  /// Lanes of a step, in their order: those whose trials end, those that are left, and where what moves
  /// into these comes from and goes to.
  private let ending: UnsafeMutablePointer<Int32>
  let leaving: UnsafeMutablePointer<Int32>
  let movedFrom: UnsafeMutablePointer<Int32>
  let movedTo: UnsafeMutablePointer<Int32>
  let endStep: UnsafeMutablePointer<Int32>
  private let memory: LaneMemory
  /// Runs the batches for which this program has not checks enough; made when there is one.
  private lazy var whole = wholeProgram.map {
    Machine($0, keys: keys, design: design, instructionSet: instructionSet)
  }
  private let wholeProgram: Program?
  private let design: Design

  /// `instructionSet`: one of the processor's; the best unless a test asks for another.
  init(
    _ program: Program, keys: [UInt64], design: Design = .plain,
    instructionSet: Int32 = sim_best_set()
  ) {
    // Nearly all batches need fewer checks than the others.
    var wholeProgram = program
    wholeProgram.light = []
    self.wholeProgram = program.light.isEmpty ? nil : wholeProgram
    let program = program.light.first ?? program
    self.program = program
    self.design = design
    self.instructionSet = instructionSet
    let uniform = program.uniformRows
    self.uniform = uniform
    trial = Tape(program.trial, uniform: uniform, instructionSet: instructionSet)
    step = Tape(program.step, uniform: uniform, instructionSet: instructionSet)
    final = Tape(program.final, uniform: uniform, instructionSet: instructionSet)
    self.keys = keys
    let lanes = Self.lanes
    let memory = LaneMemory()
    self.memory = memory
    rows = memory.take(max(1, program.rowCount) * Self.stride)
    words = memory.take(max(1, program.stepSites.count) * 4 * lanes)
    trialWords = memory.take(4 * lanes)
    drawIndex = memory.take(lanes)
    parameterIndex = memory.take(lanes)
    origin = memory.take(lanes)
    failure = memory.take(lanes)
    failureStep = memory.take(lanes)
    gathered = memory.take(lanes)
    endStep = memory.take(lanes)
    chosen = memory.take(lanes)
    ending = memory.take(lanes)
    leaving = memory.take(lanes)
    movedFrom = memory.take(lanes)
    movedTo = memory.take(lanes)
    var shifted: [Int: (by: UInt64, index: UnsafeMutablePointer<UInt64>)] = [:]
    for (number, site) in program.model.graph.draws.enumerated() where !site.eachStep {
      let shift = design.shift(of: site.path)
      if shift != 0 { shifted[number] = (shift, memory.take(lanes)) }
    }
    self.shifted = shifted
    var place = Array(repeating: -1, count: program.model.graph.draws.count)
    for (k, site) in program.stepSites.enumerated() { place[site] = k }
    wordPlace = place
    kinds = program.model.graph.draws.map(\.kind)
    layouts = program.model.graph.draws.map(\.layout)
    samplers = kinds.map {
      if case .distribution(let distribution) = $0 { distribution.sampler() } else { nil }
    }
    isRareEvents = kinds.map {
      if case .distribution(let distribution) = $0 { distribution.isPoisson } else { false }
    }
    for (row, value) in program.constants + program.settled.map({ ($0.row, $0.value) }) {
      (rows + Int(row) * Self.stride).update(repeating: value, count: lanes)
    }
  }

  @inline(__always)
  func row(_ index: Int32) -> UnsafeMutablePointer<Double> {
    rows + Int(index) * Self.stride
  }

  // MARK: A batch

  /// Runs the trials of `batch`, whose addresses are given, but for those to `skip` (lanes).
  /// Failed trials are returned, not recorded in the batch.
  func run<R: StepRecorder>(
    _ batch: TrialBatch, addresses: (Int) -> TrialAddress, skip: Set<Int>, _ recorder: inout R
  ) -> [FailedTrial] {
    attempt(batch, addresses: addresses, skip: skip, &recorder)
      ?? whole?.attempt(batch, addresses: addresses, skip: skip, &recorder) ?? []
  }

  /// `nil`, and nothing recorded, if the program is not right for all these trials.
  private func attempt<R: StepRecorder>(
    _ batch: TrialBatch, addresses: (Int) -> TrialAddress, skip: Set<Int>, _ recorder: inout R
  ) -> [FailedTrial]? {
    let count = batch.count
    for lane in 0..<count {
      let address = addresses(lane)
      parameterIndex[lane] = address.parameters
      drawIndex[lane] = address.draws
      origin[lane] = lane
      for site in shifted.values { site.index[lane] = address.parameters &+ site.by }
    }
    var failed: [FailedTrial] = []
    var live = count
    fillClock(program.trial, step: 0)
    clearFailures()
    execute(program.trial, trial, count: count, step: 0, index: parameterIndex)
    if let condition = program.condition {
      let holds = row(condition)
      for lane in 0..<count where holds[lane] == 0 { return nil }
    }
    for lane in 0..<count where failure[lane] >= 0 && !skip.contains(lane) {
      let step = Int(failureStep[lane])
      failed.append(FailedTrial(lane: lane, step: step, check: Int(failure[lane])))
    }
    for (k, source) in program.parameters.enumerated() {
      (batch.parameters + k * Self.lanes).update(from: row(source), count: count)
    }
    for memory in program.memories {
      row(memory.row).update(from: row(memory.initial), count: count)
    }
    let out = Set(failed.map(\.lane)).union(skip)
    // Nothing of a trial that is out may be recorded, so it leaves before step 0.
    var ended = 0
    var left = 0
    for lane in 0..<count {
      let isOut = !out.isEmpty && out.contains(lane)
      let ends = program.model.steps == 0 || row(program.endsInitial)[lane] != 0
      guard isOut || ends else { continue }
      leaving[left] = Int32(lane)
      left += 1
      guard !isOut else { continue }
      ending[ended] = Int32(lane)
      ended += 1
      endStep[lane] = 0
      store(program.resultsInitial, lane: lane, from: lane, into: batch)
    }
    let endedAtOnce = Set((0..<ended).map { Int(ending[$0]) })
    recordEnded(ending, ended, program.quantitiesInitial, step: 0, &recorder)
    // Step 0 has rows of its own for what is followed.
    close(left, &live, also: program.quantitiesInitial)
    recordOpen(program.quantitiesInitial, step: 0, live, &recorder)

    var step = 1
    while step <= program.model.steps, live > 0 {
      live = advance(step, live, batch, &failed, &recorder)
      step += 1
    }
    finish(batch, except: out, endedAtOnce: endedAtOnce, &failed)
    return failed
  }

  /// One step of all open trials; how many are open afterwards.
  private func advance<R: StepRecorder>(
    _ step: Int, _ open: Int, _ batch: TrialBatch, _ failed: inout [FailedTrial],
    _ recorder: inout R
  ) -> Int {
    var live = open
    fillClock(program.step, step: step)
    clearFailures()
    execute(program.step, self.step, count: live, step: UInt32(step), index: drawIndex)
    var ended = 0
    var left = 0
    let ends = row(program.endsStep)
    let last = step == program.model.steps
    let found = last || hasFailures ? nil : sim_lanes_where(ends, live, chosen)
    for place in 0..<(found ?? live) {
      let lane = found == nil ? place : Int(chosen[place])
      if hasFailures, failure[lane] >= 0 {
        failed.append(FailedTrial(lane: origin[lane], step: step, check: Int(failure[lane])))
        endStep[origin[lane]] = -1
      } else if last || ends[lane] != 0 {
        endStep[origin[lane]] = Int32(step)
        ending[ended] = Int32(lane)
        ended += 1
      } else {
        continue
      }
      leaving[left] = Int32(lane)
      left += 1
    }
    if ended > 0 {
      for move in program.captured {
        let from = row(move.from)
        let to = row(move.to)
        for place in 0..<ended {
          let lane = Int(ending[place])
          to[origin[lane]] = from[lane]
        }
      }
      recordEnded(ending, ended, program.quantitiesStep, step: step, &recorder)
    }
    if left < live {
      for memory in program.memories where memory.next != memory.row {
        row(memory.row).update(from: row(memory.next), count: live)
      }
    }
    close(left, &live, also: [])
    recordOpen(program.quantitiesStep, step: step, live, &recorder)
    return live
  }

  /// Results of all trials of the batch that got to an end after step 0.
  private func finish(
    _ batch: TrialBatch, except out: Set<Int>, endedAtOnce: Set<Int>,
    _ failed: inout [FailedTrial]
  ) {
    guard program.model.steps > 0 else { return }
    clearFailures()
    execute(program.final, final, count: batch.count, step: 0, index: drawIndex)
    for lane in 0..<batch.count
    where !out.contains(lane) && !endedAtOnce.contains(lane) && endStep[lane] >= 0 {
      if failure[lane] >= 0 {
        failed.append(
          FailedTrial(lane: lane, step: Int(endStep[lane]), check: Int(failure[lane])))
      } else {
        store(program.resultsFinal, lane: lane, from: lane, into: batch)
      }
    }
  }

  private func fillClock(_ section: Program.Section, step: Int) {
    for clock in section.clock {
      row(clock.row).update(repeating: clock.values[step], count: Self.lanes)
    }
  }

  private func clearFailures() {
    guard hasFailures else { return }
    failure.update(repeating: -1, count: Self.lanes)
    hasFailures = false
  }
}
