/// What is said about a token that cannot stand where it does.
extension ExpressionReader {
  /// A value is expected, and `next` begins none.
  func missingValue() -> Diagnostic {
    if next.kind == .keyword(.not) {
      return error("'not' needs parentheses here: '(not ...)'", at: next)
    }
    if next.kind == .symbol(.assign) || (last?.kind == .symbol(.assign) && next.kind == .end) {
      return comparingAssignment(at: next.kind == .end ? last ?? next : next)
    }
    guard let last else {
      return error("a value is missing before '\(next.written)'", at: next)
    }
    guard next.kind != .end else {
      return error("a value is missing after '\(last.written)'", at: last)
    }
    return error("a value is missing between '\(last.written)' and '\(next.written)'", at: next)
  }

  /// A value has ended, and `next` cannot follow one here.
  func unexpected() -> Diagnostic {
    switch next.kind {
    case .symbol(.assign): return comparingAssignment(at: next)
    case .symbol(.openBracket), .symbol(.dot):
      return error("'\(next.written)' can only follow a name", at: next)
    case .keyword(.per):
      return error("'per' stands only at the end of a rate or probability", at: next)
    case .symbol(.comma):
      if case .number? = last?.kind, last?.range.upperBound == next.range.lowerBound,
        source.text.dropFirst(next.range.upperBound).first?.isNumber == true
      {
        return error(Lexer.oneNumber, at: next)
      }
      return error("',' only separates the arguments of a function or an index", at: next)
    default: break
    }
    guard next.beginsOperand, let last else {
      return error("'\(next.written)' has no place here", at: next)
    }
    if case .number = last.kind, case .number = next.kind {
      return error(Lexer.oneNumber, at: next)
    }
    if case .percentage = last.kind {
      return error(
        "there is no remainder operator; '%' after a number means percent", at: next)
    }
    return error(
      "an operator is missing between '\(last.written)' and '\(next.written)'", at: next)
  }

  func comparingAssignment(at token: Token) -> Diagnostic {
    error("'=' is only for named arguments; write '==' to compare", at: token)
  }
}
