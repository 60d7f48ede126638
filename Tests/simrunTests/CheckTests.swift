import Foundation
import Testing

@Suite("simrun check")
struct CheckTests {
  private static let many = """
    format: 1
    scenario: many
    title: Six parameters and an outcome too many
    parameters: {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6}
    clock: {step: week, steps: 4}
    outcomes: {late: {at_end: week > 4}, done: otherwise}
    """

  private static let note =
    "nothing reads 'a', so it changes no result. Read it in an expression, or remove it. [unused]"

  @Test
  func `It prints all notes and ends with 0; nothing is written`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.many, to: "many.yaml")
      let answer = try simrun("check", "many.yaml")
      #expect(answer.code == 0 && answer.err.isEmpty)
      let lines = answer.out.split(separator: "\n").map(String.init)
      #expect(lines.count == 8)
      #expect(lines.first == "many.yaml: 7 notes in 2,000 trials")
      #expect(
        lines[1]
          == "many.yaml:6:27: note: outcomes.late: 'week > 4' cannot hold: 'week' runs from 0 to 4. Look at the "
          + "condition. [never]")
      #expect(lines[2] == "many.yaml:4:14: note: parameters.a: " + Self.note)
      #expect(try simrun.names() == ["coin.yaml", "many.yaml"])
      #expect(
        try simrun("check", "coin.yaml").out == "coin.yaml: nothing to note in 2,000 trials\n")
    }
  }

  @Test
  func `A run prints the five most serious to standard error, and how many there are more`() throws
  {
    try Executable.inFolder { simrun in
      try simrun.write(Self.many, to: "many.yaml")
      let answer = try simrun("run", "many.yaml", "-n", "2000", "-o", "r")
      let lines = answer.err.split(separator: "\n").map(String.init)
      #expect(answer.code == 0 && lines.count == 6)
      #expect(lines.first?.hasPrefix("many.yaml:6:27: note: outcomes.late: ") == true)
      #expect(lines.last == "…and 2 more: simrun check many.yaml")
      let quiet = try simrun("run", "many.yaml", "-n", "2000", "-o", "q", "--quiet")
      #expect(quiet.err.isEmpty)
      let valid = try simrun("validate", "many.yaml")
      #expect(valid.out.split(separator: "\n").count == 8 && valid.code == 0)
    }
  }

  @Test
  func `Notes change no result`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.many, to: "many.yaml")
      try simrun.write(
        Self.many.replacing(
          "late: {at_end: week > 4}", with: "late: {at_end: week > 4, expect: never}"),
        to: "silent.yaml")
      _ = try simrun("run", "many.yaml", "-n", "2000", "-o", "a")
      _ = try simrun("run", "silent.yaml", "-n", "2000", "-o", "b")
      for name in try simrun.names("a") where name.hasSuffix(".csv") {
        #expect(try simrun.read("a/" + name) == simrun.read("b/" + name), "\(name)")
      }
    }
  }

  @Test
  func `Notes for programs`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.many, to: "many.yaml")
      let out = try simrun("check", "--format", "json", "-n", "1024", "many.yaml").out
      let value = try #require(
        try JSONSerialization.jsonObject(with: Data(out.utf8)) as? [[String: Any]])
      let notes = try #require(value.first?["notes"] as? [[String: Any]])
      #expect(value.first?["trials"] as? Int == 1_024 && notes.count == 7)
      #expect(notes[1]["note"] as? String == "unused")
      #expect(notes[1]["path"] as? String == "parameters.a")
      #expect(notes[1]["line"] as? Int == 4 && notes[1]["column"] as? Int == 14)
    }
  }

  @Test
  func `Too few trials, an invalid file, a missing one`() throws {
    try Executable.inFolder { simrun in
      let few = try simrun("check", "-n", "100", "coin.yaml")
      #expect(few.code == 2)
      #expect(
        few.err.hasPrefix(
          "simrun: --trials must be from 1,024 to 10,000,000, but it is 100: of fewer trials nothing can be said "
            + "of what never happens"))
      try simrun.write("format: 1\nscenario: s\n", to: "bad.yaml")
      #expect(try simrun("check", "bad.yaml").code == 3)
      #expect(try simrun("check", "missing.yaml").code == 2)
    }
  }

  @Test
  func `The page's file has the notes that the page shows, and can be silenced as it says`() throws
  {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("docs/sense.md"), encoding: .utf8)
    func block(_ language: String) throws -> String {
      let start = try #require(page.components(separatedBy: "```\(language)\n").dropFirst().first)
      return try #require(start.components(separatedBy: "```").first)
    }
    try Executable.inFolder { simrun in
      let file = try block("yaml")
      try simrun.write(file, to: "fares.yaml")
      let answer = try simrun("check", "fares.yaml")
      #expect(try block("console") == "$ simrun check fares.yaml\n" + answer.out)
      // What the page silences are the notes of its two entries.
      let entries = try block("yaml entry").split(separator: "\n").filter { $0.hasPrefix("  ") }
      var silent = file.replacing("  weather: uniform(0, 1)", with: String(entries[0]))
      silent = silent.replacing("  late: {at_end: week > 10}", with: String(entries[1]))
      try simrun.write(silent, to: "silent.yaml")
      let rest = try simrun("check", "silent.yaml").out
      #expect(rest.hasPrefix("silent.yaml: 1 note in 2,000 trials"))
    }
  }
}
