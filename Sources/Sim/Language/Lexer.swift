/// Cuts a text into tokens; the last one is always `.end`.
///
/// What reads like another language's habit is refused here, with what to write instead.
struct Lexer {
  static let tokenLimit = 2_000
  static let nameLimit = 64

  let source: SourceText
  let characters: [Character]
  /// The same as ASCII, 255 for what is none: most of a text is judged by these alone.
  private let codes: [UInt8]
  var offset = 0
  var tokens: [Token] = []

  init(_ source: SourceText) {
    self.source = source
    let text = source.text
    // A carriage return can be one character with the line feed that follows it.
    if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) {
      codes = Array(text.utf8)
      characters = codes.map { Character(Unicode.Scalar($0)) }
    } else {
      characters = Array(text)
      codes = characters.map {
        let bytes = $0.utf8
        return bytes.count == 1 ? bytes.first ?? 255 : 255
      }
    }
  }

  static func tokens(of source: SourceText) throws(Diagnostic) -> [Token] {
    var lexer = Lexer(source)
    try lexer.run()
    return lexer.tokens
  }

  private mutating func run() throws(Diagnostic) {
    while let next = peek() {
      if isSpace(at: offset) {
        offset += 1
        continue
      }
      guard tokens.count < Self.tokenLimit else {
        throw error(.tooManyTokens, at: offset)
      }
      if isDigit(at: offset) {
        try number()
      } else if isWordPart(at: offset), next == "_" || next.isLetter {
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

  func text(_ range: Range<Int>) -> String {
    let part = codes[range]
    return part.contains(255) ? String(characters[range]) : String(decoding: part, as: UTF8.self)
  }

  func error(_ cause: LanguageCause, at place: Int) -> Diagnostic {
    Diagnostic(source, at: place, cause)
  }

  mutating func append(_ kind: Token.Kind, length: Int) {
    let range = offset..<min(offset + length, characters.count)
    tokens.append(Token(kind: kind, written: text(range), range: range))
    offset = range.upperBound
  }

  /// Whether a character belongs to a word or number, rightly or not.
  func isWordPart(at place: Int) -> Bool {
    guard place < codes.count else { return false }
    switch codes[place] {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: return true
    case 255: return isWordPart(characters[place])
    default: return false
    }
  }

  private func isWordPart(_ character: Character) -> Bool {
    character == "_" || character.isLetter || character.isNumber
  }

  func isDigit(at place: Int) -> Bool {
    place < codes.count && (0x30...0x39).contains(codes[place])
  }

  private func isSpace(at place: Int) -> Bool {
    switch codes[place] {
    case 0x09...0x0D, 0x20: true
    case 255: characters[place].isNewline
    default: false
    }
  }

  func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

  // MARK: Words

  private mutating func word() throws(Diagnostic) {
    var end = offset
    while isWordPart(at: end) { end += 1 }
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
    let isPlain = written.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
    }
    if isPlain, written.utf8.count <= Self.nameLimit, written.utf8.first != 0x5F { return }
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
    if let length = plusMinus {
      append(.symbol(.plusMinus), length: length)
      return
    }
    if !isNeverRefused(at: offset), let (sign, advice) = refusedSign() {
      if advice == "-", let range = writtenRange {
        throw Diagnostic(source, at: 0, range.cause(sign: sign))
      }
      throw error(.foreignSign(sign, meant: advice), at: offset)
    }
    if peek(1) == "=", let symbol = Token.Symbol(rawValue: String([first, "="])) {
      append(.symbol(symbol), length: 2)
      return
    }
    if first == ".", isDigit(at: offset + 1), !followsName { throw leadingPoint() }
    if let symbol = Token.Symbol(rawValue: String(first)) {
      append(.symbol(symbol), length: 1)
      return
    }
    throw error(meaningless(first), at: offset)
  }

  /// Whether no refused sign begins with the one at hand.
  private func isNeverRefused(at place: Int) -> Bool {
    let next = place + 1 < codes.count ? codes[place + 1] : 0
    switch codes[place] {
    // Refused only where it stands twice, as in `**`.
    case UInt8(ascii: "*"), UInt8(ascii: "/"): return next != codes[place]
    case UInt8(ascii: "<"): return next != UInt8(ascii: ">")
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "^"), UInt8(ascii: ">"):
      return true
    default: return false
    }
  }

  private var followsName: Bool {
    guard let last = tokens.last, last.range.upperBound == offset else { return false }
    return last.kind == .word || last.kind == .symbol(.closeBracket)
  }

  private func leadingPoint() -> Diagnostic {
    var end = offset + 1
    while isDigit(at: end) { end += 1 }
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
    case "?": return .questionMark
    case ":":
      if case .number? = tokens.last?.kind, isDigit(at: offset + 1) {
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
