import Foundation
import Testing

@testable import simrun

/// `simrun search`, as a user runs it.
@Suite("search") struct SearchCommandTests {
  static func scenario(_ parts: String) -> String {
    """
    format: 1
    scenario: small
    title: A small choice
    """ + "\n" + parts + "\n"
  }

  /// The value of a lever in the row that the estimate keeps.
  private static func best(_ simrun: Executable, _ column: Int = 2) throws -> Double {
    let row = try #require(
      try simrun.lines("r/search.csv").last { $0.contains(" estimate,") && $0.contains(",1,1,") })
    return try #require(Double(row.split(separator: ",", omittingEmptySubsequences: false)[column]))
  }

  /// Known answers: the setter with a majority among ideals .2, .4 and .9 and a reversion of .2 proposes .6 (Romer and
  /// Rosenthal 1978); an offer against a uniform cost with a worth of .8 is .4; the newsvendor with uniform demand,
  /// price 1 and cost .3 orders .7. What is lost a step of a thousandth away is far below the indifference, so the place
  /// is looked at within what that leaves open.
  @Test(arguments: [
    (
      "setter", 0.6, 0.011,
      """
      parameters: {x: 0.2}
      measures:
        won: {value: "if(abs(x - 0.4) <= 0.2 + 1e-9, 1 - abs(x - 0.9), 0.3)"}
      outcomes: {end: otherwise}
      """
    ),
    (
      "offer", 0.4, 0.08,
      """
      parameters: {x: 0.1, cost: "uniform(0, 1)"}
      measures:
        won: {value: "if(cost <= x, 0.8 - x, 0)"}
      outcomes: {end: otherwise}
      """
    ),
    (
      "newsvendor", 0.7, 0.12,
      """
      parameters: {x: 0.2, demand: "uniform(0, 1)"}
      measures:
        won: {value: "min(x, demand) - 0.3 * x"}
      outcomes: {end: otherwise}
      """
    ),
  ])
  func `known answers are found`(name: String, right: Double, within: Double, parts: String) throws
  {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario(parts), to: "m.yaml")
      let finished = try simrun.finished([
        "search", "m.yaml", "--maximize", "mean(won)", "--over", "parameters.x=0:1", "--budget",
        "200000", "-q", "-o", "r",
      ])
      #expect(finished.code == 0, "\(name): \(finished.err)")
      #expect(abs(try Self.best(simrun) - right) <= within, "\(name)")
    }
  }

  /// A pie of which the one has .2 and the other .1 without a deal, with powers .6 and .4: Nash's solution is .62
  /// (Kalai 1977). The search looks at a text, the protocol makes its own.
  @Test
  func `the text that is found is the one that the protocol finds`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        Self.scenario(
          """
          clock: {step: round, steps: 1}
          issues:
            pie: {low: all to two, high: all to one}
          parties:
            one: {ideal: 1, no_deal: 0.2}
            two: {ideal: 0, no_deal: 0.1}
          plans:
            offer: {terms: {pie: 0.3}}
          talks:
            protocol: nash
            power: {one: 0.6, two: 0.4}
          levers:
            pie: {path: plans.offer.terms.pie, range: [0, 1], by: one}
          outcomes:
            deal: {as_soon_as: settled}
            none: otherwise
          measures:
            product: >-
              max(0, utility(one, offer) - 0.2) ^ 0.6 * max(0, utility(two, offer) - 0.1) ^ 0.4
            share_of_one: agreed.pie
          """), to: "m.yaml")
      let finished = try simrun.finished([
        "search", "m.yaml", "--maximize", "mean(product)", "--budget", "200000", "-o", "r",
      ])
      #expect(finished.code == 0, "\(finished.err)")
      #expect(try simrun("run", "m.yaml", "-n", "16", "-q", "-o", "n").code == 0)
      let row = try #require(
        try simrun.lines("n/measures.csv").first { $0.contains(",share_of_one,") })
      let nash = try #require(
        row.split(separator: ",").compactMap { Double($0) }.first { $0 > 0.5 && $0 < 1 })
      #expect(abs(try Self.best(simrun) - nash) < 0.002, "\(row)")
    }
  }

  static let talks = Self.scenario(
    """
    parameters:
      push: 0.2
      firmness: {value: 0.5, about: how much is asked for}
      idle: 0.5
      mood: uniform(0, 1)
    events: {}
    measures:
      price: {value: 10 * push}
    levers:
      push: {path: parameters.push, range: [0, 1], cost: 2, unit: USD bn}
      firmness: {path: parameters.firmness, range: [0, 1]}
      idle: {path: parameters.idle, values: [0.25, 0.5, 0.75]}
    outcomes:
      deal: {at_end: mood < 0.2 + 0.5 * push - abs(firmness - 0.3)}
      collapse: {at_end: mood > 1 - 0.3 * push}
      none: otherwise
    """
  ).replacing("events: {}\n", with: "")

  /// Of all levers the deal wants push 1 and firmness .3: a share of .7. With collapse at 15 % at most push is .5: .45.
  @Test
  func `levers of the file are searched over, under limits`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.talks, to: "m.yaml")
      let free = try simrun.finished([
        "search", "m.yaml", "--maximize", "deal", "--budget", "300000", "-o", "r",
      ])
      #expect(free.code == 0, "\(free.err)")
      #expect(try Self.best(simrun) > 0.97)
      #expect(abs(try Self.best(simrun, 3) - 0.3) < 0.03)
      let words = free.out.replacing("\n", with: " ")
      #expect(words.contains("With this choice deal is "))
      let found = [
        "On the draws with which it was found it came to ", "It was found on fresh draws, ",
      ]
      #expect(found.contains { words.contains($0) })
      #expect(
        try simrun.read("r/best.yaml").contains("title: \"A small choice – the best choice\""))
      #expect(
        words.contains("Not told apart from moving nothing, whichever end they are at, at most "))
      #expect(words.contains("Its price: "))
      #expect(words.contains("Next: simrun run r/best.yaml"))
      let lines = free.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 31 && lines.allSatisfy { $0.count <= 80 }, "\(free.out)")
      // The file that it writes runs where it lies.
      #expect(try simrun("run", "r/best.yaml", "-n", "20000", "-q", "-o", "b").code == 0)
      let share = try #require(try simrun.lines("b/outcomes.csv").first { $0.contains(",deal,") })
      // Four standard errors of 20,000 trials are 0.013.
      #expect(abs(try #require(Double(share.split(separator: ",")[6])) - 0.7) < 0.03)
      let bound = try simrun.finished([
        "search", "m.yaml", "--maximize", "deal", "--subject-to", "collapse <= 15%", "--budget",
        "300000", "-o", "r", "--force",
      ])
      #expect(bound.code == 0, "\(bound.err)")
      #expect(abs(try Self.best(simrun) - 0.5) < 0.08)
      #expect(bound.out.replacing("\n", with: " ").contains("collapse <= 15% "))
    }
  }

  /// What a scenario reads beside its files is not copied; the command that is shown says where it is.
  @Test
  func `a choice of a scenario with data runs as it is shown`() throws {
    try Executable.inFolder { simrun in
      try FileManager.default.createDirectory(
        atPath: simrun.folder + "/in", withIntermediateDirectories: true)
      try simrun.write("price\n1\n2\n3\n", to: "in/p.csv")
      try simrun.write(
        Self.scenario(
          """
          data: {prices: {file: p.csv, column: price}}
          parameters: {x: 0.1, price: "empirical(prices)"}
          outcomes:
            deal: {at_end: price < 1 + 2 * x}
            none: otherwise
          """), to: "in/m.yaml")
      let finished = try simrun.finished([
        "search", "in/m.yaml", "--maximize", "deal", "--over", "parameters.x=0:2", "--budget",
        "50000", "-o", "r",
      ])
      #expect(finished.code == 0, "\(finished.err)")
      let words = finished.out.replacing("\n", with: " ")
      #expect(words.contains("Next: simrun run r/best.yaml --root in "), "\(finished.out)")
      let run = try simrun("run", "r/best.yaml", "--root", "in", "-n", "100", "-q", "-o", "b")
      #expect(run.code == 0, "\(run.err)")
    }
  }

  @Test
  func `a search that was cut off goes on, to the same bytes`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.talks, to: "m.yaml")
      let search = ["search", "m.yaml", "--maximize", "deal", "--budget", "100000", "-q"]
      #expect(try simrun.finished(search + ["-o", "a"]).code == 0)
      let stages = try simrun.names("a-stages")
      #expect(stages.count > 4)
      // The first stages are there, and the one that was cut off.
      try FileManager.default.createDirectory(
        atPath: simrun.folder + "/b-stages", withIntermediateDirectories: true)
      for stage in stages
      where stage.hasPrefix("1-") || stage.hasPrefix("2-") || stage == "question.json" {
        try FileManager.default.copyItem(
          atPath: "\(simrun.folder)/a-stages/\(stage)", toPath: "\(simrun.folder)/b-stages/\(stage)"
        )
      }
      try simrun.write("simrun-search/2 cut", to: "b-stages/3-climb.txt")
      // Of the second, the first candidates.
      let parts = try simrun.read("a-stages/2-climb.txt").split(
        separator: "\n\n", omittingEmptySubsequences: false)
      #expect(parts.count > 3)
      try simrun.write(
        parts.prefix(2).joined(separator: "\n\n") + "\n\nend\n", to: "b-stages/2-climb.txt")
      #expect(try simrun.finished(search + ["-o", "b", "--resume"]).code == 0)
      #expect(try simrun.finished(search + ["-o", "c", "-j", "1"]).code == 0)
      try simrun.expectEqual("b", "a")
      try simrun.expectEqual("c", "a")
      try simrun.expectEqual("b-stages", "a-stages")
      let there = try simrun.finished(search + ["-o", "a"])
      #expect(there.code == 74)
    }
  }

  @Test
  func `two aims have a front`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.talks, to: "m.yaml")
      let finished = try simrun.finished([
        "search", "m.yaml", "--front", "deal", "0 - mean(price)", "--budget", "300000", "-o", "r",
      ])
      #expect(finished.code == 0, "\(finished.err)")
      let rows = try simrun.lines("r/front.csv")
      #expect(
        rows[0]
          == "candidate,push,firmness,idle,objective,ci_low,ci_high,objective_2,ci_low_2,ci_high_2")
      #expect(rows.count > 4)
      let chart = try simrun("chart", "r", "--format", "vega-lite")
      #expect(chart.code == 0, "\(chart.err)")
      #expect(try simrun.names("r/charts").contains("front.vl.json"))
      // Along the front the one rises and the other falls.
      let pairs = try rows.dropFirst().map { row in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        return (try #require(Double(cells[4])), try #require(Double(cells[7])))
      }
      #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.0 <= $1.0 && $0.1 >= $1.1 })
    }
  }

  /// A choice that is best if the other side is weak loses where it is strong: with x the lever and s the strength, .3 or
  /// .7, a deal comes with 1 − |x − s|. The least regret is in the middle, .2; the best of each end loses .4.
  @Test
  func `what is good though one may be wrong lies between`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        Self.scenario(
          """
          parameters: {x: 0.1, strength: 0.5, mood: "uniform(0, 1)"}
          outcomes:
            deal: {at_end: mood < 1 - abs(x - strength)}
            none: otherwise
          """), to: "m.yaml")
      try simrun.write("strength,weight\n0.3,1\n0.7,1\n", to: "e.csv")
      let finished = try simrun.finished([
        "search", "m.yaml", "--maximize", "deal", "--over", "parameters.x=0:1", "--robust", "e.csv",
        "--budget", "300000", "-o", "r",
      ])
      #expect(finished.code == 0, "\(finished.err)")
      #expect(abs(try Self.best(simrun) - 0.5) < 0.03)
      let words = finished.out.replacing("\n", with: " ")
      #expect(words.contains("Whichever of these holds, this choice loses at most "))
    }
  }

  /// A deal comes with 0.9 − (t − s)², s uniform: whether s is known to be low, to be high or not at all, no t
  /// has less regret than 0.5, which the file has. Others come near it, and draws favour some of them.
  @Test
  func `where the file is best for what may hold it stays, though draws favour another`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        Self.scenario(
          """
          parameters: {t: 0.5, s: "uniform(0, 1)", x: "uniform(0, 1)"}
          outcomes:
            deal: {at_end: x < 0.9 - (t - s) ^ 2}
            none: otherwise
          """), to: "m.yaml")
      let finished = try simrun.finished([
        "search", "m.yaml", "--maximize", "deal", "--over", "parameters.t=0:1", "--robust", "s",
        "--budget", "60000", "--seed", "2", "-o", "r",
      ])
      #expect(finished.code == 0, "\(finished.err)")
      let words = finished.out.replacing("\n", with: " ")
      #expect(
        words.contains("No choice that was tried is judged better than the file as it is"),
        "\(finished.out)")
      // On the draws of the selection another choice comes first: it loses less.
      let lines = try simrun.lines("r/search.csv")
      let names = lines[0].split(separator: ",").map(String.init)
      let place = try #require(names.firstIndex(of: "objective"))
      let selected = lines.filter { $0.contains(" select,") }.map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      let first = try #require(
        selected.max { (Double($0[place]) ?? -1) < (Double($1[place]) ?? -1) })
      #expect(selected.count > 1 && first[0] != "0", "\(selected)")
    }
  }

  @Test
  func `where too few draws are left to judge by, that is said`() {
    #expect(
      SearchWords.unjudged(of: "31")
        == "Of 31 choices that were tried, the budget left too few fresh draws to judge whether the best is better "
        + "than the file as it is. So nothing is changed. A larger --budget tells.")
  }
}
