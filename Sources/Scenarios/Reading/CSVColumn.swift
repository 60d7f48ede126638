import Sim

/// The numbers of one column of a CSV file with a header (RFC 4180).
///
/// Fields are separated by commas and may be quoted; rows end with LF, CRLF or CR. Blank lines at
/// the end are none.
///
/// The file may be another one than its writer thinks. So nothing of it is shown before the column
/// that is asked for is found in it, unless its first row looks like the names of columns
/// (`names`).
struct CSVColumn {
  enum Problem: Error {
    /// The column that is asked for.
    case column(CSVCause)
    /// A place of the file, and its line where it is short.
    case place(line: Int, column: Int, CSVCause, excerpt: String?)
  }

  private struct Field {
    /// Without the quotes.
    var range: Range<Int>
    var line: Int
    var start: Int
    var hasDoubledQuotes: Bool
  }

  private let bytes: [UInt8]
  /// Behind it there are only blank lines.
  private let end: Int
  private var next: Int
  private var line = 1
  /// No more than are allowed; the rest is counted.
  private var fields: [Field] = []
  private var fieldCount = 0
  /// Whether the column that is asked for was found, so that lines may be shown.
  private var isKnown = false

  private static let (quote, comma, lineFeed, carriageReturn) = (
    UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r")
  )

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.lastIndex { !Self.isBlank($0) }.map { $0 + 1 } ?? 0
    next = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  func values(named name: String) throws(Problem) -> [Double] {
    var reader = self
    return try reader.read(name)
  }

  /// The names of the first row, and the position of the one that is asked for.
  private mutating func readHeader(
    _ name: String
  ) throws(Problem) -> (names: [String], column: Int) {
    if let name = TextEncoding.wide(bytes) { throw problem(at: 0, line: 1, .encoding(name)) }
    guard next < bytes.count else { throw problem(at: 0, line: 1, .empty) }
    try readRow()
    let header = fields.map(text)
    guard fieldCount <= Limits.dataColumns else {
      throw problem(at: 0, line: 1, .tooManyColumns(fieldCount))
    }
    let matches = header.indices.filter { header[$0] == name }
    guard let column = matches.first else {
      var rest = self
      if let known = rest.names(header) {
        throw .column(
          .missingColumn(ScenarioCause.missing(name, what: "column", among: known)))
      }
      let other = [(";", "';'"), ("\t", "tabs")].first {
        header.count == 1 && header[0].contains($0.0)
      }
      throw .column(
        .unseenColumn(name, fields: header.count, otherSeparator: other?.1))
    }
    guard matches.count == 1 else {
      throw .column(.severalColumns(matches.count, name))
    }
    return (header, column)
  }

  /// The first row if it looks like names: short words without signs that names of columns do not
  /// have, over a row of as many fields of which one is a number.
  private mutating func names(_ header: [String]) -> [String]? {
    let areNames = header.allSatisfy { name in
      (1...40).contains(name.count)
        && name.unicodeScalars.allSatisfy {
          $0.properties.isAlphabetic || ("0"..."9").contains($0)
            || " _-.()/%".unicodeScalars.contains($0)
        }
    }
    guard areNames, next < bytes.count, (try? readRow()) != nil, fields.count == header.count,
      fields.contains(where: { Self.number(text($0)) != nil })
    else { return nil }
    return header
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 10 || byte == 13 || byte == 32 || byte == 9
  }

  private mutating func read(_ name: String) throws(Problem) -> [Double] {
    let (header, column) = try readHeader(name)
    isKnown = true
    var values: [Double] = []
    var firstWrong: (field: Field, text: String)?
    var wrong = 0
    while next < end {
      try readRow()
      let field = fields[0]
      guard fieldCount == header.count else {
        throw problem(
          at: field.start, line: field.line,
          .fieldCount(fieldCount, header: header.count))
      }
      guard values.count < Limits.dataRows else {
        throw problem(at: field.start, line: field.line, .tooManyRows)
      }
      let written = text(fields[column])
      if let value = Self.number(written) {
        values.append(value)
      } else {
        wrong += 1
        firstWrong = firstWrong ?? (fields[column], written)
      }
    }
    if let (field, text) = firstWrong {
      throw problem(
        at: field.start, line: field.line, .notANumber(text, column: name, more: wrong - 1))
    }
    guard !values.isEmpty else {
      throw problem(at: 0, line: 1, .onlyHeader)
    }
    return values
  }

  // MARK: Numbers

  /// Decimal, with a point and perhaps an exponent; nothing else that a program might take for one.
  private static func number(_ text: String) -> Double? {
    let written = text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    let trimmed = String(written)
    guard !trimmed.isEmpty, trimmed.utf8.allSatisfy(isOfNumber), let value = Double(trimmed),
      value.isFinite
    else { return nil }
    return value
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  // MARK: Fields

  /// The fields of the row at `next`, which is then at the row after it.
  private mutating func readRow() throws(Problem) {
    fields.removeAll(keepingCapacity: true)
    fieldCount = 0
    while true {
      let ended = try readField()
      if ended { return }
    }
  }

  /// One field and what ends it; whether that is the end of the row.
  private mutating func readField() throws(Problem) -> Bool {
    let start = next
    let field =
      next < bytes.count && bytes[next] == Self.quote ? try quoted(start) : try plain(start)
    if fieldCount < Limits.dataColumns { fields.append(field) }
    fieldCount += 1
    guard next < bytes.count else { return true }
    switch bytes[next] {
    case Self.comma:
      next += 1
      return false
    case Self.carriageReturn where next + 1 < bytes.count && bytes[next + 1] == Self.lineFeed:
      next += 2
    case Self.lineFeed, Self.carriageReturn: next += 1
    default:
      throw problem(at: next, line: line, .afterQuote)
    }
    line += 1
    return true
  }

  private mutating func plain(_ start: Int) throws(Problem) -> Field {
    while next < bytes.count {
      let byte = bytes[next]
      if byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn { break }
      if byte == Self.quote {
        throw problem(at: next, line: line, .strayQuote)
      }
      next += 1
    }
    return Field(range: start..<next, line: line, start: start, hasDoubledQuotes: false)
  }

  private mutating func quoted(_ start: Int) throws(Problem) -> Field {
    let firstLine = line
    var hasDoubledQuotes = false
    next += 1
    while next < bytes.count {
      if bytes[next] == Self.lineFeed { line += 1 }
      guard bytes[next] == Self.quote else {
        next += 1
        continue
      }
      guard next + 1 < bytes.count, bytes[next + 1] == Self.quote else {
        next += 1
        return Field(
          range: (start + 1)..<(next - 1), line: firstLine, start: start,
          hasDoubledQuotes: hasDoubledQuotes)
      }
      hasDoubledQuotes = true
      next += 2
    }
    throw problem(at: start, line: firstLine, .openQuote)
  }

  private func text(_ field: Field) -> String {
    let written = String(decoding: bytes[field.range], as: UTF8.self)
    guard field.hasDoubledQuotes else { return written }
    return written.split(separator: "\"\"", omittingEmptySubsequences: false).joined(
      separator: "\"")
  }

  private func problem(at place: Int, line: Int, _ cause: CSVCause) -> Problem {
    var start = place
    while start > 0, bytes[start - 1] != Self.lineFeed { start -= 1 }
    var end = place
    while end < bytes.count, bytes[end] != Self.lineFeed, bytes[end] != Self.carriageReturn {
      end += 1
    }
    let column = String(decoding: bytes[start..<place], as: UTF8.self).count + 1
    let excerpt =
      isKnown && end - start <= 400 ? String(decoding: bytes[start..<end], as: UTF8.self) : nil
    return .place(line: line, column: column, cause, excerpt: excerpt)
  }
}
