import Scenarios
import Testing

/// Slips of the pen and of the word processor: each is named at its own line, and the file that does
/// what the message says is right.
struct MissingColonTests {
  private static let invalid = "this is not valid YAML: "
  private static let missing = "\(invalid)this is no key: ': ' is missing after it"

  private static func space(_ line: String) -> String {
    "\(invalid)a space is missing after the colon: write '\(line)'"
  }

  private func expect(_ body: String, _ message: String, right: String) throws {
    let found = try errors(body)
    #expect(found == ["a.yaml:\(message)"], "\(found)")
    #expect(try errors(right) == [])
  }

  @Test(arguments: [
    ("parameters:\n  p 0.5\n  q: 1\n", "4:3", "parameters:\n  p: 0.5\n  q: 1\n"),
    ("parameters:\n  q: 1\n  p 0.5\n", "5:3", "parameters:\n  q: 1\n  p: 0.5\n"),
    ("parameters:\n  q: 1\n  p 0.5\n  r: 2\n", "5:3", "parameters:\n  q: 1\n  p: 0.5\n  r: 2\n"),
    ("parameters\n  q: 1\n", "3:1", "parameters:\n  q: 1\n"),
    (
      "parameters:\n  p uniform(0, 1)\n\n  # why\n  q: 1\n", "4:3",
      "parameters:\n  p: uniform(0, 1)\n\n  # why\n  q: 1\n"
    ),
    ("issues:\n  wage {low: a, high: b}\n", "4:3", "issues:\n  wage: {low: a, high: b}\n"),
    (
      "issues:\n  term: {low: a}\n  wage {low: a, high: b}\n", "5:3",
      "issues:\n  term: {low: a}\n  wage: {low: a, high: b}\n"
    ),
    ("issues:\n  wage\n    low: a\n", "4:3", "issues:\n  wage:\n    low: a\n"),
    (
      "issues:\n  wage:\n    low a\n    high: b\n", "5:5",
      "issues:\n  wage:\n    low: a\n    high: b\n"
    ),
    ("parameters:\n  p = 0.5\n  q: 1\n", "4:3", "parameters:\n  p: 0.5\n  q: 1\n"),
  ])
  func `a missing colon is named where it is missing`(body: String, place: String, right: String)
    throws
  {
    try expect(body, "\(place): error: \(Self.missing)", right: right)
  }

  @Test func `a title may go on over lines`() throws {
    #expect(
      try errors("title: one\n  two\n  about: x\n") == [
        "a.yaml:5:8: error: \(Self.invalid)mapping values are not allowed in this context (a text with "
          + "': ' in it needs quotes; check the indentation too)"
      ])
  }

  @Test(arguments: [
    ("parameters:\n  p:0.5\n  q: 1\n", "4:3", "p: 0.5"),
    ("parameters:\n  q: 1\n  p:0.5\n", "5:3", "p: 0.5"),
    ("title:How?\n", "3:1", "title: How?"),
    ("issues:\n  wage:{low: a, high: b}\n", "4:3", "wage: {low: a, high: b}"),
  ])
  func `a missing space after the colon`(body: String, place: String, line: String) throws {
    let wrong = line.replacing(": ", with: ":", maxReplacements: 1)
    try expect(
      body, "\(place): error: \(Self.space(line))", right: body.replacing(wrong, with: line))
  }

  @Test(arguments: [
    (
      "parameters:\n  p 0.5\n",
      "4:3: error: parameters: expected a map, but this is 'p 0.5'; is a colon missing, as in 'p: 0.5'?"
    ),
    (
      "parameters:\n  p uniform(0, 1)\n",
      "4:3: error: parameters: expected a map, but this is 'p uniform(0, 1)'; is a colon missing, as in "
        + "'p: uniform(0, 1)'?"
    ),
    (
      "parameters:\n  p:0.5\n",
      "4:3: error: parameters: expected a map, but this is 'p:0.5'; a space is missing after the colon, "
        + "as in 'p: 0.5'"
    ),
    (
      "issues:\n  wage: {low 0%, high: b}\n",
      "4:10: error: issues.wage: 'low 0%' has no value: give one or leave it out; is a colon missing, as "
        + "in 'low: 0%'?"
    ),
    (
      "issues:\n  wage: {high: b, low none}\n",
      "4:19: error: issues.wage: 'low none' has no value: give one or leave it out; is a colon missing, as "
        + "in 'low: none'?"
    ),
    (
      "issues:\n  wage: {low:0%, high: b}\n",
      "4:10: error: issues.wage: 'low:0%' has no value: give one or leave it out; a space is missing "
        + "after the colon, as in 'low: 0%'"
    ),
  ])
  func `where YAML reads a text instead`(body: String, message: String) throws {
    let found = try errors(body)
    #expect(found == ["a.yaml:\(message)"], "\(found)")
  }

  @Test(arguments: [
    ("parameters:\n  p：0.5\n  q: 1\n", "4:3"), ("issues:\n  wage：\n    low: a\n", "4:3"),
  ])
  func `a full-width colon`(body: String, place: String) throws {
    let named = "; U+FF1A (fullwidth colon) is not ':'"
    try expect(
      body, "\(place): error: \(Self.missing)\(named)",
      right: body.replacing("：\n", with: ":\n").replacing("：", with: ": "))
  }

  @Test(arguments: [
    (
      "parameters:\n  a: {value: “beta(2, 3)”, source: x}\n", "value: \"beta(2, 3)\"", "4:14",
      "a.value", "“"
    ),
    (
      "parameters:\n  a: {value: ‘beta(2, 3)’, source: x}\n", "value: \"beta(2, 3)\"", "4:14",
      "a.value", "‘"
    ),
    (
      "parameters:\n  a: {value: „beta(2, 3)“, source: x}\n", "value: \"beta(2, 3)\"", "4:14",
      "a.value", "„"
    ),
    (
      "parameters:\n  a: {value: «beta(2, 3)», source: x}\n", "value: \"beta(2, 3)\"", "4:14",
      "a.value", "«"
    ),
    (
      "parameters:\n  a: {value: 1, source: “x, 2025”}\n", "source: \"x, 2025\"", "4:25",
      "a.source", "“"
    ),
    ("parameters:\n  a: “beta(2, 3)”\n", "\"beta(2, 3)\"", "4:6", "a", "“"),
    ("parameters:\n  a: {value: “0.5”, source: x}\n", "\"0.5\"", "4:14", "a.value", "“"),
    (
      "parameters:\n  a: {value: \"“beta(2, 3)”\", source: x}\n", "\"beta(2, 3)\"", "4:15",
      "a.value", "“"
    ),
  ])
  func `curly quotes`(body: String, write: String, place: String, path: String, mark: String) throws
  {
    let curly = body.filter { "“”‘’„«»".contains($0) }
    var right = body.replacing("\"“", with: "“").replacing("”\"", with: "”")
    for sign in curly { right = right.replacing("\(sign)", with: "\"") }
    try expect(
      body,
      "\(place): error: parameters.\(path): '\(mark)' is no quote of YAML; write \(write), with "
        + "straight quotes", right: right)
  }

  @Test func `curly quotes around a text with a colon`() throws {
    #expect(
      try errors("title: “Peace: how?”\n") == [
        "a.yaml:3:14: error: \(Self.invalid)mapping values are not allowed in this context (a text with "
          + "': ' in it needs quotes; check the indentation too); U+201C (left double quotation mark) "
          + "is not '\"'"
      ])
  }

  @Test(arguments: [
    ("relief", "parameters.relief"), ("offer", "plans.offer"),
    ("days", "measures.days"), ("steps", "clock.steps"), ("releif", "parameters.relief"),
    ("union.no_deal", "parties.union.no_deal"),
  ])
  func `a setting without its section`(path: String, meant: String) throws {
    let body = """
      clock: {step: week, steps: 2}
      parameters: {relief: 0.5}
      issues: {wage: {low: a, high: b}}
      parties: {union: {ideal: 1, no_deal: 0.3}}
      state: {level: {start: 1}}
      plans: {offer: {terms: {wage: 0.5}}}
      measures: {days: 1}
      """
    #expect(
      try errors(body, settings: [Setting(path: path, value: "0.4")]) == [
        "--set \(path)=0.4: there is no '\(path)'; did you mean '\(meant)'?"
      ])
    if path != "offer" {
      #expect(try errors(body, settings: [Setting(path: meant, value: "1")]) == [])
    }
  }
}
