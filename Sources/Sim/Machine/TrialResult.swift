/// One trial as the reference evaluator or the machine found it.
package struct TrialResult: Sendable, Equatable {
  package struct Failed: Sendable, Equatable {
    /// Position in `Graph.checks`.
    package var check: Int
    package var step: Int
  }
  package var outcome: Int
  package var endStep: Int
  /// NaN is missing.
  package var measures: [Double]
  /// First steps, −1 for never.
  package var signals: [Int]
  package var milestones: [Int]
  package var parameters: [Double]
  package var failed: Failed?
}

/// What is asked of a trial besides what its model records. It changes nothing of the trial: a probe
/// that fails is missing, and the trial goes on.
package struct Probes: Sendable {
  package var quantities: [Model.Quantity]
  /// The memories from this one on are kept for probes alone.
  package var firstMemory: Int

  package init(_ quantities: [Model.Quantity] = [], firstMemory: Int = .max) {
    self.quantities = quantities
    self.firstMemory = firstMemory
  }
}
