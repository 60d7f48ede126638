/// Numbers, percentages and dates.
extension Lexer {
  mutating func number() throws(Diagnostic) {
    if try date() { return }
    let end = endOfNumber
    let written = text(offset..<end)
    if let problem = problem(with: written, before: end) { throw error(problem, at: offset) }
    guard let value = Double(written), value.isFinite else {
      throw error(.tooLarge(written), at: offset)
    }
    let mantissa = written.prefix { $0 != "e" && $0 != "E" }
    if value == 0, mantissa.contains(where: { isDigit($0) && $0 != "0" }) {
      throw error(.tooSmall(written), at: offset)
    }
    if end < characters.count, characters[end] == "%" {
      append(.percentage(value / 100), length: end + 1 - offset)
    } else {
      append(.number(value), length: end - offset)
    }
  }

  private func digits(from start: Int) -> Int {
    var end = start
    while isDigit(at: end) { end += 1 }
    return end
  }

  /// Past `digits`, `.digits` and an exponent, each where it is complete.
  private var endOfNumber: Int {
    var end = digits(from: offset)
    if end < characters.count, characters[end] == ".", digits(from: end + 1) > end + 1 {
      end = digits(from: end + 1)
    }
    if end < characters.count, characters[end] == "e" || characters[end] == "E" {
      var start = end + 1
      if start < characters.count, characters[start] == "+" || characters[start] == "-" {
        start += 1
      }
      if digits(from: start) > start { end = digits(from: start) }
    }
    return end
  }

  private func problem(with written: String, before end: Int) -> LanguageCause? {
    var tail = end
    while tail < characters.count, isWordPart(at: tail) || characters[tail] == "." { tail += 1 }
    // Nothing follows the number, and no figure follows a 0 that begins it.
    let beginsWithZero = written.utf8.first == UInt8(ascii: "0") && isDigit(at: offset + 1)
    if tail == end, !beginsWithZero { return nil }
    let whole = text(offset..<tail)
    let rest = text(end..<tail)
    if let base = rest.first, written == "0", "xXbBoO".contains(base) {
      return .notDecimal(whole)
    }
    if rest.first == "_", whole.allSatisfy({ isDigit($0) || $0 == "_" || $0 == "." }) {
      return .underscore(meant: whole.filter { $0 != "_" })
    }
    if rest == "." { return .noNumber(whole, meant: [written, written + ".0"]) }
    if rest.first == "." { return .noNumber(whole, meant: []) }
    if !rest.isEmpty {
      return .gluedNumber(written, to: rest)
    }
    let zeros = written.prefix { $0 == "0" }.count
    let figures = written.prefix { isDigit($0) }.count
    if zeros > 0, figures > 1 {
      if continuesNumber { return .brokenNumber }
      let kept = written.dropFirst(zeros == figures ? zeros - 1 : zeros)
      return .leadingZero(meant: String(kept))
    }
    return nil
  }

  /// Whether only a space or a comma stands between this and the number before, as in `1 000` and
  /// `0,08`.
  private var continuesNumber: Bool {
    guard let last = tokens.last else { return false }
    switch last.kind {
    case .number: return true
    case .symbol(.comma):
      guard last.range.upperBound == offset, case .number? = tokens.dropLast().last?.kind else {
        return false
      }
      return tokens.dropLast().last?.range.upperBound == last.range.lowerBound
    default: return false
    }
  }

  /// Reads `2026-06-01`, if that is what stands here.
  private mutating func date() throws(Diagnostic) -> Bool {
    let year = digits(from: offset)
    guard year - offset == 4, year < characters.count, characters[year] == "-" else {
      return false
    }
    let month = digits(from: year + 1)
    guard (1...2).contains(month - year - 1), month < characters.count, characters[month] == "-"
    else { return false }
    let day = digits(from: month + 1)
    guard (1...2).contains(day - month - 1) else { return false }
    let written = text(offset..<day)
    guard written.count == 10, !isWordPart(at: day) else {
      throw error(.dateForm, at: offset)
    }
    guard let y = Int(text(offset..<year)), let m = Int(text(year + 1..<month)),
      let d = Int(text(month + 1..<day)), let date = CalendarDate(year: y, month: m, day: d)
    else { throw error(.noSuchDay(written), at: offset) }
    append(.date(date), length: 10)
    return true
  }
}
