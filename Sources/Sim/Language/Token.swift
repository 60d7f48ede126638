/// One word, number or sign of an expression.
struct Token: Sendable {
  let kind: Kind
  /// As it stands in the text.
  let written: String
  let range: Range<Int>

  enum Kind: Hashable, Sendable {
    case number(Double)
    /// Divided by 100 already.
    case percentage(Double)
    case date(CalendarDate)
    case boolean(Bool)
    case word
    case keyword(Keyword)
    case symbol(Symbol)
    case end
  }

  enum Keyword: String, Sendable, CaseIterable {
    case and, or, not, `for`, `in`, `where`, per
  }

  enum Symbol: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case assign = "="
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case comma = ","
    case dot = "."
    /// No operator of this language: `±`, `+/-`.
    case plusMinus = "±"
  }

  /// Whether an operand can begin with it.
  var beginsOperand: Bool {
    switch kind {
    case .number, .percentage, .date, .boolean, .word, .symbol(.openParenthesis): true
    default: false
    }
  }

  /// Whether an operand can end with it.
  var endsOperand: Bool {
    switch kind {
    case .number, .percentage, .date, .boolean, .word, .symbol(.closeParenthesis),
      .symbol(.closeBracket):
      true
    default: false
    }
  }

  /// Whether it is an operand by itself, as far as one can see.
  var isPlain: Bool {
    switch kind {
    case .number, .percentage, .word: true
    default: false
    }
  }

  /// Whether a whole expression can begin after it.
  var opens: Bool {
    switch kind {
    case .symbol(.openParenthesis), .symbol(.comma), .symbol(.assign): true
    default: false
    }
  }

  /// Of a number or a percentage.
  var value: Double? {
    switch kind {
    case .number(let value), .percentage(let value): value
    default: nil
    }
  }

  var binaryOperator: Expression.BinaryOperator? {
    switch kind {
    case .keyword(.and): .and
    case .keyword(.or): .or
    case .symbol(let symbol): Expression.BinaryOperator(rawValue: symbol.rawValue)
    default: nil
    }
  }
}
