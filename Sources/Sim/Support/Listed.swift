extension [String] {
  /// As a sentence lists them: `a`, `a and b`, `a, b and c`.
  package func listed(_ word: String = "and") -> String {
    guard let last, count > 1 else { return joined() }
    return dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
