import Sim

/// What would not end, or take too much, is refused.
extension Compiler {
  /// Refuses sums within sums at once that would be read too often.
  func countTerms(of sum: Expression) throws {
    guard terms(of: sum) > Double(Limits.readings) else { return }
    guard !isTooLarge else { throw AlreadyReported() }
    throw tooManyReadings(sum)
  }

  /// How many terms sums have that stand within one another; those of which a condition leaves some
  /// out do not count.
  private func terms(of e: Expression) -> Double {
    let inside = e.parts.reduce(0) { $0 + terms(of: $1) }
    guard case .aggregate(_, _, _, let domain, nil) = e.kind else { return inside }
    return max(1, inside) * Double(expressions.elements(of: domain)?.count ?? 1)
  }

  private func tooManyReadings(_ e: Expression) -> Diagnostic {
    isTooLarge = true
    return e.error(WorldCause.tooManyReadings)
  }

  /// Called for every part of every expression that is read.
  func countReading(_ e: Expression) throws {
    guard !isTooLarge else { throw AlreadyReported() }
    guard !stack.isNearlyUsed else {
      isTooLarge = true
      throw e.error(WorldCause.chainTooLong)
    }
    readings += 1
    if readings > Limits.readings { throw tooManyReadings(e) }
    if typed.graph.nodes.count > Limits.instructions {
      isTooLarge = true
      throw e.error(WorldCause.tooManyInstructions)
    }
  }

  func checkDepth(_ name: String) throws {
    guard !isTooLarge else { throw AlreadyReported() }
    guard stack.isNearlyUsed else { return }
    isTooLarge = true
    let message =
      "'\(name)' ends a chain of \(underway.count) names, each of which needs the next; "
      + "longer ones cannot be read"
    throw place(of: name)?.error(message)
      ?? Diagnostic(SourcePosition(file: scenario.name, line: 1, column: 1), path: "", message)
  }
}
