/// Cuts a text into tokens; the last one is always `.end`.
///
/// What reads like another language's habit is refused here, with what to write instead.
struct Lexer {
  static let tokenLimit = 2_000
  static let nameLimit = 64

  let source: SourceText
  let characters: [Character]
  var offset = 0
  var tokens: [Token] = []

  init(_ source: SourceText) {
    self.source = source
    characters = Array(source.text)
  }

  static func tokens(of source: SourceText) throws(Diagnostic) -> [Token] {
    var lexer = Lexer(source)
    try lexer.run()
    return lexer.tokens
  }

  private mutating func run() throws(Diagnostic) {
    while let next = peek() {
      if next.isWhitespace && (next.isASCII || next.isNewline) {
        offset += 1
        continue
      }
      guard tokens.count < Self.tokenLimit else {
        throw error(.tooManyTokens, at: offset)
      }
      if isDigit(next) {
        try number()
      } else if next.isLetter || next == "_" {
        try word()
      } else {
        try symbol(next)
      }
    }
    tokens.append(Token(kind: .end, written: "", range: offset..<offset))
  }

  // MARK: Reading

  func peek(_ ahead: Int = 0) -> Character? {
    offset + ahead < characters.count ? characters[offset + ahead] : nil
  }

  func text(_ range: Range<Int>) -> String { String(characters[range]) }

  func error(_ cause: LanguageCause, at place: Int) -> Diagnostic {
    Diagnostic(source, at: place, cause)
  }

  mutating func append(_ kind: Token.Kind, length: Int) {
    let range = offset..<min(offset + length, characters.count)
    tokens.append(Token(kind: kind, written: text(range), range: range))
    offset = range.upperBound
  }

  /// Whether the character belongs to a word or number, rightly or not.
  func isWordPart(_ character: Character?) -> Bool {
    guard let character else { return false }
    return character == "_" || character.isLetter || character.isNumber
  }

  func isDigit(_ character: Character?) -> Bool {
    guard let character, character.isASCII else { return false }
    return character.isNumber
  }

  // MARK: Words

  private mutating func word() throws(Diagnostic) {
    var end = offset
    while end < characters.count, isWordPart(characters[end]) { end += 1 }
    let written = text(offset..<end)
    try check(name: written)
    let kind: Token.Kind =
      switch written {
      case "true": .boolean(true)
      case "false": .boolean(false)
      default: Token.Keyword(rawValue: written).map { .keyword($0) } ?? .word
      }
    append(kind, length: end - offset)
  }

  private func check(name written: String) throws(Diagnostic) {
    guard written.count <= Self.nameLimit else {
      throw error(.nameTooLong(limit: Self.nameLimit), at: offset)
    }
    let lower = written.lowercased()
    if written != lower, let (place, call, meant) = foreignCall {
      throw error(.foreignDistribution(call, meant: meant), at: place)
    }
    // In lower case they may be names, which others must tell.
    if written != lower, let problem = ForeignWords.problem(withValue: written) {
      throw error(problem, at: offset)
    }
    guard written.allSatisfy(\.isASCII) else {
      throw error(.foreignLetters(written), at: offset)
    }
    guard written == lower else {
      let reserved = lower == "true" || lower == "false" || Token.Keyword(rawValue: lower) != nil
      throw error(reserved ? .upperCaseWord(written) : .upperCase(written), at: offset)
    }
    guard written.first != "_" else {
      throw error(.leadingUnderscore(written), at: offset)
    }
  }

  /// The call that the word at hand belongs to, with the names of modules before it, if it is of a
  /// distribution of another tool.
  private var foreignCall: (place: Int, written: String, meant: String)? {
    let isPart = { isWordPart(characters[$0]) || characters[$0] == "." }
    var start = offset
    while start > 0, isPart(start - 1) { start -= 1 }
    var end = offset
    while end < characters.count, isPart(end) { end += 1 }
    guard characters[end...].first(where: { $0 != " " }) == "(" else { return nil }
    let written = text(start..<end)
    return ForeignWords.meaning(ofCall: written).map { (start, written, $0) }
  }

  // MARK: Signs

  private mutating func symbol(_ first: Character) throws(Diagnostic) {
    if let (sign, advice) = refusedSign() {
      throw error(.foreignSign(sign, meant: advice), at: offset)
    }
    if let second = peek(1), let symbol = Token.Symbol(rawValue: String([first, second])) {
      append(.symbol(symbol), length: 2)
      return
    }
    if first == ".", isDigit(peek(1)), !followsName { throw leadingPoint() }
    if let symbol = Token.Symbol(rawValue: String(first)) {
      append(.symbol(symbol), length: 1)
      return
    }
    throw error(meaningless(first), at: offset)
  }

  private var followsName: Bool {
    guard let last = tokens.last, last.range.upperBound == offset else { return false }
    return last.kind == .word || last.kind == .symbol(.closeBracket)
  }

  private func leadingPoint() -> Diagnostic {
    var end = offset + 1
    while end < characters.count, isDigit(characters[end]) { end += 1 }
    return error(.leadingPoint(meant: "0\(text(offset..<end))"), at: offset)
  }

  /// Longer signs first.
  private static let refusedSigns = [
    ("===", "=="), ("!==", "!="), ("**", "^"), ("&&", "and"), ("||", "or"), ("<>", "!="),
    ("=<", "<="), ("=>", ">="), ("//", "/"), ("&", "and"), ("|", "or"), ("≤", "<="), ("≥", ">="),
    ("≠", "!="), ("×", "*"), ("·", "*"), ("÷", "/"), ("−", "-"), ("–", "-"), ("—", "-"),
    ("‐", "-"), ("‑", "-"),
  ]

  private func refusedSign() -> (String, String)? {
    for (sign, advice) in Self.refusedSigns
    where characters[offset...].prefix(sign.count).elementsEqual(sign) {
      return (sign, advice)
    }
    return peek() == "!" && peek(1) != "=" ? ("!", "not") : nil
  }

  private func meaningless(_ character: Character) -> LanguageCause {
    switch character {
    case "\"", "'", "`", "“", "”", "„", "‘", "’", "«", "»":
      return curlyQuotes(character) ?? .quoteMark
    case "%":
      if case .number? = tokens.last?.kind, !operandFollows, let number = tokens.last?.written {
        return .spacedPercent(number)
      }
      return .noRemainder(after: .value)
    case ":":
      if case .number? = tokens.last?.kind, isDigit(peek(1)) {
        return .timeOfDay
      }
      return .colon
    default:
      let meant = character.unicodeScalars.first.flatMap(LookAlike.meaning)
      return .noMeaning(shown(character), meant: meant == " " ? nil : meant)
    }
  }

  /// Quotes pasted from a document, around the whole expression.
  private func curlyQuotes(_ first: Character) -> LanguageCause? {
    guard offset == 0, !first.isASCII,
      let inside = LookAlike.unquoted(String(characters)), !inside.isEmpty
    else { return nil }
    return .curlyQuotes(String(first), meant: inside)
  }

  /// Whether a value begins after the sign at hand.
  private var operandFollows: Bool {
    let next = characters[(offset + 1)...].first { !$0.isWhitespace }
    return next.map { isWordPart($0) || $0 == "(" } ?? false
  }

  /// Invisible characters by their code.
  private func shown(_ character: Character) -> String {
    let visible = character.unicodeScalars.allSatisfy {
      switch $0.properties.generalCategory {
      case .control, .format, .unassigned, .privateUse, .surrogate, .spaceSeparator,
        .lineSeparator, .paragraphSeparator, .nonspacingMark, .enclosingMark:
        false
      default: true
      }
    }
    guard !visible, let scalar = character.unicodeScalars.first else { return "'\(character)'" }
    let code = String(scalar.value, radix: 16, uppercase: true)
    return "U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)"
  }
}
