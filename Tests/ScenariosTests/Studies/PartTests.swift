import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("parts of a study") struct PartTests {
  private static let trials = 10 * Block.size + 100

  @Test
  func `blocks 3 to 7 alone, merged with 0 to 2 and the rest, come to the bytes of one run`() throws
  {
    try ResumePlace.inFolder { place in
      try place.run(["a", "b"], to: "whole", trials: Self.trials, resumes: false)
      let study = try Study(files: ["a", "b"].map { "\(place.folder)/\($0).yaml" })
      let settings = RunSettings(trials: Self.trials, seed: 1, jobs: 2)
      let manifest = study.manifest(settings)
      let points = try StudyPoints(study, settings)
      let parts = try [8..<100, 3..<8, 0..<3].map { try study.part(settings, blocks: $0).bytes }
      let read = try parts.map { try StudyPart($0, of: points, asked: manifest) }
      let merged = try #require(try StudyPart.merged(read))
      // A run that goes on from them has only the last, partial block left to do.
      try place.copy("whole", to: "merged")
      try Data(merged.bytes).write(to: URL(fileURLWithPath: place.folder + "/merged/resume.bin"))
      let (result, _, begun) = try place.run(["a", "b"], to: "merged", trials: Self.trials)
      #expect(result.isComplete)
      #expect(begun == 2 * 10 * Block.size)
      place.expectEqual("merged", "whole")
    }
  }

  @Test
  func `a changed bit, a cut, a gap, an overlap and another seed are refused`() throws {
    try ResumePlace.inFolder { place in
      let study = try Study(files: ["\(place.folder)/a.yaml"])
      let settings = RunSettings(trials: Self.trials, seed: 1, jobs: 1)
      let manifest = study.manifest(settings)
      let points = try StudyPoints(study, settings)
      let bytes = try study.part(settings, blocks: 3..<8).bytes
      func refusal(_ bytes: [UInt8]) -> StudyPart.Refusal? {
        #expect(throws: StudyPart.Refusal.self) {
          try StudyPart(bytes, of: points, asked: manifest)
        }
      }
      for place in stride(from: 0, to: bytes.count, by: bytes.count / 50) {
        var changed = bytes
        changed[place] ^= 4
        #expect(refusal(changed) == .damaged)
      }
      for length in [0, 1, 40, bytes.count / 2, bytes.count - 1] {
        #expect(refusal(Array(bytes.prefix(length))) == .damaged)
      }
      var other = settings
      other.seed = 2
      let foreign = refusal(try study.part(other, blocks: 0..<2).bytes)
      #expect(foreign?.description == "the part was made with seed 2, not 1")
      func merged(_ ranges: [Range<Int>]) -> StudyPart.Refusal? {
        #expect(throws: StudyPart.Refusal.self) {
          try StudyPart.merged(try ranges.map { try study.part(settings, blocks: $0) })
        }
      }
      #expect(merged([3..<8]) == .gap(at: 0))
      #expect(merged([0..<3, 4..<8]) == .gap(at: 3))
      let overlap = merged([0..<3, 2..<8])
      #expect(overlap?.description == "block 2 is in none of the parts, or in two of them")
      #expect(StudyPart.Refusal.damaged.description == "the part is not as it was written")
      #expect(StudyPart.Refusal.otherFormat.description == "the part is of another format")
    }
  }
}
