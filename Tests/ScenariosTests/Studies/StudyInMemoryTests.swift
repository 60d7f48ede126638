import Foundation
import Sim
import Synchronization
import Testing

@testable import Scenarios

@Suite("Studies in memory, and questions") struct StudyInMemoryTests {
  private static let text = """
    format: 1
    scenario: s
    title: Two walks
    clock: {step: week, steps: 8}
    parameters:
      drift: uniform(0, 0.3)
    state:
      x: {start: 0, random_walk: {drift: drift, sd: 1}}
    outcomes:
      far: {as_soon_as: x > 2}
      near: otherwise
    measures:
      end: x
    """

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/memory-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.text.write(toFile: folder + "/s.yaml", atomically: true, encoding: .utf8)
    try body(folder)
  }

  private let run = RunSettings(trials: 1_500, seed: 3, jobs: 2)

  @Test func `points in memory come to what a run writes`() throws {
    try inFolder { folder in
      let sweep = try Sweep(written: "parameters.drift=0.1,0.2,0.3")
      let study = try Study(files: [folder + "/s.yaml"], sweeps: [sweep])
      let result = try study.run(StudySettings(run: run, folder: folder + "/r"))
      let found = try #require(try study.studied(run, keepsTrials: true))
      #expect(found.map(\.point.number) == [1, 2, 3])
      for (point, written) in zip(found, result.points) {
        let counts = written.summary.outcomes.map(\.share.count)
        #expect(point.result.summary.outcomes.map(\.share.count) == counts)
        let columns = try #require(point.columns)
        #expect(columns.count == 1_500)
        #expect(counts.indices.map { k in columns.outcomes.count { $0 == k } } == counts)
      }
    }
  }

  @Test func `stopped before its end, there is nothing`() throws {
    try inFolder { folder in
      let study = try Study(files: [folder + "/s.yaml"])
      #expect(try study.studied(run, stops: { true }) == nil)
    }
  }

  @Test func `points of a design share what is drawn once, or what is drawn in each step`() throws {
    try inFolder { folder in
      let points = [
        StudyPoint(number: 1, values: []),
        StudyPoint(
          number: 2, values: [], design: Design(first: TrialAddress(parameters: 0, draws: 1 << 40))),
        StudyPoint(number: 3, values: [], design: Design(shifts: ["parameters.drift": 1 << 40])),
      ]
      let study = try Study(files: [folder + "/s.yaml"], points: PointSet(listed: points))
      let found = try #require(try study.studied(run, keepsTrials: true)).compactMap(\.columns)
      let drifts = found.map { $0.parameters[0] }
      #expect(drifts[0] == drifts[1])
      let ends = found.map { $0.measures[0] }
      #expect(zip(ends[0], ends[1]).allSatisfy { $0 != $1 })
      // The path of the draw itself is what a design names.
      #expect(drifts[2] == drifts[0] || zip(drifts[2], drifts[0]).allSatisfy { $0 != $1 })
    }
  }

  @Test func `a question is answered beside the tables, with all trials after a resumed run too`()
    throws
  {
    try inFolder { folder in
      let study = try Study(files: [folder + "/s.yaml"])
      var seen: [[Int32]] = []
      let question = StudyQuestion(files: [QuantileDifferences.file], needsTrials: true) { points in
        seen.append(try #require(points[0].columns).outcomes)
        return [QuantileDifferences(points).table]
      }
      var small = run
      small.trials = 2_048
      _ = try study.run(StudySettings(run: small, folder: folder + "/r"))
      var large = run
      large.trials = 5_000
      _ = try study.run(
        StudySettings(run: large, folder: folder + "/r", resumes: true), asking: question)
      _ = try study.run(StudySettings(run: large, folder: folder + "/whole"), asking: question)
      #expect(seen.count == 2 && seen[0] == seen[1] && seen[0].count == 5_000)
      let table = folder + "/r/" + QuantileDifferences.file
      #expect(
        try String(contentsOfFile: table, encoding: .utf8).hasPrefix("baseline,scenario,measure,"))
      let columns = try String(contentsOfFile: folder + "/r/columns.csv", encoding: .utf8)
      #expect(columns.contains("\nquantile_differences.csv,quantile,number,share,"))
    }
  }

  @Test func `an interrupted study has the tables of its question without rows`() throws {
    try inFolder { folder in
      let study = try Study(files: [folder + "/s.yaml"])
      let question = StudyQuestion(
        files: [QuantileDifferences.file], needsTrials: true,
        unanswered: [QuantileDifferences([]).table]
      ) { points in
        [QuantileDifferences(points).table]
      }
      var large = run
      (large.trials, large.jobs) = (50_000, 1)
      let asked = Counter()
      let result = try study.run(
        StudySettings(run: large, folder: folder + "/r"), asking: question,
        stops: { asked.next() > 3 })
      #expect(!result.isComplete && result.folder != nil)
      let table = try String(
        contentsOfFile: folder + "/r/" + QuantileDifferences.file, encoding: .utf8)
      #expect(table.hasPrefix("baseline,scenario,measure,"))
      #expect(table.split(separator: "\n").count == 1)
      let columns = try String(contentsOfFile: folder + "/r/columns.csv", encoding: .utf8)
      #expect(columns.contains("\nquantile_differences.csv,quantile,number,share,"))
    }
  }

  @Test func `a question that needs the first trials is handed these`() throws {
    try inFolder { folder in
      let study = try Study(files: [folder + "/s.yaml"])
      func columns(most: Int, jobs: Int) throws -> TrialColumns? {
        var found: TrialColumns?
        var run = run
        (run.trials, run.jobs) = (5_000, jobs)
        let question = StudyQuestion(files: [], mostTrials: most) { points in
          found = points.first?.columns
          return []
        }
        _ = try study.run(
          StudySettings(run: run, folder: folder + "/r", replaces: true), asking: question)
        return found
      }
      let all = try #require(try columns(most: .max, jobs: 2))
      let first = try #require(try columns(most: 2_048, jobs: 2))
      let alone = try #require(try columns(most: 2_048, jobs: 1))
      #expect(all.count == 5_000 && first.count == 2_048)
      #expect(first.outcomes == Array(all.outcomes.prefix(2_048)))
      #expect(first.measures[0] == Array(all.measures[0].prefix(2_048)))
      #expect(alone.parameters == first.parameters)
      #expect(try columns(most: 0, jobs: 2) == nil)
    }
  }

  private final class Counter: Sendable {
    private let count = Atomic(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }
}
