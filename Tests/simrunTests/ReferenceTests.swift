import Foundation
import Testing

/// The pages and the manual that are made from tables.
struct ReferenceTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func page(_ name: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent("docs/" + name), encoding: .utf8)
  }

  @Test func `the reference is what the tables say; 'make reference' writes it`() throws {
    try Executable.inFolder { simrun in
      let printed = try simrun("reference").out
      if ProcessInfo.processInfo.environment["SIMRUN_REWRITE"] == "1" {
        try printed.write(
          to: Self.root.appendingPathComponent("docs/reference.md"), atomically: true,
          encoding: .utf8)
      }
      #expect(try Self.page("reference.md") == printed)
      // One of each kind.
      for part in [
        "| `red_lines.NAME.above` | number |", "| `order` | list of names |",
        "| `max_gap` | number | as the text is judged |", "| `clamp(x, low, high)` |",
        "| `held_for(c)` |", "`beta(mean=, sd=)`", "| `sum(… for i in issues)` |",
      ] {
        #expect(printed.contains(part), "\(part)")
      }
    }
  }

  @Test func `the manual has every command, every option and every exit code of the results page`()
    throws
  {
    try Executable.inFolder { simrun in
      let manual = try simrun("manual")
      #expect(manual.code == 0 && manual.err == "")
      for name in ["run", "compare", "drivers", "new", "schema", "verify"] {
        #expect(manual.out.contains("\n.SS simrun \(name)\n"), "\(name)")
        for option in try simrun("help", name).out.matches(of: /--[a-z][a-z-]*/) {
          guard option.output != "--version" else { continue }
          let written = option.output.replacing("-", with: "\\-")
          #expect(manual.out.contains(written), "\(name) \(option.output)")
        }
      }
      // What is not for users is not there.
      #expect(!manual.out.contains("simrun manual") && !manual.out.contains("simrun reference"))
      let after = try Self.page("results.md").components(separatedBy: "## Exit codes\n").last ?? ""
      let codes = after.components(separatedBy: "\n## ").first ?? ""
      for row in codes.split(separator: "\n") where row.hasPrefix("| ") {
        guard let code = row.split(separator: "|").first.flatMap({ Int($0.filter(\.isNumber)) })
        else { continue }
        #expect(manual.out.contains("\n.B \(code)\n"), "\(code)")
      }
      // No line is taken for a macro that is none.
      for line in manual.out.split(separator: "\n") where line.hasPrefix(".") {
        let macro = line.split(separator: " ").first.map(String.init) ?? ""
        #expect(
          [".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".br", ".EX", ".EE"].contains(macro), "\(line)")
      }
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions offer commands, and scenario files where one is wanted`(_ shell: String) throws
  {
    try Executable.inFolder { simrun in
      let script = try simrun("--generate-completion-script", shell)
      #expect(script.code == 0)
      for word in ["compare", "schema", "yaml"] { #expect(script.out.contains(word), "\(word)") }
    }
  }
}
