/// What is said about a token that cannot stand where it does.
extension ExpressionReader {
  /// A value is expected, and `next` begins none.
  func missingValue() -> Diagnostic {
    if next.kind == .keyword(.not) {
      return error(.notNeedsParentheses, at: next)
    }
    if next.kind == .symbol(.assign) || (last?.kind == .symbol(.assign) && next.kind == .end) {
      return comparingAssignment(at: next.kind == .end ? last ?? next : next)
    }
    if let margin { return margin }
    if let other = otherValue { return other }
    guard let last else {
      return error(.valueMissing(before: next.written), at: next)
    }
    guard next.kind != .end else {
      return error(.valueMissingAfter(last.written), at: last)
    }
    return error(.valueMissingBetween(last.written, next.written), at: next)
  }

  /// `.inf` and `.nan` of YAML, and a number with its plus sign where no sum is begun.
  private var otherValue: Diagnostic? {
    let following = after(1)
    switch next.kind {
    case .symbol(.dot):
      guard following.kind == .word,
        let cause = ForeignWords.problem(withValue: following.written)
      else { return nil }
      return error(cause, at: next)
    case .symbol(.plus):
      guard case .number = following.kind else { return nil }
      switch last?.kind {
      case nil, .symbol(.openParenthesis), .symbol(.comma), .symbol(.assign):
        return error(.plusSign(meant: following.written), at: next)
      default: return nil
      }
    default: return nil
    }
  }

  /// A value has ended, and `next` cannot follow one here.
  func unexpected() -> Diagnostic {
    if let range { return range }
    if let margin { return margin }
    switch next.kind {
    case .symbol(.assign): return comparingAssignment(at: next)
    case .symbol(.openBracket), .symbol(.dot):
      return error(.onlyAfterName(next.written), at: next)
    case .keyword(.per):
      return error(.perInside, at: next)
    case .symbol(.comma):
      if case .number? = last?.kind, last?.range.upperBound == next.range.lowerBound,
        source.text.dropFirst(next.range.upperBound).first?.isNumber == true
      {
        return error(.brokenNumber, at: next)
      }
      return error(.comma, at: next)
    default: break
    }
    guard next.beginsOperand, let last else {
      return error(.noPlace(next.written), at: next)
    }
    if case .number = last.kind, case .number = next.kind {
      return error(.brokenNumber, at: next)
    }
    if let words = otherWords(last) { return words }
    if case .percentage = last.kind, last.range.upperBound == next.range.lowerBound {
      return error(.noRemainder(after: .number), at: next)
    }
    return error(.operatorMissing(last.written, next.written), at: next)
  }

  /// `30% a week`, where `a` looks like the unit of a number, and `if c then a else b`.
  private func otherWords(_ last: Token) -> Diagnostic? {
    if last.written == "if" { return error(.ifInWords, at: last) }
    for (word, unit) in [(last, next), (next, after(1))]
    where ["a", "an", "each", "every"].contains(word.written) && unit.kind == .word {
      let number = word.range == last.range ? before(2) : last
      guard number?.value != nil else { continue }
      return error(.perInWords(word.written, unit: unit.written), at: word)
    }
    return nil
  }

  /// `5 to 10`, which another language has for a range. The reader stands at `to`, or after it where
  /// `5 to` looked like a number with its unit.
  var range: Diagnostic? {
    let ahead = next.written == "to" ? 0 : last?.written == "to" ? -1 : nil
    guard let ahead else { return nil }
    let to = ahead == 0 ? next : last ?? next
    guard to.kind == .word, let low = before(1 - ahead), low.endsOperand, low.written != "up" else {
      return nil
    }
    let isNegative =
      before(2 - ahead)?.kind == .symbol(.minus) && before(3 - ahead)?.endsOperand != true
    let first = after(ahead + 1)
    let minus = first.kind == .symbol(.minus)
    let high = minus ? after(ahead + 2) : first
    guard high.beginsOperand else { return nil }
    let hasUnit =
      low.kind == .word && before(2 - ahead)?.value != nil
      || after(ahead + (minus ? 3 : 2)).kind == .word
    let isWhole = low.isPlain && high.isPlain && !hasUnit
    var ends = [
      (
        written: (isNegative ? "-" : "") + low.written,
        value: low.value.map { isNegative ? -$0 : $0 }
      ),
      (written: (minus ? "-" : "") + high.written, value: high.value.map { minus ? -$0 : $0 }),
    ]
    if isWhole, let from = ends[0].value, let upTo = ends[1].value {
      // Two quantiles of one value are none.
      if from == upTo { return error(.rangeOfOne(ends[0].written), at: to) }
      if from > upTo { ends.swapAt(0, 1) }
    }
    let isPositive = ends[0].value.map { $0 > 0 } ?? true
    return error(
      .range(
        low: isWhole ? ends[0].written : "low", high: isWhole ? ends[1].written : "high",
        isPositive: isPositive),
      at: to)
  }

  /// `0.45 ± 0.1`, of which `next` is the sign.
  private var margin: Diagnostic? {
    guard next.kind == .symbol(.plusMinus) else { return nil }
    return error(writtenMargin.cause(sign: next.written), at: next)
  }

  private var writtenMargin: WrittenMargin {
    let margin = after(1)
    guard margin.value != nil, !after(2).beginsOperand, after(2).binaryOperator != .power else {
      return .other
    }
    guard let last, !last.opens else { return .aroundNothing(margin: margin) }
    let isNegative = before(2)?.kind == .symbol(.minus) && before(3)?.endsOperand != true
    guard last.isPlain, before(isNegative ? 3 : 2)?.opens ?? true else { return .other }
    return .around(last, isNegative: isNegative, margin: margin)
  }

  func comparingAssignment(at token: Token) -> Diagnostic {
    error(.assignment, at: token)
  }
}
