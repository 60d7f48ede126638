import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("Resuming")
struct ResumeTests {
  @Test(arguments: [false, true], [1, 2])
  func `A smaller run grown is the larger run, byte for byte`(keeps: Bool, jobs: Int) throws {
    try ResumePlace.inFolder { place in
      let files = ["a", "b"]
      try place.run(files, to: "fresh", trials: 20_000, keeps: keeps, resumes: false)
      try place.run(files, to: "grown", trials: 3_000, jobs: jobs, keeps: keeps, resumes: false)
      for trials in [5_000, 5_000, 20_000] {
        let grown = try place.run(files, to: "grown", trials: trials, jobs: jobs, keeps: keeps)
        #expect(grown.result.isComplete)
        #expect(grown.reported.isEmpty)
        #expect(grown.begun >= 4_096)
      }
      place.expectEqual("grown", "fresh")
      #expect((place.bytes("fresh")["trials.csv"] != nil) == keeps)
      #expect(place.bytes("fresh")["failures.csv"]?.count ?? 0 > 1_000)
    }
  }

  @Test(arguments: [false, true])
  func `An interrupted run is gone on with`(keeps: Bool) throws {
    try ResumePlace.inFolder { place in
      let files = ["a", "b"]
      try place.run(files, to: "fresh", trials: 7_000, keeps: keeps, resumes: false)
      // Seven blocks of the first, then two of the second.
      for most in [3, 9] {
        let out = "stopped-\(most)"
        let stopped = try place.run(
          files, to: out, trials: 7_000, keeps: keeps, resumes: false, stopsAfter: most)
        #expect(!stopped.result.isComplete)
        #expect(stopped.result.points.count == (most == 3 ? 1 : 2))
        let resumed = try place.run(files, to: out, trials: 7_000, jobs: 2, keeps: keeps)
        #expect(resumed.result.isComplete)
        place.expectEqual(out, "fresh")
      }
    }
  }

  @Test
  func `A resumed run that is stopped loses nothing that was there`() throws {
    try ResumePlace.inFolder { place in
      let files = ["a", "b"]
      try place.run(files, to: "x", trials: 3_000, keeps: true, resumes: false)
      let before = place.bytes("x")
      let stopped = try place.run(
        files, to: "x", trials: 9_000, keeps: true, stopsAfter: 0)
      #expect(stopped.result.folder == nil)
      #expect(place.bytes("x") == before)
      let later = try place.run(files, to: "x", trials: 9_000, keeps: true, stopsAfter: 5)
      #expect(later.result.points.map(\.summary.trials).count == 2)
      #expect(!later.result.isComplete)
      try place.run(files, to: "x", trials: 9_000, keeps: true)
      try place.run(files, to: "fresh", trials: 9_000, keeps: true, resumes: false)
      place.expectEqual("x", "fresh")
    }
  }

  @Test
  func `The record names no folder; failures are reported where the file is now`() throws {
    try ResumePlace.inFolder { place in
      try place.run(to: "x", trials: 3_000, resumes: false)
      let record = try #require(place.bytes("x")["resume.bin"])
      #expect(record.range(of: Data(place.folder.utf8)) == nil)
      let moved = place.folder + "/moved"
      try FileManager.default.createDirectory(
        atPath: moved, withIntermediateDirectories: false)
      try place.copy("a.yaml", to: "moved/a.yaml")
      try place.run(["moved/a"], to: "x", trials: 6_000)
      try place.run(["moved/a"], to: "fresh", trials: 6_000, resumes: false)
      place.expectEqual("x", "fresh")
    }
  }

  @Test
  func `Fewer than a block of trials: all again, and said`() throws {
    try ResumePlace.inFolder { place in
      try place.run(to: "x", trials: 1_000, resumes: false)
      let grown = try place.run(to: "x", trials: 3_000)
      #expect(grown.reported == ["fewer than 1024 trials are there; all are run again"])
      #expect(grown.begun == 0)
      try place.run(to: "fresh", trials: 3_000, resumes: false)
      place.expectEqual("x", "fresh")
    }
  }

  /// The larger run is stopped at once: a million trials are too many for a test.
  @Test
  func `Past a million trials values are no longer kept: all again, and said`() throws {
    try ResumePlace.inFolder { place in
      try place.run(to: "x", trials: 2_048, resumes: false)
      let before = place.bytes("x")
      let grown = try place.run(to: "x", trials: 1_000_001, stopsAfter: 1)
      #expect(
        grown.reported == [
          "the limit of 1000000 trials, past which quantiles come from histograms, lies between "
            + "the two runs; all trials are run again"
        ])
      #expect(grown.begun == 0)
      #expect(grown.result.folder == nil)
      #expect(place.bytes("x") == before)
      try place.run(to: "y", trials: 2_000_000, resumes: false, stopsAfter: 2)
      let shrunk = try place.run(to: "y", trials: 9_000)
      #expect(shrunk.reported == grown.reported)
      try place.run(to: "fresh", trials: 9_000, resumes: false)
      place.expectEqual("y", "fresh")
    }
  }

  @Test
  func `Past a million trials histograms of measures go on too`() throws {
    try ResumePlace.inFolder { place in
      for (out, most) in [("fresh", 6), ("x", 2)] {
        try place.run(to: out, trials: 2_000_000, resumes: false, stopsAfter: most)
      }
      try place.run(to: "x", trials: 2_000_000, stopsAfter: 4)
      place.expectEqual("x", "fresh")
    }
  }
}
