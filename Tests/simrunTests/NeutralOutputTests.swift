import Foundation
import Testing

@testable import simrun

/// Whatever others wrote, the program's output does nothing to a terminal, and its files nothing to
/// a spreadsheet.
struct NeutralOutputTests {
  private static let evil = """
    format: 1
    scenario: evil
    title: "\\e]0;owned\\a\\e[31mred\\e[2J\\x9b31m\\u202Eback\\u2028next"
    parameters: {p: {value: "uniform(0, 1)", unit: "\\e[35m=cmd|' /C calc'!A0", source: x}}
    measures:
      m: {value: p, unit: "=HYPERLINK(\\"http://x\\",\\"y\\")"}
      n: {value: p, unit: "+1+1"}
      o: {value: p, unit: "@SUM(1)"}
      q: {value: p, unit: "-1+2"}
      r: {value: p, unit: "\\t=1+1"}
      s: {value: p, unit: "'quoted"}
    outcomes: {y: {at_end: p < 0.5, class: "\\e[31mred\\ngreen"}, z: {at_end: p < 0.7, class: "\\e[31mred\\ngreen"}, x: {at_end: p < 0.8, class: b}, w: otherwise}
    """

  private func isNeutral(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      $0 == "\n" || ![.control, .format, .lineSeparator].contains($0.properties.generalCategory)
    }
  }

  @Test func `titles units and classes`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.evil, to: "evil.yaml")
      let run = try simrun("run", "evil.yaml", "-n", "100", "--keep-trials")
      #expect(run.code == 0)
      #expect(isNeutral(run.out))
      #expect(
        run.out.hasPrefix(
          "evil: \\u{1B}]0;owned\\u{7}\\u{1B}[31mred\\u{1B}[2J\\u{9B}31m\\u{202E}back\\u{2028}next\n"
        ),
        "\(run.out)")
      #expect(run.out.contains("\\u{1B}[31mred\\u{A}green  "))
      let units = try simrun.lines("results/evil/measures.csv").dropFirst().filter {
        $0.contains(",all,")
      }.map { $0.dropFirst("evil,0,m,".count).components(separatedBy: ",all,")[0] }
      #expect(
        units == [
          "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"", "'+1+1", "'@SUM(1)", "'-1+2", "'\t=1+1",
          "''quoted",
        ])
      for name in try simrun.names("results/evil") where name != "resume.bin" {
        let text = try simrun.read("results/evil/\(name)")
        #expect(isNeutral(text.replacingOccurrences(of: "\t", with: "")), "\(name)")
      }
      #expect(
        try simrun.lines("results/evil/columns.csv").contains {
          $0.contains("trials.csv,p,number,\\u{1B}[35m=cmd|' /C calc'!A0,")
        })
    }
  }

  @Test func `errors notes and arguments`() throws {
    try Executable.inFolder { simrun in
      let bad = "a\u{1B}[31m\nb.yaml"
      try simrun.write(
        "format: 1\nscenario: s\n\"k\\ney\\e[2J\": 1\nparameters: {x: \"1 + \\e[31m\"}\noutcomes: {z: otherwise}\n",
        to: bad)
      let shown = "a\\u{1B}[31m\\u{A}b.yaml"
      let invalid = try simrun("validate", bad)
      #expect(invalid.code == 3)
      #expect(isNeutral(invalid.err))
      let lines = invalid.err.split(separator: "\n").map(String.init)
      #expect(lines.count == 6, "\(lines)")
      #expect(lines[0].hasPrefix("\(shown):3:1: error: unknown key 'k\\u{A}ey\\u{1B}[2J'; known: "))
      #expect(lines[3].hasPrefix("\(shown):4:"))
      for arguments in [
        ["run", "no\u{1B}[31m\nsuch.yaml"], ["run", "coin.yaml", "--opt\u{1B}[31m\nion"],
        ["run", "coin.yaml", "-n", "\u{1B}[31m\n5"], ["\u{1B}[31m\ncommand"],
        ["run", "coin.yaml", "--set", "parameters.\u{1B}[31m\nx=1"],
        ["run", "coin.yaml", "--set", "parameters.p=\u{1B}[31m\n1"],
        ["run", "coin.yaml", "-o", "coin.yaml/\u{1B}[31m\nx"],
        ["verify", "no\u{1B}[31m\nsuch"], ["run", "coin.yaml", "coin.yaml", "--set", "x\u{202E}y"],
      ] {
        let finished = try simrun.finished(arguments)
        #expect(finished.code != 0)
        #expect(isNeutral(finished.err) && isNeutral(finished.out), "\(arguments) \(finished)")
        #expect(finished.err.split(separator: "\n").count == 1, "\(arguments) \(finished.err)")
      }
    }
  }

  @Test func `folders are shown`() throws {
    try Executable.inFolder { simrun in
      let run = try simrun("run", "coin.yaml", "-n", "100", "-o", "x\u{1B}[31m\ny")
      #expect(run.code == 0)
      #expect(
        run.out.contains(
          "All results: x\\u{1B}[31m\\u{A}y (columns.csv explains each column)\n"))
      try simrun.write(Sample.coin, to: "c\u{1B}[31m.yaml")
      let named = try simrun("run", "c\u{1B}[31m.yaml", "-n", "100", "-o", "r")
      #expect(named.out.hasSuffix("\nNext: simrun drivers 'c\\u{1B}[31m.yaml'\n"))
    }
  }

  @Test func `only the programs own colours pass`() {
    let style = Style(hasColour: true, hasBlocks: true)
    let text = style.bold("a\u{1B}[31mb") + style.warning("c\n")
    #expect(
      Style.neutral(text, isStyled: true)
        == "\u{1B}[1ma\\u{1B}[31mb\u{1B}[0m\u{1B}[33mc\n\u{1B}[0m")
    #expect(Style.neutral("\u{1B}[1ma\u{7}", isStyled: false) == "\\u{1B}[1ma\\u{7}")
  }
}
