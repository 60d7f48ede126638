import Foundation
import Sim
import Synchronization
import Testing

@testable import Scenarios

@Suite("Resuming")
struct ResumeTests {
  /// Ends at different steps, moves, keeps two kinds of measures, and fails in some trials.
  private static let text = """
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

  private struct Place {
    let folder: String
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
  }

  /// A new folder with two scenarios, `a.yaml` and `b.yaml`.
  private func inFolder(_ body: (Place) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/resume-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let place = Place(folder: folder)
    for name in ["a", "b"] {
      try place.write(Self.text.replacing("NAME", with: name), to: name + ".yaml")
    }
    try body(place)
  }

  @discardableResult
  private func run(
    _ place: Place, _ files: [String] = ["a"], to out: String, trials: Int, seed: UInt64 = 1,
    jobs: Int = 1, keeps: Bool = false, resumes: Bool = true, settings: [Setting] = [],
    stopsAfter most: Int = .max
  ) throws -> (result: StudyResult, told: [String], begun: Int) {
    let study = try Study(
      files: files.map { "\(place.folder)/\($0).yaml" }, settings: settings)
    var told: [String] = []
    var first: Int?
    let asked = Counter()
    let result = try study.run(
      StudySettings(
        run: RunSettings(trials: trials, seed: seed, jobs: jobs, keepsTrialRows: keeps),
        folder: place.folder + "/" + out, resumes: resumes),
      notice: { told.append($0) },
      progress: { _, done, _ in first = first ?? done },
      stops: { asked.next() > most })
    return (result, told, first ?? -1)
  }

  private final class Counter: Sendable {
    private let count = Atomic(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }

  private func refusal(_ place: Place, _ body: () throws -> Void) -> String? {
    let error = #expect(throws: ResumeError.self) { try body() }
    return error?.description.replacing(place.folder + "/", with: "")
  }

  @Test("A smaller run grown is the larger run, byte for byte", arguments: [false, true], [1, 2])
  func growth(keeps: Bool, jobs: Int) throws {
    try inFolder { place in
      let files = ["a", "b"]
      try run(place, files, to: "fresh", trials: 20_000, keeps: keeps, resumes: false)
      try run(place, files, to: "grown", trials: 3_000, jobs: jobs, keeps: keeps, resumes: false)
      for trials in [5_000, 5_000, 20_000] {
        let grown = try run(place, files, to: "grown", trials: trials, jobs: jobs, keeps: keeps)
        #expect(grown.result.isComplete)
        #expect(grown.told.isEmpty)
        #expect(grown.begun >= 4_096)
      }
      place.expectEqual("grown", "fresh")
      #expect((place.bytes("fresh")["trials.csv"] != nil) == keeps)
      #expect(place.bytes("fresh")["failures.csv"]?.count ?? 0 > 1_000)
    }
  }

  @Test("An interrupted run is gone on with", arguments: [false, true])
  func interruption(keeps: Bool) throws {
    try inFolder { place in
      let files = ["a", "b"]
      try run(place, files, to: "fresh", trials: 7_000, keeps: keeps, resumes: false)
      // Seven blocks of the first, then two of the second.
      for most in [3, 9] {
        let out = "stopped-\(most)"
        let stopped = try run(
          place, files, to: out, trials: 7_000, keeps: keeps, resumes: false, stopsAfter: most)
        #expect(!stopped.result.isComplete)
        #expect(stopped.result.points.count == (most == 3 ? 1 : 2))
        let resumed = try run(place, files, to: out, trials: 7_000, jobs: 2, keeps: keeps)
        #expect(resumed.result.isComplete)
        place.expectEqual(out, "fresh")
      }
    }
  }

  @Test("A resumed run that is stopped loses nothing that was there")
  func interruptedAgain() throws {
    try inFolder { place in
      let files = ["a", "b"]
      try run(place, files, to: "x", trials: 3_000, keeps: true, resumes: false)
      let before = place.bytes("x")
      let stopped = try run(
        place, files, to: "x", trials: 9_000, keeps: true, stopsAfter: 0)
      #expect(stopped.result.folder == nil)
      #expect(place.bytes("x") == before)
      let later = try run(place, files, to: "x", trials: 9_000, keeps: true, stopsAfter: 5)
      #expect(later.result.points.map(\.summary.trials).count == 2)
      #expect(!later.result.isComplete)
      try run(place, files, to: "x", trials: 9_000, keeps: true)
      try run(place, files, to: "fresh", trials: 9_000, keeps: true, resumes: false)
      place.expectEqual("x", "fresh")
    }
  }

  @Test("The record names no folder; failures are told where the file is now")
  func elsewhere() throws {
    try inFolder { place in
      try run(place, to: "x", trials: 3_000, resumes: false)
      let record = try #require(place.bytes("x")["resume.bin"])
      #expect(record.range(of: Data(place.folder.utf8)) == nil)
      let moved = place.folder + "/moved"
      try FileManager.default.createDirectory(
        atPath: moved, withIntermediateDirectories: false)
      try place.copy("a.yaml", to: "moved/a.yaml")
      try run(place, ["moved/a"], to: "x", trials: 6_000)
      try run(place, ["moved/a"], to: "fresh", trials: 6_000, resumes: false)
      place.expectEqual("x", "fresh")
    }
  }

  @Test("Fewer than a block of trials: all again, and said")
  func lessThanABlock() throws {
    try inFolder { place in
      try run(place, to: "x", trials: 1_000, resumes: false)
      let grown = try run(place, to: "x", trials: 3_000)
      #expect(grown.told == ["fewer than 1024 trials are there; all are run again"])
      #expect(grown.begun == 0)
      try run(place, to: "fresh", trials: 3_000, resumes: false)
      place.expectEqual("x", "fresh")
    }
  }

  /// The larger run is stopped at once: a million trials are too many for a test.
  @Test("Past a million trials values are no longer kept: all again, and said")
  func pastTheKeptValues() throws {
    try inFolder { place in
      try run(place, to: "x", trials: 2_048, resumes: false)
      let before = place.bytes("x")
      let grown = try run(place, to: "x", trials: 1_000_001, stopsAfter: 1)
      #expect(
        grown.told == [
          "the limit of 1000000 trials, past which quantiles come from histograms, lies between "
            + "the two runs; all trials are run again"
        ])
      #expect(grown.begun == 0)
      #expect(grown.result.folder == nil)
      #expect(place.bytes("x") == before)
    }
  }

  @Test("Past a million trials histograms of measures go on too")
  func histogramsOfMeasures() throws {
    try inFolder { place in
      for (out, most) in [("fresh", 6), ("x", 2)] {
        try run(place, to: out, trials: 2_000_000, resumes: false, stopsAfter: most)
      }
      try run(place, to: "x", trials: 2_000_000, stopsAfter: 4)
      place.expectEqual("x", "fresh")
    }
  }

  @Test("What is not the same run is refused in one line")
  func refusals() throws {
    try inFolder { place in
      let rest = "; run anew with --force or another --out"
      try run(place, to: "x", trials: 3_000, resumes: false)
      let before = place.bytes("x")
      #expect(
        refusal(place) { try run(place, to: "x", trials: 9_000, seed: 2) }
          == "x was made with seed 1, not 2" + rest)
      #expect(
        refusal(place) { try run(place, ["b"], to: "x", trials: 9_000) }
          == "x was made from a.yaml, not b.yaml" + rest)
      #expect(
        refusal(place) {
          let p = Setting(path: "parameters.p", value: "0.5")
          try run(place, to: "x", trials: 9_000, settings: [p])
        } == "x was made with other --set values" + rest)
      #expect(
        refusal(place) { try run(place, to: "x", trials: 2_999) }
          == "x has 3000 trials already, more than the 2999 asked for; ask for more, or use --force"
      )
      #expect(
        refusal(place) { try run(place, to: "no", trials: 9_000) }
          == "no does not exist, so there is nothing to resume; leave out --resume")
      #expect(
        refusal(place) { try run(place, to: "x", trials: 9_000, keeps: true) }
          == "x has no trials.csv to go on with; leave out --keep-trials, or run anew with --force")
      try place.write(
        Self.text.replacing("NAME", with: "a").replacing("sd: 1", with: "sd: 2"), to: "a.yaml")
      #expect(
        refusal(place) { try run(place, to: "x", trials: 9_000) }
          == "x was made from another a.yaml than the one that is there now" + rest)
      #expect(place.bytes("x") == before)
    }
  }

  @Test("Trial rows stay, and must be as they were written")
  func trialRows() throws {
    try inFolder { place in
      try run(place, to: "x", trials: 3_000, keeps: true, resumes: false)
      #expect(
        refusal(place) { try run(place, to: "x", trials: 9_000) }
          == "x has a trials.csv; add --keep-trials to go on with it")
      let path = place.folder + "/x/trials.csv"
      var rows = try #require(FileManager.default.contents(atPath: path))
      rows[rows.startIndex + 500] ^= 1
      try rows.write(to: URL(fileURLWithPath: path))
      let rest = "; run anew with --force or another --out"
      #expect(
        refusal(place) { try run(place, to: "x", trials: 9_000, keeps: true) }
          == "x/trials.csv is not as it was written" + rest)
      try FileManager.default.removeItem(atPath: path)
      #expect(
        refusal(place) { try run(place, to: "x", trials: 9_000, keeps: true) }
          == "cannot read x/trials.csv" + rest)
    }
  }

  @Test("A flipped bit, a cut, a foreign file, a missing one")
  func damage() throws {
    try inFolder { place in
      let rest = "; run anew with --force or another --out"
      try run(place, to: "x", trials: 3_000, resumes: false)
      let path = place.folder + "/x/resume.bin"
      let record = try #require(place.bytes("x")["resume.bin"])
      var wrong = [record.prefix(record.count - 1), record.prefix(20), Data()]
      for at in [0, 40, record.count / 2, record.count - 1] {
        var flipped = record
        flipped[flipped.startIndex + at] ^= 4
        wrong.append(flipped)
      }
      for bytes in wrong {
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(
          refusal(place) { try run(place, to: "x", trials: 9_000) }
            == "x/resume.bin is not as it was written" + rest)
      }
      try FileManager.default.removeItem(atPath: path)
      #expect(
        refusal(place) { try run(place, to: "x", trials: 9_000) }
          == "x has no resume.bin to resume from" + rest)
    }
  }

  @Test("Another version, block size or processor")
  func identity() {
    let manifest = Manifest(
      version: "1.0.0", seed: 1, trials: 3, blockSize: 1_024, inputs: [], assumptions: "a",
      complete: true, arithmetic: "f")
    let identity = RunIdentity(manifest)
    func difference(_ change: (inout Manifest) -> Void) -> String? {
      var other = manifest
      change(&other)
      return identity.difference(from: RunIdentity(other))
    }
    #expect(difference { $0.trials = 4 } == nil)
    #expect(difference { $0.complete = false } == nil)
    #expect(difference { $0.version = "1.1.0" } == "by simrun 1.0.0, not 1.1.0")
    #expect(difference { $0.blockSize = 512 } == "in blocks of 1024 trials, not 512")
    #expect(
      difference { $0.arithmetic = "g" }
        == "on a processor whose arithmetic differs in its last digits")
    #expect(difference { $0.assumptions = "b" } == "from other assumptions")
    #expect(
      ResumeError.otherFormat("x/resume.bin").description
        == "x/resume.bin is of another format; run anew with --force or another --out")
  }
}
