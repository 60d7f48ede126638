/// Which random numbers each trial draws with.
///
/// What is drawn once in a trial and what is drawn at each step have indices of their own. In a plain
/// run both are the number of the trial. A nested design draws once for several trials. A pick-freeze
/// design (Saltelli 2002; Jansen 1999) takes what some sites draw once from another row.
package struct Design: Sendable, Hashable {
  /// Every trial draws everything anew.
  package static let plain = Design()

  /// So many trials in a row share what is drawn once; at least 1.
  package var repeats: Int
  /// By path of a site that is drawn once: how far its index lies from that of the others.
  package var shifts: [String: UInt64]
  /// The indices from which trials count, of what they draw once and of what they draw at each step. Points
  /// with other ones have draws of their own there.
  package var first: TrialAddress

  package init(
    repeats: Int = 1, shifts: [String: UInt64] = [:], first: TrialAddress = TrialAddress(trial: 0)
  ) {
    self.repeats = max(1, repeats)
    self.shifts = shifts
    self.first = first
  }

  package func address(of trial: Int) -> TrialAddress {
    TrialAddress(
      parameters: first.parameters &+ UInt64(trial / repeats), draws: first.draws &+ UInt64(trial))
  }

  /// The same for equal designs alone.
  package var text: String {
    let shifts = shifts.sorted { $0.key < $1.key }.map { "\($0.key)+\($0.value)" }
    return "\(repeats) \(first.parameters) \(first.draws) \(shifts.joined(separator: " "))"
  }

  /// How far the index of a site that is drawn once lies from that of the others.
  func shift(of path: String) -> UInt64 { shifts[path] ?? 0 }
}

/// The address of a trial: what is drawn once comes from the first index, what is drawn at each step
/// from the second.
package struct TrialAddress: Sendable, Hashable {
  package var parameters: UInt64
  package var draws: UInt64

  package init(parameters: UInt64, draws: UInt64) {
    self.parameters = parameters
    self.draws = draws
  }

  package init(trial: Int) { self.init(parameters: UInt64(trial), draws: UInt64(trial)) }
}
