import Sim

/// What one expectation came to.
package struct Comparison: Sendable, Hashable {
  package enum Verdict: String, Sendable { case pass, off }

  /// Of the expectation.
  package let name: String
  /// The formula was compared with the published number, not the trials with the formula.
  package let isPrinted: Bool
  package let expected: Double
  /// `nil` when there was nothing to take it of.
  package let found: Double?
  /// Of chance alone; 0 where every trial gives the same.
  package let standardError: Double
  package let tolerance: Double
  /// Why it is off although the numbers may agree.
  package let note: String?

  /// As many standard errors as chance may take the trials away: 1 in 16,000 sound expectations
  /// fails under a seed picked at random.
  package static let mostStandardErrors = 4.0

  /// Found minus expected.
  package var difference: Double? { found.map { $0 - expected } }

  /// How many standard errors it is away beyond the tolerance; `nil` where chance has no part.
  package var standardErrors: Double? {
    guard let difference, standardError > 0 else { return nil }
    let excess = max(0, difference.magnitude - tolerance)
    return (difference < 0 ? -excess : excess) / standardError
  }

  package var verdict: Verdict {
    guard note == nil, let difference, difference.isFinite else { return .off }
    if let standardErrors {
      return standardErrors.magnitude <= Self.mostStandardErrors ? .pass : .off
    }
    return difference.magnitude <= tolerance ? .pass : .off
  }

  init(
    name: String, isPrinted: Bool = false, expected: Double, found: Double?,
    standardError: Double = 0, tolerance: Double, note: String? = nil
  ) {
    self.name = name
    self.isPrinted = isPrinted
    self.expected = expected
    self.found = found
    self.standardError = standardError
    self.tolerance = tolerance
    self.note = note
  }
}

extension Comparison {
  /// The formula of an expectation against the number as published.
  init?(printed expectation: Expectation, formula: Double) {
    guard let printed = expectation.printed else { return nil }
    // The half unit itself is in; 1e-9 of it covers that halves are no binary fractions.
    self.init(
      name: expectation.name.name, isPrinted: true, expected: printed.value, found: formula,
      tolerance: printed.halfUnit * (1 + 1e-9))
  }

  /// Trials against the formula of an expectation.
  init(_ expectation: Expectation, equals expected: Double, in trials: VerificationTrials) {
    var estimate = trials.estimate(expectation, ifTrue: expected)
    // A spread of a few last digits is rounding, not chance.
    if estimate.standardError <= 1e-13 * max(1, estimate.value?.magnitude ?? 0) {
      estimate.standardError = 0
    }
    let note =
      Self.failed(trials.failureCount) ?? Self.nothing(estimate.value, expected)
      ?? (estimate.standardError == 0
        ? Self.rounding(estimate.value ?? 0, expected, expectation.tolerance)
        : Self.tooFew(estimate.count, share: trials.share(expectation, ifTrue: expected)))
    self.init(
      name: expectation.name.name, expected: expected, found: estimate.value,
      standardError: estimate.standardError, tolerance: expectation.tolerance, note: note)
  }

  private static func failed(_ count: Int) -> String? {
    count == 0 ? nil : "\(count) \(count == 1 ? "trial" : "trials") failed"
  }

  private static func nothing(_ found: Double?, _ expected: Double) -> String? {
    if expected.isNaN { return "'equals' is missing" }
    if expected.isInfinite { return "'equals' is not a finite number" }
    guard let found else { return "there is nothing to take it of" }
    return found.isFinite ? nil : "what was found is too large for a number"
  }

  private static func rounding(
    _ found: Double, _ expected: Double, _ tolerance: Double
  ) -> String? {
    let isNear = (found - expected).magnitude <= 1e-6 * max(1, expected.magnitude)
    return found != expected && tolerance == 0 && isNear
      ? "the same in every trial: rounding needs a 'tolerance'" : nil
  }

  /// An expectation that could not be off says nothing. With np(1 − p) below 16 not even 0 of n
  /// trials would be four standard errors away; other errors are normal only with many values.
  private static func tooFew(_ count: Int, share: Double?) -> String? {
    let isTooFew =
      share.map { Double(count) * $0 * (1 - $0) < mostStandardErrors * mostStandardErrors }
      ?? (count < 100)
    return isTooFew ? "\(count) \(count == 1 ? "trial is" : "trials are") too few to tell" : nil
  }
}
