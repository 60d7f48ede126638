/// Reads expressions by precedence climbing.
///
/// From low to high: `or`, `and`, `not`, comparison (which does not chain), `+ -`, `* /`,
/// unary `-`, `^` (to the right). Only the first error of an expression is reported.
package enum ExpressionParser {
  package static func parse(_ source: SourceText) throws(Diagnostics) -> Expression {
    do throws(Diagnostic) {
      var reader = try ExpressionReader(source)
      let value = try reader.expression()
      guard reader.next.kind == .end else { throw reader.unexpected() }
      return value
    } catch {
      throw Diagnostics([ProseRange.meant(source) ?? error])
    }
  }

  /// An expression, or an expression followed by `per` and one word.
  package static func parseRate(_ source: SourceText) throws(Diagnostics) -> RateExpression {
    do throws(Diagnostic) {
      var reader = try ExpressionReader(source)
      let value = try reader.expression()
      let per = reader.next
      guard per.kind == .keyword(.per) else {
        guard per.kind == .end else { throw reader.unexpected() }
        return RateExpression(value: value, per: nil, perOffset: per.range.lowerBound)
      }
      reader.advance()
      let unit = reader.next
      guard unit.kind == .word else {
        throw reader.error(.perWithoutUnit, at: per)
      }
      reader.advance()
      guard reader.next.kind == .end else {
        throw reader.error(.afterPer(unit.written), at: reader.next)
      }
      return RateExpression(
        value: value, per: unit.written, perOffset: unit.range.lowerBound)
    } catch {
      throw Diagnostics([ProseRange.meant(source) ?? error])
    }
  }
}

/// The tokens of one expression and the place reached. Brackets are known to balance.
struct ExpressionReader {
  static let depthLimit = 64

  let source: SourceText
  private let tokens: [Token]
  private var index = 0
  private var depth = 0

  init(_ source: SourceText) throws(Diagnostic) {
    self.source = source
    tokens = try Lexer.tokens(of: source)
    guard tokens.count > 1 else { throw Diagnostic(source, at: 0, LanguageCause.empty) }
    try checkBrackets()
    if let range = WrittenRange(tokens) {
      throw Diagnostic(source, at: 0, range.cause(sign: "-"))
    }
    if let range = ProseRange(tokens, source) { throw range.diagnostic(in: source) }
  }

  /// Never past `.end`, which is the last token and is not advanced over.
  var next: Token { tokens[index] }
  var afterNext: Token { tokens[min(index + 1, tokens.count - 1)] }
  var last: Token? { before(1) }

  /// The token so many before `next`.
  func before(_ count: Int) -> Token? { index >= count ? tokens[index - count] : nil }

  /// The token so many after `next`; `.end` past the last.
  func after(_ count: Int) -> Token { tokens[min(index + count, tokens.count - 1)] }

  mutating func advance() { index = min(index + 1, tokens.count - 1) }

  func error(_ cause: LanguageCause, at token: Token) -> Diagnostic {
    Diagnostic(source, at: token.range.lowerBound, cause)
  }

  private func checkBrackets() throws(Diagnostic) {
    var open: [Token] = []
    for token in tokens {
      let opening: Token.Symbol
      switch token.kind {
      case .symbol(.openParenthesis), .symbol(.openBracket):
        open.append(token)
        continue
      case .symbol(.closeParenthesis): opening = .openParenthesis
      case .symbol(.closeBracket): opening = .openBracket
      default: continue
      }
      guard let partner = open.popLast() else {
        throw error(.closesNothing(token.written), at: token)
      }
      guard partner.kind == .symbol(opening) else {
        throw error(.closedBy(partner.written, token.written), at: partner)
      }
    }
    if let partner = open.last {
      throw error(.neverClosed(partner.written), at: partner)
    }
  }

  /// Counts a level of nesting; every call is paired with `leave`.
  mutating func enter() throws(Diagnostic) {
    guard depth < Self.depthLimit else {
      throw error(.tooDeep(limit: Self.depthLimit), at: next)
    }
    depth += 1
  }

  mutating func leave() { depth -= 1 }

  /// A whole expression, as it may stand between brackets.
  mutating func expression() throws(Diagnostic) -> Expression { try operators(atLeast: .or) }

  private mutating func operators(atLeast lowest: Precedence) throws(Diagnostic) -> Expression {
    var left = try lowest <= .not && next.kind == .keyword(.not) ? negation() : unary()
    while let sign = next.binaryOperator, sign.precedence >= lowest, sign != .power {
      let place = next
      advance()
      let right = try operators(atLeast: sign.precedence.above)
      if sign.precedence == .comparison, let again = next.binaryOperator,
        again.precedence == .comparison
      {
        throw try chain(left, sign, right, place)
      }
      left = joined(.binary(sign, left, right), from: left.range.lowerBound)
    }
    return left
  }

  private mutating func chain(
    _ left: Expression, _ sign: Expression.BinaryOperator, _ middle: Expression, _ place: Token
  ) throws(Diagnostic) -> Diagnostic {
    let again = next
    advance()
    let right = try operators(atLeast: .sum)
    let advice =
      "\(left) \(sign.rawValue) \(middle) and \(middle) \(again.written) \(right)"
    let short = advice.count <= 60 ? advice : "a < b and b < c"
    return error(.chained(meant: short), at: again)
  }

  private mutating func negation() throws(Diagnostic) -> Expression {
    let start = next.range.lowerBound
    advance()
    try enter()
    let operand = try operators(atLeast: .not)
    leave()
    return joined(.not(operand), from: start)
  }

  private mutating func unary() throws(Diagnostic) -> Expression {
    guard next.kind == .symbol(.minus) else { return try power() }
    let start = next.range.lowerBound
    advance()
    try enter()
    let operand = try unary()
    leave()
    return joined(.negate(operand), from: start)
  }

  private mutating func power() throws(Diagnostic) -> Expression {
    let base = try operand()
    guard next.kind == .symbol(.power) else { return base }
    advance()
    try enter()
    let exponent = try unary()
    leave()
    return joined(.binary(.power, base, exponent), from: base.range.lowerBound)
  }

  /// An expression that reaches from `start` to the last token read.
  func joined(_ kind: Expression.Kind, from start: Int) -> Expression {
    Expression(kind, in: source, at: start..<(last?.range.upperBound ?? start))
  }
}
