/// Reads values at step 0 again and again, with other numbers for the inputs each time.
///
/// Only what the last reading computed is forgotten before the next, so that one costs what it asks for,
/// however large the model is.
package struct StartReadings {
  private var trial: ReferenceEvaluator.Trial

  /// `address`: of the trial that is read.
  package init(_ evaluator: ReferenceEvaluator, at address: TrialAddress) {
    trial = ReferenceEvaluator.Trial(of: evaluator, at: address)
  }

  /// A value that nothing that moves reaches; `nil` if it fails.
  package mutating func value(_ id: NodeID, given inputs: [Double]) -> Double? {
    trial.beginAgain(with: inputs)
    return trial.probed(id)
  }
}
