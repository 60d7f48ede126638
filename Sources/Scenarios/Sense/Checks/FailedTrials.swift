import Sim

/// So many trials failed that the others may not stand for them. A run says so of itself.
struct FailedTrials: SenseCheck {
  private static let most = 0.05

  func notes(of loaded: LoadedScenario, answers: Answers) -> [SenseNote] {
    let counted = answers.counted
    let all = counted.trials + counted.failed
    guard let failure = counted.failure, Double(counted.failed) > Self.most * Double(all) else {
      return []
    }
    let file = loaded.scenario.inputs.first?.path ?? loaded.scenario.name
    return [
      SenseNote(
        .failures, at: SourcePosition(file: file, line: 1, column: 1), in: "",
        .manyFailed(failed: counted.failed, of: all, message: failure.message))
    ]
  }
}
