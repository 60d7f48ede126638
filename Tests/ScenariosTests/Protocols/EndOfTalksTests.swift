import Testing

/// Talks that break off, talks that begin anew, and texts that nobody can sign.
struct EndOfTalksTests {
  private let inTurn = "protocol: alternating_offers\norder: [one, two]\n"

  // MARK: Breakdown

  /// `two` signs a round's offer with chance a; else talks break off with chance p, so that n
  /// rounds go without either with chance sⁿ, s = (1 − a)(1 − p).
  @Test
  func `Who refuses risks the talks; 20,000 trials, seed 11, 4 standard errors`() throws {
    let (a, p, rounds, trials) = (0.4, 0.3, 3, 20_000)
    let text =
      Pie(
        two: "no_deal: 0, accepts: default and luck < \(a)", steps: rounds,
        parameters: "state: {luck: {start: 0, next: \"uniform(0, 1)\"}}",
        talks: inTurn + "discount: 0.9\nbreakdown: \(p)"
      ).text.replacing("none:", with: "over: {as_soon_as: broken_off}\n  none:")
    let found = try Play(text, seed: 11).shares(trials: trials)
    let s = (1 - a) * (1 - p)
    let someRounds = (1 - s * s * s) / (1 - s)
    for (name, expected) in [
      ("deal", a * someRounds), ("over", (1 - a) * p * someRounds), ("none", s * s * s),
    ] {
      let error = (expected * (1 - expected) / Double(trials)).squareRoot()
      #expect(abs((found[name] ?? 0) - expected) < 4 * error, "\(name) is not \(expected)")
    }
  }

  @Test
  func `Once talks are broken off there is no round, and no text to sign`() throws {
    let text =
      Pie(
        two: "no_deal: 0, accepts: default and round >= 2", steps: 4,
        parameters: "plans: {half: {terms: {pie: 0.5}}}\n"
          + "events: {gesture: {step: 3, acts: [resume_talks, {table: half}]}}",
        talks: inTurn + "discount: 0.9\nbreakdown: 100%"
      ).text + "\n  over: broken_off\n  since_step: first(broken_off)"
    let play = try Play(text)
    #expect(try play.values("over") == [0, 1, 1, 1, 1])
    #expect(try play.values("rounds_held") == [0, 1, 1, 1, 1])
    #expect(try play.value("since_step") == 1)
    #expect(try play.outcome() == "none")
  }

  @Test
  func `Talks that cannot break off never do, and a signature is no refusal`() throws {
    let more = "\n  over: broken_off"
    #expect(try Play(Pie(talks: "protocol: nash").text + more).value("over") == 0)
    let signed = Pie(talks: inTurn + "discount: 0.9\nbreakdown: 100%")
    #expect(try Play(signed.text + more).value("over") == 0)
    #expect(try signed.play().outcome() == "deal")
  }

  @Test
  func `The first breakdown is a milestone of talks that may break off`() throws {
    func milestones(_ breakdown: String) throws -> [String] {
      try Pie(talks: inTurn + "discount: 0.9" + breakdown).play().model.report.milestones
    }
    #expect(try milestones("\nbreakdown: 5%").contains("first_breakdown"))
    #expect(try !milestones("").contains("first_breakdown"))
  }

  // MARK: Talks that begin anew

  /// `two` has just its no deal of every offer, and its members ask for more.
  @Test(arguments: [
    "protocol: take_it_or_leave_it\nproposer: one",
    "protocol: alternating_offers\norder: [one, two]\ndiscount: 0.5\nhorizon: 1",
  ])
  func `A rejection begins new talks, with all rounds of the horizon and the first mover`(
    _ talks: String
  ) throws {
    let text =
      Pie(
        two: "no_deal: 0.1 * round, ratifiers: {members: {slope: 1e6, margin: 0.05}}", steps: 4,
        talks: talks
      ).text + "\n  signatures: count(signed)"
    #expect(try Play(text).values("signatures") == [0, 1, 2, 3, 4])
  }

  @Test
  func `So does the end of a settlement`() throws {
    let text = """
      clock: {step: round, steps: 6}
      issues: {pie: {}}
      parties:
        one: {ideal: 1, no_deal: 0}
        two: {ideal: 0, no_deal: 0, accepts: default and round != 1}
      events: {denounced: {step: 4, acts: end_settlement}}
      talks: {protocol: alternating_offers, order: [one, two], discount: 0.5, horizon: 2}
      measures: {signatures: count(signed), offered: draft.pie, held: rounds}
      """
    // `one` leaves half to `two`, which refuses and as the last takes all; then `one` again.
    let play = try Play(text)
    #expect(try play.values("signatures") == [0, 0, 1, 1, 1, 2, 2])
    for (found, share) in zip(try play.values("offered").dropFirst(), [0.5, 0, 0, 0, 0.5, 0.5]) {
      #expect(abs(found - share) < 1e-12)
    }
    #expect(try play.values("held") == [0, 1, 2, 2, 2, 3, 3])
  }

  @Test
  func `Offers solved once per trial are those solved in each round`() throws {
    func offers(_ more: String) throws -> [Double] {
      try Pie(
        two: "no_deal: \"w\(more)\", accepts: default and round > 9", steps: 7,
        parameters: "parameters: {w: \"uniform(0.1, 0.3)\"}",
        talks: inTurn + "discount: {one: 0.9, two: 0.8}\nhorizon: 6"
      ).play().values("offered")
    }
    let once = try offers("")
    #expect(try offers(" + if(round > 99, 1, 0)") == once)
    #expect(Set(once.dropFirst()).count == 6)
  }

  // MARK: Nothing to sign

  @Test(
    arguments: [
      "nash", "kalai_smorodinsky", "egalitarian", "take_it_or_leave_it\nproposer: one",
      "alternating_offers\norder: [one, two]\ndiscount: 0.9", "plan_vote\nquota: 0",
      "nash\nover: plans",
    ],
    ["", "\nopening: {pie: 0.5}"])
  func `Without a solution nobody signs, whatever the mood; 300 trials, seed 5`(
    _ talks: String, _ opening: String
  ) throws {
    let mood = "tolerance: {sd: 1, persistence: 0}"
    let pie = Pie(
      one: "no_deal: 0.7, \(mood)", two: "no_deal: 0.6, \(mood)", steps: 3,
      parameters: "plans: {later: {terms: {pie: 0.5}}}", talks: "protocol: \(talks)\(opening)")
    #expect(try pie.play(seed: 5).shares(trials: 300)["none"] == 1)
  }

  @Test
  func `A text with every issue open settles nothing and is not signed, with some it is`() throws {
    func signs(_ opening: String) throws -> Bool {
      try Play(
        """
        clock: {step: week, steps: 2}
        issues: {land: {status_quo: 0.5}, army: {status_quo: 0.5}}
        parties: {a: {ideal: 1, no_deal: 0}, b: {ideal: 0, no_deal: 0}}
        talks: {protocol: single_text\(opening)}
        outcomes: {deal: {as_soon_as: settled}, none: otherwise}
        """
      ).outcome() == "deal"
    }
    #expect(try !signs(""))
    #expect(try !signs(", carried_when: true"))
    #expect(try signs(", opening: {land: 0.4}"))
  }

  @Test
  func `Without an agreement it has no number of open issues`() throws {
    let text =
      Pie(two: "no_deal: 0, accepts: default and round >= 2", steps: 2, talks: "protocol: nash")
      .text + "\n  open: agreed.open_issues"
    let found = try Play(text).values("open")
    #expect(found[0].isNaN && found[1].isNaN && found[2] == 0)
  }

  @Test
  func `A draft that is the mean of nobody is missing, and known to be`() throws {
    let text =
      Pie(
        one: "no_deal: 0, capability: 0", two: "no_deal: 0, capability: 0",
        parameters: "state: {s: {start: 0, next: \"max(draft.pie, 0.2)\"}}",
        talks: "protocol: nash\nround: {probability: 0}"
      ).text
    #expect(
      try Play(text).failure()
        == "step 1: a.yaml:4:30: state.s.next: state 's' is missing or not a finite number")
  }

  @Test
  func `A term that is drawn outside of 0 … 1 fails the trial`() throws {
    let play = try Pie(
      parameters: "plans: {far: {terms: {pie: \"uniform(1.5, 2)\"}}}",
      talks: "protocol: single_text\nopening: far"
    ).play()
    #expect(
      try play.failure() == "step 0: a.yaml:4:29: plans.far.terms.pie: a term is not in 0 … 1")
  }
}
