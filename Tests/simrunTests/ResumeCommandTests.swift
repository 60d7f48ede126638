import Foundation
import Testing

@Suite("--resume")
struct ResumeCommandTests {
  @Test
  func `Goes on from what is there; the bytes are those of one run`() throws {
    try Executable.inFolder { simrun in
      #expect(try simrun("run", "coin.yaml", "-n", "3000", "-o", "x", "-q").code == 0)
      #expect(try simrun("run", "coin.yaml", "-n", "9000", "-o", "fresh", "-q").code == 0)
      let grown = try simrun("run", "coin.yaml", "-n", "9000", "-o", "x", "--resume")
      #expect(grown.code == 0)
      #expect(grown.err == "")
      #expect(grown.out.contains("9,000 trials, seed 1."))
      for name in try simrun.names("fresh") where name != "run.log.json" {
        let paths = ["x", "fresh"].map { simrun.folder + "/\($0)/\(name)" }
        #expect(FileManager.default.contentsEqual(atPath: paths[0], andPath: paths[1]), "\(name)")
      }
    }
  }

  @Test
  func `Refusals are one line: 65 for the folder, 2 for the command line`() throws {
    try Executable.inFolder { simrun in
      #expect(try simrun("run", "coin.yaml", "-n", "3000", "-o", "x", "-q").code == 0)
      let seed = try simrun("run", "coin.yaml", "-o", "x", "--resume", "--seed", "2")
      #expect(seed.code == 65)
      #expect(
        seed.err
          == "simrun: x was made with seed 1, not 2; run anew with --force or another --out\n")
      let fewer = try simrun("run", "coin.yaml", "-o", "x", "--resume", "-n", "100")
      #expect(fewer.code == 2)
      #expect(
        fewer.err
          == "simrun: x has 3000 trials already, more than the 100 asked for; ask for more, or use "
          + "--force\n")
      let none = try simrun("run", "coin.yaml", "-o", "y", "--resume")
      #expect(none.code == 2)
      #expect(
        none.err
          == "simrun: y does not exist, so there is nothing to resume; leave out --resume\n")
      let both = try simrun("run", "coin.yaml", "-o", "x", "--resume", "--force")
      #expect(both.code == 2)
      #expect(
        both.err
          == "simrun: --resume keeps the results in the folder, --force replaces them. "
          + "See 'simrun help run'.\n")
    }
  }

  @Test
  func `Doing all again is said`() throws {
    try Executable.inFolder { simrun in
      #expect(try simrun("run", "coin.yaml", "-n", "500", "-o", "x", "-q").code == 0)
      let grown = try simrun("run", "coin.yaml", "-n", "2000", "-o", "x", "--resume")
      #expect(grown.code == 0)
      #expect(
        grown.err == "simrun: x: fewer than 1024 trials are there; all are run again\n")
    }
  }
}
