import Sim
import Testing

@testable import Scenarios

@Suite("A trial in words") struct ExplanationTests {
  private static let sale = """
    format: 1
    scenario: sale
    title: A sale
    clock: {step: day, start: 2025-01-01, steps: 8}
    parameters:
      patience: 0.4
    issues:
      price: {low: 0 EUR, high: 100 EUR, status_quo: 0.1}
      colour: {status_quo: 0}
    parties:
      buyer:
        ideal: {price: 0, colour: 1}
        weight: {price: 0.75, colour: 0.25}
        no_deal: patience
        red_lines: {price: {above: 0.7, hard: true}}
        ratifiers: {board: {support: 0.55, needs: 0.5, after: 1 day}}
      seller:
        ideal: 1
        weight: {price: 1, colour: 0}
        no_deal: 0.35 + if(happened(fair_is_over), 0.05, 0)
    plans:
      dear: {terms: {price: 0.8, colour: 0.5}}
      fair: {terms: {price: 0.5, colour: 1}}
    talks:
      protocol: single_text
      step_size: 0
      opening: dear
      round: {probability: "if(step == 4, 0, 1)"}
    state:
      stock: {start: 10, next: stock - 1, unit: pieces, within: [0, 10]}
      open: {start: true}
    events:
      fair_is_over: {date: 2025-01-03, effects: {open: false, stock: stock - 2}, about: the market closes}
      compromise: {step: 6, acts: [{table: fair}]}
    outcomes:
      sold: {as_soon_as: settled}
      cheap: {at_end: "settled and agreed.price < 0.3"}
      kept: otherwise
    measures:
      left: {value: stock, unit: pieces}
    """

  private func explained(
    _ text: String, trial: Int = 0, seed: UInt64 = 1, wanted: Int? = nil
  ) throws -> Explanation {
    try TrialTracer(try ScenarioFile.load(text: text, name: "s.yaml"))
      .explanation(trial: trial, seed: seed, wanted: wanted)
  }

  private func told(_ explanation: Explanation) -> [String] {
    explanation.passages.flatMap { passage in
      ["\(explanation.heading(passage)):"] + explanation.lines(passage)
    }
  }

  @Test
  func `rounds, refusals, an event that lays a plan, a signature and a vote, step by step`() throws
  {
    let explanation = try explained(Self.sale)
    #expect(
      told(explanation) == [
        "At the start (2025-01-01):", "The text on the table is dear.",
        "Would be accepted by seller (+0.45).",
        "Would be refused by buyer: 0.13 short of no deal, worth 0.27 to it, no deal 0.40; price is 0.8, "
          + "above its hard red line at 0.7.",
        "day 1 (2025-01-02):", "The parties meet.", "Accepted by seller (+0.45).",
        "Refused by buyer: 0.13 short of no deal, worth 0.27 to it, no deal 0.40; price is 0.8, above its "
          + "hard red line at 0.7.", "It is not signed: refused by buyer.",
        "day 2 (2025-01-03):", "fair_is_over happens. (the market closes)", "stock: 9 → 6 (pieces)",
        "open: true → false", "The parties meet; nobody's answer changes.",
        "days 3 to 5:",
        "Nothing but: 2 rounds in which nobody's answer changes; stock 6 → 3.",
        "day 6 (2025-01-07):", "compromise happens: it lays fair on the table.",
        "The parties meet.",
        "compromise changes the draft: colour 0.50 → 1.00, price 0.80 → 0.50 (80 EUR → 50 EUR).",
        "Accepted by buyer (+0.22), seller (+0.10).", "It is signed.",
        "day 7 (2025-01-08):",
        "buyer: board votes, 55 % in favour where 50 % is needed: it approves.",
        "The text is ratified and in force.", "stock: 3 → 1 (pieces)",
        "The condition of an outcome holds, and the trial ends.",
      ])
    #expect(explanation.ending == ["sold it is: settled holds."])
    #expect(explanation.outcome == "sold")
    #expect(explanation.endStep == 7)
    #expect(explanation.measures.first?.value == 1)
  }

  @Test
  func `outcomes before the one that it came to say what did not hold`() throws {
    let text = Self.sale.replacing("steps: 8", with: "steps: 3")
      .replacing("{step: 6,", with: "{step: 3,")
    let explanation = try explained(text)
    #expect(
      explanation.ending == [
        "Not sold: settled does not hold.",
        "Not cheap: settled does not hold; agreed.price < 0.3 does not hold (agreed.price is missing).",
        "kept: it is what is left when nothing before it holds.",
      ])
    #expect(told(explanation).last == "The clock runs out.")
  }

  @Test
  func `what an event rewrites is said where it happens, in the unit of the issue`() throws {
    let text = Self.sale.replacing(
      "compromise: {step: 6, acts: [{table: fair}]}",
      with:
        "compromise: {step: 6, acts: [{rewrite: {toward: buyer, by: 50%, most_contested: 1, contested_by: [buyer]}}]}"
    ).replacing("round: {probability: \"if(step == 4, 0, 1)\"}", with: "round: {probability: 0}")
    let explanation = try explained(text)
    let lines = told(explanation)
    let place = try #require(lines.firstIndex(of: "day 6 (2025-01-07):"))
    #expect(
      lines[(place + 1)...(place + 2)] == [
        "compromise happens: it rewrites the issue that cost buyer most toward buyer by 0.5.",
        "compromise changes the draft: price 0.80 → 0.40 (80 EUR → 40 EUR).",
      ])
    #expect(
      explanation.document(why: nil).contains(
        #""from_amount": "80 EUR""#))
    // Nothing of it is booked again later.
    #expect(lines[(place + 3)...].allSatisfy { !$0.contains("price") })
  }

  /// Talks that move by a tenth of what is left to the middle of the two ideals, and only in step 4.
  private static let laid = """
    format: 1
    scenario: laid
    title: A plan laid
    clock: {step: week, steps: 6}
    issues: {pay: {low: 0 EUR, high: 100 EUR, status_quo: 0 EUR}}
    parties:
      a: {ideal: 1, no_deal: 0.9}
      b: {ideal: 0, no_deal: 0.9}
    plans:
      old: {terms: {pay: 10 EUR}}
      new: {terms: {pay: 80 EUR}}
    events:
      lays: {step: 2, acts: [{table: new}]}
    talks: {protocol: single_text, opening: old, step_size: 0.1, round: {probability: "if(step == 4, 1, 0)"}}
    outcomes:
      deal: {as_soon_as: settled}
      none: otherwise
    """

  @Test
  func `what a plan changes is said where it is laid, and a meeting counts what it moved itself`()
    throws
  {
    let lines = told(try explained(Self.laid))
    let laying = try #require(lines.firstIndex(of: "week 2:"))
    #expect(
      lines[(laying + 1)...(laying + 2)] == [
        "lays happens: it lays new on the table.",
        "lays changes the draft: pay 0.10 → 0.80 (10 EUR → 80 EUR).",
      ])
    let meeting = try #require(lines.firstIndex(of: "week 4:"))
    #expect(
      lines[(meeting + 1)...(meeting + 2)] == [
        "The parties meet.", "The draft moves: pay 0.80 → 0.74 (80 EUR → 74 EUR).",
      ])
  }

  @Test
  func `in the step of a meeting, what it moved and what a plan changed are told apart`() throws {
    let text = Self.laid.replacing("lays: {step: 2,", with: "lays: {step: 4,")
    let explanation = try explained(text)
    let lines = told(explanation)
    let place = try #require(lines.firstIndex(of: "week 4:"))
    #expect(
      lines[(place + 1)...(place + 4)] == [
        "lays happens: it lays new on the table.", "The parties meet.",
        "The draft moves: pay 0.10 → 0.18 (10 EUR → 18 EUR).",
        "lays changes the draft: pay 0.18 → 0.80 (18 EUR → 80 EUR).",
      ])
    #expect(explanation.document(why: nil).contains(#""kind": "rewrites""#))
  }

  @Test
  func `a plan that is the draft already changes nothing in it`() throws {
    let text = Self.laid.replacing("{table: new}", with: "{table: old}")
    #expect(told(try explained(text)).contains("lays changes nothing in the draft."))
  }

  @Test
  func `a length of time is said in the unit that it is compared in`() throws {
    let text = Self.sale.replacing(
      "sold: {as_soon_as: settled}",
      with: "sold: {as_soon_as: \"settled and held_for(patience > 0) >= 2 weeks\"}"
    ).replacing("steps: 8", with: "steps: 7")
    let explanation = try explained(text, wanted: 0)
    let missing = try #require(explanation.missing)
    #expect(
      missing.hasPrefix("Missing for sold: ")
        && missing.contains(
          "held_for(patience > 0) >= 2 weeks does not hold (held_for(patience > 0) is 1.143 weeks)"),
      "\(missing)")
    // It is said once.
    #expect(explanation.ending.allSatisfy { !$0.contains("sold") })
  }

  @Test
  func `what was missing for an outcome is said`() throws {
    #expect(
      try explained(Self.sale, wanted: 1).missing
        == "Missing for cheap: agreed.price < 0.3 does not hold (agreed.price is 0.5).")
    #expect(
      try explained(Self.sale, wanted: 2).missing
        == "Missing for kept: it is what is left, but sold stands before it, and held.")
    let text = Self.sale.replacing("agreed.price < 0.3", with: "agreed.price < 0.7")
    #expect(
      try explained(text, wanted: 1).missing
        == "Missing for cheap: its condition held, but sold stands before it, and held.")
  }

  @Test
  func `a ratifier that says no, and a dead text`() throws {
    let text = Self.sale.replacing("support: 0.55", with: "support: 0.45")
    let lines = told(try explained(text))
    #expect(
      lines.contains("buyer: board votes, 45 % in favour where 50 % is needed: it says no."))
    #expect(lines.contains("The text is rejected."))
    #expect(
      lines.contains("It is not signed: the draft is, term for term, the one rejected last."))
  }

  @Test
  func `a rule that carries says who refuses and what else does not hold`() throws {
    let text = Self.sale.replacing(
      "opening: dear",
      with: "opening: dear\n  carried_when: buyer.accepts and seller.accepts and step > 2"
    )
    #expect(
      told(try explained(text)).contains(
        "It is not signed: refused by buyer; step > 2 does not hold (step is 1)."))
  }

  @Test
  func `of a party that is not needed it is said`() throws {
    let text = Self.sale.replacing(
      "opening: dear", with: "opening: dear\n  carried_when: seller.accepts")
    #expect(
      told(try explained(text)).contains {
        $0.hasPrefix("Refused by buyer (whose consent is not needed): ")
      })
  }

  @Test
  func `truces begin by agreement and break by an event`() throws {
    let text = """
      format: 1
      scenario: war
      title: A war
      clock: {step: week, steps: 5}
      issues:
        land: {status_quo: 0.5}
      parties:
        north: {role: belligerent, ideal: 0, no_deal: "if(step < 2, 0.6, 0.4)"}
        south: {role: belligerent, ideal: 1, no_deal: 0.3}
      talks:
        protocol: single_text
        opening: {land: 0.9}
        step_size: 0
        truce_track: {discount: 0.05}
      events:
        attack: {step: 4, acts: [end_truce]}
        exhaustion: {step: 5, acts: [suspend_talks]}
      outcomes:
        war: otherwise
      """
    let lines = told(try explained(text))
    #expect(
      lines.contains(
        "A truce begins, by agreement: north has 0.45 of it, no deal 0.40; south has 0.45 of it, no deal "
          + "0.30."))
    #expect(lines.contains("attack happens: it ends the truce."))
    #expect(lines.contains("The truce breaks, by attack."))
    #expect(lines.contains("The talks are suspended."))
    #expect(
      lines.contains(
        "Refused by north: 0.50 short of no deal, worth 0.10 to it, no deal 0.60."))
  }

  @Test
  func `a trial that fails says where and why, after what happened before`() throws {
    let text = """
      format: 1
      scenario: failing
      title: A failing one
      clock: {step: day, steps: 9}
      parameters:
        x: uniform(0, 1)
      state:
        left: {start: 3, next: left - 1}
        root: {start: 1, next: sqrt(left) + 0 * x}
      events:
        bell: {step: 2}
      outcomes:
        end: otherwise
      """
    let explanation = try explained(text)
    #expect(explanation.outcome == nil)
    #expect(explanation.failure != nil)
    #expect(told(explanation).contains("bell happens."))
    #expect(explanation.ending.count == 1)
    #expect(explanation.ending[0].hasPrefix("The trial failed in day 4: state.root.next: "))
    #expect(explanation.ending[0].hasSuffix("(s.yaml:9:26)"))
  }

  @Test
  func `a scenario of one look has nothing to report but how it ended`() throws {
    let explanation = try explained(
      """
      format: 1
      scenario: look
      title: One look
      parameters:
        x: uniform(0, 1)
      outcomes:
        high: {at_end: x > 0.5}
        low: otherwise
      """)
    #expect(told(explanation) == ["At the start:"])
    #expect(explanation.ending.count == (explanation.outcome == "high" ? 1 : 2))
  }
}
