import Foundation
import Sim
import Testing

@testable import Scenarios

/// `differences.csv` against differences taken from the rows of trials.
@Suite("differences between points") struct DifferencesTests {
  static let text = """
    format: 1
    scenario: s
    title: Two walks
    clock: {step: week, steps: 8}
    parameters:
      drift: 0.1
      unread: 1
      noise: normal(0, 0.2)
    state:
      x: {start: 0, random_walk: {drift: drift + noise, sd: 1}}
    outcomes:
      far: {as_soon_as: x > 2, class: ended}
      back: {as_soon_as: x < -2, class: ended}
      near: otherwise
    measures:
      end: x
      late: if(x > 0, x, first(x > 99))
    """

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/differences-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.text.write(toFile: folder + "/s.yaml", atomically: true, encoding: .utf8)
    let other = Self.text.replacing("scenario: s", with: "scenario: t").replacing(
      "sd: 1", with: "sd: 1.2"
    ).replacing("back:", with: "behind:").replacing("end: x", with: "end: {value: x, unit: km}")
    try other.write(toFile: folder + "/t.yaml", atomically: true, encoding: .utf8)
    try body(folder)
  }

  private func run(
    _ files: [String], _ folder: String, to out: String, sweeps written: [String] = [],
    trials: Int = 1_500, jobs: Int = 2, keepsRows: Bool = true, resumes: Bool = false,
    recording: Recording = .all
  ) throws {
    let sweeps = try written.map { try Sweep(written: $0) }
    _ = try Study(files: files.map { folder + "/" + $0 }, sweeps: sweeps).run(
      StudySettings(
        run: RunSettings(
          trials: trials, seed: 3, jobs: jobs, keepsTrialRows: keepsRows, recording: recording),
        folder: folder + "/" + out, resumes: resumes))
  }

  /// Rows of a file by column.
  private func rows(_ path: String) throws -> [[String: String]] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let cells = lines.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return cells.dropFirst().map { row in
      Dictionary(uniqueKeysWithValues: zip(cells[0], row))
    }
  }

  /// The trials of a scenario at a point.
  private func trials(_ all: [[String: String]], _ scenario: String, _ point: String)
    -> [[String: String]]
  {
    all.filter { $0["scenario"] == scenario && $0["point"] == point }
  }

  private func number(_ row: [String: String], _ column: String) throws -> Double {
    try #require(Double(row[column] ?? ""), "\(column)")
  }

  /// Compares rows of differences with what the rows of trials come to.
  private func expectRightDifferences(_ folder: String) throws {
    let all = try rows(folder + "/trials.csv")
    for row in try rows(folder + "/differences.csv") {
      let own = trials(all, row["scenario"] ?? "", row["point"] ?? "")
      let other = trials(all, row["baseline"] ?? "", row["baseline_point"] ?? "")
      #expect(own.count == other.count && !own.isEmpty)
      let name = row["name"] ?? ""
      let pairs = zip(own, other)
      if row["kind"] == "measure" {
        let values = pairs.compactMap { a, b in
          Double(a[name] ?? "").flatMap { a in Double(b[name] ?? "").map { a - $0 } }
        }
        let mean = values.reduce(0, +) / Double(values.count)
        #expect(row["n"] == "\(values.count)")
        #expect((try number(row, "difference") - mean).magnitude < 1e-12)
        let spread = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
        let error = (spread / Double(values.count - 1) / Double(values.count)).squareRoot()
        let width = try number(row, "ci_high") - number(row, "ci_low")
        guard error > 0 else {
          // No pair differs: z²/(n + z²) of the range, to either side.
          let range = own.compactMap { Double($0[name] ?? "") }
          let whole = (range.max() ?? 0) - (range.min() ?? 0)
          let expected = 2 * 3.841459 / (Double(values.count) + 3.841459) * whole
          #expect((width / expected - 1).magnitude < 1e-6)
          continue
        }
        // Student's limits, one of them moved out a little by the skewness.
        #expect(width >= 3.9 * error && width <= 4.3 * error)
      } else {
        let members = name == "ended" ? ["far", "back", "behind"] : [name]
        let step = Int(row["step"] ?? "") ?? .max
        func holds(_ trial: [String: String]) -> Bool {
          members.contains(trial["outcome"] ?? "") && Int(trial["step"] ?? "") ?? 0 <= step
        }
        let hits = pairs.map { (holds($0), holds($1)) }
        #expect(row["n"] == "\(own.count)")
        #expect(row["up"] == "\(hits.count(where: { $0.0 && !$0.1 }))", "\(name)")
        #expect(row["down"] == "\(hits.count(where: { !$0.0 && $0.1 }))", "\(name)")
        let share = Double(hits.count(where: { $0.0 })) / Double(own.count)
        #expect((try number(row, "value") - share).magnitude < 1e-12)
      }
    }
  }

  @Test
  func `points of a sweep are compared with its first`() throws {
    try inFolder { folder in
      let sweeps = ["parameters.drift=0.1,0.3", "parameters.unread=1,2"]
      try run(["s.yaml"], folder, to: "r", sweeps: sweeps)
      try expectRightDifferences(folder + "/r")
      let all = try rows(folder + "/r/differences.csv")
      let found = all.filter { $0["kind"] != "incidence" }
      let names = ["far", "back", "near", "ended", "near", "end", "late"]
      #expect(found.map { $0["name"] } == (names + names + names))
      #expect(found.allSatisfy { $0["baseline_point"] == "1" && $0["baseline"] == "s" })
      // Outcomes and the class of several, by each of nine steps, in three points.
      #expect(all.count - found.count == 4 * 9 * 3)
      // What nothing reads changes no trial: a difference of exactly 0.
      for row in all where row["point"] == "2" {
        #expect(row["difference"] == "0" && row["variance_ratio"] == "")
        if row["kind"] != "measure" { #expect(row["up"] == "0" && row["down"] == "0") }
      }
      // More drift and the same draws: no trial that went far does so no longer.
      let far = try #require(found.first { $0["point"] == "3" && $0["name"] == "far" })
      #expect(far["down"] == "0")
      #expect(try number(far, "ci_low") > 0)
      #expect(try number(far, "variance_ratio") > 1)
      #expect(far["verdict"] == "higher")
      #expect(try number(far, "trials_needed") < 1_500)
    }
  }

  @Test
  func `scenarios are compared with the first file, by what both have`() throws {
    try inFolder { folder in
      try run(["s.yaml", "t.yaml"], folder, to: "r")
      try expectRightDifferences(folder + "/r")
      let found = try rows(folder + "/r/differences.csv").filter { $0["kind"] != "incidence" }
      // 'back' and 'behind' are two outcomes; 'end' has a unit in one of them alone.
      #expect(found.map { $0["name"] } == ["far", "near", "ended", "near", "late"])
      #expect(found.allSatisfy { $0["scenario"] == "t" && $0["baseline"] == "s" })
    }
  }

  @Test
  func `of several scenarios the points are compared with their own first`() throws {
    try inFolder { folder in
      try run(["s.yaml", "t.yaml"], folder, to: "r", sweeps: ["parameters.drift=0,0.2"])
      try expectRightDifferences(folder + "/r")
      let found = try rows(folder + "/r/differences.csv").map {
        "\($0["scenario"] ?? "") \($0["point"] ?? "") \($0["baseline"] ?? "") "
          + "\($0["baseline_point"] ?? "")"
      }
      #expect(Set(found) == ["s 2 s 1", "t 1 s 1", "t 2 t 1"])
    }
  }

  @Test
  func `one point has nothing to be compared with`() throws {
    try inFolder { folder in
      try run(["s.yaml"], folder, to: "r")
      #expect(!FileManager.default.fileExists(atPath: folder + "/r/differences.csv"))
      try run(["s.yaml"], folder, to: "one", sweeps: ["parameters.drift=0.3"])
      #expect(!FileManager.default.fileExists(atPath: folder + "/one/differences.csv"))
    }
  }

  @Test
  func `trials that failed are in no pair`() throws {
    try inFolder { folder in
      let failing = Self.text.replacing("end: x", with: "end: sqrt(x + 2.4 + drift)")
      try failing.write(toFile: folder + "/s.yaml", atomically: true, encoding: .utf8)
      try run(["s.yaml"], folder, to: "r", sweeps: ["parameters.drift=0,0.3"])
      let found = try rows(folder + "/r/differences.csv")
      let all = try rows(folder + "/r/trials.csv")
      let (one, two) = (
        Set(trials(all, "s", "1").compactMap { $0["trial"] }),
        Set(trials(all, "s", "2").compactMap { $0["trial"] })
      )
      #expect(one.count < 1_500 && two.count < 1_500)
      for row in found where row["kind"] == "outcome" {
        #expect(row["n"] == "\(one.intersection(two).count)")
      }
    }
  }

  /// A measure that holds or does not, in no trial: Tango's limits of 1,000 pairs that are all alike,
  /// ± z²/(n + z²).
  @Test
  func `a condition has limits where no pair differs`() throws {
    try inFolder { folder in
      let rare = Self.text.replacing("end: x", with: "end: x > 1000000")
      try rare.write(toFile: folder + "/s.yaml", atomically: true, encoding: .utf8)
      try run(["s.yaml"], folder, to: "r", sweeps: ["parameters.drift=0,0.3"], trials: 1_000)
      let found = try rows(folder + "/r/differences.csv")
      let end = try #require(found.first { $0["name"] == "end" && $0["kind"] == "measure" })
      #expect(end["difference"] == "0" && end["n"] == "1000")
      #expect((try number(end, "ci_low") + 0.0038268).magnitude < 1e-6)
      #expect((try number(end, "ci_high") - 0.0038268).magnitude < 1e-6)
    }
  }

  /// Trials fail that end far enough below −2, which is more than 1 % of them.
  @Test
  func `limits of shares allow for pairs that failed, and means have none`() throws {
    try inFolder { folder in
      let failing = Self.text.replacing("end: x", with: "end: sqrt(x + 2.4 + drift)")
      try failing.write(toFile: folder + "/s.yaml", atomically: true, encoding: .utf8)
      try run(["s.yaml"], folder, to: "r", sweeps: ["parameters.drift=0,0.3"])
      let found = try rows(folder + "/r/differences.csv")
      let end = try #require(found.first { $0["name"] == "end" })
      #expect(end["ci_low"] == "" && end["ci_high"] == "" && end["verdict"] == "")
      for row in found where row["kind"] == "outcome" {
        let left = 1_500 - Int(try number(row, "n"))
        #expect(left > 15)
        let (up, down) = (Int(try number(row, "up")), Int(try number(row, "down")))
        // Of three outcomes together.
        let low = PairedInterval.score(
          onlyFirst: up, onlySecond: down + left, of: 1_500, alpha: 0.05 / 3)
        let high = PairedInterval.score(
          onlyFirst: up + left, onlySecond: down, of: 1_500, alpha: 0.05 / 3)
        #expect((try number(row, "ci_low") - low.low).magnitude < 1e-9)
        #expect((try number(row, "ci_high") - high.high).magnitude < 1e-9)
        #expect(row["trials_needed"] == "")
      }
    }
  }

  @Test
  func `threads, a resumed run and what is recorded beside change no byte`() throws {
    try inFolder { folder in
      let sweep = ["parameters.drift=0,0.1,0.4"]
      try run(
        ["s.yaml"], folder, to: "whole", sweeps: sweep, trials: 5_000, jobs: 1, keepsRows: false)
      try run(
        ["s.yaml"], folder, to: "part", sweeps: sweep, trials: 2_500, jobs: 2, keepsRows: false)
      try run(
        ["s.yaml"], folder, to: "part", sweeps: sweep, trials: 5_000, jobs: 2, keepsRows: false,
        resumes: true)
      try run(
        ["s.yaml"], folder, to: "answers", sweeps: sweep, trials: 5_000, jobs: 2, keepsRows: false,
        recording: .answers)
      let whole = FileManager.default.contents(atPath: folder + "/whole/differences.csv")
      #expect(whole == FileManager.default.contents(atPath: folder + "/part/differences.csv"))
      let all = try rows(folder + "/whole/differences.csv")
      let answers = try rows(folder + "/answers/differences.csv")
      #expect(all.filter { $0["kind"] != "incidence" } == answers)
    }
  }

  @Test
  func `blocks that are not kept are run again, to the same bits`() throws {
    let body = Self.text.replacing("format: 1\nscenario: s\n", with: "")
    let model = try Play(body).model
    let settings = RunSettings(trials: 4_000, seed: 5, jobs: 2)
    let run = try PointRun(model, settings)
    let (kept, again) = (run.reference(mostBytes: 1 << 24), run.reference(mostBytes: 0))
    let analysis = PairedDifferences(run.report, beside: kept.report)
    var found: [[FoldedTrials]] = []
    for reference in [kept, again] {
      var own = run
      own.analyses = Analyses([Analyses.Look(analysis, beside: reference)], as: reference)
      found.append(try own.run().folds)
    }
    #expect(found[0] == found[1])
    // Beside itself nothing differs.
    #expect(analysis.outcomes(found[0][0]).allSatisfy { $0.onlyHere == 0 && $0.onlyThere == 0 })
    #expect(analysis.measures(found[0][0]).allSatisfy { $0.difference.moments.maximum == 0 })
  }

  @Test
  func
    `classes have rows where some are declared, and else they would say again what outcomes say`()
    throws
  {
    try inFolder { folder in
      try run(["s.yaml"], folder, to: "with", sweeps: ["parameters.drift=0.1,0.2"], trials: 200)
      let with = try rows(folder + "/with/differences.csv").filter { $0["kind"] == "class" }
      #expect(with.map { $0["name"] } == ["ended", "near"])
      let plain = Self.text.replacing(", class: ended", with: "")
      try plain.write(toFile: folder + "/s.yaml", atomically: true, encoding: .utf8)
      try run(["s.yaml"], folder, to: "none", sweeps: ["parameters.drift=0.1,0.2"], trials: 200)
      let none = try rows(folder + "/none/differences.csv")
      #expect(!none.contains { $0["kind"] == "class" })
      #expect(none.filter { $0["kind"] == "outcome" }.count == 3)
    }
  }
}
