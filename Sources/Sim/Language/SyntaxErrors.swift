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
    guard let last else {
      return error(.valueMissing(before: next.written), at: next)
    }
    guard next.kind != .end else {
      return error(.valueMissingAfter(last.written), at: last)
    }
    return error(.valueMissingBetween(last.written, next.written), at: next)
  }

  /// A value has ended, and `next` cannot follow one here.
  func unexpected() -> Diagnostic {
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
    if case .percentage = last.kind {
      return error(.noRemainder(after: .number), at: next)
    }
    return error(.operatorMissing(last.written, next.written), at: next)
  }

  func comparingAssignment(at token: Token) -> Diagnostic {
    error(.assignment, at: token)
  }
}
