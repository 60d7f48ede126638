/// How often a value has to be computed.
public enum Tier: UInt8, Sendable {
  case constant
  /// The same in every trial, another one each step: calendar and clock.
  case clock
  /// Drawn or computed once per trial.
  case trial
  case step

  func joined(with other: Tier) -> Tier {
    switch (self, other) {
    case (.constant, let t), (let t, .constant): t
    case (.clock, .clock): .clock
    case (.trial, .trial): .trial
    default: .step
    }
  }
}
