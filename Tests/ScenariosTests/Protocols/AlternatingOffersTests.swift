import Testing

/// Offers in turn, against closed forms.
struct AlternatingOffersTests {
  /// Three who divide a sum.
  private static let three = """
    issues: {part_one: {}, part_two: {}}
    parties:
      one: {ideal: 0, no_deal: 0, utility: text.part_one}
      two: {ideal: 0, no_deal: 0, utility: text.part_two}
      three: {ideal: 0, no_deal: 0, utility: 1 - text.part_one - text.part_two}
    """

  private func talks(_ more: String) -> String {
    "protocol: alternating_offers\norder: [one, two]\n" + more
  }

  @Test(arguments: [(0.9, 0.8), (0.5, 0.6), (0.99, 0.999), (0.0, 0.3), (1.0, 0.7)])
  func `Without a last round the first mover gets (1 − δ₂)/(1 − δ₁δ₂) (Rubinstein 1982)`(
    _ d1: Double, _ d2: Double
  ) throws {
    let pie = Pie(talks: talks("discount: {one: \(d1), two: \(d2)}"))
    #expect(abs(try pie.share() - (1 - d2) / (1 - d1 * d2)) < 1e-9)
  }

  @Test(arguments: 1...6)
  func `With a last round the game is solved backward (Ståhl 1972)`(_ rounds: Int) throws {
    let (d1, d2) = (0.9, 0.7)
    var expected = 1.0
    for round in stride(from: rounds - 1, through: 1, by: -1) {
      // What waiting is worth to the one who is offered.
      let mover = (round - 1) % 2
      expected = 1 - (mover == 0 ? d2 : d1) * expected
    }
    let pie = Pie(
      steps: 8, talks: talks("discount: {one: \(d1), two: \(d2)}\nhorizon: \(rounds)"))
    #expect(abs(try pie.share() - expected) < 1e-12)
  }

  @Test(arguments: [
    (1.0, 1.0, 0.05, 0.2, 0.1), (0.95, 0.9, 0.1, 0.1, 0.2), (1.0, 1.0, 1e-5, 0.2, 0.1),
  ])
  func `A breakdown leaves each its no deal (Binmore, Rubinstein & Wolinsky 1986)`(
    _ d1: Double, _ d2: Double, _ p: Double, _ b1: Double, _ b2: Double
  ) throws {
    let expected =
      (1 - d2 * p * b2 - d2 * (1 - p) * (1 - d1 * p * b1)) / (1 - d1 * d2 * (1 - p) * (1 - p))
    let pie = Pie(
      one: "no_deal: \(b1)", two: "no_deal: \(b2)",
      talks: talks("discount: {one: \(d1), two: \(d2)}\nbreakdown: \(p)"))
    #expect(abs(try pie.share() - expected) < 1e-8)
    // As breakdowns get rare, what is left is split: b₁ + (1 − b₁ − b₂)/2.
    if p == 1e-5 { #expect(abs(try pie.share() - 0.55) < 1e-5) }
  }

  @Test(arguments: [0.1, 0.3, 0.6])
  func `An outside option counts only if it beats the equilibrium (Binmore and others 1989)`(
    _ b2: Double
  ) throws {
    let (d1, d2) = (0.9, 0.8)
    let equilibrium = (1 - d2) / (1 - d1 * d2)
    let pie = Pie(
      two: "no_deal: \(b2)",
      talks: talks("discount: {one: \(d1), two: \(d2)}\noutside_options: true"))
    #expect(abs(try pie.share() - min(equilibrium, 1 - b2)) < 1e-9)
  }

  @Test
  func `What talking on is worth is kept, the rest divided (Muthoo 1999)`() throws {
    let pie = Pie(talks: talks("discount: {one: 0.9, two: 0.8}\nmeanwhile: {one: 0.3, two: 0.2}"))
    #expect(abs(try pie.share() - (0.3 + 0.5 * 0.2 / 0.28)) < 1e-9)
  }

  @Test
  func `Who refuses moves next`() throws {
    // `two` refuses whatever comes in the first two rounds.
    let pie = Pie(
      two: "no_deal: 0, accepts: default and round >= 3", steps: 3,
      talks: talks("discount: 0.5"))
    let play = try pie.play()
    let expected = [0.5, 2.0 / 3, 1.0 / 3, 2.0 / 3]
    for (found, share) in zip(try play.values("offered"), expected) {
      #expect(abs(found - share) < 1e-12)
    }
  }

  @Test
  func `Three parties divide in proportion to 1, δ, δ² from the first mover on`() throws {
    let d = 0.8
    let play = try Play(
      """
      clock: {step: round, steps: 1}
      \(Self.three)
      talks: {protocol: alternating_offers, order: [one, two, three], discount: \(d)}
      outcomes: {deal: {as_soon_as: settled}, none: otherwise}
      measures: {one_gets: agreed.part_one, two_gets: agreed.part_two}
      """)
    let first = 1 / (1 + d + d * d)
    #expect(abs(try play.value("one_gets") - first) < 1e-7)
    #expect(abs(try play.value("two_gets") - d * first) < 1e-7)
  }

  /// With v the own share of who moves and d the rounds until k moves, v_m = 1 − Σ δ_k^d·v_k: linear
  /// equations, solved with numpy.
  @Test(arguments: [
    ([0.9, 0.8, 0.7], 0.6135302421544142, 0.2747312411771094),
    ([0.5, 0.999, 0.999], 0.0013328890369875834, 0.4441851233662132),
    ([0.5, 0.999999, 0.999999], 1.3333328890974272e-06, 0.4444441851838744),
  ])
  func `Three parties of unequal patience get their shares, or the trial fails`(
    _ d: [Double], _ one: Double, _ two: Double
  ) throws {
    let play = try Play(
      """
      clock: {step: round, steps: 1}
      \(Self.three)
      talks:
        protocol: alternating_offers
        order: [one, two, three]
        discount: {one: \(d[0]), two: \(d[1]), three: \(d[2])}
      measures: {one_gets: draft.part_one, two_gets: draft.part_two}
      """)
    if d[1] > 0.9999, let failure = try play.failure() {
      #expect(
        failure.hasSuffix("stay the same from round to round; give a 'horizon'"), "\(failure)")
      return
    }
    #expect(abs(try play.value("one_gets") - one) < 1e-4)
    #expect(abs(try play.value("two_gets") - two) < 1e-4)
  }

  /// Near the kink of the frontier one offers a = 1, b < 1, two a < 1, b = 1: .8a = δ(1 − .2b) and
  /// .7b = δ(1 − .3a).
  @Test(arguments: [0.999, 0.9999, 0.99999])
  func `Patient parties trade two issues up to the kink of the frontier`(_ d: Double) throws {
    let play = try Play(
      """
      clock: {step: round, steps: 1}
      issues: {a: {}, b: {}}
      parties:
        one: {ideal: {a: 1, b: 0}, weight: {a: 0.8, b: 0.2}, no_deal: 0}
        two: {ideal: {a: 0, b: 1}, weight: {a: 0.3, b: 0.7}, no_deal: 0}
      talks: {protocol: alternating_offers, order: [one, two], discount: \(d)}
      measures: {a: draft.a, b: draft.b}
      """)
    let b = d * (0.8 - 0.3 * d) / (0.56 - 0.06 * d * d)
    #expect(abs(try play.value("a") - 1) < 1e-4)
    #expect(abs(try play.value("b") - b) < 1e-4)
  }

  @Test func `Without any hurry a trial fails`() throws {
    let pie = Pie(
      parameters: "parameters: {u: \"uniform(0, 1)\"}", talks: talks("discount: if(u < 2, 1, 0.5)"))
    let failure = try #require(try pie.play().failure())
    #expect(
      failure.hasSuffix(
        "no offers were found that stay the same from round to round; give a 'horizon'"),
      "\(failure)")
  }

  @Test(arguments: [("no_deal: 1e308 * 10 * u", ""), ("no_deal: 0", "\nmeanwhile: 1e308 * 10 * u")])
  func `What refusing is worth may be infinite, and then the trial fails`(
    _ one: String, _ more: String
  ) throws {
    let pie = Pie(
      one: one, parameters: "parameters: {u: \"uniform(0.9, 1)\"}",
      talks: talks("discount: 0.9\(more)"))
    let failure = try #require(try pie.play().failure())
    #expect(failure.hasSuffix(": '1e+308 * 10 * u' is not a finite number"), "\(failure)")
  }

  @Test
  func `Without a zone nobody signs`() throws {
    let pie = Pie(
      one: "no_deal: 0.7", two: "no_deal: 0.6", steps: 4,
      talks: talks("discount: 0.9\noutside_options: true"))
    #expect(try pie.play().outcome() == "none")
  }
}
