import Foundation
import Testing

/// What the page of the Ukraine case claims of differences is what the program finds, trial by trial.
struct FindingsTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private struct Difference {
    var value, low, high: Double
  }

  /// The numbers of a cell such as `0.36 (0.26 to 0.45)`.
  private func difference(_ cell: Substring) throws -> Difference {
    let numbers = cell.replacing("−", with: "-").split { !"-.0123456789".contains($0) }
      .compactMap { Double($0) }
    try #require(numbers.count == 3, "\(cell)")
    return Difference(value: numbers[0], low: numbers[1], high: numbers[2])
  }

  @Test func `the page's paired differences are those of its first command`() throws {
    let page = try String(
      contentsOf: Self.root.appendingPathComponent("docs/findings-ukraine.md"), encoding: .utf8)
    let command = try #require(page.split(separator: "\n").first { $0.hasPrefix("simrun run ") })
    let table = try #require(page.components(separatedBy: "trial by trial:\n").last)
    let rows = table.split(separator: "\n").prefix { $0.hasPrefix("|") }
    try Executable.inFolder { simrun in
      try FileManager.default.copyItem(
        atPath: Self.root.appendingPathComponent("Scenarios").path,
        toPath: simrun.folder + "/Scenarios")
      let words = command.split(separator: " ").dropFirst().map(String.init)
      #expect(try simrun.finished(words + ["--quiet"]).code == 0)
      let lines = try simrun.lines("results/pairs/differences.csv").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      let header = try #require(lines.first)
      let measures = ["halt_by_week_26", "halt_by_week_104", "settled_once"]
      for variant in ["no-leak", "no-deadline"] {
        let row = try #require(rows.first { $0.hasPrefix("| `-\(variant)` |") })
        let cells = row.split(separator: "|").dropFirst()
        for (cell, measure) in zip(cells, measures) {
          let said = try difference(cell)
          func found(_ column: String) throws -> Double {
            let line = try #require(
              lines.first { $0[1] == "ukraine-2025-\(variant)" && $0.contains { $0 == measure } })
            let place = try #require(header.firstIndex { $0 == column })
            return try #require(Double(line[place])) * 100
          }
          #expect(abs(try found("difference") - said.value) <= 0.0051, "\(variant) \(measure)")
          #expect(abs(try found("ci_low") - said.low) <= 0.015, "\(variant) \(measure)")
          #expect(abs(try found("ci_high") - said.high) <= 0.015, "\(variant) \(measure)")
        }
      }
    }
  }

  @Test func `what one value moves is what the page's example finds`() throws {
    let page = try String(
      contentsOf: Self.root.appendingPathComponent("docs/findings-ukraine.md"), encoding: .utf8)
    let part = try #require(page.components(separatedBy: "## What moves it most").last)
    let command = try #require(part.split(separator: "\n").first { $0.hasPrefix("simrun run ") })
    let row = try #require(
      part.split(separator: "\n").first { $0.hasPrefix("| `russian_optimism` |") })
    let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    try Executable.inFolder { simrun in
      try FileManager.default.copyItem(
        atPath: Self.root.appendingPathComponent("Scenarios").path,
        toPath: simrun.folder + "/Scenarios")
      let words = command.split(separator: " ").dropFirst().map(String.init)
      let extra = ["--quiet", "--record", "answers", "-o", "moves"]
      #expect(try simrun.finished(words + extra).code == 0)
      let lines = try simrun.lines("moves/differences.csv").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      let header = try #require(lines.first)
      for (cell, measure) in zip([cells[3], cells[5]], ["halt_by_week_52", "settled_once"]) {
        let said = try difference(cell[...])
        let line = try #require(lines.first { $0.contains { $0 == measure } })
        for (column, value) in [
          ("difference", said.value), ("ci_low", said.low), ("ci_high", said.high),
        ] {
          let place = try #require(header.firstIndex { $0 == column })
          let found = try #require(Double(line[place])) * 100
          #expect(abs(found - value) <= 0.06, "\(measure) \(column)")
        }
      }
    }
  }
}
