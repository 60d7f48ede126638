import Testing

/// What a last digit says decides nothing: a text that is worth no deal is signed.
struct TieTests {
  private static let shares = [
    ("0.1", "0.9"), ("0.2", "0.8"), ("0.3", "0.7"), ("0.4", "0.6"), ("0.6", "0.4"), ("0.9", "0.1"),
  ]

  @Test(arguments: shares)
  func `A draft that is worth no deal is accepted`(_ one: String, _ two: String) throws {
    let pie = Pie(
      one: "no_deal: \(one)", two: "no_deal: \(two)",
      talks: "protocol: single_text\nopening: {pie: \(one)}\naccess: 0")
    #expect(try pie.play().outcome() == "deal")
  }

  @Test(arguments: shares)
  func `A zone of one point has a text, free or with levels`(_ one: String, _ two: String) throws {
    for talks in [
      "egalitarian", "kalai_smorodinsky", "take_it_or_leave_it\nproposer: two",
      "alternating_offers\norder: [one, two]\ndiscount: 0.9", "random_proposer\ndiscount: 0.9",
    ] {
      let free = Pie(
        one: "no_deal: \(one)", two: "no_deal: \(two)", talks: "protocol: \(talks)"
      ).text
      let levels = free.replacing(
        "high: all to one",
        with: "high: all to one, levels: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]")
      let share = try #require(Double(one))
      for text in [free, levels] {
        let play = try Play(text + "\n  has_zone: zone")
        #expect(try play.outcome() == "deal", "\(talks)")
        #expect(abs(try play.value("share") - share) < 1e-9, "\(talks)")
        #expect(try play.value("has_zone") == 1, "\(talks)")
      }
    }
  }

  @Test func `A text at a hard red line is not beyond it`() throws {
    let text = Pie(
      two: "red_lines: {pie: {above: 0.3, hard: true}}, no_deal: 0",
      talks: "protocol: single_text\nopening: {pie: 0.1 + 0.2}\naccess: 0"
    ).text
    #expect(try Play(text).outcome() == "deal")
    #expect(try Play(text.replacing("0.1 + 0.2", with: "0.3 + 2e-9")).outcome() == "none")
  }

  @Test func `More than rounding short of no deal is refused`() throws {
    let pie = Pie(
      one: "no_deal: 0.3 + 2e-9",
      talks: "protocol: single_text\nopening: {pie: 0.3}\naccess: 0")
    #expect(try pie.play().outcome() == "none")
  }

  /// 1e9·(0.1 + 0.2) is one last digit above 3e8, which is more than 1e-9.
  @Test(arguments: [
    "single_text\nopening: {pie: 0.3}\naccess: 0",
    "alternating_offers\norder: [two, one]\ndiscount: 0.9",
    "plan_vote\nopening: p\nmethod: approval",
  ])
  func `Worths of any size are compared in proportion`(_ talks: String) throws {
    let pie = Pie(
      one: "utility: 1e9 * text.pie, no_deal: 1e9 * (0.1 + 0.2)",
      two: "no_deal: 0.5", talks: "protocol: \(talks)"
    ).text.replacing("high: all to one", with: "high: all to one, levels: [0, 0.3, 1]")
    let text = talks.hasPrefix("plan_vote") ? pie + "\nplans: {p: {terms: {pie: 0.3}}}" : pie
    #expect(try Play(text).outcome() == "deal")
    let short = text.replacing("1e9 * (0.1 + 0.2)", with: "3e8 + 1")
    #expect(try Play(short).outcome() == "none")
  }

  /// Least gains are .43475 at both; the other gain is .4385 at a = .25, .44075 at a = .5 (all 125 texts,
  /// one by one).
  @Test func `Of texts with the same least gain the next one decides`() throws {
    let levels = "{levels: [0, 0.25, 0.5, 0.75, 1]}"
    let play = try Play(
      """
      clock: {step: round, steps: 1}
      issues: {a: \(levels), b: \(levels), c: \(levels)}
      parties:
        q: {ideal: {a: 1, b: 1, c: 0}, weight: {a: 0.024, b: 0.357, c: 0.619}, no_deal: 0.458}
        r: {ideal: {a: 0, b: 0.75, c: 0.25}, weight: {a: 0.015, b: 0.738, c: 0.247}, no_deal: 0.496}
      talks: {protocol: egalitarian}
      measures: {of_a: agreed.a, of_b: agreed.b, of_c: agreed.c}
      """)
    #expect(try ["of_a", "of_b", "of_c"].map { try play.value($0) } == [0.5, 0.75, 0])
  }

  @Test func `Numbers that are equal but for rounding are equal to a choice`() throws {
    func chosen(_ a: String, _ b: String) throws -> [Double] {
      let play = try Play(
        """
        clock: {step: round, steps: 1}
        issues: {x: {status_quo: 0}}
        parties: {a: {ideal: 0, capability: \(a)}, b: {ideal: 1, capability: \(b)}}
        measures:
          most: by(argmax(p.capability for p in parties), a=1, b=2)
          least: by(argmin(-p.capability for p in parties), a=1, b=2)
        """)
      return [try play.value("most"), try play.value("least")]
    }
    #expect(try chosen("0.3", "0.1 + 0.2") == [1, 1])
    #expect(try chosen("3e11", "3e11 + 1e-4") == [1, 1])
    #expect(try chosen("0.3", "0.3 + 2e-9") == [2, 2])
    // In proportion, also of small numbers.
    #expect(try chosen("1e-15", "1e-12") == [2, 2])
    #expect(try chosen("1e-12", "1e-12 * (1 + 1e-10)") == [1, 1])
  }
}
