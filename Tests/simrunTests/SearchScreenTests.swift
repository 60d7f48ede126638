import Foundation
import Testing

/// What the screen of `simrun search` says where an answer could be misread.
@Suite("search screen") struct SearchScreenTests {
  private static func asked(
    _ parts: String, _ options: [String], budget: String = "100000",
    _ check: (Executable, Executable.Finished, _ words: String) throws -> Void
  ) throws {
    try Executable.inFolder { simrun in
      try simrun.write("format: 1\nscenario: small\ntitle: A small choice\n" + parts, to: "m.yaml")
      let finished = try simrun.finished(
        ["search", "m.yaml", "--budget", budget, "-o", "r"] + options)
      let lines = finished.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(finished.out)")
      try check(simrun, finished, lines.joined(separator: " "))
    }
  }

  /// Below 0 more would be had, but a twentieth of the trials fails there.
  private static let failing = """
    parameters: {x: 0.5, u: "uniform(0, 1)"}
    levers:
      x: {path: parameters.x, range: [-1, 1]}
    measures:
      depth: {value: "log(if(x < 0 and u < 0.05, 0 - 1, 1))"}
    outcomes:
      deal: {at_end: u < 0.7 - 0.3 * x}
      none: otherwise

    """

  @Test
  func `choices under which trials fail are named and do not win`() throws {
    try Self.asked(Self.failing, ["--maximize", "deal"]) { simrun, finished, words in
      #expect(finished.code == 0, "\(finished.err)")
      #expect(words.contains("Trials failed under "))
      #expect(
        words.contains("A choice under which trials fail never beats one under which none does."))
      let row = try #require(
        try simrun.lines("r/search.csv").last {
          $0.contains(" estimate,") && $0.contains(",1,1,0,")
        })
      let x = try #require(Double(row.split(separator: ",", omittingEmptySubsequences: false)[2]))
      #expect(x >= -0.001 && x < 0.1)
    }
  }

  @Test
  func `a file whose trials fail ends as a run of it does`() throws {
    let parts = Self.failing.replacing("x: 0.5", with: "x: -0.5")
    try Self.asked(parts, ["--maximize", "deal"]) { _, finished, words in
      #expect(finished.code == 4)
      #expect(finished.err.hasPrefix("simrun: small: "))
      #expect(finished.err.hasSuffix(" failed as the file is; 'simrun run m.yaml' says which\n"))
      #expect(words.contains("With this choice 0 of "))
      #expect(words.contains("Shares and means are of those that finished."))
    }
  }

  /// Deals come early only where there are few of them.
  @Test
  func `a mean that is bought by fewer values says so`() throws {
    let parts = """
      clock: {step: week, steps: 10}
      parameters: {x: 0.9, u: "uniform(0, 1)"}
      levers:
        x: {path: parameters.x, range: [0.05, 1]}
      measures:
        week: {value: first(u < x and step >= 9 * x), unit: week}
      outcomes:
        deal: {at_end: u < x}
        none: otherwise

      """
    try Self.asked(parts, ["--maximize", "0 - mean(week)"]) { _, finished, words in
      #expect(finished.code == 0, "\(finished.err)")
      #expect(words.contains("0 - mean(week) has a value in "))
      #expect(
        words.contains(
          "A mean is over those alone, so it can be had by fewer of them too. A limit keeps that out, such as "
            + "--subject-to \"deal >= …\"."))
      #expect(words.contains(" have a value with this choice, "))
    }
  }

  private static let priced = """
    parameters: {x: 0.1, u: "uniform(0, 1)"}
    levers:
      x: {path: parameters.x, range: [0, 1]}
    measures:
      paid: {value: 1000 * x, unit: EUR m}
    outcomes:
      deal: {at_end: u < 0.2 + 0.5 * x}
      none: otherwise

    """

  @Test
  func `a limit has the unit of its own quantity`() throws {
    let options = ["--maximize", "deal", "--subject-to", "mean(paid) <= 400"]
    try Self.asked(Self.priced, options) { _, finished, words in
      #expect(finished.code == 0, "\(finished.err)")
      #expect(words.contains("mean(paid) <= 400 "))
      #expect(words.contains(" EUR m ("))
      #expect(!words.contains("-0 ") && !words.contains("-0.0"))
    }
  }

  @Test
  func `where nothing keeps to the limits it says how near they are`() throws {
    let options = ["--maximize", "deal", "--subject-to", "mean(paid) <= -100"]
    try Self.asked(Self.priced, options) { simrun, finished, words in
      #expect(finished.code == 0, "\(finished.err)")
      #expect(
        words.contains(
          "choices that were tried keeps to all limits, so best.yaml is the file as it is. "
            + "That breaks mean(paid) <= -100 by 200 EUR m. The nearest, candidate "))
      #expect(
        words.contains(
          " in search.csv and the last column above, breaks mean(paid) <= -100 by 1"))
      let best = try simrun.read("r/best.yaml")
      #expect(
        best.hasPrefix(
          "# The file as it is: no choice that was tried keeps to all limits of: simrun search m.yaml "
        ))
    }
  }

  @Test
  func `views are named and written`() throws {
    let parts = Self.priced.replacing(
      "u: \"uniform(0, 1)\"", with: "u: \"uniform(0, 1)\", s: \"uniform(0, 1)\""
    ).replacing("0.5 * x", with: "0.5 * x - abs(s - x) / 4")
    try Self.asked(parts, ["--maximize", "deal", "--robust", "s"]) { simrun, finished, words in
      #expect(finished.code == 0, "\(finished.err)")
      #expect(
        words.contains("n the view 'as the file is': ")
          || words.contains("In the view 'as the file is': "))
      let rows = try simrun.lines("r/views.csv")
      #expect(
        rows[0] == "view,name,weight,file,choice,best_candidate,best,loss_elsewhere"
          && rows.count == 4)
      #expect(rows[2].hasPrefix("2,s at 5 %,,"))
      let chart = try simrun("chart", "r", "--format", "vega-lite")
      #expect(chart.code == 0, "\(chart.err)")
      // Without gnuplot the page has its tables.
      #expect([0, 69].contains(try simrun("report", "r").code))
      let page = try simrun.read("r/report.html")
      #expect(
        page.contains("Which choice serves the aim")
          && page.contains("Asked was: simrun search m.yaml "))
      let names = try simrun.names("r/charts")
      #expect(names.contains("search.vl.json") && names.contains("views.vl.json"), "\(names)")
    }
  }

  @Test
  func `a week and weeks are one unit`() throws {
    let parts = """
      clock: {start: 2026-01-05, step: week, steps: 8}
      parameters: {u: "uniform(0, 1)"}
      events:
        starts: {date: 2026-01-12}
        help: {after: starts, delay: 3 weeks}
      outcomes:
        deal: {as_soon_as: happened(help) and u < 0.5}
        none: otherwise

      """
    let options = ["--maximize", "deal", "--over", "events.help.delay=1 week:5 weeks"]
    try Self.asked(parts, options, budget: "50000") { _, finished, _ in
      #expect(finished.code == 0, "\(finished.err)")
    }
  }
}
