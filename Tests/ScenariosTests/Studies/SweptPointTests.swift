import Foundation
import Sim
import Testing

@testable import Scenarios

/// A point of a sweep comes to the very bytes of a run with its values set.
@Suite("points of a sweep") struct SweptPointTests {
  static let text = """
    format: 1
    scenario: s
    title: Two walks
    clock: {step: week, start: 2025-01-06, steps: 8}
    parameters:
      drift: 0.1
      power: 1.5
      noise: normal(0, 0.2)
      both: drift * 2 + noise
    state:
      x: {start: drift, random_walk: {drift: both, sd: 1}}
      y: {start: 1, next: y * 0.9 + drift^power}
    events:
      shock: {probability: 3% per week}
    outcomes:
      far: {as_soon_as: x > 2}
      shocked: {at_end: happened(shock)}
      near: otherwise
    measures:
      end: x
      level: y
      gap: if(drift > 0.5, x - y, y)
    signals:
      high: x > 1
    """

  /// The rows of each table by point, without that column.
  private func rows(_ folder: String) throws -> [String: [Int: [Substring]]] {
    var result: [String: [Int: [Substring]]] = [:]
    for name in ResultWriter.tableNames {
      var text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      // The command that replays a trial names the point.
      text = text.replacing(/-point-[0-9]+/, with: "")
      var own: [Int: [Substring]] = [:]
      for line in text.split(separator: "\n").dropFirst() {
        let cells = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
        own[try #require(Int(cells[1])), default: []].append(cells[2])
      }
      result[name] = own
    }
    return result
  }

  private func inFolder(_ text: String = text, _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/sweep-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try text.write(toFile: folder + "/s.yaml", atomically: true, encoding: .utf8)
    try body(folder)
  }

  private func run(
    _ folder: String, to out: String, sweeps: [Sweep] = [], settings: [Setting] = [],
    trials: Int = 1_500, jobs: Int = 2, recording: Recording = .all, keepsRows: Bool = false,
    resumes: Bool = false,
    replaces: Bool = false, checkpointSeconds: Double = 60,
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> StudyResult {
    try Study(files: [folder + "/s.yaml"], settings: settings, sweeps: sweeps).run(
      StudySettings(
        run: RunSettings(
          trials: trials, seed: 3, jobs: jobs, keepsTrialRows: keepsRows, recording: recording),
        folder: folder + "/" + out, replaces: replaces, resumes: resumes,
        checkpointSeconds: checkpointSeconds), stops: stops)
  }

  private func expectEqual(_ sweep: String, of text: String = text) throws {
    try inFolder(text) { folder in
      let sweep = try Sweep(written: sweep)
      _ = try run(folder, to: "all", sweeps: [sweep])
      let all = try rows(folder + "/all")
      for (k, value) in sweep.values.enumerated() {
        _ = try run(
          folder, to: "one", settings: [Setting(path: sweep.path, value: value)], replaces: true)
        for (name, own) in try rows(folder + "/one") {
          let equal = all[name]?[k + 1] ?? [] == own[0] ?? []
          #expect(equal, "\(name) of \(sweep.path) = \(value)")
        }
      }
    }
  }

  @Test(arguments: [
    "parameters.drift=0,0.1,0.6,1", "parameters.drift=-0,0.2", "parameters.drift=10%,60%",
    "parameters.power=1,1.5,2,2.5,4",
    "clock.steps=4,8", "parameters.noise=0.1,normal(0, 1)", "state.x.random_walk.sd=0.5,2",
    "events.shock.probability=1% per week,4% per month", "state.y.start=0,7",
  ])
  func `whether the number is an input of the model, or the point is compiled for itself`(
    _ sweep: String
  ) throws {
    try expectEqual(sweep)
  }

  @Test
  func `trials that fail say why in the words of their own point`() throws {
    let text = Self.text.replacing(
      "  gap: if(drift > 0.5, x - y, y)",
      with: "  gap: 1 / (drift - 0.6)\n  root: sqrt(x + 3 + drift)")
    try expectEqual("parameters.drift=0.1,0.2,0.5", of: text)
    try expectEqual("parameters.drift=0.1,0.6", of: text)
  }

  @Test
  func `points.csv has what is set and what is swept`() throws {
    try inFolder { folder in
      _ = try run(
        folder, to: "all",
        sweeps: [
          try Sweep(written: "parameters.drift=10%,0.5"),
          try Sweep(written: "parameters.noise=0,normal(0, 1)"),
        ], settings: [Setting(path: "parameters.power", value: "2")])
      let text = try String(contentsOfFile: folder + "/all/points.csv", encoding: .utf8)
      #expect(
        text == """
          scenario,point,parameters.power,parameters.drift,parameters.noise
          s,1,2,0.1,0
          s,2,2,0.1,"normal(0, 1)"
          s,3,2,0.5,0
          s,4,2,0.5,"normal(0, 1)"

          """)
      _ = try run(folder, to: "plain")
      #expect(!FileManager.default.fileExists(atPath: folder + "/plain/points.csv"))
    }
  }

  @Test
  func `all that is wrong with a point is reported before anything is run`() throws {
    try inFolder { folder in
      let error = #expect(throws: StudyError.self) {
        try run(folder, to: "all", sweeps: [try Sweep(written: "state.x.random_walk.sd=1,-1,x y")])
      }
      let text = error?.description ?? ""
      #expect(text.contains("--sweep state.x.random_walk.sd=-1"))
      #expect(text.contains("--sweep state.x.random_walk.sd=x y"))
      #expect(!FileManager.default.fileExists(atPath: folder + "/all"))
    }
  }

  @Test
  func `only what is recorded is written; shares and measures over all trials always are`() throws {
    try inFolder { folder in
      let sweep = try Sweep(written: "parameters.drift=0,0.5")
      _ = try run(folder, to: "all", sweeps: [sweep])
      _ = try run(folder, to: "answers", sweeps: [sweep], recording: .answers)
      let (all, answers) = (try rows(folder + "/all"), try rows(folder + "/answers"))
      for name in ["outcomes.csv", "classes.csv", "failures.csv"] {
        #expect(all[name] == answers[name])
      }
      for name in ["timeline.csv", "signals.csv", "incidence.csv"] { #expect(answers[name] == [:]) }
      for point in 1...2 {
        let measures = all["measures.csv"]?[point]?.filter { $0.contains(",all,") }
        #expect(answers["measures.csv"]?[point] == measures)
      }
    }
  }

  @Test(arguments: [1, 2])
  func `a sweep of many points that was interrupted goes on to the bytes of one that was not`(
    _ jobs: Int
  ) throws {
    try inFolder { folder in
      let sweeps = [try Sweep(written: "parameters.drift=0:1:25")]
      _ = try run(folder, to: "whole", sweeps: sweeps, recording: .answers)
      let asked = Asked()
      let part = try run(
        folder, to: "part", sweeps: sweeps, jobs: jobs, recording: .answers,
        stops: { asked.next() > 10 })
      #expect(!part.isComplete)
      #expect((1..<25).contains(part.points.count))
      let rest = try run(
        folder, to: "part", sweeps: sweeps, jobs: jobs, recording: .answers, resumes: true)
      #expect(rest.isComplete)
      #expect(rest.points.count == 25)
      for name in ResultWriter.fileNames where name != "run.log.json" {
        let (a, b) = (
          FileManager.default.contents(atPath: "\(folder)/whole/\(name)"),
          FileManager.default.contents(atPath: "\(folder)/part/\(name)")
        )
        #expect(a == b, "\(name)")
      }
      let screen = rest.points.map { $0.summary.outcomes.map(\.share.count) }
      let fresh = try run(folder, to: "whole", sweeps: sweeps, recording: .answers, replaces: true)
      #expect(screen == fresh.points.map { $0.summary.outcomes.map(\.share.count) })
    }
  }

  @Test
  func `the rows of trials of many points go on too`() throws {
    try inFolder { folder in
      let sweeps = [try Sweep(written: "parameters.drift=0:1:25")]
      _ = try run(folder, to: "whole", sweeps: sweeps, recording: .answers, keepsRows: true)
      let asked = Asked()
      let part = try run(
        folder, to: "part", sweeps: sweeps, recording: .answers, keepsRows: true,
        stops: { asked.next() > 20 })
      #expect((1..<25).contains(part.points.count))
      _ = try run(
        folder, to: "part", sweeps: sweeps, recording: .answers, keepsRows: true, resumes: true)
      for name in ResultWriter.fileNames where name != "run.log.json" {
        let same =
          FileManager.default.contents(atPath: "\(folder)/whole/\(name)")
          == FileManager.default.contents(atPath: "\(folder)/part/\(name)")
        #expect(same, "\(name)")
      }
    }
  }

  private final class Asked: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    func next() -> Int {
      lock.withLock {
        count += 1
        return count
      }
    }
  }
}
