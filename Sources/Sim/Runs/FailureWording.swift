/// Says why a trial failed, with the numbers it failed on.
struct FailureWording {
  private let model: Model
  private let reference: ReferenceEvaluator

  private let design: Design

  init(_ model: Model, seed: UInt64, _ design: Design) {
    self.model = model
    self.design = design
    reference = ReferenceEvaluator(model, seed: seed, design: design)
  }

  func failure(trial: Int, _ found: FailedTrial) -> Failure {
    failure(trial: trial, check: found.check, step: found.step)
  }

  func failure(trial: Int, check index: Int, step: Int) -> Failure {
    let check = model.graph.checks[index]
    let violation = reference.violation(of: check, design.address(of: trial), step: step)
    let place = check.position.map { "\($0.file):\($0.line):\($0.column)" } ?? ""
    let entry = check.path.isEmpty ? "" : "\(check.path): "
    return Failure(
      trial: trial, step: step, message: entry + (violation ?? check.message), position: place
    )
  }
}

extension TrialResult {
  /// Why the trial failed, in the words of a run; `nil` if it did not.
  package func failure(
    of trial: Int, _ model: Model, seed: UInt64, design: Design
  ) -> Failure? {
    failed.map {
      FailureWording(model, seed: seed, design).failure(
        trial: trial, check: $0.check, step: $0.step)
    }
  }
}
