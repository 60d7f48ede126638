import Sim
import Testing

@testable import Scenarios

/// Who offers what, and who bids what.
@Suite("Offers in words") struct OffersTests {
  private func explained(_ body: String, trial: Int = 0) throws -> Explanation {
    let text = "format: 1\nscenario: s\ntitle: s\nclock: {step: round, steps: 3}\n" + body
    return try TrialTracer(try ScenarioFile.load(text: text, name: "s.yaml"))
      .explanation(trial: trial, seed: 1, wanted: nil)
  }

  private func told(_ explanation: Explanation) -> [String] {
    explanation.passages.flatMap { explanation.lines($0) }
  }

  private static let lines: [(low: String, high: String, offered: String)] = [
    ("0 EUR", "100 EUR", "30 EUR"), ("0 km2", "8000 km2", "2 400 km2"), ("4%", "9%", "5.5%"),
    ("2026-01-01", "2026-12-27", "2026-04-19"),
  ]

  /// What the other just takes is worth no deal to it: 0.3. Of 360 days these are 108.
  @Test(arguments: lines)
  func `the one who proposes offers what the other just takes`(
    _ line: (low: String, high: String, offered: String)
  ) throws {
    let explanation = try explained(
      """
      issues: {price: {low: \(line.low), high: \(line.high)}, paint: {values: [red, blue]}}
      parties:
        a: {ideal: {price: 0}, weight: {price: 1, paint: 0}, worth: {paint: {red: 1, blue: 0}}, no_deal: 0}
        b: {ideal: {price: 1}, weight: {price: 1, paint: 0}, worth: {paint: {red: 1, blue: 0}}, no_deal: 0.3}
      talks: {protocol: take_it_or_leave_it, proposer: a}
      outcomes: {deal: {as_soon_as: settled}, none: otherwise}
      """)
    #expect(
      told(explanation).filter { !$0.hasPrefix("Accepted") } == [
        "The parties meet.", "a offers price 0.30 (\(line.offered)), paint 0.00 (red).",
        "Closed in the draft: price, paint.", "It is signed.",
        "The condition of an outcome holds, and the trial ends.",
      ])
  }

  @Test func `one who is always drawn makes every offer`() throws {
    let explanation = try explained(
      """
      issues: {x: {}}
      parties: {a: {ideal: 0, no_deal: "if(step < 3, 1, 0)"}, b: {ideal: 1, no_deal: 0}}
      talks: {protocol: random_proposer, discount: 0.9, recognition: {a: 1, b: 0}}
      outcomes: {deal: {as_soon_as: settled}, none: otherwise}
      """)
    let offers = explanation.passages.flatMap(\.facts).compactMap { fact -> String? in
      if case .offers(let by, _, _) = fact { by } else { nil }
    }
    #expect(!offers.isEmpty && Set(offers) == ["a"])
  }

  @Test func `whoever is drawn offers the text that is agreed`() throws {
    for trial in 0..<6 {
      let explanation = try explained(
        """
        issues: {x: {}, y: {}}
        parties: {a: {ideal: 0, no_deal: 0.2}, b: {ideal: 1, no_deal: 0.2}, c: {ideal: 0.5, no_deal: 0.2}}
        talks:
          protocol: random_proposer
          discount: 0.9
          carried_when: count(p.accepts for p in parties) >= 2
        outcomes: {deal: {as_soon_as: settled}, none: otherwise}
        measures: {x: agreed.x, by_a: "draft.written_by[a]", by_b: "draft.written_by[b]"}
        """, trial: trial)
      let facts = explanation.passages.flatMap(\.facts)
      let offers = facts.compactMap { fact -> (String, [Fact.Offered])? in
        if case .offers(let by, let terms, 0) = fact { (by, terms) } else { nil }
      }
      let (by, terms) = try #require(offers.last)
      let measured = Dictionary(
        explanation.measures.map { ($0.name, $0.value ?? -1) }
      ) { first, _ in first }
      #expect(by == (measured["by_a"] == 1 ? "a" : measured["by_b"] == 1 ? "b" : "c"))
      #expect(terms.map(\.issue) == ["x", "y"] && terms.first?.term == measured["x"])
    }
  }

  /// The linear equilibrium for types spread evenly over 0 … 1 (Chatterjee & Samuelson 1983): 2/3·v + 1/12
  /// and 2/3·c + 1/4.
  @Test func `the bids of a double auction`() throws {
    for trial in 0..<4 {
      let explanation = try explained(
        """
        parameters:
          v: {value: "uniform(0, 1)", known_to: buyer}
          c: {value: "uniform(0, 1)", known_to: seller}
        issues: {price: {}}
        parties: {buyer: {ideal: 0, no_deal: 1 - v}, seller: {ideal: 1, no_deal: c}}
        talks: {protocol: double_auction}
        outcomes: {trade: {as_soon_as: settled}, none: otherwise}
        """, trial: trial)
      let drawn = Dictionary(
        explanation.parameters.map { ($0.name, $0.value ?? -1) }
      ) { first, _ in first }
      let bids = explanation.passages.flatMap(\.facts).compactMap { fact -> [String: Double]? in
        guard case .says("bid", let values) = fact else { return nil }
        return Dictionary(values.map { ($0.party, $0.value) }) { first, _ in first }
      }
      let bid = try #require(bids.first)
      let (v, c) = (try #require(drawn["v"]), try #require(drawn["c"]))
      #expect(abs(try #require(bid["buyer"]) - (2 * v / 3 + 1.0 / 12)) < 1e-12)
      #expect(abs(try #require(bid["seller"]) - (2 * c / 3 + 0.25)) < 1e-12)
      let line = told(explanation).first { $0.hasPrefix("The bid of each: buyer ") }
      #expect(line?.contains(", seller ") == true, "\(told(explanation))")
    }
  }
}
