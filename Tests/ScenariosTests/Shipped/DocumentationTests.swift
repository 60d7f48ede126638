import Foundation
import Scenarios
import Sim
import Testing

/// What the documents show is what the loader reads.
@Suite("Documentation")
struct DocumentationTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
  }

  private func examples(
    in document: some StringProtocol, of language: String = "yaml"
  ) -> [String] {
    document.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  @Test
  func `The README's example is the shipped file, word for word`() throws {
    #expect(try examples(in: text("README.md")) == [text("Scenarios/ceasefire-toy.yaml")])
  }

  @Test
  func `The page on verification shows a scenario that comes to what it expects`() throws {
    let example = try #require(examples(in: text("docs/verification.md")).first)
    let body = try #require(example.components(separatedBy: "scenario: two-coins\n").last)
    let result = try verified(body)
    #expect(result.reported.allSatisfy { $0.hasSuffix(": pass") }, "\(result.reported)")
    #expect(result.comparisons.count == 7)
  }

  @Test
  func `The guide's scenario comes to what the guide says it must`() throws {
    let whole = try text("docs/language.md").components(separatedBy: "\n## Variants")[0]
    let guide = examples(in: whole).joined(separator: "\n")
    let body = try #require(guide.components(separatedBy: "scenario: harbour-talks").last)
    let data = ["freight.csv": try #require(examples(in: whole, of: "csv").first)]
    #expect(try verified(body, data: data).reported == ["short_form: pass"])
  }

  @Test
  func `The guide's examples make one valid scenario, and its variant extends that`() throws {
    let parts = try text("docs/language.md").components(separatedBy: "\n## Variants")
    try #require(parts.count == 2)
    let whole = examples(in: parts[0]).joined(separator: "\n")
    let variant = try #require(examples(in: parts[1]).first)
    let data = ["freight.csv": try #require(examples(in: parts[0], of: "csv").first)]
    let guide = try ScenarioFile.load(text: whole, name: "harbour-talks.yaml", others: data)
    #expect(guide.name == "harbour-talks")
    let changed = try ScenarioFile.load(
      text: variant, name: "generous.yaml",
      others: data.merging(["harbour-talks.yaml": whole]) { first, _ in first })
    #expect(changed.outcomes.map(\.name.name).contains("lockout"))
    // Shares .44 and .78 of 2 000 trials; a thousand have a standard error of .016 at most.
    let (deals, better) = (try dealShare(guide), try dealShare(changed))
    #expect(deals > 0.3 && better > deals + 0.1)
    // Sections that would take the place of the guide's own.
    for other in examples(in: parts[0], of: "yaml other") {
      let head = "format: 1\nscenario: other\nextends: harbour-talks.yaml\n"
      let removed = "  access: remove\n  step_size: remove\n"
      _ = try ScenarioFile.load(
        text: head + other + removed, name: "other.yaml",
        others: data.merging(["harbour-talks.yaml": whole]) { first, _ in first }
      ).model()
    }
    // What is said of the quantiles is what the guide shows.
    let notes = try guide.lowered().notes
    #expect(parts[0].contains(try #require(notes.first).text) && notes.count == 1)
  }

  @Test
  func `The guide's files of data are read, and nothing about them is noted`() throws {
    let guide = try text("docs/language.md")
    var files: [String: String] = [:]
    for name in ["voyages.csv", "oil.csv"] {
      let file: String = try #require(examples(in: guide, of: "csv \(name)").first)
      files[name] = file
    }
    let bodies = examples(in: guide, of: "yaml data")
    #expect(bodies.count == 2)
    for body in bodies {
      let read = try ScenarioFile.load(
        text: "format: 1\nscenario: data\n" + body, name: "data.yaml", others: files)
      #expect(Sense.notes(of: read, try read.model()).map(\.description) == [])
    }
  }

  /// Of 1 000 trials, seed 1, the share that ends in a deal.
  private func dealShare(_ scenario: Scenario) throws -> Double {
    let run = try PointRun(try scenario.model(), RunSettings(trials: 1_000, seed: 1, jobs: 2)).run()
    return run.summary().outcomes.filter { $0.name.hasPrefix("deal") }
      .compactMap(\.share.share).reduce(0, +)
  }
}
