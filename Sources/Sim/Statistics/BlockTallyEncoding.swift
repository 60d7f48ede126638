extension BlockTally {
  /// More bytes than any one takes, but for the values it keeps.
  static func longestEncoding(_ report: Report) -> Int {
    let shape = BlockTally(report, keepsValues: false)
    let counts =
      shape.ends.count + shape.reached.count + shape.seen.count + shape.seenOpen.count
    let moments = shape.measureMoments.count + shape.timeline.count
    return 64 + mostFailuresListed * 1_024 + counts * 20 + moments * (Moments.encodedSize + 8)
  }

  func write(to writer: inout ByteWriter) {
    writer.write(trials)
    writer.write(failureCount)
    writer.write(failures.count)
    for failure in failures { failure.write(to: &writer) }
    if keepsValues { KeptTrials.write(kept, to: &writer) }
    writer.write(counts: ends)
    writer.write(counts: reached)
    writer.write(counts: seen)
    writer.write(counts: seenOpen)
    for moments in measureMoments { moments.write(to: &writer) }
    for moments in timeline { moments.write(to: &writer) }
    writer.write(folds.count)
    for fold in folds { fold.write(to: &writer) }
  }

  /// The shape is the report's; it is not written. `all`: of so many trials.
  init(from reader: inout ByteReader, report: Report, keepsValues: Bool, all: Int)
    throws(UnreadableBytes)
  {
    self.init(report, keepsValues: keepsValues)
    trials = try reader.integer()
    failureCount = try reader.integer()
    guard (0...all).contains(trials), failureCount == all - trials else {
      throw UnreadableBytes()
    }
    let listed = try reader.count(ofSize: 32)
    guard listed <= min(failureCount, Self.mostFailuresListed) else { throw UnreadableBytes() }
    for _ in 0..<listed { failures.append(try Failure(from: &reader)) }
    if keepsValues {
      kept = [
        try KeptTrials(
          from: &reader, trials: trials, outcomes: outcomeCount, measures: measureCount)
      ]
    }
    ends = try reader.counts(ends.count)
    reached = try reader.counts(reached.count)
    seen = try reader.counts(seen.count)
    seenOpen = try reader.counts(seenOpen.count)
    for index in measureMoments.indices { measureMoments[index] = try SkewedMoments(from: &reader) }
    for index in timeline.indices { timeline[index] = try Moments(from: &reader) }
    for _ in 0..<(try reader.count(ofSize: 24)) {
      folds.append(try FoldedTrials(from: &reader, trials: trials))
    }
    guard isConsistent else { throw UnreadableBytes() }
  }

  /// Whether no count is of more trials than there are, and the values are as many as were counted.
  private var isConsistent: Bool {
    let moments = (measureMoments.map(\.moments) + timeline).allSatisfy {
      $0.count <= trials && $0.missing <= trials - $0.count
    }
    guard moments, Self.addUp(ends[...], to: trials) == trials,
      (0..<milestoneCount).allSatisfy({
        Self.addUp(steps(reached, $0), to: trials) != nil
      }), signalsAreConsistent
    else { return false }
    return !keepsValues || countsOfValues == measureMoments.map(\.moments.count)
  }

  /// Of each outcome a signal is seen in no more trials than end so, and no more than are open.
  private var signalsAreConsistent: Bool {
    for outcome in 0..<outcomeCount {
      let ended = steps(ends, outcome)
      let all = ended.reduce(0, +)
      for signal in 0..<signalCount {
        let row = signal * outcomeCount + outcome
        guard Self.addUp(steps(seen, row), to: all) != nil else { return false }
        var (open, seenByThen) = (all, 0)
        for (end, change) in zip(ended, steps(seenOpen, row)) {
          open -= end
          guard change.magnitude <= UInt(all) else { return false }
          seenByThen += change
          guard (0...open).contains(seenByThen) else { return false }
        }
      }
    }
    return true
  }

  private func steps(_ counts: [Int], _ row: Int) -> ArraySlice<Int> {
    counts[(row * stepCount)..<((row + 1) * stepCount)]
  }

  /// The sum; `nil` if a count is negative or the sum is more than `most`.
  private static func addUp(_ counts: ArraySlice<Int>, to most: Int) -> Int? {
    var sum = 0
    for count in counts {
      guard (0...(most - sum)).contains(count) else { return nil }
      sum += count
    }
    return sum
  }

  /// How many values of each measure are kept for each outcome, the missing ones left out.
  private var countsOfValues: [Int] {
    var counts = [Int](repeating: 0, count: measureMoments.count)
    for part in kept {
      for (trial, outcome) in part.outcomes.enumerated() {
        for measure in 0..<measureCount where !part.values[trial * measureCount + measure].isNaN {
          counts[measure * outcomeCount + Int(outcome)] += 1
        }
      }
    }
    return counts
  }
}
