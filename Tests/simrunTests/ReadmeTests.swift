import Foundation
import Testing

/// What the README shows is what the program prints.
@Suite("README")
struct ReadmeTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("Its example prints what it says, word for word")
  func example() throws {
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

  @Test("The page on verification shows what the command prints, word for word")
  func verification() throws {
    let page = try String(
      contentsOf: Self.root.appendingPathComponent("docs/verification.md"), encoding: .utf8)
    let shown = try #require(
      page.components(separatedBy: "```\n$ simrun ").dropFirst().first?
        .components(separatedBy: "```").first)
    let lines = shown.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    try Executable.inFolder { simrun in
      try FileManager.default.copyItem(
        atPath: Self.root.appendingPathComponent("Scenarios").path,
        toPath: simrun.folder + "/Scenarios")
      let finished = try simrun.finished(lines[0].split(separator: " ").map(String.init))
      #expect(finished.code == 0)
      #expect(finished.out == lines[1])
    }
  }

  @Test("The case has at least 100 trials of each headline class, and counts sum to the trials")
  func headlineClasses() throws {
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
