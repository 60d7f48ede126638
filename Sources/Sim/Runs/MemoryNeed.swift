/// What a run takes of memory, estimated before it starts, in bytes.
///
/// An estimate from above: what grows with the scenario and with the number of trials, as if every
/// quantity were followed to the last step.
package struct MemoryNeed: Sendable {
  package struct Part: Sendable {
    /// What it holds, in the words of the scenario.
    package var what: String
    package var bytes: Double

    package init(what: String, bytes: Double) {
      self.what = what
      self.bytes = bytes
    }
  }

  /// Whatever the number of threads.
  package private(set) var parts: [Part]
  /// Once more for each thread.
  package private(set) var perThread: [Part]
  /// What stays until all scenarios of a study are done.
  package let summary: Double
  /// What its whole blocks take once it is done, of a run from the first.
  package let blocks: Double

  /// `report`: what is recorded. `keepsTrialRows`: whether rows of trials are handed on.
  package init(
    _ model: Model, _ report: Report, trials: Int, keepsTrialRows: Bool, rowCount: Int
  ) {
    let steps = Double(report.stepCount)
    let outcomes = Double(report.outcomes.count)
    let quantities = Double(report.quantities.count)
    let measures = Double(report.measures.count)
    let signals = Double(report.signals.count)
    let blocks = Double(Block.count(trials: trials))
    // Tallies of the merge tree, and the same again while they are written for later runs.
    let kept = 2 * min(blocks, blocks.levels)
    let waiting = min(blocks, 4)
    // Of a last block that is partial, and of both together.
    let extra = trials % Block.size == 0 ? 0.0 : blocks > 1 ? 2 : 1
    let moments = Double(MemoryLayout<Moments>.stride)

    let shape = HistogramShape(report, keepsValues: trials <= BlockTally.mostKeptTrials)
    let timelineHistograms = Double(shape.timelineCount) * 4
    let measureHistograms = Double(shape.measuresCount) * 4
    // Edges of their own for the open trials of each step.
    let edges = Double(shape.quantitySlots) * steps * Double(shape.bins) * 8

    let timelineTally = moments * 2 * quantities * steps
    let timelineRow = Double(MemoryLayout<Summary.TimelineRow>.stride + 72)
    let timelineRows = quantities * steps * 2 * timelineRow
    let pilot = min(
      Double(Pilot.mostBytes),
      Double(RecordedRows.values(report, trials: 1)) * Double(Block.size) * 8)
    let timeline =
      "the timeline: \(Self.counted(report.quantities.count, "quantity", "quantities")) "
      + "over \(Self.counted(report.stepCount, "step", "steps"))"

    let isFollowed = report.recording.contains(.incidence)
    let events =
      !isFollowed ? 0 : outcomes + Double(report.classes.count) + Double(report.milestones.count)
    let eventTally = 8 * steps * events
    let eventRows = steps * events * Double(MemoryLayout<Summary.IncidenceRow>.stride + 32)
    let incidence =
      "incidence: \(Self.counted(Int(events), "event", "events")) over "
      + Self.counted(report.stepCount, "step", "steps")

    let signalTally = 16 * signals * outcomes * steps
    let signalRows =
      signals * steps * (outcomes + 1) * Double(MemoryLayout<Summary.SignalRow>.stride)
    let signal =
      "signals: \(Self.counted(report.signals.count, "signal", "signals")), by outcome, "
      + "over \(Self.counted(report.stepCount, "step", "steps"))"

    let measureTally = Double(MemoryLayout<SkewedMoments>.stride) * measures * outcomes
    let keptValues =
      trials <= BlockTally.mostKeptTrials ? Double(trials) * (measures * 8 + 4) * 3 : 0
    let measure =
      "measures: the values of \(Self.counted(report.measures.count, "measure", "measures"))"

    let lanes = Double(Machine.stride * 8)
    let row = Self.row(model.report)
    let trialRows = "trial rows"

    summary = timelineRows + eventRows + signalRows
    // One node of the merge tree for each power of two that they are made of.
    let whole = trials / Block.size
    let tally = timelineTally + eventTally + signalTally + measureTally
    self.blocks =
      whole == 0
      ? 0
      : Double(whole.nonzeroBitCount) * tally + edges + timelineHistograms + measureHistograms
        + keptValues / 3
    parts = [
      Part(what: "the program", bytes: Double(model.graph.nodes.count) * 400),
      Part(
        what: timeline,
        bytes: kept * timelineTally + extra * timelineHistograms + edges + timelineRows
          + 2 * pilot),
      // Those of the first block wait, whoever asks for the others.
      Part(what: trialRows, bytes: row * Self.lanes(trials, atMost: Block.size)),
      Part(what: incidence, bytes: kept * eventTally + eventRows),
      Part(what: signal, bytes: kept * signalTally + signalRows),
      Part(
        what: measure,
        bytes: kept * measureTally + keptValues + extra * measureHistograms),
    ]
    perThread = [
      Part(what: timeline, bytes: waiting * timelineTally + timelineHistograms),
      Part(what: incidence, bytes: waiting * eventTally),
      Part(what: signal, bytes: waiting * signalTally),
      Part(what: measure, bytes: waiting * measureTally + measureHistograms),
      Part(
        what: "the values of one step",
        bytes: Double(rowCount) * lanes + Double(model.graph.draws.count) * lanes * 2),
      Part(
        what: trialRows,
        bytes: row
          * Self.lanes(trials, atMost: keepsTrialRows ? 4 * Block.size : TrialBatch.capacity)),
    ]
  }

  /// Something else that grows with the trials.
  package mutating func add(_ part: Part) { parts.append(part) }

  package func bytes(threads: Int) -> Double {
    parts.reduce(0) { $0 + $1.bytes }
      + Double(threads) * perThread.reduce(0) { $0 + $1.bytes }
  }

  /// What takes most with one thread.
  package var largest: Part {
    var sums: [Part] = []
    for part in parts + perThread {
      if let known = sums.firstIndex(where: { $0.what == part.what }) {
        sums[known].bytes += part.bytes
      } else {
        sums.append(part)
      }
    }
    return sums.max { $0.bytes < $1.bytes } ?? Part(what: "the program", bytes: 0)
  }

  /// What a trial hands over, whatever is made of it.
  private static func row(_ report: Report) -> Double {
    Double(report.measures.count + report.parameters.count) * 8
      + Double(report.signals.count + report.milestones.count + 2) * 4
  }

  /// Of so many trials, in whole batches.
  private static func lanes(_ trials: Int, atMost most: Int) -> Double {
    let batches = (min(trials, most) + TrialBatch.capacity - 1) / TrialBatch.capacity
    return Double(batches * TrialBatch.capacity)
  }

  private static func counted(_ n: Int, _ one: String, _ many: String) -> String {
    "\(n) \(n == 1 ? one : many)"
  }
}

extension Double {
  /// How many levels a tree over so many leaves has, and one for what is on its way.
  fileprivate var levels: Double { self >= 1 ? Double(exponent) + 2 : 1 }
}
