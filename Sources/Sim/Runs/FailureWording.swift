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
    let check = model.graph.checks[found.check]
    let violation = reference.violation(of: check, design.address(of: trial), step: found.step)
    let place = check.position.map { "\($0.file):\($0.line):\($0.column)" } ?? ""
    let entry = check.path.isEmpty ? "" : "\(check.path): "
    return Failure(
      trial: trial, step: found.step, message: entry + (violation ?? check.message), position: place
    )
  }
}
