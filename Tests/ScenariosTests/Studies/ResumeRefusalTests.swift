import Foundation
import Testing

@testable import Scenarios

@Suite("Resuming refused")
struct ResumeRefusalTests {
  @Test
  func `What is not the same run is refused in one line`() throws {
    try ResumePlace.inFolder { place in
      let rest = "; run anew with --force or another --out"
      try place.run(to: "x", trials: 3_000, resumes: false)
      let before = place.bytes("x")
      #expect(
        place.refusal { try place.run(to: "x", trials: 9_000, seed: 2) }
          == "x was made with seed 1, not 2" + rest)
      #expect(
        place.refusal { try place.run(["b"], to: "x", trials: 9_000) }
          == "x was made from a.yaml, not b.yaml" + rest)
      #expect(
        place.refusal {
          let p = Setting(path: "parameters.p", value: "0.5")
          try place.run(to: "x", trials: 9_000, settings: [p])
        } == "x was made with other --set values" + rest)
      #expect(
        place.refusal { try place.run(to: "x", trials: 2_999) }
          == "x has 3000 trials already, more than the 2999 asked for; ask for more, or use --force"
      )
      #expect(
        place.refusal { try place.run(to: "no", trials: 9_000) }
          == "no does not exist, so there is nothing to resume; leave out --resume")
      #expect(
        place.refusal { try place.run(to: "x", trials: 9_000, keeps: true) }
          == "x has no trials.csv to go on with; leave out --keep-trials, or run anew with --force")
      try place.write(
        ResumePlace.text.replacing("NAME", with: "a").replacing("sd: 1", with: "sd: 2"),
        to: "a.yaml")
      #expect(
        place.refusal { try place.run(to: "x", trials: 9_000) }
          == "x was made from another a.yaml than the one that is there now" + rest)
      #expect(place.bytes("x") == before)
    }
  }

  @Test
  func `Trial rows stay, and must be as they were written`() throws {
    try ResumePlace.inFolder { place in
      try place.run(to: "x", trials: 3_000, keeps: true, resumes: false)
      #expect(
        place.refusal { try place.run(to: "x", trials: 9_000) }
          == "x has a trials.csv; add --keep-trials to go on with it")
      let path = place.folder + "/x/trials.csv"
      var rows = try #require(FileManager.default.contents(atPath: path))
      rows[rows.startIndex + 500] ^= 1
      try rows.write(to: URL(fileURLWithPath: path))
      let rest = "; run anew with --force or another --out"
      #expect(
        place.refusal { try place.run(to: "x", trials: 9_000, keeps: true) }
          == "x/trials.csv is not as it was written" + rest)
      try FileManager.default.removeItem(atPath: path)
      #expect(
        place.refusal { try place.run(to: "x", trials: 9_000, keeps: true) }
          == "cannot read x/trials.csv" + rest)
    }
  }

  @Test
  func `A flipped bit, a cut, a foreign file, a missing one`() throws {
    try ResumePlace.inFolder { place in
      let rest = "; run anew with --force or another --out"
      try place.run(to: "x", trials: 3_000, resumes: false)
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
          place.refusal { try place.run(to: "x", trials: 9_000) }
            == "x/resume.bin is not as it was written" + rest)
      }
      try FileManager.default.removeItem(atPath: path)
      #expect(
        place.refusal { try place.run(to: "x", trials: 9_000) }
          == "x has no resume.bin to resume from" + rest)
    }
  }

  @Test
  func `Another version, block size or processor`() {
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
