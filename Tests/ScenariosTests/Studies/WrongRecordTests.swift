import Foundation
import Sim
import Testing

@testable import Scenarios

/// Records that somebody made, with a checksum that is right.
@Suite("Wrong records")
struct WrongRecordTests {
  private static let refusal =
    "x/resume.bin is not as it was written; run anew with --force or another --out"

  private func write(_ content: [UInt8], _ place: ResumePlace) throws {
    let bytes = content + SHA256.digest(of: content)
    try Data(bytes).write(to: URL(fileURLWithPath: place.folder + "/x/resume.bin"))
  }

  /// How many records are tried: few, unless the environment says how many.
  private var rounds: Int {
    ProcessInfo.processInfo.environment["SIMRUN_WRONG_RECORDS"].flatMap(Int.init) ?? 150
  }

  /// Seed 11. Numbers in the record are replaced by such as overflow, are negative, or ask for
  /// memory; bytes are changed, cut out and put in. The record is read, and where it can be read,
  /// gone on with to the tables.
  @Test(arguments: [0, 1])
  func `Changed anywhere they are refused or read, and never more than that`(keeps: Int) throws {
    try ResumePlace.inFolder { place in
      try place.run(to: "x", trials: 3_000, keeps: keeps == 1, resumes: false)
      let record = try #require(place.bytes("x")["resume.bin"])
      let content = Array(record.dropLast(SHA256.byteCount))
      let study = try Study(files: [place.folder + "/a.yaml"])
      let settings = RunSettings(trials: 3_000, seed: 1, jobs: 1, keepsTrialRows: keeps == 1)
      let run = try PointRun(study.members[0].model, settings)
      let source = ResumeSource(
        folder: place.folder + "/x", shown: "x", record: ResumeFile.name)
      let manifest = study.manifest(settings)
      let numbers: [UInt64] = [
        0, 1, 255, 1_024, 1 << 31, 1 << 40, 1 << 62, .max, UInt64(Int.max), 1 << 63,
        Double.infinity.bitPattern, Double.nan.bitPattern,
      ]
      var generator = SplitMix(seed: 11)
      var refused = 0
      for _ in 0..<rounds {
        var wrong = content
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          let at = Int.random(in: ResumeFile.format.count..<wrong.count, using: &generator)
          switch Int.random(in: 0..<4, using: &generator) {
          case 0: wrong[at] = UInt8.random(in: 0...255, using: &generator)
          case 1: wrong.remove(at: at)
          case 2: wrong.insert(UInt8.random(in: 0...255, using: &generator), at: at)
          default:
            guard at + 8 <= wrong.count, let number = numbers.randomElement(using: &generator)
            else { continue }
            withUnsafeBytes(of: number.littleEndian) {
              wrong.replaceSubrange(at..<(at + 8), with: $0)
            }
          }
        }
        try write(wrong, place)
        do {
          let resumption = try Resumption(
            [source], folder: "x", points: try StudyPoints(study, settings), asked: manifest,
            keepsTrialRows: keeps == 1)
          if let earlier = resumption.usable(
            by: try StudyPoints(study, settings), ShardShare(points: 1, trials: 3_000))[0]
          {
            _ = try run.run(from: earlier.point.blocks, stops: { true }).summary()
          }
        } catch is ResumeError {
          refused += 1
        }
      }
      #expect(refused > rounds / 3)
    }
  }

  @Test
  func `A number of trials that no blocks have is refused`() throws {
    try ResumePlace.inFolder { place in
      try place.run(to: "x", trials: 3_000, resumes: false)
      let record = try #require(place.bytes("x")["resume.bin"])
      // The scenario's name, the number of the point, the trials that were run, then those of the first
      // node.
      let content = Array(record.dropLast(SHA256.byteCount))
      let name = Array("\u{1}\0\0\0\0\0\0\0a\0\0\0\0\0\0\0\0".utf8)
      let start = try #require(
        content.indices.last { content[$0...].starts(with: name + [0xB8, 0x0B]) })
      for at in [start + 17, start + 17 + 8 + 1 + 1 + 1 + 1 + 8 + 16] {
        for number in [UInt64(Int.max), 1 << 63, 1 << 50, .max] {
          var wrong = content
          withUnsafeBytes(of: number.littleEndian) {
            wrong.replaceSubrange(at..<(at + 8), with: $0)
          }
          try write(wrong, place)
          #expect(place.refusal { try place.run(to: "x", trials: 9_000) } == Self.refusal)
        }
      }
    }
  }

  /// Two gigabytes, all but the beginning of them a hole.
  @Test
  func `A file that is larger than any record is not read`() throws {
    try ResumePlace.inFolder { place in
      try place.run(to: "x", trials: 3_000, resumes: false)
      let path = place.folder + "/x/resume.bin"
      for start in ["", "simrun-part/3\n"] {
        try Data(start.utf8).write(to: URL(fileURLWithPath: path))
        #expect(truncate(path, 2 << 30) == 0)
        let began = ContinuousClock.now
        #expect(place.refusal { try place.run(to: "x", trials: 9_000) } == Self.refusal)
        #expect(ContinuousClock.now - began < .seconds(5))
      }
    }
  }

  @Test
  func `A pipe is not waited for`() throws {
    try ResumePlace.inFolder { place in
      try place.run(to: "x", trials: 3_000, resumes: false)
      let path = place.folder + "/x/resume.bin"
      try FileManager.default.removeItem(atPath: path)
      #expect(mkfifo(path, 0o600) == 0)
      #expect(
        place.refusal { try place.run(to: "x", trials: 9_000) }
          == "cannot read x/resume.bin; run anew with --force or another --out")
    }
  }
}

/// Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators".
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
