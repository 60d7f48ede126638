import Foundation
import Testing

/// What the README shows is what the program prints.
@Suite("README")
struct ReadmeTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test
  func `Its example prints what it says, word for word`() throws {
    let readme = try String(
      contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
    let shown = try #require(
      readme.components(separatedBy: "```\n$ simrun ").dropFirst().first?
        .components(separatedBy: "```").first)
    let lines = shown.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let command = lines[0].split(separator: " ").map(String.init)
    try Executable.inFolder { simrun in
      let scenarios = simrun.folder + "/Scenarios"
      try FileManager.default.copyItem(
        atPath: Self.root.appendingPathComponent("Scenarios").path, toPath: scenarios)
      let finished = try simrun.finished(command)
      #expect(finished.code == 0)
      #expect(finished.out == lines[1])
    }
  }

  @Test(arguments: [
    "docs/verification.md", "docs/sweeps.md", "docs/compare.md", "docs/batches.md",
    "docs/drivers.md", "docs/sensitivity.md", "docs/discover.md", "docs/condition.md",
    "docs/worth.md",
  ])
  func `A page shows what its commands print, word for word`(_ name: String) throws {
    let page = try String(
      contentsOf: Self.root.appendingPathComponent(name), encoding: .utf8)
    let shown = page.components(separatedBy: "```\n$ ").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    #expect(!shown.isEmpty)
    try Executable.inFolder { simrun in
      try FileManager.default.copyItem(
        atPath: Self.root.appendingPathComponent("Scenarios").path,
        toPath: simrun.folder + "/Scenarios")
      for example in shown {
        let lines = example.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let command = String(lines[0])
        let isOurs = command.hasPrefix("simrun ")
        let finished = try simrun.shell(
          isOurs ? "\"$SIMRUN\" " + command.dropFirst("simrun ".count) : command)
        #expect(finished.code == 0, "\(lines[0])")
        #expect(finished.out == lines[1], "\(lines[0])")
      }
    }
  }

  @Test
  func `The case has at least 100 trials of each headline class, and counts sum to the trials`()
    throws
  {
    try Executable.inFolder { simrun in
      let file = Self.root.appendingPathComponent("Scenarios/ukraine-2025.yaml").path
      let finished = try simrun.finished(
        ["run", file, "-n", "20000", "--seed", "7", "-o", "case", "--quiet"])
      #expect(finished.code == 0)
      let rows = try String(contentsOfFile: simrun.folder + "/case/outcomes.csv", encoding: .utf8)
        .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      #expect(
        rows[0].prefix(9).joined(separator: ",")
          == "scenario,point,class,outcome,trials,count,share,ci_low,ci_high")
      var counts: [String: Int] = [:]
      for row in rows.dropFirst() { counts[String(row[2]), default: 0] += Int(row[5]) ?? 0 }
      #expect(counts.values.reduce(0, +) == 20_000)
      for name in ["compromise", "freeze", "stalemate"] {
        #expect((counts[name] ?? 0) >= 100, "\(name): \(counts)")
      }
    }
  }
}
