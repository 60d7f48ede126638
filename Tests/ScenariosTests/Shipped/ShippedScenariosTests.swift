import Foundation
import Scenarios
import Sim
import Testing

/// Every file in `Scenarios/` is a scenario that loads, and its numbers say where they come from.
@Suite("Shipped scenarios")
struct ShippedScenariosTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Scenarios")

  private static let files: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  private func load(_ file: String) throws -> Scenario {
    try ScenarioFile.load(path: Self.folder.appendingPathComponent(file).path)
  }

  @Test("Each file loads, and its scenario has the file's name", arguments: files)
  func loads(file: String) throws {
    #expect(try load(file).name == String(file.dropLast(".yaml".count)))
  }

  @Test("Each parameter of the Ukraine case has a source")
  func sources() throws {
    for file in Self.files where file.hasPrefix("ukraine-2025") {
      for parameter in try load(file).parameters {
        #expect(parameter.source != nil, "\(file): \(parameter.name.name)")
      }
    }
  }

  @Test("Each scenario of the Ukraine case has a title and says in a paragraph what it shows")
  func abouts() throws {
    var seen: Set<String> = []
    for file in Self.files where file.hasPrefix("ukraine-2025") {
      let scenario = try load(file)
      #expect(scenario.title.hasPrefix("Ukraine, late "), "\(file)")
      let about = try #require(scenario.about, "\(file)")
      #expect(seen.insert(about).inserted, "\(file): the words of another")
    }
  }

  @Test("A variant says only what changes: under 30 lines")
  func variantsAreShort() throws {
    for file in Self.files {
      let text = try String(
        contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
      guard text.contains("\nextends:") else { continue }
      #expect(text.split(separator: "\n").count < 30, "\(file)")
    }
  }
}
