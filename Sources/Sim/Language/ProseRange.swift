/// A whole text that is a range as prose and other tools write it: `between 0.3 and 0.6`, `0.3..0.6`,
/// `[0.3, 0.6]`, `10 days to 5 weeks`, `10-20 EUR`.
///
/// Looked for where a text is no expression, and where it is a number less a duration, which is none.
struct ProseRange {
  private struct End {
    /// Without unit and percent sign.
    var written: String
    var value: Double
    var isPercentage: Bool
    /// As it stands there; `€` too.
    var unit: String?

    mutating func multiply(by factor: Double) {
      guard factor != 1 else { return }
      value *= factor
      written = "\(value)"
      if written.hasSuffix(".0") { written.removeLast(2) }
    }
  }

  /// What stands between the ends.
  private enum Join { case to, and, dots, dash, comma }

  /// What the range is written as, and without which unit.
  private let low: String
  private let high: String
  private let unit: RangeUnit
  private let isPositive: Bool
  private let written: String
  /// Of a plain `to`.
  private let to: Int?

  /// `nil` where the text is anything else, or its ends cannot be compared.
  init?(_ source: SourceText) {
    guard source.text.count <= 100 else { return nil }
    var reader = ProseReader(source.text)
    let opening = reader.sign(among: ["[", "("])
    let word = opening == nil ? reader.word(among: ["between", "from"]) : nil
    guard let first = Self.end(&reader), let (join, place) = Self.join(&reader),
      let second = Self.end(&reader)
    else { return nil }
    if let opening, reader.sign(among: [opening == "[" ? "]" : ")"]) == nil { return nil }
    written = reader.read
    guard reader.isAtEnd || reader.word(among: ["per"]) != nil else { return nil }
    switch join {
    case .and: guard word != nil else { return nil }
    case .comma: guard opening != nil else { return nil }
    // Without units it may be a difference, which others judge.
    case .dash: guard first.unit != nil || second.unit != nil else { return nil }
    case .to, .dots: break
    }
    to = join == .to && word == nil && opening == nil ? place : nil
    guard let (low, high, unit, isTurned) = Self.ordered(first, second) else { return nil }
    // From the larger number a difference may be meant.
    guard join != .dash || !isTurned else { return nil }
    (self.low, self.high, self.unit) = (low.written, high.written, unit)
    isPositive = low.value > 0
  }

  /// The same for tokens that are a number less a number with a unit.
  init?(_ tokens: [Token], _ source: SourceText) {
    guard tokens.count > 4, tokens[1].kind == .symbol(.minus), tokens[3].kind == .word,
      tokens[0].value != nil, tokens[2].value != nil,
      tokens[4].kind == .end || tokens[4].kind == .keyword(.per)
    else { return nil }
    self.init(source)
  }

  /// What is said of a text that is one, in place of what was found wrong with it.
  static func meant(_ source: SourceText) -> Diagnostic? { Self(source)?.diagnostic(in: source) }

  func diagnostic(in source: SourceText) -> Diagnostic {
    if let to {
      return Diagnostic(
        source, at: to,
        LanguageCause.range(low: low, high: high, isPositive: isPositive, unit: unit))
    }
    return Diagnostic(
      source, at: 0,
      LanguageCause.dash(written, low: low, high: high, isSign: false, unit: unit))
  }

  // MARK: Reading

  private static func end(_ reader: inout ProseReader) -> End? {
    let isNegative = reader.sign(among: ["-", "−"]) != nil
    let currency = reader.sign(among: currencies)
    guard let digits = reader.number(), let value = Double(digits) else { return nil }
    var end = End(
      written: (isNegative ? "-" : "") + digits, value: isNegative ? -value : value,
      isPercentage: reader.sign(among: ["%"]) != nil, unit: currency.map { String($0) })
    if end.unit == nil, !end.isPercentage {
      end.unit = reader.sign(among: currencies).map { String($0) } ?? reader.unit()
      if let unit = end.unit, ["percent", "pct"].contains(unit) {
        (end.unit, end.isPercentage) = (nil, true)
      }
    }
    return end
  }

  private static let currencies: [Character] = ["€", "$", "£", "¥"]

  private static func join(_ reader: inout ProseReader) -> (Join, Int)? {
    reader.skipSpaces()
    let place = reader.place
    if reader.word(among: ["to"]) != nil { return (.to, place) }
    if reader.word(among: ["and"]) != nil { return (.and, place) }
    if reader.sign(among: ["…"]) != nil || reader.dots() { return (.dots, place) }
    if reader.sign(among: ["-", "–", "—", "−"]) != nil { return (.dash, place) }
    if reader.sign(among: [",", ";"]) != nil { return (.comma, place) }
    return nil
  }

  // MARK: Comparing

  /// The lower end first, both in one unit, and whether it was the second. `nil` where they are equal, or of units
  /// that have no common one.
  private static func ordered(_ first: End, _ second: End) -> (End, End, RangeUnit, Bool)? {
    var (a, b) = (first, second)
    // The unit of one is that of both.
    a.isPercentage = a.isPercentage || b.isPercentage && a.unit == nil && a.value > 1
    guard a.isPercentage == b.isPercentage else { return nil }
    let units = [a.unit ?? b.unit, b.unit ?? a.unit].compactMap(\.self)
    var unit = RangeUnit.none
    if units.count == 2 {
      guard let common = RangeUnit.common(units[0], units[1]) else { return nil }
      unit = common.unit
      a.multiply(by: common.first)
      b.multiply(by: common.second)
    }
    guard a.value != b.value else { return nil }
    let isTurned = a.value > b.value
    if isTurned { swap(&a, &b) }
    if a.isPercentage {
      a.written += "%"
      b.written += "%"
    }
    return (a, b, unit, isTurned)
  }
}

/// Reads signs, words and numbers of prose, with spaces before each.
private struct ProseReader {
  private let characters: [Character]
  private(set) var place = 0

  init(_ text: String) { characters = Array(text) }

  /// What was read, without spaces around it.
  var read: String {
    String(characters[..<place].drop { $0 == " " })
  }

  var isAtEnd: Bool { characters[place...].allSatisfy { $0 == " " } }

  mutating func skipSpaces() {
    while place < characters.count, characters[place] == " " { place += 1 }
  }

  mutating func sign(among signs: [Character]) -> Character? {
    let before = place
    skipSpaces()
    guard place < characters.count, signs.contains(characters[place]) else {
      place = before
      return nil
    }
    place += 1
    return characters[place - 1]
  }

  /// Two or three in a row.
  mutating func dots() -> Bool {
    let before = place
    skipSpaces()
    let count = characters[place...].prefix { $0 == "." }.count
    place = count == 2 || count == 3 ? place + count : before
    return place > before
  }

  mutating func word(among words: [String]) -> String? {
    let before = place
    skipSpaces()
    let found = letters()
    guard words.contains(found) else {
      place = before
      return nil
    }
    return found
  }

  /// A word that stands between no two numbers.
  mutating func unit() -> String? {
    let before = place
    skipSpaces()
    let found = letters()
    guard !found.isEmpty, !["to", "and", "per"].contains(found) else {
      place = before
      return nil
    }
    return found
  }

  private mutating func letters() -> String {
    let found = characters[place...].prefix { $0.isLetter }
    place += found.count
    return String(found)
  }

  /// Digits, and decimals after a point. Who writes an exponent writes no prose.
  mutating func number() -> String? {
    let before = place
    skipSpaces()
    let start = place
    var end = place
    while isDigit(at: end) { end += 1 }
    guard end > start else {
      place = before
      return nil
    }
    if end + 1 < characters.count, characters[end] == ".", isDigit(at: end + 1) {
      end += 1
      while isDigit(at: end) { end += 1 }
    }
    guard !isExponent(at: end) else {
      place = before
      return nil
    }
    place = end
    return String(characters[start..<end])
  }

  private func isExponent(at place: Int) -> Bool {
    guard place + 1 < characters.count, "eE".contains(characters[place]) else { return false }
    return isDigit(at: place + ("+-".contains(characters[place + 1]) ? 2 : 1))
  }

  private func isDigit(at place: Int) -> Bool {
    place < characters.count && characters[place].isASCII && characters[place].isNumber
  }
}
