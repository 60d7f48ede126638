import Foundation
import Scenarios
import Sim
import Testing

/// Nothing is noted of what ships.
@Suite("Sense of shipped scenarios")
struct ShippedSenseTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Scenarios").path

  private static let files: [String] = {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    // Batches name scenarios and are none.
    return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix("studies/") }.sorted()
  }()

  @Test(arguments: files)
  func `No file has a note, and no 'expect' is needless`(file: String) throws {
    let scenario = try ScenarioFile.load(path: Self.folder + "/" + file)
    let report = try SenseReport(
      scenario, scenario.model(), RunSettings(trials: 2_000, seed: 1, jobs: 2))
    #expect(report.notes.map(\.description) == [])
    #expect(report.needless.map(\.description) == [])
  }
}
