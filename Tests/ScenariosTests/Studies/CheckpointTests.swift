import Foundation
import Sim
import Testing

@testable import Scenarios

/// A run is cut off by putting back the working folder as it was in the middle of the run: that is
/// all that a kill leaves.
@Suite("Checkpoints")
struct CheckpointTests {
  /// Runs with checkpoints as often as can be, and leaves what is there after `blocks` of them.
  private func cutOff(
    _ place: ResumePlace, _ files: [String], to out: String, trials: Int, after blocks: Int,
    jobs: Int = 1, keeps: Bool = false, resumes: Bool = false, seed: UInt64 = 1
  ) throws {
    let manager = FileManager.default
    let beside = !manager.fileExists(atPath: place.folder + "/" + out)
    let work = out + (beside ? ".partial-simrun" : "/.partial-simrun")
    if !beside { try place.copy(out, to: "before") }
    try? manager.removeItem(atPath: place.folder + "/saved")
    var isSaved = false
    // A checkpoint waits for the blocks that are under way, two for each thread at most: a scenario
    // needs more than these.
    try place.run(
      files, to: out, trials: trials, seed: seed, jobs: jobs, keeps: keeps, resumes: resumes,
      replaces: !resumes, checkpointSeconds: 0
    ) { done in
      guard done >= blocks * Block.size, !isSaved, hasCheckpoint(place.folder + "/" + work)
      else { return }
      isSaved = true
      try? place.copy(work, to: "saved")
    }
    try manager.removeItem(atPath: place.folder + "/" + out)
    if !beside { try place.copy("before", to: out) }
    try #require(isSaved)
    try place.copy("saved", to: work)
  }

  private func hasCheckpoint(_ work: String) -> Bool {
    let manager = FileManager.default
    let runs = (try? manager.contentsOfDirectory(atPath: work)) ?? []
    return runs.contains { manager.fileExists(atPath: "\(work)/\($0)/checkpoint.bin") }
  }

  private func expectNothingLeft(_ place: ResumePlace, _ out: String) throws {
    let manager = FileManager.default
    #expect(!manager.fileExists(atPath: place.folder + "/\(out).partial-simrun"))
    #expect(!manager.fileExists(atPath: place.folder + "/\(out)/.partial-simrun"))
  }

  @Test(
    arguments: [false, true],
    [(1, 3), (2, 9), (3, 15)])
  func `A new run that was cut off goes on, byte for byte`(
    keeps: Bool, point: (jobs: Int, blocks: Int)
  ) throws {
    try ResumePlace.inFolder { place in
      let files = ["a", "b"]
      try place.run(files, to: "fresh", trials: 12_000, keeps: keeps, resumes: false)
      try cutOff(
        place, files, to: "x", trials: 12_000, after: point.blocks, jobs: point.jobs, keeps: keeps)
      let resumed = try place.run(files, to: "x", trials: 12_000, jobs: 2, keeps: keeps)
      #expect(resumed.result.isComplete)
      #expect(resumed.begun > 0)
      #expect(
        resumed.reported == [
          "a run was cut off here; its checkpoint of \(resumed.begun) trials is gone on from"
        ])
      place.expectEqual("x", "fresh")
      try expectNothingLeft(place, "x")
    }
  }

  /// The first is finished by the run, the second had been done before and is not reached.
  @Test(arguments: [false, true])
  func `A larger run that was cut off keeps what both runs did`(keeps: Bool) throws {
    try ResumePlace.inFolder { place in
      let files = ["a", "b"]
      try place.run(files, to: "fresh", trials: 9_000, keeps: keeps, resumes: false)
      try place.run(files, to: "x", trials: 3_000, keeps: keeps, resumes: false)
      for blocks in [7, 12, 15] {
        try cutOff(
          place, files, to: "x", trials: 9_000, after: blocks, keeps: keeps, resumes: true)
      }
      let resumed = try place.run(files, to: "x", trials: 9_000, keeps: keeps)
      #expect(resumed.begun >= 10 * Block.size)
      place.expectEqual("x", "fresh")
      try expectNothingLeft(place, "x")
    }
  }

  @Test
  func `Other results in the folder stay until the new ones are complete`() throws {
    try ResumePlace.inFolder { place in
      try place.run(to: "fresh", trials: 7_000, seed: 2, resumes: false)
      try place.run(to: "x", trials: 3_000, resumes: false)
      let before = place.bytes("x")
      try cutOff(place, ["a"], to: "x", trials: 7_000, after: 4, seed: 2)
      #expect(place.bytes("x") == before)
      try place.run(to: "x", trials: 7_000, seed: 2)
      place.expectEqual("x", "fresh")
      try expectNothingLeft(place, "x")
    }
  }

  @Test
  func `A run that goes on and is stopped at once leaves the checkpoint`() throws {
    try ResumePlace.inFolder { place in
      try cutOff(place, ["a"], to: "x", trials: 7_000, after: 4)
      let stopped = try place.run(to: "x", trials: 7_000, stopsAfter: 0)
      #expect(stopped.result.folder == nil)
      let resumed = try place.run(to: "x", trials: 7_000)
      #expect(resumed.begun >= Block.size)
    }
  }

  @Test(arguments: [1, 2])
  func `A run that cannot be run leaves the checkpoint that it would replace`(jobs: Int) throws {
    try ResumePlace.inFolder { place in
      try cutOff(place, ["a"], to: "x", trials: 7_000, after: 4)
      let work = place.folder + "/x.partial-simrun"
      let before = try FileManager.default.subpathsOfDirectory(atPath: work)
      let study = try Study(files: [place.folder + "/a.yaml"])
      var reported: [String] = []
      #expect(throws: MemoryShortage.self) {
        try study.run(
          StudySettings(
            run: RunSettings(trials: 7_000, seed: 1, jobs: jobs), folder: place.folder + "/x",
            replaces: true, memory: MemoryBound(bytes: 1)),
          notice: { reported.append($0.text) })
      }
      #expect(reported == [])
      #expect(hasCheckpoint(work))
      #expect(try FileManager.default.subpathsOfDirectory(atPath: work) == before)
    }
  }

  @Test
  func `Cut off before the first checkpoint: all trials are run, and that is said`() throws {
    try ResumePlace.inFolder { place in
      try FileManager.default.createDirectory(
        atPath: place.folder + "/x.partial-simrun/1", withIntermediateDirectories: true)
      let resumed = try place.run(to: "x", trials: 3_000)
      #expect(
        resumed.reported == [
          "a run was cut off here before its first checkpoint; all trials are run"
        ])
      try place.run(to: "fresh", trials: 3_000, resumes: false)
      place.expectEqual("x", "fresh")
      try expectNothingLeft(place, "x")
    }
  }

  @Test
  func `A checkpoint of another run is refused as results are`() throws {
    try ResumePlace.inFolder { place in
      try cutOff(place, ["a"], to: "x", trials: 7_000, after: 4)
      #expect(
        place.refusal { try place.run(to: "x", trials: 7_000, seed: 2) }
          == "x was made with seed 1, not 2; run anew with --force or another --out")
      let record = place.folder + "/x.partial-simrun/1/checkpoint.bin"
      try Data("simrun-part/3\nx".utf8).write(to: URL(fileURLWithPath: record))
      #expect(
        place.refusal { try place.run(to: "x", trials: 7_000) }
          == "x.partial-simrun/1/checkpoint.bin is not as it was written; run anew with --force or "
          + "another --out")
    }
  }

  @Test
  func `They take no more than a fiftieth of the time`() {
    let pace = CheckpointPace(seconds: 0.02)
    #expect(!pace.isDue())
    usleep(25_000)
    #expect(pace.isDue())
    pace.take({ usleep(20_000) }, orReport: { _ in })
    usleep(200_000)
    #expect(!pace.isDue())
    let always = CheckpointPace(seconds: 0)
    always.take({ usleep(20_000) }, orReport: { _ in })
    #expect(always.isDue())
  }

  @Test
  func `One that cannot be written is reported once, and is no reason to end`() {
    let pace = CheckpointPace(seconds: 0)
    var reported: [String] = []
    for _ in 0..<3 {
      pace.take(
        { throw OutputError.cannotWrite("x/checkpoint.bin", reason: "no space left on the disk") },
        orReport: { reported.append($0.text) })
    }
    #expect(reported == ["no checkpoint: cannot write x/checkpoint.bin: no space left on the disk"])
  }
}
