import Foundation
import Sim
import Testing

@testable import Scenarios

/// Records in which a number is as large as can be, with a checksum that is right.
@Suite("Huge numbers in records")
struct HugeCountTests {
  /// The most that this process ever had in memory, in bytes.
  private var mostMemory: Int {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #else
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss * 1_024
    #endif
  }

  /// Eight bytes in turn, at every third place: they stand where a count does, one place before it or one after.
  /// The count is then 2^43, 2^35 or 2^51.
  /// Other tests of this process may take some memory meanwhile, but not gigabytes.
  @Test
  func `None makes reading take memory`() throws {
    try ResumePlace.inFolder { place in
      // Without measures, whose values are most of a record.
      let end = try #require(ResumePlace.text.range(of: "measures:")).lowerBound
      try place.write(String(ResumePlace.text[..<end]).replacing("NAME", with: "a"), to: "a.yaml")
      try place.run(to: "x", trials: 1_100, keeps: true, resumes: false)
      let path = place.folder + "/x/resume.bin"
      let record = try #require(place.bytes("x")["resume.bin"])
      let content = Array(record.dropLast(SHA256.byteCount))
      let settings = RunSettings(trials: 1_100, seed: 1, jobs: 1, keepsTrialRows: true)
      let study = try Study(files: [place.folder + "/a.yaml"])
      let manifest = study.manifest(settings)
      let points = try StudyPoints(study, settings)
      let source = ResumeSource(
        folder: place.folder + "/x", shown: "x", record: ResumeFile.name)
      let before = mostMemory
      var refused = 0
      let places = stride(from: ResumeFile.format.count, through: content.count - 8, by: 3)
      for at in places {
        var wrong = content
        withUnsafeBytes(of: UInt64(1 << 43).littleEndian) {
          wrong.replaceSubrange(at..<(at + 8), with: $0)
        }
        try Data(wrong + SHA256.digest(of: wrong)).write(to: URL(fileURLWithPath: path))
        do {
          _ = try Resumption(
            [source], folder: "x", points: points, asked: manifest, keepsTrialRows: true)
        } catch is ResumeError {
          refused += 1
        }
      }
      #expect(refused > content.count / 6)
      #expect(mostMemory - before < 1 << 30)
    }
  }
}
