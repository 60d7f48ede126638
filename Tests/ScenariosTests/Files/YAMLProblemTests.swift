import Scenarios
import Testing

/// Files that are no YAML: every message of the library that reads it, in words that say where the
/// cause is. Messages come from the places in its sources where it gives up.
struct YAMLProblemTests {
  private static let invalid = "this is not valid YAML: "

  private func expect(_ body: String, _ message: String) throws {
    let found = try errors(body)
    #expect(found == ["a.yaml:\(message)"], "\(found)")
  }

  private static let rest = "outcomes: {rest: otherwise}\n"

  @Test(arguments: [
    ("title: \"Who gives way?\nabout: x\n\(rest)", "3:8: error: this quote is never closed"),
    ("parameters:\n  x: 'a\n\(rest)", "4:6: error: this quote is never closed"),
    (
      "title: \"a\n---\nb\"\n",
      "3:8: error: this quote is not closed before '---' ends the text of the file"
    ),
    (
      "title: \"Who?\nabout: \"x\"\n\(rest)",
      "3:8: error: \(invalid)this quote is closed only at line 4: is a quote missing before?"
    ),
    (
      "parameters:\n  a: {value: \"uniform(0, 1), source: x}\n  b: {value: \"uniform(0, 1)\"}\n\(rest)",
      "4:14: error: \(invalid)this quote is closed only at line 5: is a quote missing before?"
    ),
    (
      "title: 'it's'\n",
      "3:12: error: \(invalid)the quoted text ends before this: a quote inside it is written '' in "
        + "single quotes and \\\" in double ones"
    ),
    ("clock: [a, b\n\(rest)", "3:8: error: this '[' is never closed"),
    ("clock: {step: week, steps: 5\n\(rest)", "3:8: error: this '{' is never closed"),
    (
      "parameters:\n  x: {value: 1, source: [a}\n\(rest)",
      "4:27: error: \(invalid)did not find expected ',' or ']' (the list begins at line 4, column 25)"
    ),
    (
      "clock: {a: 1]\n\(rest)",
      "3:13: error: \(invalid)did not find expected ',' or '}' (the map begins at line 3, column 8)"
    ),
    (
      "clock: {step: week，steps: 5}\n\(rest)",
      "3:25: error: \(invalid)did not find expected ',' or '}' (the map begins at line 3, column 8)"
        + "; U+FF0C (fullwidth comma) is not ','"
    ),
  ])
  func `quotes and brackets that are not closed`(body: String, message: String) throws {
    try expect(body, message)
  }

  @Test(arguments: [
    (
      "title: \"a\\qb\"\n",
      "3:10: error: \(invalid)'\\q' has no meaning in double quotes: write '\\\\' for a backslash, or use single quotes"
    ),
    (
      "title: \"a\\xzz\"\n",
      "3:12: error: \(invalid)2, 4 or 8 hexadecimal digits follow '\\x', '\\u' and '\\U' in double quotes"
    ),
    ("title: \"a\\ud800\"\n", "3:12: error: \(invalid)there is no character of this code"),
    ("about: |0\n  x\n", "3:9: error: \(invalid)only a digit from 1 to 9 can follow '|' and '>'"),
    ("about: | x\n", "3:10: error: \(invalid)a text after '|' or '>' begins on the next line"),
    (
      "about: |\n\tx\n",
      "4:1: error: \(invalid)found a tab character where an indentation space is expected "
        + "(indent with spaces, not tabs)"
    ),
    (
      "parameters:\n  x: 1\n\ty: 2\n",
      "5:1: error: \(invalid)found a tab character that violates indentation "
        + "(indent with spaces, not tabs)"
    ),
    (
      "clock: {a:,b}\n",
      "3:10: error: \(invalid)found unexpected ':' (a space follows the colon of a key)"
    ),
    (
      "title: a\u{1}b\n",
      "3:9: error: \(invalid)control characters are not allowed, and here is U+0001"
    ),
    (
      "title: a\u{80}b\n",
      "3:9: error: \(invalid)control characters are not allowed, and here is U+0080"
    ),
  ])
  func `texts that cannot be read`(body: String, message: String) throws {
    try expect(body, message)
  }

  @Test(arguments: [
    ("title: a\nabout\n\(rest)", "4:1: error: \(invalid)this is no key: ': ' is missing after it"),
    (
      "title：x\n\(rest)",
      "3:1: error: \(invalid)this is no key: ': ' is missing after it"
        + "; U+FF1A (fullwidth colon) is not ':'"
    ),
    (
      "title:\u{A0}x\n\(rest)",
      "3:1: error: \(invalid)this is no key: ': ' is missing after it"
        + "; U+00A0 (no-break space) is not a space"
    ),
    ("title: - a\n", "3:8: error: \(invalid)a list with '- ' begins on a line of its own"),
    (
      "title: ? a\n",
      "3:8: error: \(invalid)mapping keys are not allowed in this context "
        + "(a text that begins with '?' needs quotes)"
    ),
    ("clock: {,a}\n", "3:9: error: \(invalid)a value is missing before ','"),
    ("clock: }\n", "3:8: error: \(invalid)a value is missing before '}'"),
    (
      "parameters:\n   x: 1\n  y: 2\n",
      "5:3: error: \(invalid)this line is indented by 2, but the map that begins at line 1 by 0"
    ),
    (
      "state:\n  - a\n  x: 1\n",
      "5:3: error: \(invalid)did not find expected '-' indicator (the list begins at line 4, column 3)"
    ),
    (
      "\(rest)}\n",
      "4:1: error: \(invalid)did not find expected key (the map begins at line 1, column 1)"
    ),
    (
      "title: &\n",
      "3:8: error: anchors and aliases ('&', '*') are not part of the language: write the value out"
    ),
    (
      "title: *\n",
      "3:8: error: anchors and aliases ('&', '*') are not part of the language: write the value out"
    ),
    (
      "title: !<x\n",
      "3:8: error: tags ('!') are not part of the language: values are never typed by YAML"
    ),
    (
      "title: !e!x b\n",
      "3:8: error: tags ('!') are not part of the language: values are never typed by YAML"
    ),
  ])
  func `what cannot stand where it does`(body: String, message: String) throws {
    try expect(body, message)
  }

  @Test(arguments: [
    "%FOO bar\n---\n", "%YAML x\n---\n", "%YAML 3.0\n---\n", "%TAG ! x\n%TAG ! y\n---\n",
  ])
  func `directives`(start: String) throws {
    let found = try errors(whole: start + "format: 1\nscenario: s\n")
    #expect(
      found.map { $0.drop { $0 != " " } } == [
        " error: a line that begins with '%' is a directive, and YAML's directives are not part of the "
          + "language"
      ], "\(found)")
  }

  @Test func `a map that is over`() throws {
    #expect(
      try errors(whole: "{format: 1, scenario: s}\nx: 1\n") == [
        "a.yaml:2:1: error: \(Self.invalid)the map that is the file ends before this"
      ])
  }

  @Test(arguments: [
    "parameters:\n  x: " + String(repeating: "[", count: 2000),
    "parameters:\n  x: [" + String(repeating: "{a: ", count: 2000),
  ])
  func `the limit of depth is the program's own, deeper than the library reads too`(
    body: String
  ) throws {
    let found = try errors(body)
    #expect(found.count == 1)
    #expect(
      found.first?.hasSuffix(
        "error: maps and lists are nested deeper than 16, which is the limit") == true, "\(found)")
  }

  @Test func `too deep is where it begins`() throws {
    let brackets = String(repeating: "[", count: 1200) + String(repeating: "]", count: 1200)
    try expect(
      "parameters:\n  x: \(brackets)\n",
      "4:20: error: maps and lists are nested deeper than 16, which is the limit")
    try expect(
      "parameters:\n  " + String(repeating: "- ", count: 1200) + "x\n",
      "4:33: error: maps and lists are nested deeper than 16, which is the limit")
  }

  // MARK: Characters that are not what they seem

  @Test(arguments: [
    ("parameters:\n\u{A0} \u{A0} x: 1\n", "4:1", "U+00A0 (no-break space)", ""),
    (
      "parameters:\n \u{A0}x: 1\n \u{A0}y: 1\n", "4:2", "U+00A0 (no-break space)",
      "; so is 1 more line"
    ),
    (
      "parameters:\n\u{3000}x: 1\n\u{3000}y: 1\n\u{3000}z: 1\n", "4:1",
      "U+3000 (ideographic space)", "; so are 2 more lines"
    ),
    ("parameters:\n  \u{2003}x: 1\n", "4:3", "U+2003 (em space)", ""),
    ("parameters:\n  \u{200B}x: 1\n", "4:3", "U+200B (zero width space)", ""),
    ("\u{FEFF}parameters: {x: 1}\n", "3:1", "U+FEFF (zero width no-break space)", ""),
    ("data:\n\u{202F}- x\n", "4:1", "U+202F (narrow no-break space)", ""),
  ])
  func `lines indented with other spaces`(
    body: String, place: String, character: String, more: String
  ) throws {
    try expect(
      body, "\(place): error: this line is indented with \(character): indent with spaces\(more)")
  }

  @Test func `text may begin with any space`() throws {
    let read = try scenario("about: |\n  one:\n  \u{A0}two: x\ntitle: \"a\n  \u{A0}b: c\"\n")
    #expect(read.about == "one:\n\u{A0}two: x\n")
    #expect(try errors("title: x\u{A0}y: z\n").count == 1)
  }

  @Test(arguments: [
    (
      "title\u{A0}: x",
      "3:1: error: unknown key 'title\\u{A0}'; did you mean 'title'?; U+00A0 (no-break space) is not a "
        + "space"
    ),
    (
      "clock: {step: week, steps: 5\u{A0}}",
      "3:28: error: clock.steps: expected a whole number, but this is '5\\u{A0}'; "
        + "U+00A0 (no-break space) is not a space"
    ),
    (
      "clock: {step: week, steps: １０}",
      "3:28: error: clock.steps: expected a whole number, but this is '１０'; "
        + "U+FF11 (fullwidth digit one) is not '1'"
    ),
    (
      "clock: {start: 2026–01–01, step: week, steps: 1}",
      "3:16: error: clock.start: expected a date such as 2026-06-01, but this is '2026–01–01'; "
        + "U+2013 (en dash) is not '-'"
    ),
    (
      "issues: {a: {core: “true”}}",
      "3:20: error: issues.a.core: expected true or false, but this is '“true”'; "
        + "U+201C (left double quotation mark) is not '\"'"
    ),
    (
      "parameters: {x\u{A0}y: 1}",
      "3:14: error: parameters: 'x\\u{A0}y' is not a name: a name is a lower-case letter, then "
        + "lower-case letters, digits and '_'; U+00A0 (no-break space) is not a space"
    ),
    (
      "issues: {a: {c\u{43E}re: true}}",
      "3:14: error: issues.a: unknown key 'c\u{43E}re'; did you mean 'core'?; "
        + "U+043E (cyrillic small letter o) is not 'o'"
    ),
    (
      "parameters:\n  x:\u{A0}0.3\n  y: 0.4",
      "4:5: error: this is not valid YAML: U+00A0 (no-break space) is not a space: write 'x: 0.3'"
    ),
    (
      "parameters:\n  x：1",
      "4:3: error: parameters: expected a map, but this is 'x：1'; U+FF1A (fullwidth colon) is not ':'"
    ),
  ])
  func `characters that look like others are named`(body: String, message: String) throws {
    try expect(body, message)
  }

  @Test func `a line feed in a key does not split a message`() throws {
    let found = try errors("\"a\\nb\\e[31m\": 1")
    #expect(found.count == 1)
    #expect(
      found.first?.hasPrefix("a.yaml:3:1: error: unknown key 'a\\u{A}b\\u{1B}[31m'; known: ")
        == true)
  }
}
