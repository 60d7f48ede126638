import Testing

@testable import Scenarios

@Suite("CSV text")
struct CSVTextTests {
  private func line(_ fill: (inout CSVText) -> Void) -> String {
    var text = CSVText()
    fill(&text)
    text.endLine()
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// RFC 4180, section 2: quotes around commas, quotes and line breaks; quotes doubled.
  @Test func `quotes what must be`() {
    #expect(line { $0.cell("plain") } == "plain\n")
    #expect(line { $0.cell("a,b") } == "\"a,b\"\n")
    #expect(line { $0.cell("say \"no\"") } == "\"say \"\"no\"\"\"\n")
    #expect(line { $0.cell("two\nlines") } == "\"two\nlines\"\n")
    #expect(line { $0.cell("Zürich – Δ") } == "Zürich – Δ\n")
  }

  /// What a spreadsheet would compute is a text to it, and what a terminal would obey is a code
  /// (OWASP, "CSV Injection").
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1+2", "'-1+2"), ("@SUM(1)", "'@SUM(1)"),
    ("\t=1", "'\t=1"), ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠a", "'＠a"),
    ("'=1", "''=1"), ("'", "''"), ("''", "'''"), ("-", "'-"), ("a=1", "a=1"), (" =1", " =1"),
    ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""), ("\n=1", "\"'\n=1\""),
    ("\u{1B}[31m=1", "\\u{1B}[31m=1"), ("a\u{202E}b", "a\\u{202E}b"),
    ("\u{FEFF}=1", "\\u{FEFF}=1"), ("\\u{1B}", "\\u{5C}u{1B}"), ("\\", "\\"), ("a\\b", "a\\b"),
    ("\u{0}", "\\u{0}"),
  ])
  func `texts that are no formulas`(text: String, cell: String) {
    #expect(line { $0.cell(text) } == cell + "\n")
    #expect(Self.readBack(CSVText.safe(text)) == text)
  }

  /// As `docs/results.md` says.
  private static func readBack(_ cell: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = Array(cell.unicodeScalars)[...]
    if rest.first == "'" { rest = rest.dropFirst() }
    while let scalar = rest.first {
      rest = rest.dropFirst()
      let code = rest.dropFirst(2).prefix { $0 != "}" }
      if scalar == "\\", rest.starts(with: ["u", "{"]),
        let value = UInt32(String(String.UnicodeScalarView(code)), radix: 16),
        let meant = Unicode.Scalar(value)
      {
        result.append(meant)
        rest = rest.dropFirst(code.count + 3)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  @Test func `numbers are no formulas`() {
    let text = line {
      $0.cell(-1.5)
      $0.cell(-3)
      $0.cell(-Double.infinity)
    }
    #expect(text == "-1.5,-3,-inf\n")
  }

  @Test func `missing is empty`() {
    let text = line {
      $0.cell(nil as String?)
      $0.cell(nil as Double?)
      $0.cell(Double.nan)
      $0.empty()
      $0.cell("x")
    }
    #expect(text == ",,,,x\n")
  }

  @Test(arguments: [
    (1.0, "1"), (-1.0, "-1"), (0.0, "0"), (-0.0, "0"), (0.1, "0.1"), (1e-7, "1e-07"),
    (-12.5, "-12.5"), (123456789012.0, "123456789012"), (1e15, "1000000000000000"),
    (1e16, "1e+16"), (.infinity, "inf"), (-.infinity, "-inf"), (.leastNonzeroMagnitude, "5e-324"),
    (0.30000000000000004, "0.30000000000000004"),
  ])
  func `numbers`(value: Double, text: String) {
    #expect(line { $0.cell(value) } == text + "\n")
  }

  @Test(arguments: [
    (0, "0"), (9, "9"), (10, "10"), (-7, "-7"), (Int.max, "\(Int.max)"), (Int.min, "\(Int.min)"),
  ])
  func `integers`(value: Int, text: String) {
    #expect(line { $0.cell(value) } == text + "\n")
  }

  /// Every number reads back as the same bits: powers of two and of ten with their neighbours.
  @Test func `numbers read back the same`() throws {
    for exponent in -1_000...1_000 {
      for base in [2.0, 10] {
        var value = 1.0
        for _ in 0..<min(exponent.magnitude, base == 2 ? 1_000 : 300) {
          value = exponent < 0 ? value / base : value * base
        }
        for near in [value, value.nextUp, -value.nextDown] {
          let text = line { $0.cell(near) }.dropLast()
          #expect(try #require(Double(text)) == near)
        }
      }
    }
  }

  @Test func `whole numbers have the digits that Swift gives them`() {
    var numbers: [Int] = [.min, .min + 1, .max, .max - 1]
    var power = 1
    for _ in 0..<19 {
      numbers += [power - 1, power, power + 1, -power, 1 - power]
      power = power.multipliedReportingOverflow(by: 10).partialValue
    }
    for number in numbers { #expect(line { $0.cell(number) } == "\(number)\n") }
    for number in [0, 9, 10, UInt64.max] { #expect(line { $0.cell(number) } == "\(number)\n") }
  }

  /// What cannot stand as it is, in every place beside bytes that can.
  @Test func `a text is looked at to its last byte`() {
    let special = [
      (",", "\"", ","), ("\"", "\"", "\"\""), ("\u{7F}", "", "\\u{7F}"), ("\u{1F}", "", "\\u{1F}"),
      ("\\u{", "", "\\u{5C}u{"), ("\u{202E}", "", "\\u{202E}"),
    ]
    for length in 0..<20 {
      for place in 0...length {
        let before = String(repeating: "a", count: place)
        let after = String(repeating: "~", count: length - place)
        for (text, quote, shown) in special {
          #expect(
            line { $0.cell(before + text + after) } == quote + before + shown + after + quote + "\n"
          )
        }
      }
    }
  }

  @Test func `lines stay as they were while room grows`() {
    var text = CSVText()
    for k in 0..<5_000 {
      text.cell(k)
      text.cell("row")
      text.endLine()
    }
    let lines = String(decoding: text.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines == (0..<5_000).map { "\($0),row" })
    let before = text
    text.removeAll()
    text.cell(123_456_789_012)
    #expect(String(decoding: text.bytes, as: UTF8.self) == "123456789012")
    #expect(before.count == lines.reduce(0) { $0 + $1.utf8.count + 1 })
  }
}
