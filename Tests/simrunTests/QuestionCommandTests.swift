import Foundation
import Testing

/// The commands that ask questions of trials, as a user runs them.
@Suite("discover, condition, worth") struct QuestionCommandTests {
  /// Deals come where both are willing; a scandal ruins one that is near.
  private static let scenario = """
    format: 1
    scenario: pact
    title: A pact
    clock: {step: week, start: 2025-01-06, steps: 20}
    parameters:
      ours: uniform(0, 1)
      theirs: uniform(0, 1)
      idle: uniform(0, 1)
      luck: uniform(0, 1)
    state:
      ruined: {start: false, next: ruined}
    events:
      scandal: {probability: 0.02, once: true, effects: {ruined: true}}
    definitions:
      willing: ours > 0.5 and theirs > 0.4
    outcomes:
      pact: {at_end: "willing and not ruined and luck < 0.9"}
      none: otherwise
    signals:
      paper: happened(scandal)
    """

  @Test
  func `discover finds the corner, on at most 30 lines of 80 columns, and writes boxes.csv`() throws
  {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "pact.yaml")
      let finished = try simrun(
        "discover", "pact.yaml", "-n", "3000", "--inputs", "ours,theirs,idle", "--outcome", "pact")
      #expect(finished.code == 0)
      #expect(finished.err == "")
      let lines = finished.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 31)
      #expect(lines.allSatisfy { $0.count <= 80 })
      #expect(lines[0] == "pact: A pact")
      #expect(finished.out.contains("\n  ours    from 0.5"))
      #expect(finished.out.contains("again 10/10"))
      #expect(!finished.out.contains("idle"))
      #expect(finished.out.contains("Next: simrun condition pact.yaml --given \"ours >= 0."))
      #expect(finished.out.contains("\n\"parameters.ours=truncated(uniform(0, 1), 0."))
      let boxes = try simrun.lines("results/pact-discover/boxes.csv")
      #expect(
        boxes[0].hasPrefix(
          "scenario,box,input,low,high,quasi_p,coverage,density,trials,chosen,point,outcome,found,")
      )
      #expect(boxes.contains { $0.contains(",yes,0,pact,yes,") })
      #expect(try simrun.read("results/pact-discover/columns.csv").contains("boxes.csv,quasi_p"))
    }
  }

  @Test
  func `discover reads a folder of trials and any table`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "pact.yaml")
      _ = try simrun("run", "pact.yaml", "-n", "3000", "--keep-trials", "-o", "r")
      let folder = try simrun("discover", "r", "--outcome", "pact", "--inputs", "ours,theirs,idle")
      let table = try simrun(
        "discover", "r/trials.csv", "--inputs", "ours,theirs,idle", "--outcome", "outcome=pact")
      #expect(folder.code == 0 && table.code == 0)
      #expect(folder.out.contains("  ours    from 0.5"))
      // The same trials, but a table of another tool numbers them by its rows.
      #expect(table.out.hasPrefix("trials\n\noutcome=pact: "))
      let written = try simrun(
        "discover", "r/trials.csv", "--inputs", "ours,idle", "--outcome", "outcome=pact", "-o", "b")
      #expect(written.out.contains("All boxes: b/boxes.csv"))
      #expect(try simrun.names("b") == ["boxes.csv", "columns.csv", "manifest.json"])
      let again = try simrun("discover", "r", "--inputs", "ours", "--outcome", "pact", "-o", "b")
      #expect(again.code == 74)
      #expect(
        again.err
          == "simrun: b already exists; use --force to replace it or another --out\n")
      let replaced = try simrun(
        "discover", "r", "--inputs", "ours", "--outcome", "pact", "-o", "b", "--force")
      #expect(replaced.code == 0)
      let json = try simrun(
        "discover", "r", "--outcome", "pact", "--inputs", "ours,idle", "--format", "json")
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
      #expect(document["command"] as? String == "discover")
      #expect((document["answer"] as? [String])?.first?.hasPrefix("pact: ") == true)
      let rows = (document["tables"] as? [String: Any])?["boxes"] as? [[String: Any]]
      #expect(rows?.contains { $0["input"] as? String == "ours" } == true)
    }
  }

  @Test
  func `condition puts seeing and doing side by side`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "pact.yaml")
      let finished = try simrun(
        "condition", "pact.yaml", "-n", "3000", "--given", "ours > 0.5", "--do", "scandal@1")
      #expect(finished.code == 0)
      #expect(finished.err == "")
      let lines = finished.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 31)
      #expect(lines.allSatisfy { $0.count <= 80 })
      #expect(
        finished.out.contains("share %  all  given  likely between   do  difference, in points"))
      #expect(finished.out.contains("Seen: ours > 0.5 holds in 1,"))
      // The pacts of all trials are lost.
      #expect(finished.out.contains("\npact "))
      #expect(
        finished.out.contains("Done: scandal@1 in every trial, with the same random numbers, makes")
      )
      #expect(
        finished.out.split(separator: "\n").joined(separator: " ").contains(
          "Signals, against trials still open when one is first seen: paper announces none (1."))
      let rows = try simrun.lines("results/pact-condition/conditions.csv")
      #expect(
        rows[0].hasPrefix("scenario,mode,rule,outcome,trials,count,share,ci_low,ci_high,kind,"))
      #expect(rows.contains { $0.hasPrefix("pact,do,scandal@1,pact,3000,0,0,") })
      #expect(try simrun.lines("results/pact-condition/leads.csv").count == 3)
      let points = try simrun.lines("results/pact-condition/points.csv")
      #expect(points[0].contains("events.scandal.step"))
    }
  }

  /// A deal ends a trial; a comet means nothing. 4,000 trials, seed 1.
  @Test
  func `what is seen on the way is compared with trials still open, and that is said`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        """
        format: 1
        scenario: sky
        title: A sky
        clock: {step: week, steps: 40}
        events:
          signing: {probability: 0.03, once: true}
          comet: {probability: 0.05, once: true}
        outcomes:
          deal: {as_soon_as: happened(signing)}
          none: otherwise
        signals:
          comet_seen: happened(comet)
        """, to: "sky.yaml")
      let finished = try simrun("condition", "sky.yaml", "-n", "4000", "--given", "comet")
      #expect(finished.code == 0)
      let said = finished.out.split(separator: "\n").joined(separator: " ")
      #expect(finished.out.contains("share %  all  open then  given  likely between"))
      #expect(
        said.contains(
          " No share is told apart from that of trials still open then, that had not seen it before."
        ))
      #expect(
        said.contains(
          "No signal makes an end more frequent than it is in trials still open when the signal is first "
            + "seen, as far as these trials show."))
      let rows = try simrun.lines("results/sky-condition/conditions.csv")
      #expect(
        rows.contains {
          $0.hasPrefix("sky,given,comet,deal,") && $0.contains(",trials still open,")
        })
      #expect(
        try simrun.lines("results/sky-condition/leads.csv")[0]
          == "scenario,signal,class,trials,lead,lead_low,lead_high,seen,share,expected,ratio,ratio_low,"
          + "ratio_high")
      let other = try simrun(
        "condition", "sky.yaml", "-n", "400", "--given", "step > 10", "-o", "o")
      #expect(other.out.contains("Against the other trials, "))
    }
  }

  /// What one of the plans has over the other has a mean of 0 given either of two that make it together.
  @Test
  func `worth says when no single unknown is worth anything, once`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario + "\nmeasures: {v: 0}\n", to: "pact.yaml")
      try simrun.write(
        Self.scenario.replacing("scenario: pact", with: "scenario: wait")
          + "\nmeasures: {v: \"(ours - 0.5) * (theirs - 0.5)\"}\n", to: "wait.yaml")
      let finished = try simrun("worth", "pact.yaml", "wait.yaml", "--value", "v", "-n", "4000")
      #expect(finished.code == 0)
      let said = finished.out.split(separator: "\n").joined(separator: " ")
      #expect(
        said.contains(
          "No single unknown is told apart from one that is worth nothing: each of 4 is worth at most "
        ))
      #expect(!said.contains("not told apart from nothing"))
    }
  }

  /// A deal that needs more luck comes in fewer trials and in no others. 1 − 0.025^(1/250) = 1.5 %.
  @Test
  func `worth says where no draw had a better plan`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "pact.yaml")
      try simrun.write(
        Self.scenario.replacing("scenario: pact", with: "scenario: wait").replacing(
          "luck < 0.9", with: "luck < 0.8"), to: "wait.yaml")
      let finished = try simrun(
        "worth", "pact.yaml", "wait.yaml", "--value", "pact=1", "-n", "4000")
      #expect(finished.code == 0)
      let said = finished.out.split(separator: "\n").joined(separator: " ")
      #expect(
        said.contains(
          "In none of 250 parameter draws another plan was better than pact, so nothing that was drawn is worth "
            + "knowing first; what comes in fewer than 1.5 % of them, however much, may not have been seen."
        ))
      #expect(!said.contains("told apart from"))
    }
  }

  @Test
  func `worth says which plan is best and what to find out first`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "pact.yaml")
      let other = Self.scenario.replacing("scenario: pact", with: "scenario: wait").replacing(
        "ours > 0.5 and theirs > 0.4", with: "ours < 0.5 and theirs > 0.4")
      try simrun.write(other, to: "wait.yaml")
      let finished = try simrun(
        "worth", "pact.yaml", "wait.yaml", "--value", "pact=1", "-n", "8000")
      #expect(finished.code == 0)
      #expect(finished.err == "")
      let lines = finished.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 31)
      #expect(lines.allSatisfy { $0.count <= 80 })
      #expect(finished.out.hasPrefix("What is worth finding out, of pact, wait, for pact=1\n"))
      #expect(finished.out.contains("Worth finding out first: ours."))
      // Where theirs is low, both are worth nothing.
      #expect(finished.out.contains("\ntwo or more alike  "))
      let said = finished.out.split(separator: "\n").joined(separator: " ")
      #expect(
        said.contains(
          " Two or more alike: parameter draws in which no plan alone is best, because the best are worth the "
            + "same."))
      #expect(finished.out.contains("500 parameter draws, the same for all plans."))
      let rows = try simrun.lines("results/pact-and-1-more-worth/worth.csv")
      #expect(rows[0] == "quantity,input,value,ci_low,ci_high")
      #expect(rows[1].hasPrefix("EVPI,,0."))
      #expect(rows[2].hasPrefix("EVPPI,ours,0."))
    }
  }

  @Test(arguments: [
    (
      ["worth", "coin.yaml", "--value", "heads=1"],
      "two files at least: each is a plan that may be chosen. See 'simrun help worth'."
    ),
    (
      ["worth", "coin.yaml", "coin.yaml", "--value", "heads="],
      "--value needs outcomes with their worth, as in \"compromise=1, freeze=0.4\", or a measure, but it is "
        + "'heads='"
    ),
    (
      ["condition", "coin.yaml", "--do", "leak"],
      "--do needs an event and when it happens, as in leak@12, but it is 'leak'"
    ),
    (["condition", "coin.yaml", "--do", "leak@12"], "there is no event 'leak'"),
    (
      ["discover", "coin.yaml", "--peel-alpha", "0.7"],
      "--peel-alpha must be between 0 and 0.5, but it is 0.7. See 'simrun help discover'."
    ),
    (
      ["discover", "coin.yaml", "--least-mass", "0"],
      "--least-mass must be between 0 and 1, but it is 0.0. See 'simrun help discover'."
    ),
    (["discover", "nothing.csv"], "cannot read nothing.csv: no such file"),
    (
      ["discover", "coin.yaml", "--outcome", "head"],
      "there is no outcome 'head'; did you mean 'heads'?"
    ),
    (
      ["discover", "coin.yaml", "--inputs", "pp"],
      "there is no column 'pp'; known: outcome, class, step, p, u, chance"
    ),
    (
      ["drivers", "coin.yaml", "--outcome", "head"],
      "there is no outcome 'head'; did you mean 'heads'?"
    ),
    (
      ["sensitivity", "coin.yaml", "--outcome", "head"],
      "there is no outcome 'head'; did you mean 'heads'?"
    ),
    (
      ["worth", "coin.yaml", "coin.yaml", "--value", "head=1"],
      "coin.yaml is given twice"
    ),
    (
      ["worth", "coin.yaml", "other.yaml", "--value", "head=1"],
      "coin: there is no outcome 'head'; did you mean 'heads'?"
    ),
    (
      ["worth", "coin.yaml", "other.yaml", "--value", "prize"],
      "coin: there is no measure 'prize'; known: chance"
    ),
  ])
  func `what is wrong is said in one line, and nothing is written`(
    _ arguments: [String], _ line: String
  ) throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        Sample.coin.replacing("scenario: coin", with: "scenario: other"), to: "other.yaml")
      let finished = try simrun.finished(arguments)
      #expect(finished.code == 2)
      #expect(finished.err == "simrun: \(line)\n")
      #expect(finished.out == "")
      #expect(!FileManager.default.fileExists(atPath: simrun.folder + "/results"))
    }
  }

  @Test
  func `a box that is not there is an error, and the run is kept`() throws {
    try Executable.inFolder { simrun in
      let finished = try simrun(
        "discover", "coin.yaml", "-n", "2000", "--outcome", "heads", "--box", "999", "-o", "r")
      #expect(finished.code == 2)
      #expect(
        finished.err.hasPrefix(
          "simrun: there is no box 999 of 'heads': boxes are numbered from 0 to "))
    }
  }

  @Test
  func `what is wrong with an event that is forced names the option`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "pact.yaml")
      let finished = try simrun("condition", "pact.yaml", "--do", "scandal@99")
      #expect(finished.code == 3)
      #expect(finished.err.hasPrefix("--do events.scandal.step=99"))
    }
  }

  @Test
  func `a rule that is wrong is shown with its place`() throws {
    try Executable.inFolder { simrun in
      let finished = try simrun("condition", "coin.yaml", "--given", "q > 1")
      #expect(finished.code == 3)
      #expect(
        finished.err == """
          --given:1:1: error: --given: there is no column 'q'; known: outcome, class, step, p, u, chance
            q > 1
            ^

          """)
    }
  }
}
