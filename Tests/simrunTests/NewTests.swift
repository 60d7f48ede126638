import Foundation
import Testing

/// A file to start from, for whoever has none.
struct NewTests {
  @Test(arguments: ["labour", "ceasefire", "mediation"])
  func `a starter is valid, has no note, runs, and no outcome takes all`(_ name: String) throws {
    try Executable.inFolder { simrun in
      let written = try simrun("new", "mine.yaml", "--from", name)
      #expect(written.code == 0 && written.err == "")
      #expect(
        written.out
          == "Written: mine.yaml. What to type next:\n  simrun check mine.yaml\n  simrun run mine.yaml\n"
      )
      #expect(
        try simrun("check", "mine.yaml").out == "mine.yaml: nothing to note in 2,000 trials\n")
      let run = try simrun("run", "mine.yaml", "-o", "out")
      #expect(run.code == 0 && run.err == "" && run.out.hasPrefix("mine: "))
      let rows = try simrun.lines("out/outcomes.csv").dropFirst().compactMap {
        Double($0.split(separator: ",", omittingEmptySubsequences: false)[6])
      }
      #expect(rows.count { $0 > 0.02 } >= 3 && rows.allSatisfy { $0 < 0.8 }, "\(rows)")
    }
  }

  @Test func `without a file it is printed; every line that is not plain is explained`() throws {
    try Executable.inFolder { simrun in
      let labour = try simrun("new").out
      #expect(labour == (try simrun("new", "--from", "labour").out))
      #expect(labour.contains("\nscenario: labour\n"))
      for section in [
        "parameters", "issues", "parties", "plans", "talks", "state", "events", "outcomes",
      ] {
        // A comment stands over each section.
        let above = try #require(labour.components(separatedBy: "\n\(section):").first)
        #expect(above.split(separator: "\n").last?.hasPrefix("# ") == true, "\(section)")
      }
      for line in labour.split(separator: "\n") { #expect(line.count <= 120) }
    }
  }

  @Test func `what is there is not replaced unless --force says so`() throws {
    try Executable.inFolder { simrun in
      let refused = try simrun("new", "coin.yaml")
      #expect(refused.code == 2)
      #expect(
        refused.err
          == "simrun: coin.yaml already exists; use --force to replace it or another name\n")
      #expect(try simrun.read("coin.yaml") == Sample.coin)
      #expect(try simrun("new", "coin.yaml", "--force", "--from", "mediation").code == 0)
      #expect(try simrun.read("coin.yaml").contains("\nscenario: coin\n"))
    }
  }

  @Test
  func
    `a name that no scenario may have gives one that it may; a folder that is not there is said`()
    throws
  {
    try Executable.inFolder { simrun in
      for (file, name) in [
        ("My Talks.yaml", "my-talks"), ("Mein Fall ü.yaml", "mein-fall-u"),
        ("123.yaml", "labour-123"),
      ] {
        #expect(try simrun("new", file).code == 0)
        #expect(try simrun.read(file).contains("\nscenario: \(name)\n"), "\(file)")
        #expect(try simrun("validate", file).code == 0)
      }
      let nowhere = try simrun("new", "nowhere/a.yaml")
      #expect(nowhere.code == 74)
      #expect(nowhere.err == "simrun: cannot write nowhere/a.yaml: No such file or directory\n")
      let unknown = try simrun("new", "--from", "strike")
      #expect(unknown.code == 2)
      #expect(unknown.err.contains("labour") && unknown.err.contains("mediation"))
    }
  }

  @Test func `a file that cannot be written whole is not left there`() throws {
    try Executable.inFolder { simrun in
      let full = try simrun.shell("ulimit -f 1; \"$SIMRUN\" new mine.yaml")
      #expect(full.code == 74)
      #expect(full.err == "simrun: cannot write mine.yaml: the file grew too large\n")
      #expect(try simrun.names() == ["coin.yaml"])
      #expect(try simrun("new", "mine.yaml").code == 0)
    }
  }
}
