import Testing

/// A scenario in units of 1 and the same in units of 1e9, as in dollars: outcomes are the same, trial by
/// trial, and so are texts. Zones of one point are there but for rounding, which is in proportion.
struct LargeUnitTests {
  private static let zones = ["", " - 0.1", " + 0.01"]

  private static let protocols = [
    "egalitarian", "kalai_smorodinsky", "nash", "take_it_or_leave_it\nproposer: one",
    "take_it_or_leave_it\nproposer: two", "alternating_offers\norder: [one, two]\ndiscount: 0.9",
    "alternating_offers\norder: [one, two]\ndiscount: 0.9\nhorizon: 4",
    "random_proposer\ndiscount: 0.9",
  ]

  /// The pie, `one` needs d of it and `two` the rest, but for `zone`.
  private func pie(_ unit: String, _ zone: String, _ talks: String, _ issue: String) throws -> Play
  {
    try Play(
      Pie(
        one: "utility: \(unit) * text.pie, no_deal: \(unit) * d",
        two: "utility: \(unit) * (1 - text.pie), no_deal: \(unit) * (1 - d\(zone))",
        parameters: "parameters: {d: \"round(uniform(1, 9)) / 10\"}", talks: "protocol: \(talks)"
      ).text.replacing("high: all to one", with: "high: all to one\(issue)")
        + "\n  has_zone: zone", seed: 4)
  }

  /// Two issues that parties weigh otherwise: at a = 1, b = d each has just its no deal, but for `zone`.
  private func issues(_ unit: String, _ zone: String, _ talks: String, _ b: String) throws -> Play {
    try Play(
      """
      clock: {step: round, steps: 1}
      parameters: {d: "round(uniform(1, 9)) / 10"}
      issues: {a: {}, b: {\(b)}}
      parties:
        one:
          ideal: {a: 1, b: 1}
          utility: \(unit) * (0.6 * text.a + 0.4 * text.b)
          no_deal: \(unit) * (0.6 + 0.4 * d)
        two:
          ideal: {a: 0, b: 0}
          utility: \(unit) * (0.3 * (1 - text.a) + 0.7 * (1 - text.b))
          no_deal: \(unit) * (0.7 * (1 - d)\(zone))
      talks:
      \(("protocol: " + talks).split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
      outcomes: {deal: {as_soon_as: settled}, none: otherwise}
      measures: {share: draft.b, has_zone: zone}
      """, seed: 4)
  }

  /// The product of gains that are nothing but rounding is another in each unit.
  private func isOfRounding(_ talks: String, _ zone: String) -> Bool {
    talks == "nash" && zone.isEmpty
  }

  private func expectSame(_ ones: Play, _ large: Play, _ what: String) throws {
    for trial in 0..<12 {
      #expect(try ones.outcome(trial) == large.outcome(trial), "\(what), trial \(trial)")
      #expect(
        try ones.value("has_zone", trial: trial) == large.value("has_zone", trial: trial),
        "\(what), trial \(trial)")
      let (a, b) = (
        try ones.value("share", trial: trial), try large.value("share", trial: trial)
      )
      #expect(abs(a - b) < 1e-6 || a.isNaN && b.isNaN, "\(what), trial \(trial): \(a), \(b)")
    }
  }

  @Test(arguments: protocols, zones)
  func `One issue ends alike in any unit`(_ talks: String, _ zone: String) throws {
    guard !isOfRounding(talks, zone) else { return }
    for issue in ["", ", levels: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]"] {
      let (ones, large) = (
        try pie("1", zone, talks, issue), try pie("1e9", zone, talks, issue)
      )
      try expectSame(ones, large, "\(talks)\(zone)\(issue)")
      let ends = try (0..<12).map { try large.value("has_zone", trial: $0) }
      #expect(ends.allSatisfy { $0 == (zone == " + 0.01" ? 0 : 1) }, "\(talks)\(zone)\(issue)")
    }
  }

  @Test(
    arguments: [
      "egalitarian", "kalai_smorodinsky", "nash", "take_it_or_leave_it\nproposer: one",
    ], zones)
  func `Two issues end alike in any unit`(_ talks: String, _ zone: String) throws {
    guard !isOfRounding(talks, zone) else { return }
    for b in ["", "levels: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]"] {
      try expectSame(
        try issues("1", zone, talks, b), try issues("1e9", zone, talks, b), "\(talks)\(zone) \(b)")
    }
  }

  /// Three plans of which two are worth the same to both, but for the last digit: the first by name counts.
  @Test(arguments: [
    "nash\nover: plans", "egalitarian\nover: plans", "kalai_smorodinsky\nover: plans",
    "plan_vote\nmethod: plurality", "plan_vote\nmethod: borda",
  ])
  func `Plans are chosen alike in any unit`(_ talks: String) throws {
    func play(_ unit: String) throws -> Play {
      try Play(
        Pie(
          one: "utility: \(unit) * (text.pie + 0.2), no_deal: \(unit) * 0.3",
          two: "utility: \(unit) * (1.2 - text.pie), no_deal: \(unit) * 0.3",
          talks: "protocol: \(talks)\nopening: p"
        ).text.replacing(
          "{step: round, steps: 1}", with: "{start: 2026-01-01, step: week, steps: 2}")
            + """

              has_zone: zone
            plans:
              p: {terms: {pie: 0.1}}
              q: {tabled: 2026-01-01, terms: {pie: 0.3}}
              r: {tabled: 2026-01-01, terms: {pie: 0.1 + 0.2}}
            """)
    }
    try expectSame(try play("1"), try play("1e9"), talks)
  }

  /// A text is worth sums of money to one party and numbers near 1 to the other, whose gain is the least: it
  /// counts to its last digits, though it is nothing beside rounding of the sums.
  @Test func `A gain near 1 is not given up for sums of money`() throws {
    var pie = Pie(
      one: "utility: 1e9 * (0.5 + text.pie), no_deal: 5e8", two: "no_deal: 0.3",
      talks: "protocol: egalitarian")
    #expect(try pie.share() < 1e-8)
    let levels = pie.text.replacing(
      "high: all to one", with: "high: all to one, levels: [0.397, 0.4]")
    #expect(try Play(levels).value("share") == 0.397)
    pie.talks += "\nover: plans\nopening: p"
    let plans =
      pie.text.replacing(
        "{step: round, steps: 1}", with: "{start: 2026-01-01, step: week, steps: 2}") + """

        plans:
          p: {terms: {pie: 0.4}}
          q: {tabled: 2026-01-01, terms: {pie: 0.397}}
        """
    #expect(try Play(plans).value("share") == 0.397)
  }
}
