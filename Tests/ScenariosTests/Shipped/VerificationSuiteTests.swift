import Foundation
import Scenarios
import Testing

/// Every model with a known answer comes to it.
@Suite("Verification suite")
struct VerificationSuiteTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let folder = root.appendingPathComponent("Scenarios/verification")

  private static let files: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test
  func `Everything under Scenarios/ that expects something comes to it`() throws {
    let suite = VerificationSuite(paths: [Self.root.appendingPathComponent("Scenarios").path])
    var refused = suite.refused
    let results = try suite.run(jobs: 2, refuses: { refused.append($0) }).results
    #expect(refused.isEmpty, "\(refused)")
    let off = results.flatMap { result in
      result.points.flatMap { point in
        point.comparisons.filter { $0.verdict == .off }.map {
          "\(result.scenario), \(point.changes ?? "as written"): \($0)"
        }
      }
    }
    #expect(off.isEmpty, "\(off.joined(separator: "\n"))")
    #expect(suite.members.count > Self.files.count, "nego52 too")
  }

  @Test
  func `Each file has the scenario's name, says what it shows and by whom, and varies its values`()
    throws
  {
    for file in Self.files {
      let scenario = try ScenarioFile.load(path: Self.folder.appendingPathComponent(file).path)
      #expect(scenario.name == String(file.dropLast(".yaml".count)))
      #expect((scenario.about ?? "").count > 80, "\(file)")
      #expect(scenario.verification?.source != nil, "\(file)")
      #expect(scenario.verification?.variations.isEmpty == false, "\(file)")
    }
  }

  @Test
  func `The catalogue has each file once, and no other`() throws {
    let rows = try text("Scenarios/verification/README.md").split(separator: "\n")
      .filter { $0.hasPrefix("| `") }
    let listed = rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
    #expect(listed.sorted() == Self.files)
  }

  @Test
  func `The list of known answers names files and tests that are there`() throws {
    let section = try #require(
      text("docs/verification.md").components(separatedBy: "## Known answers\n").last)
    let rows = section.split(separator: "\n").filter { $0.hasPrefix("| V") }
    #expect(!rows.isEmpty)
    for row in rows {
      let cells = row.split(separator: "|")
      try #require(cells.count == 2)
      let places = cells[1].split(separator: "`").filter { $0.contains(".") }
      #expect(!places.isEmpty, "\(row)")
      for place in places {
        let path = place.hasSuffix(".yaml") ? "Scenarios/verification/\(place)" : String(place)
        #expect(
          FileManager.default.fileExists(atPath: Self.root.appendingPathComponent(path).path),
          "\(place)")
      }
    }
  }
}
