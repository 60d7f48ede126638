import Sim
import Testing

/// Texts that are as good for all as can be, also where the least is settled by some (Imai 1983).
struct FairTextTests {
  /// Two share a term; the third cares for another alone.
  private func threeParties(_ talks: String, levels: String) -> String {
    """
    clock: {start: 2026-01-01, step: week, steps: 1}
    issues: {land: {\(levels)}, trade: {\(levels)}}
    parties:
      ada: {ideal: {land: 1, trade: 0}, weight: {land: 1, trade: 0}, no_deal: 0.1}
      ben: {ideal: {land: 0, trade: 0}, weight: {land: 1, trade: 0}, no_deal: 0.1}
      cyd: {ideal: {land: 0, trade: 0.8}, weight: {land: 0, trade: 1}, no_deal: 0}
    plans:
      even: {tabled: 2026-01-01, terms: {land: 0.5, trade: 0.5}}
      second: {tabled: 2026-01-01, terms: {land: 0.5, trade: 0.8}}
      third: {tabled: 2026-01-01, terms: {land: 0.6, trade: 0.8}}
    talks: {protocol: \(talks)}
    measures: {land: agreed.land, trade: agreed.trade}
    """
  }

  @Test(arguments: ["nash", "kalai_smorodinsky", "egalitarian"])
  func `Who is in nobody's way gets all, among levels, plans and terms that take any value`(
    _ word: String
  ) throws {
    for (talks, levels) in [
      (word, "levels: [0, 0.2, 0.5, 0.8, 1]"), (word + ", over: plans", ""), (word, ""),
    ] {
      let play = try Play(threeParties(talks, levels: levels))
      #expect(abs(try play.value("land") - 0.5) < 1e-6, "\(talks) \(levels)")
      #expect(abs(try play.value("trade") - 0.8) < 1e-6, "\(talks) \(levels)")
    }
  }

  /// The gain of one is at most .3, whatever the second issue.
  @Test(arguments: [0.3, 0.7])
  func `A larger gain does not wait for the least one`(_ weight: Double) throws {
    let play = try Play(
      """
      clock: {step: round, steps: 1}
      issues: {land: {}, trade: {}}
      parties:
        ada: {ideal: {land: 1, trade: 0}, weight: {land: 1, trade: 0}, no_deal: 0.7}
        ben: {ideal: 1, weight: {land: \(weight), trade: \(1 - weight)}, no_deal: 0.1}
      talks: {protocol: egalitarian}
      measures: {land: agreed.land, trade: agreed.trade}
      """)
    #expect(try play.value("land") == 1)
    #expect(try play.value("trade") == 1)
  }

  /// One can gain nothing by any plan; of two plans the better for the others counts.
  @Test
  func `Nash's product is of those who can gain`() throws {
    let play = try Play(
      """
      clock: {start: 2026-01-01, step: week, steps: 1}
      issues: {pie: {}}
      parties:
        ada: {ideal: 0, no_deal: 0.5, utility: 0.5}
        ben: {ideal: 1, no_deal: 0.2}
      plans:
        a_low: {tabled: 2026-01-01, terms: {pie: 0.4}}
        b_high: {tabled: 2026-01-01, terms: {pie: 0.9}}
      talks: {protocol: nash, over: plans}
      measures: {pie: agreed.pie}
      """)
    #expect(try play.value("pie") == 0.9)
  }
}
