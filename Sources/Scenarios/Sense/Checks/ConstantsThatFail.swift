import Sim

/// Expressions of constants that no trial can compute, as `1 / 0`. What reads one is not noted too.
struct ConstantsThatFail: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    let failing = loaded.model.certainFailures.map { check in
      let parts = check.path.split(separator: ".").prefix(check.path.hasPrefix("talks.") ? 1 : 2)
      return (check: check, path: parts.joined(separator: "."), name: String(parts.last ?? ""))
    }
    return failing.compactMap { check, path, _ in
      let words = loaded.mentioned[path] ?? []
      let follows = failing.contains { $0.path != path && words.contains($0.name) }
      guard !follows, let position = check.position else { return nil }
      return SenseNote(.failures, at: position, in: path, .alwaysFails(check.message), or: "")
    }
  }
}
