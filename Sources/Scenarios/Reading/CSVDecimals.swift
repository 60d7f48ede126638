/// Numbers with decimals after a point or a comma.
extension CSVForm.Decimal {
  /// The number that a text is; a point, or a comma, stands before its decimals and nowhere else.
  func number(_ text: String) -> Double? {
    switch self {
    case .point: return CSVRows.number(text)
    case .comma:
      guard !text.utf8.contains(UInt8(ascii: ".")) else { return nil }
      return CSVRows.number(text.replacing(",", with: "."))
    }
  }

  private var mark: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }

  private func marks(_ text: String) -> Bool { text.utf8.contains(mark) }

  /// Whether a number with decimals could be one of thousands in groups too: `1,234`, but neither
  /// `0,234` nor `12,5`.
  private func mayGroup(_ text: String) -> Bool {
    let digits = text.utf8.filter { $0 != UInt8(ascii: " ") }
    let unsigned =
      digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+")
      ? digits.dropFirst() : digits[...]
    let parts = unsigned.split(separator: mark, omittingEmptySubsequences: false)
    guard parts.count == 2, (1...3).contains(parts[0].count), parts[1].count == 3 else {
      return false
    }
    return parts[0].first != UInt8(ascii: "0")
      && parts.allSatisfy { $0.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
  }

  enum Finding: Equatable {
    case decimal(CSVForm.Decimal)
    /// The position of a text that may be either, as all others with its mark.
    case unclear(at: Int)
  }

  /// What stands before the decimals of some texts. Commas do if some number needs them to and no
  /// text has a point. Where commas separate fields, points are always decimal.
  static func found(in texts: [String], separator: CSVForm.Separator) -> Finding {
    let hasPoints = texts.contains { Self.point.marks($0) }
    let hasCommas = texts.contains { Self.comma.marks($0) }
    if hasPoints && (hasCommas || separator == .comma) { return .decimal(.point) }
    guard hasPoints || hasCommas else { return .decimal(.point) }
    let candidate: Self = hasCommas ? .comma : .point
    let numbers = texts.indices.filter {
      candidate.marks(texts[$0]) && candidate.number(texts[$0]) != nil
    }
    // What are no numbers either way is reported with points, the rule.
    guard let first = numbers.first else { return .decimal(.point) }
    return numbers.allSatisfy { candidate.mayGroup(texts[$0]) }
      ? .unclear(at: first) : .decimal(candidate)
  }
}
