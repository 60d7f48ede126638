/// What came of the trials of a run, and what each had drawn: by column, a row a trial.
///
/// Row n is the trial with the number n of the run; one that failed has outcome −1. So rows of runs
/// that share their random numbers are pairs.
package struct TrialColumns: Sendable {
  package let report: Report
  /// By trial: position in `Report.outcomes`; −1 for a trial that failed.
  package private(set) var outcomes: [Int32] = []
  /// By trial: the step at whose end it ended.
  package private(set) var endSteps: [Int32] = []
  /// By parameter of the report, then by trial. NaN is missing.
  package private(set) var parameters: [[Double]]
  /// By measure of the report, then by trial. NaN is missing.
  package private(set) var measures: [[Double]]
  /// By signal of the report, then by trial: the first step at which it was seen, or −1.
  package private(set) var signals: [[Int32]]
  /// By milestone of the report, then by trial: its step, or −1.
  package private(set) var milestones: [[Int32]]

  /// `report`: what the run records. `trials`: about how many trials there will be.
  package init(_ report: Report, trials: Int = 0) {
    self.report = report
    parameters = Array(repeating: [], count: report.parameters.count)
    measures = Array(repeating: [], count: report.measures.count)
    signals = Array(repeating: [], count: report.signals.count)
    milestones = Array(repeating: [], count: report.milestones.count)
    reserve(trials)
  }

  /// Room for so many trials, so that columns that grow by doubling do not take twice what they need.
  private mutating func reserve(_ trials: Int) {
    let room = min(trials, Self.mostReserved)
    guard room > 0 else { return }
    outcomes.reserveCapacity(room)
    endSteps.reserveCapacity(room)
    for k in parameters.indices { parameters[k].reserveCapacity(room) }
    for k in measures.indices { measures[k].reserveCapacity(room) }
    for k in signals.indices { signals[k].reserveCapacity(room) }
    for k in milestones.indices { milestones[k].reserveCapacity(room) }
  }

  /// A run of more trials may stop long before its last.
  private static let mostReserved = 1 << 20

  package var count: Int { outcomes.count }

  /// The next trials of the run.
  package mutating func append(_ batch: TrialBatch) {
    func row<T>(_ rows: UnsafeMutablePointer<T>, _ at: Int = 0) -> UnsafeBufferPointer<T> {
      UnsafeBufferPointer(start: rows + at * TrialBatch.capacity, count: batch.count)
    }
    outcomes.append(contentsOf: row(batch.outcome))
    endSteps.append(contentsOf: row(batch.endStep))
    for k in parameters.indices { parameters[k].append(contentsOf: row(batch.parameters, k)) }
    for k in measures.indices { measures[k].append(contentsOf: row(batch.measures, k)) }
    for k in signals.indices { signals[k].append(contentsOf: row(batch.signals, k)) }
    for k in milestones.indices { milestones[k].append(contentsOf: row(batch.milestones, k)) }
  }

  /// The next trials of the same run.
  package mutating func append(_ next: TrialColumns) {
    integers = zip(integers, next.integers).map { $0 + $1 }
    reals = zip(reals, next.reals).map { $0 + $1 }
  }

  mutating func keepFirst(_ count: Int) {
    integers = integers.map { Array($0.prefix(count)) }
    reals = reals.map { Array($0.prefix(count)) }
  }

  /// All columns of whole numbers, one after the other.
  var integers: [[Int32]] {
    get { [outcomes, endSteps] + signals + milestones }
    set {
      outcomes = newValue[0]
      endSteps = newValue[1]
      signals = Array(newValue[2..<(2 + signals.count)])
      milestones = Array(newValue[(2 + signals.count)...])
    }
  }

  /// All columns of numbers, one after the other.
  var reals: [[Double]] {
    get { parameters + measures }
    set {
      parameters = Array(newValue[..<parameters.count])
      measures = Array(newValue[parameters.count...])
    }
  }

  /// What so many trials take, in bytes.
  package static func bytes(_ report: Report, trials: Int) -> Double {
    let row =
      8 + 8 * (report.parameters.count + report.measures.count)
      + 4 * (report.signals.count + report.milestones.count)
    return Double(trials) * Double(row)
  }
}

extension PointRun {
  /// The columns of some of its trials; `nil` if it was stopped before they were complete.
  ///
  /// `blocks`: which; without, all.
  package func columns(
    blocks: Range<Int>? = nil, progress: (Int) -> Void = { _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> TrialColumns? {
    let asked = blocks.map(settings.trials(of:)) ?? settings.trials
    var columns = TrialColumns(report, trials: asked)
    let result = try keepingRows.run(
      blocks: blocks, rows: { columns.append($0) }, progress: progress, stops: stops)
    return result.isComplete ? columns : nil
  }

  /// The same run, which hands over the trials as they are done.
  package var keepingRows: PointRun { keepingRows(ofFirst: .max) }

  /// The same run, which hands over so many of the first trials, in whole blocks.
  package func keepingRows(ofFirst trials: Int) -> PointRun {
    var run = self
    if trials >= settings.trials {
      run.settings.keepsTrialRows = true
    } else {
      run.settings.firstRows = trials
    }
    return run
  }
}
