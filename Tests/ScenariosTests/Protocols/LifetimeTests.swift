import Foundation
import Testing

@testable import Scenarios

@Suite("What compiling leaves in memory")
struct LifetimeTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Scenarios/verification")

  /// The models with known answers have every protocol among them.
  private static let files: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  @Test
  func `Nothing, whatever the protocol`() throws {
    var protocols: Set<String> = []
    for file in Self.files {
      let scenario = try ScenarioFile.load(path: Self.folder.appendingPathComponent(file).path)
      if let talks = scenario.talks { protocols.insert(talks.protocolName.name) }
      weak var left: Compiler?
      do {
        let compiler = Compiler(scenario)
        #expect(compiler.allProblems().isEmpty)
        left = compiler
      }
      #expect(left == nil, "\(file)")
    }
    #expect(protocols == Set(Bargaining.protocols.map { $0.word }))
  }
}
