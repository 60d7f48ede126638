/// An interval that simrun prints, and a case in which its truth is known.
struct IntervalCase: Sendable {
  let interval: String
  /// Distribution, number of trials.
  let setting: String
  /// Whether a replication's interval holds the truth; `nil`: it gives none.
  let holds: @Sendable (inout Chances) -> Bool?

  init(
    _ interval: String, _ setting: String, _ holds: @escaping @Sendable (inout Chances) -> Bool?
  ) {
    self.interval = interval
    self.setting = setting
    self.holds = holds
  }

  static let all =
    shares + values + differences + inputs + decisions + boxes + scores + sightings + lacking
    + leads

  /// How many of some replications give an interval, and how many of these hold the truth.
  func run(_ replications: Int, seed: UInt64) -> (given: Int, holding: Int) {
    var (given, holding) = (0, 0)
    for replication in 0..<replications {
      var chances = Chances(seed: seed &+ UInt64(replication))
      guard let holds = holds(&chances) else { continue }
      given += 1
      if holds { holding += 1 }
    }
    return (given, holding)
  }
}
