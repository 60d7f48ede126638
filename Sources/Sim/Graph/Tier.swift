/// How often a value has to be computed.
package enum Tier: UInt8, Sendable {
  case constant
  /// The same in all trials of a point of a study: inputs and what is made of them.
  case point
  /// The same in every trial, another one each step: calendar and clock.
  case clock
  /// Drawn or computed once per trial.
  case trial
  case step

  /// Whether a value may differ from step to step.
  package var moves: Bool { self == .clock || self == .step }

  func joined(with other: Tier) -> Tier {
    switch (self, other) {
    case (.constant, let t), (let t, .constant): t
    case (.point, let t), (let t, .point): t
    case (.clock, .clock): .clock
    case (.trial, .trial): .trial
    default: .step
    }
  }

  /// Whether a value stands before any trial is run.
  var isSettled: Bool { self == .constant || self == .point }
}
