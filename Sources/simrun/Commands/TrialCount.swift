import ArgumentParser

/// A number of trials as people write it: `100000`, `100,000`, `100_000`, `1e5`, `100k`, `2M`.
struct TrialCount: ExpressibleByIntegerLiteral, CustomStringConvertible {
  var count: Int

  init(integerLiteral count: Int) { self.count = count }

  /// As `-n` takes it.
  init(option written: String) throws {
    guard let count = Self.count(written) else {
      if let number = Double(written), number >= 1e18, number == number.rounded() {
        throw ValidationError("it is too large; at most 1,000,000,000,000 trials can be run")
      }
      throw ValidationError("it must be a whole number, as 100000, 1e5 or 100k")
    }
    self.count = count
  }

  var description: String { "\(count)" }

  private static func count(_ text: String) -> Int? {
    if let count = Int(text) { return count }
    if let last = text.last, let zeros = ["k": 3, "K": 3, "M": 6][last] {
      return scaled(text.dropLast(), zeros: zeros)
    }
    if let exponent = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      let written = text[text.index(after: exponent)...]
      guard let zeros = Int(written), (0...18).contains(zeros) else { return nil }
      return scaled(text[..<exponent], zeros: zeros)
    }
    return grouped(text)
  }

  /// `1.5` with three zeros is 1500; what is left over after the point is no count.
  private static func scaled(_ text: Substring, zeros: Int) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, isDigits(whole) else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard parts.count == 1 || isDigits(fraction), fraction.count <= zeros else { return nil }
    return Int(whole + fraction + String(repeating: "0", count: zeros - fraction.count))
  }

  /// Groups of three after the first, all with the same sign between them.
  private static func grouped(_ text: String) -> Int? {
    guard let sign = text.first(where: { $0 == "," || $0 == "_" }) else { return nil }
    let groups = text.split(separator: sign, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), groups.allSatisfy(isDigits),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return Int(groups.joined())
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
  }
}
