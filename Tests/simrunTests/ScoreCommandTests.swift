import Foundation
import Testing

/// `simrun score`, as a user runs it.
@Suite("score") struct ScoreCommandTests {
  static let forecasts = """
    question,source,date,probability,resolution_date,resolution,rule,rule_says,reason
    Heads in the first week?,desk,2025-01-06,0.4,2025-01-13,no,happened(heads),,
    Heads in the first week?,crowd,2025-01-06,0.5,2025-01-13,no,happened(heads),,
    Heads by the fourth week?,desk,2025-01-06,0.9,2025-02-03,yes,happened(heads),,
    Heads by the fourth week?,crowd,2025-01-06,0.8,2025-02-03,yes,happened(heads),,
    Edge by the fourth week?,desk,2025-01-06,0.01,2025-02-03,no,,,a coin has two sides
    Heads in 2026?,desk,2025-01-06,0.9,2026-12-31,,happened(heads),,

    """

  static let model = """
    format: 1
    scenario: coin
    title: A coin a week
    clock: {start: 2025-01-06, step: week, steps: 10}
    events:
      heads: {probability: 0.5}
    outcomes:
      heads: {at_end: happened(heads)}
      none: otherwise
    """

  @Test
  func `forecasters are scored on at most 30 lines of 80 columns, and nothing is written`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.forecasts, to: "f.csv")
      let finished = try simrun("score", "f.csv")
      #expect(finished.code == 0 && finished.err == "")
      let lines = finished.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 31 && lines.allSatisfy { $0.count <= 80 })
      #expect(lines[0] == "How good were the forecasts of f.csv?")
      #expect(finished.out.contains("\ndesk                3          3  0.057  "))
      #expect(finished.out.contains("\ncrowd               2          2  0.145  "))
      #expect(
        finished.out.contains(
          "crowd and desk are not told apart on 2 questions that both answered: at most"))
      #expect(
        finished.out.contains("Not scored: 1 forecast of 1 question that is still open."))
      #expect(finished.out.contains("Next: -o FOLDER writes all tables."))
      #expect(try simrun.names(".").allSatisfy { $0 != "results" })
    }
  }

  @Test
  func `of equal errors of numbers none is the least`() throws {
    try Executable.inFolder { simrun in
      let points = """
        question,source,date,point,resolution_date,resolution
        Price in May?,ann,2025-01-06,3,2025-02-03,4
        Price in May?,bob,2025-01-06,5,2025-02-03,4
        Price in June?,ann,2025-01-06,7,2025-02-03,6
        Price in June?,bob,2025-01-06,5,2025-02-03,6

        """
      try simrun.write(points, to: "p.csv")
      #expect(
        try simrun("score", "p.csv").out.contains(
          "Of numbers, ann and bob are off by 1 on average alike."))
      let third = "Price in May?,eve,2025-01-06,9,2025-02-03,4\n"
      try simrun.write(points + third, to: "q.csv")
      let said = try simrun("score", "q.csv").out.split(whereSeparator: \.isNewline)
        .joined(separator: " ")
      #expect(said.contains("Of numbers, ann and bob are off by 1 on average, the least."))
      let many = ["cy", "di", "ed", "flo", "gus", "hal"].map {
        "Price in May?,\($0),2025-01-06,3,2025-02-03,4\n"
      }
      try simrun.write(points + many.joined(), to: "s.csv")
      let all = try simrun("score", "s.csv").out.split(whereSeparator: \.isNewline)
        .joined(separator: " ")
      #expect(
        all.contains(
          "Of numbers, ann, bob, cy, di, ed, flo and 2 others are off by 1 on average alike."),
        "\(all)")
      try simrun.write(
        points.replacing("bob,2025-01-06,5,2025-02-03,4", with: "bob,2025-01-06,6,2025-02-03,4"),
        to: "r.csv")
      #expect(
        try simrun("score", "r.csv").out.contains(
          "Of numbers, ann is off by 1 on average, the least."))
    }
  }

  @Test
  func `with --out the tables are written, and not over others`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.forecasts, to: "f.csv")
      let finished = try simrun("score", "f.csv", "-o", "r")
      #expect(finished.code == 0)
      #expect(
        try simrun.names("r") == [
          "columns.csv", "comparisons.csv", "manifest.json", "point_scores.csv",
          "recalibration.csv", "reliability.csv", "scores.csv",
        ])
      let scores = try simrun.lines("r/scores.csv")
      #expect(scores[0].hasPrefix("forecaster,n,brier,log_score,mcb,dsc,unc,questions,"))
      #expect(scores[1].hasPrefix("all,5,"))
      let again = try simrun("score", "f.csv", "-o", "r")
      #expect(again.code == 74)
      #expect(try simrun("score", "f.csv", "-o", "r", "--force").code == 0)
    }
  }

  @Test
  func `a model answers what it can, and says what it cannot`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.forecasts, to: "f.csv")
      try simrun.write(Self.model, to: "m.yaml")
      let finished = try simrun("score", "f.csv", "--model", "m.yaml", "-n", "2000")
      #expect(finished.code == 0 && finished.err == "")
      let words = finished.out.replacing("\n", with: " ")
      #expect(words.contains("The model coin answers 2 of 4 questions. It cannot express"))
      #expect(words.contains("\"Edge by the fourth week?\" (a coin has two sides)"))
      #expect(words.contains("(it resolves after the model ends, on 2025-03-17)"))
      #expect(finished.out.contains("\ncoin                2          2  "))
      let rows = try simrun.lines("results/coin-score/model_forecasts.csv")
      #expect(
        rows[0].hasPrefix("forecaster,question,resolution_date,rule,rule_says,expressed,reason,"))
      #expect(rows.contains { $0.contains(",happened(heads),yes,yes,,1,2025-01-13,2000,") })
      #expect(rows.contains { $0.contains(",2025-02-03,,,no,a coin has two sides,,,,,,,,0") })
      // Nothing else of the run is changed by the rules.
      _ = try simrun("run", "m.yaml", "-n", "2000", "-o", "plain")
      for file in ["outcomes.csv", "incidence.csv", "timeline.csv", "measures.csv"] {
        #expect(try simrun.read("results/coin-score/\(file)") == simrun.read("plain/\(file)"))
      }
    }
  }

  @Test
  func `what is printed for programs has all tables`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.forecasts, to: "f.csv")
      try simrun.write(Self.model, to: "m.yaml")
      let json = try simrun(
        "score", "f.csv", "--model", "m.yaml", "-n", "100", "--format", "json")
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
      #expect(document["command"] as? String == "score")
      #expect(document["scenarios"] as? [String] == ["coin"])
      let tables = try #require(document["tables"] as? [String: Any])
      #expect(
        tables.keys.sorted() == [
          "comparisons", "model_forecasts", "point_scores", "recalibration", "reliability",
          "scores",
        ])
    }
  }

  @Test
  func `--as-of looks at what was said by then`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        """
        question,source,date,probability,resolution
        Rain?,desk,2025-01-01,0.5,1
        Rain?,desk,2025-02-01,1,1
        """, to: "f.csv")
      let finished = try simrun("score", "f.csv", "--as-of", "2025-01-15")
      #expect(finished.out.contains("\ndesk                1          1  0.250  "))
      let none = try simrun("score", "f.csv", "--as-of", "2024-12-31")
      #expect(none.code == 0)
      #expect(
        none.out.contains("No forecast was made by 2024-12-31: the first is of 2025-01-01."))
      #expect(!none.out.contains("None of"))
    }
  }

  /// A forecast of 0.3 scores 0.09 or 0.49, and nothing else.
  @Test
  func `what is counted is named, and limits are no wider than what can come`() throws {
    try Executable.inFolder { simrun in
      try simrun.write("question,source,p,outcome\nRain?,desk,0.3,no\n", to: "f.csv")
      let finished = try simrun("score", "f.csv")
      let words = finished.out.replacing("\n", with: " ")
      #expect(
        words.contains(
          "1 forecast of 1 question (desk): 0 of the forecasts, 0 %, were of what came. "))
      #expect(words.contains("  0.090  0.090 to 0.490  "))
      #expect(!words.contains("-0 ") && !words.contains("-0.000"))
    }
  }

  @Test
  func `numbers of two stay within 80 columns, and what lacks for limits is said`() throws {
    try Executable.inFolder { simrun in
      let rows = (1...12).map { k in
        let came = 312.5 + 3 * Double(k)
        return "Seats of \(k)?,the polling institute of the capital,\(300 + k),\(came)\n"
          + "Seats of \(k)?,model,\(290 + k),\(came)\n"
      }
      try simrun.write("question,source,point,resolution\n" + rows.joined(), to: "f.csv")
      let finished = try simrun("score", "f.csv")
      #expect(finished.code == 0, "\(finished.err)")
      let lines = finished.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(finished.out)")
      #expect(
        finished.out.replacing("\n", with: " ").contains(
          "There are too few questions about numbers to tell apart model and the polling institute of the "
            + "capital (12 that both answered); limits need 30."))
    }
  }

  @Test
  func `a question that resolves before the first step ends cannot be expressed`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.model, to: "m.yaml")
      try simrun.write(
        """
        question,source,date,probability,resolution_date,resolution,rule
        Heads by Wednesday?,desk,2025-01-06,0.4,2025-01-08,no,happened(heads)
        Heads in the first week?,desk,2025-01-06,0.4,2025-01-13,no,happened(heads)
        """, to: "f.csv")
      let finished = try simrun("score", "f.csv", "--model", "m.yaml", "-n", "200")
      let words = finished.out.replacing("\n", with: " ")
      #expect(
        words.contains(
          "The model coin answers 1 of 2 questions. It cannot express \"Heads by Wednesday?\" (it resolves "
            + "before the first step of the model ends, on 2025-01-13)."))
    }
  }

  @Test
  func `questions that are all open leave nothing to score`() throws {
    try Executable.inFolder { simrun in
      try simrun.write("question,p,outcome\nRain?,0.5,\n", to: "f.csv")
      let finished = try simrun("score", "f.csv")
      #expect(finished.code == 0)
      #expect(
        finished.out.contains(
          "None of 1 question is resolved yet, so that there is nothing to score."))
    }
  }

  @Test(arguments: [
    (["score", "nothing.csv"], 2, "simrun: cannot read nothing.csv: no such file"),
    (
      ["score", "f.csv", "--as-of", "June"], 2,
      "simrun: --as-of needs a day, as in 2025-11-13, but it is 'June'"
    ),
    (
      ["score", "f.csv", "--base-rate", "2"], 2,
      "simrun: --base-rate must be from 0 to 1, but it is 2.0. See 'simrun help score'."
    ),
    (
      ["score", "f.csv", "--bins", "0"], 2,
      "simrun: --bins must be from 1 to 100, but it is 0. See 'simrun help score'."
    ),
    (
      ["score", "f.csv", "--within", "5,near"], 2,
      "simrun: --within needs numbers with commas, as in 5,10,20. See 'simrun help score'."
    ),
    (
      ["score", "bad.csv"], 3,
      """
      bad.csv:2:7: error: '1.5' is no probability; write a number from 0 to 1, or a percentage such as 12%
        Rain?,1.5,1
              ^
      """
    ),
  ])
  func `what is wrong is said`(arguments: [String], code: Int32, message: String) throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.forecasts, to: "f.csv")
      try simrun.write("question,p,outcome\nRain?,1.5,1\n", to: "bad.csv")
      let finished = try simrun.finished(arguments)
      #expect(finished.code == code)
      #expect(finished.err == message + "\n")
    }
  }
}
