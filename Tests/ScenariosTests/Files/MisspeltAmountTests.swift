import Testing

/// What stands under a misspelt section or key is read as if that were right: amounts too.
struct MisspeltAmountTests {
  private static let dam = """
    clock: {step: week, steps: 60}
    issues: {filling: {low: 3 years, high: 9 years, status_quo: 4 years}, fee: {low: 0 EUR, high: 9 EUR}}
    parties: {a: {ideal: {filling: 3 years, fee: 0 EUR}, red_lines: {fee: {above: 5 EUR, hard: true}}}}
    plans: {paper: {terms: {filling: 5 years, fee: 4 EUR}}}
    talks: {protocol: single_text, opening: {filling: 5 years, fee: 4 EUR}}
    """

  private func found(_ right: String, _ wrong: String) throws -> [String] {
    try errors(Self.dam.replacing(right, with: wrong))
  }

  @Test func `amounts are read where nothing is misspelt`() throws {
    #expect(try errors(Self.dam) == [])
  }

  @Test(arguments: [
    ("issues:", "issue", 4), ("issues:", "Issues", 4), ("parties:", "Parties", 5),
    ("plans:", "plan", 6), ("plans:", "Plans", 6), ("clock:", "Clock", 3),
  ])
  func `a misspelt section is one error`(section: String, wrong: String, line: Int) throws {
    #expect(
      try found(section, wrong + ":") == [
        "a.yaml:\(line):1: error: unknown key '\(wrong)'; did you mean '\(section.dropLast())'?"
      ])
  }

  @Test(arguments: [
    (
      "status_quo:", "statusquo:",
      "4:49: error: issues.filling: unknown key 'statusquo'; did you mean 'status_quo'?"
    ),
    ("ideal:", "idael:", "5:15: error: parties.a: unknown key 'idael'; did you mean 'ideal'?"),
    (
      "red_lines:", "red_line:",
      "5:54: error: parties.a: unknown key 'red_line'; did you mean 'red_lines'?"
    ),
    (
      "above:", "abov:",
      "5:72: error: parties.a.red_lines.fee: unknown key 'abov'; did you mean 'above'?"
    ),
    ("terms:", "trems:", "6:17: error: plans.paper: unknown key 'trems'; did you mean 'terms'?"),
    (
      "opening:", "openning:", "7:32: error: talks: unknown key 'openning'; did you mean 'opening'?"
    ),
  ])
  func `so is a misspelt key`(right: String, wrong: String, message: String) throws {
    #expect(try found(right, wrong) == ["a.yaml:\(message)"])
  }

  @Test func `amounts of an issue that is written twice are not reported`() throws {
    #expect(
      try found("issues: {", "issues: {fee: {low: 1}, ") == [
        "a.yaml:4:86: error: issues: 'fee' is written twice; first at line 4, column 10"
      ])
  }

  @Test func `nor are those of a section that nobody knows`() throws {
    let messages = try found("issues:", "subjects:")
    #expect(messages.first?.hasPrefix("a.yaml:4:1: error: unknown key 'subjects'; known: ") == true)
    #expect(messages.dropFirst().allSatisfy { $0.contains("there is no issue '") }, "\(messages)")
  }

  @Test func `a line that is hard in other words has no further error`() throws {
    #expect(
      try found("hard: true", "hard: yes") == [
        "a.yaml:5:92: error: parties.a.red_lines.fee.hard: expected true or false, but this is 'yes': "
          + "write true"
      ])
    #expect(
      try found("hard: true", "hard: maybe") == [
        "a.yaml:5:92: error: parties.a.red_lines.fee.hard: expected true or false, but this is 'maybe'"
      ])
    #expect(
      try found("hard: true", "hard: false") == [
        "a.yaml:5:66: error: parties.a.red_lines.fee: give 'hard: true' or a 'slope'"
      ])
  }

  @Test(arguments: ["yes", "no", "on", "off"])
  func `a state that starts as true or false in other words is a condition`(word: String) throws {
    #expect(
      try modelErrors(
        """
        clock: {step: week, steps: 4}
        state: {strike: {start: \(word)}}
        events: {e: {rate: 1 per week, while: not strike, effects: {strike: true}}}
        """) == [
          "a.yaml:4:25: error: state.strike.start: '\(word)' is not a value; write true or false"
        ])
  }
}
