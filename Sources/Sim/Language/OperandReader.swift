/// Literals, names, brackets and calls.
extension ExpressionReader {
  mutating func operand() throws(Diagnostic) -> Expression {
    let token = next
    let start = token.range.lowerBound
    switch token.kind {
    case .number(let value):
      advance()
      if next.written == "to", afterNext.kind == .symbol(.minus), let range { throw range }
      guard isUnit(next, before: afterNext) else { return joined(.number(value), from: start) }
      let word = next.written
      advance()
      return joined(.duration(value, unitWord: word), from: start)
    case .percentage(let value):
      advance()
      return joined(.number(value), from: start)
    case .date(let date):
      advance()
      return joined(.date(date), from: start)
    case .boolean(let value):
      advance()
      return joined(.boolean(value), from: start)
    case .word:
      advance()
      if next.kind == .symbol(.openParenthesis) { return try call(token) }
      return try path(from: joined(.name(token.written), from: start))
    case .symbol(.openParenthesis):
      advance()
      let inner = try nested()
      try close(.closeParenthesis)
      return joined(inner.kind, from: start)
    default:
      throw missingValue()
    }
  }

  /// Whether a word after a number is its unit; before a bracket or dot it is a thing of its own.
  private func isUnit(_ word: Token, before following: Token) -> Bool {
    guard word.kind == .word else { return false }
    switch following.kind {
    case .symbol(.openParenthesis), .symbol(.openBracket), .symbol(.dot), .symbol(.assign):
      return false
    default: return true
    }
  }

  private mutating func nested() throws(Diagnostic) -> Expression {
    try enter()
    let inner = try expression()
    leave()
    return inner
  }

  private mutating func close(_ symbol: Token.Symbol) throws(Diagnostic) {
    guard next.kind == .symbol(symbol) else { throw unexpected() }
    advance()
  }

  /// `.member` and `[index]`, as many as follow.
  private mutating func path(from name: Expression) throws(Diagnostic) -> Expression {
    let start = name.range.lowerBound
    var whole = name
    while true {
      switch next.kind {
      case .symbol(.dot):
        advance()
        if case .number = next.kind, case .name(let name) = whole.kind, name.isQuantile {
          throw error(.quantileWithPoint("\(name).\(next.written)"), at: next)
        }
        let member = try word(after: ".")
        whole = joined(.member(whole, member), from: start)
      case .symbol(.openBracket):
        advance()
        var indices = [try nested()]
        while next.kind == .symbol(.comma) {
          advance()
          indices.append(try nested())
        }
        try close(.closeBracket)
        whole = joined(.index(whole, indices), from: start)
      case .symbol(.openParenthesis):
        if let meant = ForeignWords.meaning(ofCall: "\(whole)") {
          throw Diagnostic(
            source, at: start, LanguageCause.foreignDistribution("\(whole)", meant: meant))
        }
        throw error(.notAFunction("\(whole)"), at: next)
      default:
        return whole
      }
    }
  }

  private mutating func word(after sign: String) throws(Diagnostic) -> String {
    let token = next
    guard token.kind == .word else {
      let found = token.kind == .end ? nil : token.written
      let place = token.kind == .end ? last ?? token : token
      throw error(.nameExpected(after: sign, found: found), at: place)
    }
    advance()
    return token.written
  }

  // MARK: Calls

  private mutating func call(_ function: Token) throws(Diagnostic) -> Expression {
    let start = function.range.lowerBound
    var arguments: [Expression.Argument] = []
    advance()
    if next.kind == .symbol(.closeParenthesis) {
      advance()
      return joined(.call(function.written, []), from: start)
    }
    while true {
      let first = next
      let isNamed = first.kind == .word && afterNext.kind == .symbol(.assign)
      if isNamed { try checkLabel(first, of: function, among: arguments) }
      let value = try nested()
      if next.kind == .keyword(.for) {
        guard arguments.isEmpty, !isNamed else {
          throw error(.forAmongArguments, at: next)
        }
        return try aggregate(function, value)
      }
      if !isNamed, arguments.contains(where: { $0.label != nil }) {
        throw error(.unnamedAfterNamed, at: first)
      }
      arguments.append(.init(label: isNamed ? first.written : nil, value: value))
      guard next.kind == .symbol(.comma) else { break }
      advance()
    }
    try close(.closeParenthesis)
    return joined(.call(function.written, arguments), from: start)
  }

  /// Reads `label =`. `if` has no named arguments, so there it can only be meant to compare.
  private mutating func checkLabel(
    _ label: Token, of function: Token, among earlier: [Expression.Argument]
  ) throws(Diagnostic) {
    guard function.written != "if" else { throw comparingAssignment(at: afterNext) }
    guard !earlier.contains(where: { $0.label == label.written }) else {
      throw error(.namedTwice(label.written), at: label)
    }
    advance()
    advance()
  }

  private static let aggregates = Aggregate.all.map(\.name)

  private mutating func aggregate(
    _ function: Token, _ body: Expression
  ) throws(Diagnostic) -> Expression {
    guard Self.aggregates.contains(function.written) else {
      throw error(.forInOther(function.written), at: next)
    }
    advance()
    let variable = try word(after: "for")
    guard next.kind == .keyword(.in) else {
      throw error(.inMissing(variable), at: next)
    }
    advance()
    let domain = try word(after: "in")
    var filter: Expression?
    if next.kind == .keyword(.where) {
      advance()
      filter = try nested()
    }
    if next.kind == .keyword(.for) { throw error(.secondFor(function.written), at: next) }
    try close(.closeParenthesis)
    return joined(
      .aggregate(
        function.written, body: body, variable: variable, domain: domain, filter: filter),
      from: function.range.lowerBound)
  }
}

extension String {
  /// `p5`, as quantiles are called.
  fileprivate var isQuantile: Bool {
    hasPrefix("p") && count > 1 && dropFirst().allSatisfy(\.isNumber)
  }
}
