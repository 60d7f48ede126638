import Sim
import Testing

@testable import Scenarios

@Suite("What the language has no use for in YAML")
struct YAMLReaderTests {
  @Test
  func `Anchors and aliases`() throws {
    let message =
      "anchors and aliases ('&', '*') are not part of the language: write the value out"
    #expect(try errors("parameters:\n  x: &a 1\n  y: *a\n") == ["a.yaml:4:6: error: \(message)"])
    #expect(
      try errors("parameters:\n  x: &a 1\n") == ["a.yaml:4:6: error: parameters.x: \(message)"])
    #expect(try errors("parameters:\n  y: *a\n") == ["a.yaml:4:6: error: \(message)"])
  }

  @Test
  func `Aliases that stand for millions of nodes are refused at once`() throws {
    var lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for (old, new) in zip("abcdefgh", "bcdefghi") {
      lines.append(
        "\(new): &\(new) [\(Array(repeating: "*\(old)", count: 9).joined(separator: ", "))]")
    }
    lines.append("? [*i, *i]\n: 1")
    #expect(
      try errors(lines.joined(separator: "\n")) == [
        "a.yaml:3:4: error: anchors and aliases ('&', '*') are not part of the language: "
          + "write the value out"
      ])
  }

  @Test
  func `Tags`() throws {
    #expect(
      try errors("parameters:\n  x: !!float 1\n") == [
        "a.yaml:4:6: error: parameters.x: tags ('!') are not part of the language: "
          + "values are never typed by YAML"
      ])
    let tags = "tags ('!') are not part of the language: values are never typed by YAML"
    #expect(
      try errors("events: {e: {probability: 0.1, while: !calm}}\n") == [
        "a.yaml:3:39: error: \(tags); in a condition write 'not calm'"
      ])
    #expect(
      try errors("events:\n  e:\n    while: !calm\n    probability: 0.1\n") == [
        "a.yaml:5:12: error: events.e.while: \(tags); in a condition write 'not calm'"
      ])
    #expect(
      try errors("events:\n  e:\n    while: !calm && !cold\n    probability: 0.1\n") == [
        "a.yaml:5:18: error: anchors and aliases ('&', '*') are not part of the language: write the value out; "
          + "in a condition write 'and'"
      ])
  }

  @Test
  func `Merge keys`() throws {
    #expect(
      try errors("parameters:\n  <<: {x: 1}\n") == [
        "a.yaml:4:3: error: parameters: merge keys ('<<') are not part of the language: "
          + "use 'extends'"
      ])
  }

  @Test
  func `A second document`() throws {
    #expect(
      try errors("---\nformat: 1\n") == [
        "a.yaml:3:1: error: a file holds one scenario: a second document begins here"
      ])
  }

  @Test
  func `Empty values`() throws {
    #expect(
      try errors("parameters:\n  x:\n  y: 1\n") == [
        "a.yaml:4:3: error: parameters: 'x' has no value: give one or leave it out"
      ])
    #expect(
      try errors("parameters: {x: 0,08}\n") == [
        "a.yaml:3:19: error: parameters: '08' stands alone; numbers are written with a point, "
          + "as in 0.08"
      ])
  }

  @Test
  func `An empty file, and one that is no map`() throws {
    #expect(try errors(whole: "# nothing\n") == ["a.yaml:1:1: error: the file is empty"])
    #expect(
      try errors(whole: "- 1\n") == ["a.yaml:1:1: error: expected a map, but this is a list"])
  }

  @Test
  func `Keys that are no words`() throws {
    #expect(
      try errors("parameters:\n  ? [a, b]\n  : 1\n") == [
        "a.yaml:4:5: error: parameters: a key must be a word, not a list or a map"
      ])
  }

  @Test
  func `Every repeated key is reported at its own place`() throws {
    let body = "parameters:\n  x: 1\n  \"x\": 2\n  y: 3\n  y: 4\n  x: 5\nparameters: {}\n"
    #expect(
      try errors(body) == [
        "a.yaml:5:3: error: parameters: 'x' is written twice; first at line 4, column 3",
        "a.yaml:7:3: error: parameters: 'y' is written twice; first at line 6, column 3",
        "a.yaml:8:3: error: parameters: 'x' is written twice; first at line 4, column 3",
        "a.yaml:9:1: error: 'parameters' is written twice; first at line 3, column 1",
      ])
  }

  @Test
  func `Text that is no YAML, with the usual cures`() throws {
    #expect(
      try errors("title: a: b\n") == [
        "a.yaml:3:9: error: this is not valid YAML: mapping values are not allowed in this context "
          + "(a text with ': ' in it needs quotes; check the indentation too)"
      ])
    #expect(
      try errors("title: @b\n") == [
        "a.yaml:3:8: error: this is not valid YAML: found character that cannot start any token "
          + "(a text that begins with '@' needs quotes)"
      ])
    #expect(
      try errors("clock:\n\tstep: week\n") == [
        "a.yaml:4:1: error: this is not valid YAML: found character that cannot start any token "
          + "(indent with spaces, not tabs)"
      ])
  }

  @Test
  func `YAML 1.1 never types a value`() throws {
    let read = try scenario("title: yes\nabout: 010\nclock: {step: week, steps: 3}\n")
    #expect(read.title == "yes")
    #expect(read.about == "010")
  }

  @Test
  func `A byte order mark is skipped`() throws {
    #expect(try errors(whole: "\u{FEFF}format: 1\nscenario: s\n") == [])
  }

  @Test
  func `Columns count characters as an editor does`() throws {
    #expect(
      try errors("parameters: {x: {about: \"e\u{301}é👍🏽\", valeu: 1, value: 1}}\n") == [
        "a.yaml:3:32: error: parameters.x: unknown key 'valeu'; did you mean 'value'?"
      ])
  }
}
