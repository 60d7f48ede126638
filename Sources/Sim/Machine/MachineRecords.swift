/// Results of trials and what is followed, handed on lane by lane.
extension Machine {
  func store(_ results: [Int32], lane: Int, from place: Int, into batch: TrialBatch) {
    let lanes = Self.lanes
    batch.outcome[lane] = Int32(row(results[0])[place])
    batch.endStep[lane] = endStep[lane]
    for k in 0..<batch.measureCount {
      batch.measures[k * lanes + lane] = row(results[program.measureOffset + k])[place]
    }
    for k in 0..<batch.signalCount {
      batch.signals[k * lanes + lane] = Int32(row(results[program.signalOffset + k])[place])
    }
    for k in 0..<batch.milestoneCount {
      batch.milestones[k * lanes + lane] = Int32(row(results[program.milestoneOffset + k])[place])
    }
  }

  func recordEnded<R: StepRecorder>(
    _ lanes: UnsafePointer<Int32>, _ ended: Int, _ quantities: [Int32], step: Int,
    _ recorder: inout R
  ) {
    guard ended > 0 else { return }
    for (k, source) in quantities.enumerated() {
      let values = row(source)
      for place in 0..<ended { gathered[place] = values[Int(lanes[place])] }
      recorder.recordEnded(step: step, quantity: k, row: gathered, count: ended)
    }
  }

  func recordOpen<R: StepRecorder>(
    _ quantities: [Int32], step: Int, _ live: Int, _ recorder: inout R
  ) {
    guard live > 0 else { return }
    for (k, source) in quantities.enumerated() {
      recorder.recordOpen(step: step, quantity: k, row: row(source), count: live)
    }
  }
}
