import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("How much memory may be taken")
struct MemoryBoundTests {
  private static let written: [(String, Int)] = [
    ("1", 1), ("512M", 536_870_912), ("4G", 4_294_967_296), ("4g", 4_294_967_296),
    ("4 GB", 4_294_967_296),
    ("4GiB", 4_294_967_296), ("1.5k", 1536), ("2T", 2_199_023_255_552), ("100B", 100),
  ]

  @Test(arguments: written)
  func `a size is a number with a unit of powers of 1,024`(text: String, bytes: Int) {
    #expect(MemoryBound(written: text)?.asked == bytes)
  }

  @Test(arguments: [
    "", "G", "-4G", "0", "4X", "4GG", "1e3", "nan", "inf", "4,5G", "99999999T", "0.1",
  ])
  func `all else is no size`(text: String) { #expect(MemoryBound(written: text) == nil) }

  @Test
  func `sizes are shown with two digits`() {
    #expect(MemoryBound.written(6.7 * 1_073_741_824) == "6.7 GB")
    #expect(MemoryBound.written(200 * 1_048_576) == "200 MB")
    #expect(MemoryBound.written(1e30) == "888178419700125 PB")
    #expect(MemoryBound.written(0) == "0 B")
  }

  @Test
  func `what does not fit on one thread is refused, what does not on all is run on fewer`() throws {
    let model = try scenario("clock: {step: week, steps: 1000}\nstate: {s: {start: 0}}\n").model()
    let need = try PointRun(model, RunSettings(trials: 10_000, seed: 1, jobs: 8)).memoryNeed
    let two = MemoryBound(bytes: Int(need.bytes(threads: 2)) + 1)
    #expect(try two.jobs(need, asked: 8, held: 0, what: "it") == 2)
    let none = MemoryBound(bytes: 1 << 20)
    let problem = #expect(throws: MemoryShortage.self) {
      try none.jobs(need, asked: 8, held: 0, what: "the run of 's'")
    }
    let written = MemoryBound.written(need.bytes(threads: 1))
    let largest = MemoryBound.written(need.largest.bytes)
    #expect(
      problem?.description
        == "the run of 's' needs about \(written) of memory on one thread, but may take 1 MB (--memory); "
        + "most of it, \(largest), is for \(need.largest.what)")
  }

  @Test
  func `what is kept of trials is named where it takes most`() throws {
    let model = try scenario("clock: {step: week, steps: 10}\nstate: {s: {start: 0}}\n").model()
    let need = try PointRun(model, RunSettings(trials: 10_000, seed: 1, jobs: 1)).memoryNeed
    let bound = MemoryBound(bytes: 1 << 20)
    for (bytes, what) in [(1e9, "what is kept"), (1, need.largest.what)] {
      let problem = #expect(throws: MemoryShortage.self) {
        try bound.jobs(
          need, asked: 1, held: 1e9, kept: .init(what: "what is kept", bytes: bytes), what: "it")
      }
      #expect(problem?.largest.what == what)
    }
  }

  @Test
  func `a check of many outcomes needs no more for each than one of few`() throws {
    var body = "clock: {step: week, steps: 2}\nparameters: {x: 'uniform(0, 1)'}\noutcomes:\n"
    for k in 0..<500 { body += "  o\(k): {at_end: x > \(1 - (Double(k) + 0.5) / 500)}\n" }
    let scenario = try scenario(body + "  end: otherwise\n")
    let report = try SenseReport(
      scenario, scenario.model(), RunSettings(trials: 1_100, seed: 1, jobs: 1),
      memory: MemoryBound(bytes: 128 << 20))
    #expect(report.trials == 1_100)
  }

  /// Each of 100 bytes while it is run and of 10 once it is done.
  @Test(arguments: [
    (0, 40, 4, 32), (500, 40, 4, 14), (590, 40, 4, 5), (600, 40, 4, 4), (601, 40, 3, 12),
    (750, 40, 2, 7), (801, 40, 1, 1), (2000, 40, 1, 1), (0, 6, 4, 6), (0, 3, 3, 3), (0, 0, 1, 1),
  ])
  func `points are run side by side, and wait, as far as there is room`(
    held: Double, points: Int, lanes: Int, together: Int
  ) {
    let found = MemoryBound(bytes: 1000).lanes(
      of: points, running: 100, waiting: 10, held: held, asked: 4)
    #expect(found.lanes == lanes && found.together == together)
  }

  private static let walk = """
    format: 1
    scenario: s
    clock: {step: week, steps: 8}
    parameters: {drift: "uniform(0, 0.3)"}
    state: {x: {start: 0, random_walk: {drift: drift, sd: 1}}}
    outcomes: {far: {as_soon_as: x > 2}, near: otherwise}
    measures: {end: x}
    """

  /// A study of so many points.
  private func inStudy(of count: Int = 40, _ body: (Study) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/bound-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.walk.write(toFile: folder + "/s.yaml", atomically: true, encoding: .utf8)
    let points = (1...count).map { number in
      StudyPoint(
        number: number, values: [],
        design: Design(first: TrialAddress(parameters: 0, draws: UInt64(number) << 40)))
    }
    try body(Study(files: [folder + "/s.yaml"], points: PointSet(listed: points)))
  }

  /// Of up to 20 points the blocks are kept.
  @Test(arguments: [12, 40])
  func `points side by side leave room for what is kept of trials, and for those that wait`(
    _ count: Int
  ) throws {
    try inStudy(of: count) { study in
      let run = RunSettings(trials: 1_500, seed: 3, jobs: 4)
      let points = try StudyPoints(study, run)
      let need = points.base(of: points.entries[0]).keepingRows(ofFirst: .max).memoryNeed
      let running = need.bytes(threads: 1)
      let waiting = need.summary + (count == 12 ? need.blocks : 0)
      #expect(need.summary > 0 && need.blocks > 0 && need.summary + need.blocks < running)
      let held =
        points.beside.bytes(points.reports)
        + Double(count) * TrialColumns.bytes(points.reports[0], trials: 1_500)
      func plan(_ bytes: Double) throws -> MemoryPlan {
        let bound = MemoryBound(bytes: Int(bytes) + 1)
        let plan = try study.plan(
          points, StudySettings(run: run, folder: "", memory: bound), mostTrials: .max
        ) { _ in }
        #expect(plan.bytes <= bytes + 1)
        return plan
      }
      for lanes in 2...4 {
        let least = held + Double(lanes) * running
        #expect(try plan(least - 2).lanes == lanes - 1)
        #expect(try plan(least).lanes == lanes)
        #expect(try plan(least).together == lanes)
        #expect(try plan(least + waiting).together == lanes + 1)
      }
      #expect(try plan(1e9).together == min(count, 32))
      let problem = #expect(throws: MemoryShortage.self) { try plan(held + running - 2) }
      #expect(problem?.need == held + running)
    }
  }

  @Test
  func `tables that are kept of many points count as many times`() throws {
    try inStudy { study in
      let run = RunSettings(trials: 1_500, seed: 3, jobs: 1)
      let points = try StudyPoints(study, run)
      let need = points.base(of: points.entries[0]).memoryNeed
      func bytes(keepsTables: Bool) throws -> Double {
        try study.plan(
          points, StudySettings(run: run, folder: "", memory: MemoryBound(bytes: 1 << 30)),
          keepsTables: keepsTables
        ) { _ in }.bytes
      }
      let more = try bytes(keepsTables: true) - bytes(keepsTables: false)
      #expect(need.summary > 0 && (more / (40 * need.summary) - 1).magnitude < 1e-9)
    }
  }

  @Test
  func `points come to the same however many are run side by side`() throws {
    try inStudy { study in
      let run = RunSettings(trials: 1_500, seed: 3, jobs: 3, recording: .answers)
      let points = try StudyPoints(study, run)
      let need = points.base(of: points.entries[0]).keepingRows(ofFirst: .max).memoryNeed
      let held =
        points.beside.bytes(points.reports)
        + 40 * TrialColumns.bytes(points.reports[0], trials: 1_500)
      let all = [1, 2, 8].map { Int(held + $0 * need.bytes(threads: 1)) + 1 }
      let found = try all.map { bytes in
        try study.studied(run, keepsTrials: true, memory: MemoryBound(bytes: bytes))?
          .compactMap { $0.columns?.measures[0] }
      }
      #expect(found[0]?.count == 40 && found[0] == found[1] && found[0] == found[2])
    }
  }
}
