import Foundation
import Sim
import Synchronization
import Testing

@testable import Scenarios

/// A folder in which studies are run and resumed.
struct ResumePlace {
  let folder: String

  /// Ends at different steps, moves, keeps two kinds of measures, and fails in some trials.
  static let text = """
    format: 1
    scenario: NAME
    title: Where does it end?
    clock: {step: week, start: 2025-01-06, steps: 6}
    parameters:
      p: uniform(-0.02, 0.9)
      w: uniform(0, p)
    state:
      x: {start: 0, random_walk: {sd: 1}}
    outcomes:
      far: {as_soon_as: x > 2, class: up}
      above: {at_end: x > 0, class: up}
      below: otherwise
    measures:
      end: x
      high: x > w
    """

  /// Everything a run writes but the log of when and where.
  static let names = ResultWriter.fileNames.filter { $0 != "run.log.json" }

  func bytes(_ run: String) -> [String: Data] {
    var result: [String: Data] = [:]
    for name in Self.names {
      result[name] = FileManager.default.contents(atPath: "\(folder)/\(run)/\(name)")
    }
    return result
  }

  func expectEqual(_ run: String, _ fresh: String) {
    let (some, others) = (bytes(run), bytes(fresh))
    for name in Self.names {
      let equal = some[name] == others[name]
      #expect(equal, "\(run)/\(name)")
    }
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
  }

  func copy(_ run: String, to other: String) throws {
    try? FileManager.default.removeItem(atPath: folder + "/" + other)
    try FileManager.default.copyItem(atPath: folder + "/" + run, toPath: folder + "/" + other)
  }

  /// A new folder with two scenarios, `a.yaml` and `b.yaml`.
  static func inFolder(_ body: (ResumePlace) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/resume-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let place = ResumePlace(folder: folder)
    for name in ["a", "b"] {
      try place.write(Self.text.replacing("NAME", with: name), to: name + ".yaml")
    }
    try body(place)
  }

  @discardableResult
  func run(
    _ files: [String] = ["a"], to out: String, trials: Int, seed: UInt64 = 1,
    jobs: Int = 1, keeps: Bool = false, resumes: Bool = true, replaces: Bool = false,
    settings: [Setting] = [], checkpointSeconds: Double = 60, stopsAfter most: Int = .max,
    meanwhile: (Int) -> Void = { _ in }
  ) throws -> (result: StudyResult, reported: [String], begun: Int) {
    let study = try Study(
      files: files.map { "\(folder)/\($0).yaml" }, settings: settings)
    var reported: [String] = []
    var first: Int?
    let asked = Counter()
    let result = try study.run(
      StudySettings(
        run: RunSettings(trials: trials, seed: seed, jobs: jobs, keepsTrialRows: keeps),
        folder: folder + "/" + out, replaces: replaces, resumes: resumes,
        checkpointSeconds: checkpointSeconds),
      notice: { reported.append($0.text.replacing(folder + "/", with: "")) },
      progress: { _, done, _ in
        first = first ?? done
        meanwhile(done)
      },
      stops: { asked.next() > most })
    return (result, reported, first ?? -1)
  }

  private final class Counter: Sendable {
    private let count = Atomic(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }

  func refusal(_ body: () throws -> Void) -> String? {
    let error = #expect(throws: ResumeError.self) { try body() }
    return error?.description.replacing(folder + "/", with: "")
  }
}
