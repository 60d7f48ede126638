/// Choices by chance among trials, each with an address of its own: a trial is chosen or not whatever
/// other trials there are, and in whatever order they are looked at.
package struct AddressedChoice: Sendable, Hashable {
  private let key: UInt64

  /// `name`: of what is chosen for.
  package init(seed: UInt64, _ name: String) { key = siteKey(seed: seed, path: name) }

  /// Strictly between 0 and 1; `round`: of choices repeated.
  package func uniform(_ trial: Int, round: Int = 0) -> Double {
    let words = Philox.block(
      key: key, word0: UInt32(truncatingIfNeeded: round), attempt: 0,
      index: UInt64(truncatingIfNeeded: trial))
    return UniformValue.value(words.0, words.1)
  }

  /// Whether a trial belongs to the first half.
  package func isFirstHalf(_ trial: Int, round: Int = 0) -> Bool {
    uniform(trial, round: round) < 0.5
  }
}
