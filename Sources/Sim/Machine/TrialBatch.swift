/// The results of at most 256 consecutive trials; lane `i` is trial `firstTrial + i`.
///
/// A lane whose trial failed has outcome -1 and is counted nowhere. Rows by measure, signal,
/// milestone and parameter are `capacity` apart: entry `m` of lane `i` is `[m * capacity + i]`.
///
/// Unchecked: one worker fills it and hands it over; nobody writes it afterwards.
package final class TrialBatch: @unchecked Sendable {
  package static let capacity = 256

  package var firstTrial = 0
  package var count = 0
  /// By lane: position in `Report.outcomes`, or -1.
  package let outcome: UnsafeMutablePointer<Int32>
  /// By lane: the step at whose end the trial ended.
  package let endStep: UnsafeMutablePointer<Int32>
  /// Rows by measure; NaN is missing.
  package let measures: UnsafeMutablePointer<Double>
  /// Rows by signal: the first step seen, or -1.
  package let signals: UnsafeMutablePointer<Int32>
  /// Rows by milestone: its step, or -1.
  package let milestones: UnsafeMutablePointer<Int32>
  /// Rows by parameter.
  package let parameters: UnsafeMutablePointer<Double>

  package let measureCount: Int
  package let signalCount: Int
  package let milestoneCount: Int
  package let parameterCount: Int

  package init(_ report: Report) {
    measureCount = report.measures.count
    signalCount = report.signals.count
    milestoneCount = report.milestones.count
    parameterCount = report.parameters.count
    outcome = Self.buffer(1, of: -1)
    endStep = Self.buffer(1, of: 0)
    measures = Self.buffer(measureCount, of: .nan)
    signals = Self.buffer(signalCount, of: -1)
    milestones = Self.buffer(milestoneCount, of: -1)
    parameters = Self.buffer(parameterCount, of: .nan)
  }

  deinit {
    outcome.deallocate()
    endStep.deallocate()
    measures.deallocate()
    signals.deallocate()
    milestones.deallocate()
    parameters.deallocate()
  }

  /// Forgets everything, to be filled anew.
  package func reset(firstTrial: Int, count: Int) {
    self.firstTrial = firstTrial
    self.count = count
    let lanes = Self.capacity
    outcome.update(repeating: -1, count: lanes)
    endStep.update(repeating: 0, count: lanes)
    measures.update(repeating: .nan, count: lanes * measureCount)
    signals.update(repeating: -1, count: lanes * signalCount)
    milestones.update(repeating: -1, count: lanes * milestoneCount)
    parameters.update(repeating: .nan, count: lanes * parameterCount)
  }

  private static func buffer<T: BitwiseCopyable>(_ rows: Int, of value: T)
    -> UnsafeMutablePointer<T>
  {
    let pointer = UnsafeMutablePointer<T>.allocate(capacity: max(1, rows) * capacity)
    pointer.initialize(repeating: value, count: max(1, rows) * capacity)
    return pointer
  }
}

/// A trial that failed: left out of every share, and named.
package struct Failure: Sendable, Hashable {
  package var trial: Int
  package var step: Int
  package var message: String
  /// Where in the files, as `file:line:column`.
  package var position: String

  package init(trial: Int, step: Int, message: String, position: String) {
    self.trial = trial
    self.step = step
    self.message = message
    self.position = position
  }
}
