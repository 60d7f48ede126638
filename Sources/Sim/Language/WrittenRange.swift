/// Ranges and margins as prose writes them: `30-60%`, `0.45 ± 0.1`.
///
/// Without this a range would be read as a difference. Differences are left alone where they can be
/// meant: with spaces around the sign, within a larger expression, or from the larger number.
struct WrittenRange {
  let low: Token
  let high: Token

  /// A whole expression of two numbers with a dash between them; it may end in `per week`.
  /// `nil` where the left one is not the smaller one.
  init?(_ low: Token, _ rest: some Collection<Token>) {
    let rest = Array(rest)
    guard let high = rest.first, rest.count > 1, let from = low.value, let to = high.value,
      rest[1].kind == .end || rest[1].kind == .keyword(.per)
    else { return nil }
    if low.isPercentage == high.isPercentage {
      guard from < to else { return nil }
    } else {
      // `30-60%` is no difference, `1-60%` can be one.
      guard high.isPercentage, from > 1, from < 100 * to else { return nil }
    }
    (self.low, self.high) = (low, high)
  }

  /// The same where the dash is written as a difference, without spaces.
  init?(_ tokens: [Token]) {
    guard tokens.count > 3, tokens[1].kind == .symbol(.minus),
      tokens[0].range.upperBound == tokens[1].range.lowerBound,
      tokens[1].range.upperBound == tokens[2].range.lowerBound
    else { return nil }
    self.init(tokens[0], tokens[2...])
  }

  func cause(sign: String) -> LanguageCause {
    let percent = high.isPercentage && !low.isPercentage ? "%" : ""
    return .dash(
      "\(low.written)\(sign)\(high.written)", low: low.written + percent, high: high.written,
      isSign: sign == "-")
  }
}

/// `0.45 ± 0.1`, `0.45 +/- 0.1` and `0.45 +- 0.1`: a middle and what it may be off by.
enum WrittenMargin {
  /// A middle that is more than a number or a name, or a margin that is no number.
  case other
  case aroundNothing(margin: Token)
  case around(Token, isNegative: Bool, margin: Token)

  func cause(sign: String) -> LanguageCause {
    let other = LanguageCause.margin(sign, middle: "mean", sd: "sd", low: "low", high: "high")
    switch self {
    case .other: return other
    case .aroundNothing(let margin):
      let written = margin.written
      return .margin(sign, middle: "0", sd: written, low: "-\(written)", high: written)
    case .around(let middle, let isNegative, let margin):
      let written = (isNegative ? "-" : "") + middle.written
      guard let size = middle.value else {
        return .margin(
          sign, middle: written, sd: margin.written, low: "\(written) - \(margin.written)",
          high: "\(written) + \(margin.written)")
      }
      let centre = isNegative ? -size : size
      guard middle.isPercentage == margin.isPercentage, let spread = margin.value,
        let low = Self.text(centre - spread, as: [middle, margin]),
        let high = Self.text(centre + spread, as: [middle, margin])
      else { return other }
      return .margin(sign, middle: written, sd: margin.written, low: low, high: high)
    }
  }

  /// With as many decimals as are written; `nil` where that is no plain number.
  private static func text(_ value: Double, as written: [Token]) -> String? {
    let decimals = written.map {
      $0.written.drop { $0 != "." }.dropFirst().prefix(while: \.isNumber).count
    }
    let isPlain = written.allSatisfy { !$0.written.contains { $0 == "e" || $0 == "E" } }
    let percent = written.contains(where: \.isPercentage)
    guard isPlain, let most = decimals.max(), most <= 9 else { return nil }
    var scale = 1.0
    for _ in 0..<most { scale *= 10 }
    let rounded = ((percent ? 100 * value : value) * scale).rounded() / scale
    guard abs(rounded) < 1e15 else { return nil }
    let text = "\(rounded == 0 ? 0 : rounded)"
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + (percent ? "%" : "")
  }
}

extension Lexer {
  /// How long `±` or `+/-` is, if it stands here; `+-` too between two numbers that are all there is.
  var plusMinus: Int? {
    if peek() == "±" { return 1 }
    guard peek() == "+" else { return nil }
    let isMinus = { (character: Character?) in character.map { "-−–".contains($0) } ?? false }
    if peek(1) == "/", isMinus(peek(2)) { return 3 }
    guard isMinus(peek(1)), tokens.count == 1, tokens.first?.value != nil,
      let rest = tokens(from: offset + 2), rest.first?.value != nil,
      rest.count == 2 || rest[1].kind == .keyword(.per)
    else { return nil }
    return 2
  }

  /// The range that the whole text is, if the sign at hand is its dash.
  var writtenRange: WrittenRange? {
    guard tokens.count == 1, let low = tokens.first, let rest = tokens(from: offset + 1) else {
      return nil
    }
    return WrittenRange(low, rest)
  }

  /// What stands from there on, if it is numbers and words alone, in which no such sign stands again.
  private func tokens(from place: Int) -> [Token]? {
    let rest = characters[min(place, characters.count)...]
    guard
      !rest.isEmpty, rest.count <= 100,
      rest.allSatisfy({ isDigit($0) || $0.isLetter || " .%".contains($0) })
    else { return nil }
    return try? Lexer.tokens(of: SourceText(text(place..<characters.count)))
  }
}

extension Token {
  fileprivate var isPercentage: Bool {
    if case .percentage = kind { return true }
    return false
  }
}
