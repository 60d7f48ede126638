import Foundation
import Testing

@Suite("sweep and batch") struct BatchTests {
  private static let coin = """
    format: 1
    scenario: coin
    title: A coin
    clock: {step: week, steps: 1}
    parameters: {u: "uniform(0, 1)", p: 0.5, q: 1}
    outcomes:
      heads: {at_end: u < p}
      tails: otherwise
    """

  private func inFolder(_ body: (Executable) throws -> Void) throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.coin, to: "c.yaml")
      try body(simrun)
    }
  }

  /// The share of heads is p itself; 4,000 trials, seed 5, a standard error of .75 points.
  @Test func `where a share crosses a target stands in words and in crossings.csv`() throws {
    try inFolder { simrun in
      let finished = try simrun(
        "sweep", "c.yaml", "--sweep", "parameters.p=0.1:0.9:5", "-n", "4000", "--seed", "5",
        "--cross", "heads=0.4", "--cross", "tails=95%", "-o", "r")
      #expect(finished.code == 0, "\(finished.err)")
      let text = finished.out.replacing("\n", with: " ")
      #expect(text.contains("coin: the share of heads rises above 40 % at parameters.p = 0."))
      #expect(
        text.contains(
          "coin: the share of tails crosses 95 % nowhere along parameters.p: it lies between")
      )
      let rows = try simrun.lines("r/crossings.csv")
      #expect(rows[0].hasPrefix("scenario,path,outcome,share,value,ci_low,ci_high,direction"))
      let cells = rows[1].split(separator: ",", omittingEmptySubsequences: false)
      #expect(cells[0..<4].joined(separator: " ") == "coin parameters.p heads 0.4")
      let numbers = cells[4...6].compactMap { Double($0) }
      #expect(abs(numbers[0] - 0.4) < 4 * 0.008)
      #expect(numbers[1] < numbers[0] && numbers[0] < numbers[2])
      #expect(numbers[2] - numbers[1] < 8 * 0.008)
    }
  }

  @Test func `values go together, or are all combined`() throws {
    try inFolder { simrun in
      let sweeps = ["--sweep", "parameters.p=0.2,0.4", "--sweep", "parameters.q=1,2"]
      let zipped = try simrun.finished(
        ["sweep", "c.yaml", "--zip", "-n", "50", "-o", "z"] + sweeps)
      let product = try simrun.finished(["sweep", "c.yaml", "-n", "50", "-o", "p"] + sweeps)
      #expect(zipped.code == 0 && product.code == 0)
      #expect(
        try simrun.lines("z/points.csv") == [
          "scenario,point,parameters.p,parameters.q", "coin,1,0.2,1", "coin,2,0.4,2",
        ])
      #expect(try simrun.lines("p/points.csv").count == 5)
      let unequal = try simrun(
        "sweep", "c.yaml", "--zip", "--sweep", "parameters.p=0.2,0.4", "--sweep", "parameters.q=1")
      #expect(unequal.code == 2)
      #expect(
        unequal.err.contains(
          "values that go together must be as many as each other: parameters.p has 2, parameters.q has 1"
        ))
      let twice = try simrun(
        "sweep", "c.yaml", "--zip", "--sweep", "parameters.p=0.2", "--sweep", "parameters.p=0.4")
      #expect(twice.code == 2)
      #expect(
        twice.err.contains("'parameters.p' is swept twice; give all its values in one --sweep"))
    }
  }

  @Test func `a wrong point ends all, or is left out`() throws {
    try inFolder { simrun in
      let words = [
        "sweep", "c.yaml", "--sweep", "parameters.p=0.2,wrong,0.4", "-n", "50", "-o", "r",
      ]
      let all = try simrun.finished(words)
      #expect(all.code == 3)
      #expect(try simrun.finished(["sweep", "c.yaml"]).code == 2)
      let rest = try simrun.finished(words + ["--keep-going"])
      #expect(rest.code == 3)
      #expect(
        rest.err
          == "simrun: c.yaml with parameters.p = wrong is left out: --sweep parameters.p=wrong: "
          + "unknown name 'wrong'\nsimrun: 1 point was left out\n")
      let points = try simrun.lines("r/points.csv").dropFirst().filter { !$0.isEmpty }
      #expect(points.map { $0.split(separator: ",")[1] } == ["1", "3"])
    }
  }

  @Test func `a batch shows what it is asked to show, point by point`() throws {
    try inFolder { simrun in
      try simrun.write(
        """
        batch: coins
        title: Coins
        scenarios: c.yaml
        trials: 4000
        seed: 2
        show: heads
        points:
        - name: fair
        - {name: bent, set: {parameters.p: 0.6}, against: fair}
        - {name: more bent, set: {parameters.p: 0.7}, against: bent, show: [heads, tails, heads@1]}
        """, to: "b.yaml")
      let finished = try simrun("batch", "b.yaml")
      #expect(finished.code == 0, "\(finished.err)")
      let lines = finished.out.components(separatedBy: "\n")
      #expect(lines[0] == "coins: Coins")
      #expect(lines[2] == "point      of       baseline  here  difference (95 %)")
      #expect(lines[3].hasPrefix("bent       heads        "))
      #expect(lines[4].hasPrefix("more bent  heads        "))
      #expect(lines[5].hasPrefix("           tails        "))
      #expect(lines[6].hasPrefix("           heads@1      "))
      #expect(finished.out.contains("All results: results/coins"))
      #expect(
        try simrun.lines("results/coins/points.csv")[0..<3] == [
          "scenario,point,name,parameters.p", "coin,1,fair,", "coin,2,bent,0.6",
        ])
      // What is typed goes before what the file says.
      let typed = try simrun("batch", "b.yaml", "-n", "50", "--seed", "9", "-o", "r", "--quiet")
      #expect(typed.code == 0 && typed.out.isEmpty)
      let manifest = try String(contentsOfFile: simrun.folder + "/r/manifest.json", encoding: .utf8)
      #expect(manifest.contains("\"trials\": 50") && manifest.contains("\"seed\": 9"))
      #expect(manifest.contains("\"path\": \"b.yaml\""))
    }
  }

  @Test func `a scenario that no block is of does no harm, and what is shown must be there`() throws
  {
    try inFolder { simrun in
      try simrun.write(Self.coin.replacing("scenario: coin", with: "scenario: other"), to: "d.yaml")
      let text = "batch: b\nscenarios: [c.yaml]\npoints:\n- {scenario: d.yaml, name: a}\n"
      try simrun.write(text, to: "b.yaml")
      #expect(try simrun("batch", "b.yaml", "-n", "100", "-o", "r", "-q").code == 0)
      try simrun.write(text + "show: hedas\n", to: "b.yaml")
      let finished = try simrun("batch", "b.yaml", "-n", "100", "-o", "s")
      #expect(finished.code == 3)
      #expect(
        finished.err
          == "b.yaml:5:7: error: show: no scenario has an outcome, a class, a measure or an event 'hedas'\n"
          + "  show: hedas\n        ^\n")
      for (wanted, message) in [
        ("heads@7", "'heads@7' must name a step from 0 to 1, as heads@1"),
        ("heads@1", "'heads@1' needs incidence to be recorded: write record: incidence"),
      ] {
        try simrun.write(text + "record: answers\nshow: \(wanted)\n", to: "b.yaml")
        #expect(
          try simrun("batch", "b.yaml", "-n", "100", "-o", "s").err
            == "b.yaml:6:7: error: show: \(message)\n  show: \(wanted)\n        ^\n")
      }
    }
  }

  @Test func `what is wrong with values and with what is recorded is said where it stands`() throws
  {
    try inFolder { simrun in
      for (line, place, message) in [
        (
          "set: {parameters.zz: 1}", "4:7: error: set.parameters.zz",
          "there is no 'parameters.zz'; 'parameters' has u, p, q"
        ),
        (
          "record: most", "4:9: error: record",
          "it must be all, answers or some of timeline, signals, incidence, measures, undisturbed, with commas"
        ),
      ] {
        try simrun.write(
          "batch: b\nscenarios: [c.yaml]\npoints: [{name: a}]\n\(line)\n", to: "b.yaml")
        let finished = try simrun("batch", "b.yaml", "-n", "100", "-o", "r")
        #expect(finished.code == 3)
        #expect(
          finished.err.hasPrefix("b.yaml:\(place): \(message)\n  \(line)\n"), "\(finished.err)")
      }
      let points =
        "points:\n- {name: a}\n- product: {parameters.p: [0.1, 0.2], parameters.zz: 0:1:3}\n"
      try simrun.write("batch: b\nscenarios: [c.yaml]\n" + points, to: "b.yaml")
      #expect(
        try simrun("batch", "b.yaml", "-n", "100", "-o", "r").err.hasPrefix(
          "b.yaml:5:39: error: points.product.parameters.zz: there is no 'parameters.zz'"))
    }
  }

  @Test func `a comparison with a point that is left out is said to be with another`() throws {
    try inFolder { simrun in
      try simrun.write(
        """
        batch: b
        scenarios: c.yaml
        points:
        - {name: one}
        - {name: two, set: {parameters.p: wrong}}
        - {name: three, set: {parameters.p: 0.6}, against: two}
        """, to: "b.yaml")
      let finished = try simrun("batch", "b.yaml", "-n", "100", "-o", "r", "--keep-going")
      #expect(finished.code == 3)
      #expect(
        finished.err.contains(
          "simrun: 'three' was to be compared with a point that is left out; it is compared with the "
            + "first point that is there\n"))
    }
  }

  @Test func `a batch that was stopped is gone on with, to the same bytes`() throws {
    try inFolder { simrun in
      try simrun.write(
        """
        batch: coins
        scenarios: c.yaml
        points:
        - sample: {method: sobol, points: 30, over: {parameters.p: 0.1:0.9}}
        """, to: "b.yaml")
      #expect(try simrun("batch", "b.yaml", "-n", "2000", "-o", "whole", "-q").code == 0)
      let resumed = try simrun("batch", "b.yaml", "-n", "2000", "-o", "whole", "--resume", "-q")
      #expect(resumed.code == 0)
      #expect(try simrun("batch", "b.yaml", "-n", "2000", "-o", "other", "-q").code == 0)
      for name in ["outcomes.csv", "points.csv", "differences.csv", "manifest.json", "resume.bin"] {
        #expect(
          FileManager.default.contents(atPath: "\(simrun.folder)/whole/\(name)")
            == FileManager.default.contents(atPath: "\(simrun.folder)/other/\(name)"), "\(name)")
      }
      // Other points are another study.
      try simrun.write(
        try String(contentsOfFile: simrun.folder + "/b.yaml", encoding: .utf8).replacing(
          "0.9", with: "0.8"), to: "b.yaml")
      #expect(try simrun("batch", "b.yaml", "-n", "2000", "-o", "whole", "--resume").code == 65)
    }
  }

  /// 10,000 trials of a share of .5 have limits about 1.1 points away, two rows together.
  @Test func `it runs on until shares are precise enough, or says how far it came`() throws {
    try inFolder { simrun in
      let finished = try simrun("run", "c.yaml", "-n", "500", "--precision", "2%", "-o", "r")
      #expect(finished.code == 0, "\(finished.err)")
      let rows = try simrun.lines("r/outcomes.csv").dropFirst().filter { !$0.isEmpty }
      for row in rows {
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        let (low, high) = (Double(cells[7]) ?? 0, Double(cells[8]) ?? 1)
        #expect((high - low) / 2 <= 0.02)
      }
      try simrun.write(Self.coin.replacing(", q: 1", with: ""), to: "plain.yaml")
      let short = try simrun(
        "run", "plain.yaml", "-n", "500", "--precision", "0.001", "--most-trials", "2000", "-o", "s"
      )
      #expect(short.code == 5)
      #expect(
        short.err
          == "simrun: --precision: after 2,000 trials a share still lies up to 3 points from its "
          + "limits; --most-trials allows more\n")
      let wrong = try simrun("run", "c.yaml", "--precision", "2")
      #expect(wrong.code == 2)
      #expect(wrong.err.contains("it must be above 0 and below 0.5, but it is 2"))
    }
  }
}
