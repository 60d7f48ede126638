import Foundation
import Testing

struct RunTests {
  @Test func `answer is one screen`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.walk, to: "walk.yaml")
      let finished = try simrun("run", "walk.yaml", "-n", "2000", "--seed", "3")
      #expect(finished.code == 0)
      #expect(finished.err == "")
      let lines = finished.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.count <= 80 })
      #expect(lines[0] == "walk: Where does it end?")
      #expect(lines[2] == "outcome  share %  likely between")
      #expect(lines[3].hasPrefix("far "))
      #expect(lines[3].hasSuffix("  none in 2,000, so at most 0.3 %"))
      #expect(lines[4].hasPrefix("above   "))
      #expect(lines[4].contains("█"))
      #expect(lines[6] == "together")
      #expect(lines[7].hasPrefix("up      "))
      #expect(lines[7].hasSuffix("  = far + above"))
      #expect(
        lines.suffix(9) == [
          "", "About half of the trials end in below and about as many in up.", "",
          "2,000 trials, seed 3. With ever more trials all shares would most likely (95 %)",
          "lie between their limits. That says nothing about whether the scenario is right.",
          "With a header only: measures.csv and signals.csv, of which the file has none.",
          "All results: results/walk (columns.csv explains each column)",
          "Next: simrun drivers walk.yaml", "",
        ])
    }
  }

  @Test func `a class and an outcome of one name are not confused`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        """
        format: 1
        scenario: mood
        title: How does it end?
        parameters: {p: "uniform(0, 1)"}
        outcomes:
          calm: {at_end: p < 0.3}
          tense: {at_end: p < 0.5, class: calm}
          war: {at_end: p < 0.96, class: conflict}
          famine: {at_end: p < 0.98, class: misery}
          flood: {at_end: p < 0.99, class: misery}
          truce: otherwise
        """, to: "mood.yaml")
      let finished = try simrun("run", "mood.yaml", "-n", "20000")
      #expect(finished.code == 0)
      #expect(finished.out.contains("\nall calm   "), "\(finished.out)")
      // The table does not show a class of one outcome, so the sentence calls it as the outcome.
      #expect(
        finished.out.contains(
          """
          About half of the trials end in calm (with tense) and fewer than half in war;
          the rest ends in misery (famine or flood) or truce.
          """), "\(finished.out)")
    }
  }

  @Test func `measures that the file marks`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        Sample.walk
          + """

          measures:
            place: {value: x, unit: km, headline: true, about: "where it ends, from where it began"}
            unshown: x
            positive: {value: x > 0, headline: true, about: on this side of where it began}
            never: {value: first(x > 20), unit: week, headline: true}
          """, to: "walk.yaml")
      let finished = try simrun("run", "walk.yaml", "-n", "2000", "--seed", "3")
      #expect(finished.code == 0)
      let lines = finished.out.split(separator: "\n").map(String.init)
      let start = try #require(lines.firstIndex { $0.hasPrefix("measure ") })
      #expect(lines[start] == "measure   mean  nine of ten between")
      #expect(lines[start + 1].hasPrefix("place   "))
      #expect(lines[start + 1].hasSuffix("  km: where it ends, from where it began"))
      #expect(lines[start + 2].hasPrefix("positive"))
      #expect(lines[start + 2].hasSuffix(" %  on this side of where it began"))
      #expect(lines[start + 3].hasPrefix("never     none"))
      #expect(!finished.out.contains("unshown"))
    }
  }

  @Test func `folder has every file and the default name`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.walk, to: "walk.yaml")
      let files = [
        "classes.csv", "columns.csv", "failures.csv", "incidence.csv", "manifest.json",
        "measures.csv", "outcomes.csv", "resume.bin", "run.log.json", "signals.csv", "timeline.csv",
      ]
      #expect(try simrun("run", "coin.yaml", "-n", "100").code == 0)
      #expect(try simrun.names("results") == ["coin"])
      #expect(try simrun.names("results/coin") == files)
      #expect(try simrun("run", "coin.yaml", "walk.yaml", "-n", "100", "--keep-trials").code == 0)
      #expect(try simrun.names("results") == ["coin", "coin-and-1-more"])
      #expect(
        try simrun.names("results/coin-and-1-more")
          == (files + ["trials.csv", "differences.csv"]).sorted())
      let scenarios = try simrun.lines("results/coin-and-1-more/outcomes.csv").dropFirst()
        .map { $0.prefix { $0 != "," } }
      #expect(scenarios == ["coin", "coin", "walk", "walk", "walk"])
    }
  }

  @Test func `a fixed parameter leaves its correlations`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        Sample.coin + "\ncorrelations: {k: {between: [p, u], spearman: 0.5}}\n", to: "both.yaml")
      let fixed = ["both.yaml", "-n", "100", "--set", "parameters.p=0.4"]
      let note = "--set parameters.p=0.4: note: 'p' is fixed: the correlation 'k' leaves it out\n"
      let finished = try simrun.finished(["run"] + fixed)
      #expect(finished.code == 0)
      #expect(finished.err == note)
      #expect(try simrun.finished(["run", "--force", "-q"] + fixed).err == "")
      #expect(
        try simrun("validate", "both.yaml", "--set", "parameters.p=0.4").out.hasSuffix("\n" + note))
      // In the file it stays an error.
      try simrun.write(
        try simrun.read("both.yaml").replacing("p: uniform(0.2, 0.6)", with: "p: 0.4"),
        to: "wrong.yaml")
      #expect(
        try simrun("run", "wrong.yaml").err.hasPrefix(
          "wrong.yaml:12:30: error: correlations.k.between: 'p' cannot be correlated: its value "
            + "must be one distribution, as beta(2, 5), but is another expression; make the "
            + "distribution a parameter of its own and correlate that\n"))
    }
  }

  @Test func `quiet still writes`() throws {
    try Executable.inFolder { simrun in
      let finished = try simrun("run", "coin.yaml", "-n", "100", "--quiet", "-o", "here")
      #expect(finished.code == 0)
      #expect(finished.out == "")
      #expect(finished.err == "")
      #expect(try simrun.lines("here/outcomes.csv").count == 3)
    }
  }

  @Test func `bytes depend on nothing but seed trials and files`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.walk, to: "walk.yaml")
      for jobs in ["1", "2", "5"] {
        let finished = try simrun(
          "run", "walk.yaml", "coin.yaml", "-n", "3000", "-j", jobs, "-o", "j\(jobs)",
          "--keep-trials", "--seed", "0")
        #expect(finished.code == 0)
      }
      let names = try simrun.names("j1")
      #expect(names.count == 13)
      for other in ["j2", "j5"] {
        #expect(try simrun.names(other) == names)
        for name in names where name != "run.log.json" {
          let equal = FileManager.default.contentsEqual(
            atPath: "\(simrun.folder)/\(other)/\(name)",
            andPath: "\(simrun.folder)/j1/\(name)")
          #expect(equal, "\(other)/\(name)")
        }
      }
      #expect(
        try simrun("run", "walk.yaml", "-n", "3000", "-o", "s", "--seed", "1", "-q").code == 0)
      let another = try simrun.read("s/timeline.csv") != simrun.read("j1/timeline.csv")
      #expect(another)
    }
  }

  @Test func `more trials begin with the same ones`() throws {
    try Executable.inFolder { simrun in
      for trials in ["5000", "20000"] {
        let finished = try simrun(
          "run", "coin.yaml", "-n", trials, "-o", trials, "--keep-trials", "-q")
        #expect(finished.code == 0)
      }
      let few = try simrun.lines("5000/trials.csv")
      let many = try simrun.lines("20000/trials.csv")
      #expect(few.count == 5_001)
      #expect(many.count == 20_001)
      let begins = Array(many.prefix(5_001)) == few
      #expect(begins)
    }
  }

  /// p is then 0.3 in every trial; 20,000 trials, seed 1, five standard errors.
  @Test func `settings change the scenario`() throws {
    try Executable.inFolder { simrun in
      let finished = try simrun(
        "run", "coin.yaml", "--set", "parameters.p=0.3", "-n", "20000", "-o", "set")
      #expect(finished.code == 0)
      let cells = try simrun.lines("set/outcomes.csv")[1].split(separator: ",")
      let share = try #require(Double(cells[6]))
      #expect(abs(share - 0.3) < 5 * (0.3 * 0.7 / 20_000).squareRoot())
      #expect(try simrun.read("set/manifest.json").contains("    \"parameters.p=0.3\"\n"))
    }
  }

  @Test func `manifest knows no place`() throws {
    try Executable.inFolder { simrun in
      let here = try simrun("run", "coin.yaml", "-n", "100", "-o", "a")
      let elsewhere = try simrun("run", simrun.folder + "/coin.yaml", "-n", "100", "-o", "b")
      #expect(here.code == 0 && elsewhere.code == 0)
      let manifest = try simrun.read("a/manifest.json")
      #expect(try simrun.read("b/manifest.json") == manifest)
      #expect(manifest.contains("\"path\": \"coin.yaml\""))
    }
  }

  @Test func `no colour outside a terminal`() throws {
    try Executable.inFolder { simrun in
      let finished = try simrun("run", "coin.yaml", "-n", "100", environment: ["TERM": "xterm"])
      #expect(!finished.out.contains("\u{1B}"))
      #expect(!finished.err.contains("\u{1B}"))
    }
  }
}
