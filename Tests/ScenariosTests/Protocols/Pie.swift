import Scenarios
import Testing

/// A pie between two parties: the term is the share of `one`.
struct Pie {
  var one = "no_deal: 0"
  var two = "no_deal: 0"
  var steps = 1
  var parameters = ""
  var talks: String

  var text: String {
    """
    clock: {step: round, steps: \(steps)}
    \(parameters)
    issues: {pie: {low: all to two, high: all to one}}
    parties:
      one: {ideal: 1, \(one)}
      two: {ideal: 0, \(two)}
    talks:
    \(talks.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
    outcomes:
      deal: {as_soon_as: settled}
      none: otherwise
    measures:
      share: agreed.pie
      offered: draft.pie
      rounds_held: rounds
    """
  }

  func play(seed: UInt64 = 1) throws -> Play { try Play(text, seed: seed) }

  /// What `one` gets in the first trial.
  func share() throws -> Double { try play().value("share") }
}
