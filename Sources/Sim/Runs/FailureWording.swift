/// Says why a trial failed, with the numbers it failed on.
struct FailureWording {
  private let model: Model
  private let reference: ReferenceEvaluator

  init(_ model: Model, seed: UInt64) {
    self.model = model
    reference = ReferenceEvaluator(model, seed: seed)
  }

  func failure(trial: Int, _ found: FailedTrial) -> Failure {
    let check = model.graph.checks[found.check]
    let violation = reference.violation(of: check, TrialAddress(trial: trial), step: found.step)
    let place = check.position.map { "\($0.file):\($0.line):\($0.column)" } ?? ""
    let entry = check.path.isEmpty ? "" : "\(check.path): "
    return Failure(
      trial: trial, step: found.step, message: entry + (violation ?? check.message), position: place
    )
  }
}
