import Scenarios
import Sim
import Testing

/// Terms in the unit of an issue's ends.
@Suite("Units of issues")
struct UnitTests {
  private static let units = """
    clock: {start: 2025-01-06, step: week, steps: 8}
    issues:
      wage: {low: 0%, high: 8%, status_quo: 1%, levels: [0%, 2%, 8%]}
      land: {low: 0 km2, high: 5000 km2, status_quo: 500 km2}
      army: {low: 900 000 soldiers, high: 100 000 soldiers, status_quo: 900 000 soldiers}
      term: {low: 4 years, high: 1 year, status_quo: 42 months}
      from: {low: 2026-01-01, high: 2026-01-11, status_quo: 2026-01-02}
    party_defaults: {no_deal: 0.2}
    parties:
      a: {ideal: {wage: 6%, land: 2500 km2, army: 500 000 soldiers, term: 18 months, from: 2026-01-06}}
      b:
        ideal: {wage: 0, land: 0, army: 0, term: 0, from: 0}
        red_lines: {wage: {above: 7%, hard: true}, land: {above: 4 000 km2, slope: 0.1}}
    plans:
      paper:
        terms: {wage: 2%, land: 1250 km2, army: {open: true, expected: 300 000 soldiers}, term: 2.5 years}
    talks: {protocol: single_text, opening: paper}
    outcomes: {deal: {as_soon_as: settled}, none: otherwise}
    """
  private static let scale = """
    clock: {start: 2025-01-06, step: week, steps: 8}
    issues:
      wage: {low: 0%, high: 8%, status_quo: 0.125, levels: [0, 0.25, 1]}
      land: {low: 0 km2, high: 5000 km2, status_quo: 0.1}
      army: {low: 900 000 soldiers, high: 100 000 soldiers, status_quo: 0}
      term: {low: 4 years, high: 1 year, status_quo: 0.166666666666667}
      from: {low: 2026-01-01, high: 2026-01-11, status_quo: 0.1}
    party_defaults: {no_deal: 0.2}
    parties:
      a: {ideal: {wage: 0.75, land: 0.5, army: 0.5, term: 0.833333333333333, from: 0.5}}
      b:
        ideal: {wage: 0, land: 0, army: 0, term: 0, from: 0}
        red_lines: {wage: {above: 0.875, hard: true}, land: {above: 0.8, slope: 0.1}}
    plans:
      paper:
        terms: {wage: 0.25, land: 0.25, army: {open: true, expected: 0.75}, term: 0.5}
    talks: {protocol: single_text, opening: paper}
    outcomes: {deal: {as_soon_as: settled}, none: otherwise}
    """

  @Test
  func `A file in units is the file on the scale, wherever terms stand`() throws {
    func played(_ body: String) throws -> Summary {
      try PointRun(scenario(body).model(), RunSettings(trials: 300, seed: 1, jobs: 2)).run()
        .summary()
    }
    let (units, scale) = (try played(Self.units), try played(Self.scale))
    #expect(units.measures == scale.measures && units.timeline == scale.timeline)
    #expect(units.outcomes == scale.outcomes && units.outcomes[0].share.count > 0)
  }

  @Test
  func `Bare numbers stay on the scale`() throws {
    #expect(try Sense.notes(of: scenario(Self.scale), scenario(Self.scale).model()).isEmpty)
  }

  @Test
  func `--set, extends and the opening of talks`() throws {
    let set = try scenario(
      Self.units, settings: [Setting(path: "plans.paper.terms.land", value: "2500 km2")])
    let plain = try scenario(
      Self.units, settings: [Setting(path: "plans.paper.terms.land", value: "0.5")])
    #expect(try set.model().text == plain.model().text)
    func child(_ wage: String) throws -> String {
      let parent = "format: 1\nscenario: parent\n" + Self.units
      return try scenario(
        "extends: b.yaml\ntalks: {opening: {wage: \(wage), land: 0, army: 0, term: 0, from: 0}}",
        others: ["b.yaml": parent]
      ).model().text
    }
    #expect(try child("4%") == child("0.5"))
    // Other ends, other shares.
    let wider = try scenario(
      Self.units, settings: [Setting(path: "issues.wage.high", value: "16%")])
    #expect(try wider.model().text != scenario(Self.units).model().text)
  }

  @Test
  func `Each percentage on a line of percentages has a note, and the issue can silence them`()
    throws
  {
    let body = """
      issues: {wage: {low: 0%, high: 8%, status_quo: 0}}
      plans: {paper: {terms: {wage: 4%}}}
      measures: {m: paper.wage}
      """
    #expect(
      try seenAtLoad(body) == [
        "a.yaml:4:31: note: plans.paper: 4% is read on the line from 0% to 8%: it is 0.5 of the way. For 0.04 of "
          + "the way write 0.04. [unit]"
      ])
    // The entry in which it stands silences it, and so does the issue.
    #expect(
      try seenAtLoad(body.replacing("status_quo: 0", with: "status_quo: 0, expect: unit")) == [])
    #expect(
      try seenAtLoad(
        body.replacing("{terms: {wage: 4%}}", with: "{terms: {wage: 4%}, expect: unit}"))
        == [])
    #expect(
      try seenAtLoad(body.replacing("4%", with: "\"truncated(normal(4%, 1%), 0, 1)\"")) == [
        "a.yaml:4:32: note: plans.paper: the percentages in 'truncated(normal(4%, 1%), 0, 1)' are shares of the "
          + "way from 0% to 8%. An amount on that line stands alone. Write shares as numbers, as 0.05, to make "
          + "that plain. [unit]"
      ])
    // Where the ends are no percentages, a percentage is a share as ever.
    let words = body.replacing("low: 0%, high: 8%", with: "low: none, high: all")
    #expect(try seenAtLoad(words) == [])
    #expect(
      try scenario(words).model().text
        == scenario(words.replacing("4%", with: "0.04")).model().text)
  }

  @Test
  func `A percentage beside a term that is read is a share of the way, and has a note`() throws {
    func notes(_ measure: String, _ ends: String = "low: 0%, high: 8%") throws -> [String] {
      try seenAtLoad(
        """
        issues: {wage: {\(ends), status_quo: 0}}
        parties: {a: {ideal: 0.5}}
        plans: {paper: {terms: {wage: 0.5}}}
        measures: {m: "\(measure)", n: paper.wage}
        """)
    }
    func note(_ column: Int, _ term: String) -> [String] {
      [
        "a.yaml:6:\(column): note: measures.m: beside '\(term)' 4% is 0.04 of the way from 0% to 8%: amounts are "
          + "read on that line only where terms are written. For the amount 4% write 0.5; for the share write "
          + "0.04 to make it plain. [unit]"
      ]
    }
    #expect(try notes("paper.wage > 4%") == note(29, "paper.wage"))
    #expect(try notes("4% <= paper.wage") == note(16, "paper.wage"))
    #expect(try notes("abs(paper.wage - 4%)") == note(33, "paper.wage"))
    #expect(try notes("max(paper.wage, 4%)") == note(32, "paper.wage"))
    #expect(try notes("a.ideal[wage] > 4%") == note(32, "a.ideal[wage]"))
    #expect(try notes("if(paper.wage > 0.1, paper.wage, 4%)") == note(49, "paper.wage"))
    // What is off the line, the same both ways, no percentage, or on no line of percentages.
    #expect(try notes("paper.wage > 50%") == [])
    #expect(try notes("paper.wage > 0%") == [])
    #expect(try notes("paper.wage > 0.04") == [])
    #expect(try notes("paper.wage * 4%") == [])
    #expect(try notes("paper.wage > 4%", "low: none, high: all") == [])
  }

  @Test
  func `An amount that is read in an expression: what to write`() throws {
    func found(_ measure: String, _ ends: String) throws -> [String] {
      let body = """
        issues: {wage: {\(ends), status_quo: 0}}
        plans: {paper: {terms: {wage: 0.5}}}
        measures: {m: \(measure)}
        """
      do {
        _ = try scenario(body).model()
        return []
      } catch let found as Diagnostics {
        return found.all.map(\.headline)
      }
    }
    #expect(
      try found("paper.wage.amount", "low: 2%, high: 8%") == [
        "a.yaml:5:15: error: measures.m: 'paper.wage.amount' is a name of the results; in an expression "
          + "'paper.wage' is 0 at 2% and 1 at 8%, and the amount (%) is 2 + 6 * paper.wage"
      ])
    #expect(
      try found("status_quo.wage.amount > 3", "low: 0 km2, high: 5000 km2") == [
        "a.yaml:5:15: error: measures.m: 'status_quo.wage.amount' is a name of the results; in an expression "
          + "'status_quo.wage' is 0 at 0 km2 and 1 at 5000 km2, and the amount (km2) is 5000 * status_quo.wage"
      ])
    #expect(
      try found("paper.wage.amount", "low: none, high: all") == [
        "a.yaml:5:15: error: measures.m: 'paper.wage' is a number from 0 to 1 and has no 'amount': the ends of "
          + "'wage' are no amounts of one unit"
      ])
    #expect(
      try found("paper.wage > 2000 km2", "low: 0 km2, high: 5000 km2") == [
        "a.yaml:5:28: error: measures.m: '2000 km2' is an amount on the line of 'wage', and amounts are read only "
          + "where terms are written; here write 0.4"
      ])
    #expect(
      try found("paper.wage.more", "low: 0%, high: 8%") == [
        "a.yaml:5:15: error: measures.m: only a name can have a member"
      ])
  }

  private func errorsOf(_ term: String) throws -> [String] {
    try errors(
      """
      issues: {land: {low: 0 km2, high: 5000 km2, status_quo: 0}}
      plans: {paper: {terms: {land: \(term)}}}
      measures: {m: paper.land}
      """)
  }

  @Test
  func `An amount off the line, in another unit, or without one`() throws {
    #expect(
      try errorsOf("6000 km2") == [
        "a.yaml:4:31: error: plans.paper.terms.land: 6000 km2 lies outside of the line of 'land', from 0 km2 to "
          + "5000 km2"
      ])
    #expect(
      try errorsOf("20 ha") == [
        "a.yaml:4:31: error: plans.paper.terms.land: '20 ha' is not in the unit of 'land', whose line runs from 0 "
          + "km2 to 5000 km2"
      ])
    #expect(
      try errorsOf("2500") == [
        "a.yaml:4:31: error: plans.paper.terms.land: a term must be between 0 and 1, but is 2500; in the unit of "
          + "the issue write 2500 km2"
      ])
    #expect(try errorsOf("1 km2") == [])
    #expect(try errorsOf("1") == [])
  }

  @Test
  func `What is agreed comes in both: on the scale, and in the unit`() throws {
    let body = """
      clock: {step: week, steps: 2}
      issues: {wage: {low: 0%, high: 8%, status_quo: 0}, term: {low: 4 years, high: 1 year, status_quo: 0}}
      parties: {a: {ideal: 1, no_deal: 0.1}, b: {ideal: 0, no_deal: 0.1}}
      plans: {paper: {terms: {wage: 4%, term: 18 months}}}
      talks: {protocol: single_text, opening: paper, step_size: 0}
      outcomes: {deal: {as_soon_as: settled}, none: otherwise}
      """
    let run = try PointRun(scenario(body).model(), RunSettings(trials: 10, seed: 1, jobs: 1))
    let rows = try run.run().summary().measures.filter { $0.outcome == nil }
    let named = Dictionary(
      uniqueKeysWithValues: zip(run.report.measures, rows).map { ($0.0.name, ($0.0.unit, $0.1)) })
    #expect(named["agreed.wage"]?.1.column.mean == 0.5)
    #expect(
      named["agreed.wage.amount"]?.1.column.mean == 4 && named["agreed.wage.amount"]?.0 == "%")
    let term = try #require(named["agreed.term.amount"])
    #expect(abs((term.1.column.mean ?? 0) - 1.5) < 1e-12 && term.0 == "years")
    // Without a unit there is no such measure.
    let plain = body.replacing("low: 0%, high: 8%", with: "low: none, high: all").replacing(
      "4%", with: "0.5")
    let measures = try PointRun(
      scenario(plain).model(), RunSettings(trials: 1, seed: 1, jobs: 1)
    ).report.measures
    #expect(!measures.contains { $0.name == "agreed.wage" })
  }

  @Test
  func `A sweep over amounts gives the bits of one over shares`() throws {
    try TemporaryFolder.make { temporary in
      let folder = temporary.path
      try ("format: 1\nscenario: s\n" + Self.units).write(
        toFile: folder + "/s.yaml", atomically: true, encoding: .utf8)
      func shares(_ values: [String]) throws -> [[Int]] {
        let study = try Study(
          files: [folder + "/s.yaml"],
          sweeps: [Sweep(path: "plans.paper.terms.wage", values: values)])
        return try study.run(
          StudySettings(
            run: RunSettings(trials: 100, seed: 1, jobs: 2), folder: folder + "/" + values[0])
        ).points.map { $0.summary.outcomes.map(\.share.count) }
      }
      #expect(try shares(["2%", "6%", "8%"]) == shares(["0.25", "0.75", "1"]))
    }
  }

  @Test
  func `A percentage that is the same both ways has no note`() throws {
    let body = """
      clock: {step: week, steps: 4}
      issues: {wage: {low: 0%, high: 8%, status_quo: 0%}}
      parties: {a: {ideal: 1, no_deal: 0.2}, b: {ideal: 0, no_deal: 0.2}}
      plans: {paper: {terms: {wage: 0.5}}}
      talks: {protocol: single_text, opening: paper}
      outcomes: {deal: {as_soon_as: settled}, none: otherwise}
      """
    #expect(try seenAtLoad(body).filter { $0.hasSuffix("[unit]") } == [])
  }

  @Test
  func `Ends that are amounts of two units have a note; one unit and words have none`() throws {
    func notes(_ low: String, _ high: String) throws -> [String] {
      try seenAtLoad(
        "issues: {wage: {low: \(low), high: \(high), status_quo: 0}}\nmeasures: {m: status_quo.wage}"
      )
    }
    #expect(
      try notes("0 EUR", "8%") == [
        "a.yaml:3:10: note: issues.wage: the ends are '0 EUR' and '8%', which are two units, so no amount can be "
          + "written on the line. Give both ends one unit, or describe them in words. [unit]"
      ])
    for (low, high) in [
      ("0%", "8%"), ("18 months", "4 years"), ("none", "8%"), ("0", "8%"),
      ("2026-01-05", "2026-12-01"),
    ] {
      #expect(try notes(low, high) == [], "\(low) \(high)")
    }
  }
}
