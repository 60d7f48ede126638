import Sim

/// Expressions of constants that no trial can compute, as `1 / 0`.
struct ConstantsThatFail: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    loaded.model.certainFailures.compactMap { check in
      guard let position = check.position else { return nil }
      let parts = check.path.split(separator: ".").prefix(check.path.hasPrefix("talks.") ? 1 : 2)
      return SenseNote(
        .failures, at: position, in: parts.joined(separator: "."), .alwaysFails(check.message),
        or: "")
    }
  }
}
