import Sim

/// The rows of a CSV file with a header (RFC 4180), field by field.
///
/// Fields are separated by commas, or what else is asked for, and may be quoted; rows end with LF, CRLF or CR. Blank lines at
/// the end are none.
struct CSVRows {
  /// A place of the file, and its line where it may be shown and is short.
  struct Problem: Error {
    let line: Int
    let column: Int
    let cause: CSVCause
    let excerpt: String?

    /// `path`: of the entry that names the file, or none.
    func diagnostic(in file: String, path: String = "") -> Diagnostic {
      Diagnostic(
        SourcePosition(file: file, line: line, column: column), path: path, cause,
        excerpt: excerpt)
    }
  }

  struct Field {
    /// Without the quotes.
    var range: Range<Int>
    var line: Int
    var start: Int
    var hasDoubledQuotes: Bool
  }

  let bytes: [UInt8]
  let separator: CSVForm.Separator
  private let separatorByte: UInt8
  /// Behind it there are only blank lines.
  private let end: Int
  private var next: Int
  private var line = 1
  /// No more than are allowed; the rest is counted.
  private(set) var fields: [Field] = []
  private(set) var fieldCount = 0
  /// Whether the file is known to be what its reader asks for, so that its lines may be shown.
  var isKnown = false

  private static let (quote, lineFeed, carriageReturn) = (
    UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")
  )

  init(_ bytes: [UInt8], separator: CSVForm.Separator = .comma) {
    self.bytes = bytes
    self.separator = separator
    separatorByte = separator.byte
    end = bytes.lastIndex { !Self.isBlank($0) }.map { $0 + 1 } ?? 0
    next = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 10 || byte == 13 || byte == 32 || byte == 9
  }

  /// Whether anything follows, if only blank lines.
  var hasBytes: Bool { next < bytes.count }

  /// Whether another row follows.
  var hasNext: Bool { next < end }

  /// The names of the first row, which is read.
  mutating func header() throws(Problem) -> [String] {
    if let name = TextEncoding.wide(bytes) { throw problem(at: 0, line: 1, .encoding(name)) }
    guard next < bytes.count else { throw problem(at: 0, line: 1, .empty) }
    try readRow()
    guard fieldCount <= Limits.dataColumns else {
      throw problem(at: 0, line: 1, .tooManyColumns(fieldCount))
    }
    return fields.map(text)
  }

  /// The next row, which must have so many fields.
  mutating func readRow(of count: Int) throws(Problem) {
    try readRow()
    guard fieldCount == count else {
      throw problem(
        at: fields[0].start, line: fields[0].line, .fieldCount(fieldCount, header: count))
    }
  }

  /// The fields of the row at `next`, which is then at the row after it.
  mutating func readRow() throws(Problem) {
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
    case separatorByte:
      next += 1
      return false
    case Self.carriageReturn where next + 1 < bytes.count && bytes[next + 1] == Self.lineFeed:
      next += 2
    case Self.lineFeed, Self.carriageReturn: next += 1
    default:
      throw problem(at: next, line: line, .afterQuote(separator))
    }
    line += 1
    return true
  }

  private mutating func plain(_ start: Int) throws(Problem) -> Field {
    while next < bytes.count {
      let byte = bytes[next]
      if byte == separatorByte || byte == Self.lineFeed || byte == Self.carriageReturn { break }
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

  func text(_ field: Field) -> String {
    let written = String(decoding: bytes[field.range], as: UTF8.self)
    guard field.hasDoubledQuotes else { return written }
    return written.split(separator: "\"\"", omittingEmptySubsequences: false).joined(
      separator: "\"")
  }

  func problem(at place: Int, line: Int, _ cause: CSVCause) -> Problem {
    var start = place
    while start > 0, bytes[start - 1] != Self.lineFeed { start -= 1 }
    var end = place
    while end < bytes.count, bytes[end] != Self.lineFeed, bytes[end] != Self.carriageReturn {
      end += 1
    }
    let column = String(decoding: bytes[start..<place], as: UTF8.self).count + 1
    let excerpt =
      isKnown && end - start <= 400 ? String(decoding: bytes[start..<end], as: UTF8.self) : nil
    return Problem(line: line, column: column, cause: cause, excerpt: excerpt)
  }

  // MARK: Numbers

  /// Decimal, with a point and perhaps an exponent; nothing else that a program might take for one.
  static func number(_ text: String) -> Double? {
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
}
