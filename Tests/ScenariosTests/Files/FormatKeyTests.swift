import Foundation
import Sim
import Testing

@testable import Scenarios

/// What is read, checked, set and documented goes by one statement of the format.
@Suite("Keys of the format")
struct FormatKeyTests {
  private struct Found {
    var path: String
    var key: Format.Key
  }

  private static let all: [Found] = {
    var found: [Found] = []
    func visit(_ shape: Format.Shape, _ path: String) {
      switch shape {
      case .either(let short, let long):
        visit(short, path)
        visit(long, path)
      case .oneOrMore(let element), .list(let element, _): visit(element, path)
      case .named(let element, _): visit(element, path + ".x")
      case .record(let record):
        for key in record.keys {
          let inner = path.isEmpty ? key.name : "\(path).\(key.name)"
          found.append(Found(path: inner, key: key))
          visit(key.shape, inner)
        }
      default: break
      }
    }
    visit(.record(ScenarioFile.format.record), "")
    return found
  }()

  @Test
  func `Numbers per step, which a file that changes the step says again`() {
    let expected = [
      "party_defaults.tolerance.persistence", "party_defaults.reference.catches_up",
      "parties.x.tolerance.persistence", "parties.x.reference.catches_up",
      "state.x.mean_reverting.pull", "state.x.mean_reverting.sd", "state.x.random_walk.drift",
      "state.x.random_walk.sd", "state.x.geometric.drift", "state.x.geometric.sd",
      "state.x.decay", "state.x.markov", "events.x.probability", "talks.round.probability",
      "durability.settlement.ageing", "durability.truce.ageing",
    ]
    #expect(Self.all.filter { $0.key.perStep != .no }.map(\.path) == expected)
  }

  @Test
  func `No key stands twice in one map, and each says what it means`() {
    for (path, entries) in Dictionary(grouping: Self.all, by: \.path) {
      #expect(entries.count == 1, "\(path)")
      #expect(!entries[0].key.meaning.isEmpty, "\(path)")
    }
  }

  @Test
  func `Every key is in the documentation`() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let pages = try ["language", "semantics", "model", "verification"].map {
      try String(
        contentsOf: root.appendingPathComponent("docs/\($0).md"), encoding: .utf8)
    }
    let words = Set(
      pages.joined().split { !($0.isLowercase || $0.isNumber || $0 == "_") }.map(String.init))
    #expect(Self.all.filter { !words.contains($0.key.name) }.map(\.path) == [])
  }
}
