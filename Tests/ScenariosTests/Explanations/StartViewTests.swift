import Sim
import Testing

@testable import Scenarios

@Suite("What texts are worth at the start") struct StartViewTests {
  /// A seller who wants 1 and a buyer who wants 0; above 0.7 the buyer never goes.
  private static let sale = """
    format: 1
    scenario: sale
    title: A sale
    clock: {step: day, steps: 3}
    parameters:
      need: uniform(0.2, 0.4)
    issues:
      price: {low: cheap, high: dear, status_quo: 0.1}
    parties:
      buyer:
        ideal: 0
        no_deal: need
        red_lines: {price: {above: 0.7, hard: true}}
      seller:
        ideal: 1
        no_deal: 0.45
        red_lines: {price: {below: 0.5, slope: 2}}
    plans:
      fair: {terms: {price: 0.6}}
      dear: {terms: {price: 0.75}}
    talks:
      protocol: single_text
      opening: fair
    outcomes:
      sold: {as_soon_as: settled}
      kept: otherwise
    """

  private func view(_ text: String = sale) throws -> StartView {
    try ScenarioFile.load(text: text, name: "sale.yaml").startView()
  }

  @Test
  func `every draw is at its median, and a margin is worth less no deal`() throws {
    let view = try view()
    #expect(view.parties.map(\.noDeal) == [0.30000000000000004, 0.45])
    let fair = try #require(view.texts.first)
    #expect(fair.judgements.map(\.worth) == [0.4, 0.6])
    #expect(fair.judgements[0].margin == 0.4 - 0.30000000000000004)
    #expect(fair.judgements.map(\.accepts) == [true, true])
    #expect(view.texts.map(\.name) == ["fair", "dear", "status_quo"])
  }

  @Test
  func `a hard red line is refused whatever the text is worth, a soft one costs`() throws {
    let dear = try view().texts[1]
    #expect(dear.judgements[0].broken == [0])
    #expect(dear.judgements[0].accepts == false)
    let statusQuo = try view().texts[2]
    // 0.4 beyond the seller's line, at 2 each, off a utility of 0.1.
    #expect(statusQuo.judgements[1].utility.map { abs($0 - 0.1) < 1e-12 } == true)
    #expect(statusQuo.judgements[1].worth.map { abs($0 + 0.7) < 1e-12 } == true)
  }

  @Test
  func `ranges end where no deal is as good or a hard line stands, and overlap between`() throws {
    let view = try view()
    let buyer = try #require(view.ranges[0][0])
    // Worth 0.3 at 0.7, where the hard line stands too.
    #expect(buyer == 0...0.7)
    // 1 − (1 − x) − 2·(0.5 − x) ≥ 0.45 from x = 0.4833… on.
    let seller = try #require(view.ranges[0][1])
    #expect(seller == 0.483333...1)
    #expect(view.overlap(0, of: [0, 1]) == 0.483333...0.7)
  }

  @Test
  func `the two tables have a row for each text and party, and for each issue and party`() throws {
    let tables = try view().tables
    func lines(_ place: Int) -> [String] {
      String(decoding: tables[place].text.bytes, as: UTF8.self).split(separator: "\n").map(
        String.init)
    }
    #expect(tables.map(\.file) == ["worths.csv", "ranges.csv"])
    #expect(lines(0)[0] == "scenario,plan,party,worth,no_deal,margin,red_lines,accepts")
    #expect(lines(0).count == 7)
    #expect(lines(0)[3].hasPrefix("sale,dear,buyer,0.25,"))
    #expect(lines(0)[3].hasSuffix(",price (hard),0"))
    #expect(
      lines(1) == [
        "scenario,issue,party,low,high,red_low,red_high,unit,opening_low,opening_high",
        "sale,price,buyer,0,0.7,,0.7,0: cheap; 1: dear,0,0.7",
        "sale,price,seller,0.483333,1,0.5,,0: cheap; 1: dear,0.483333,1",
      ])
  }

  @Test
  func `a party that would accept no text has no range`() throws {
    let text = Self.sale.replacing("no_deal: 0.45", with: "no_deal: 1.5")
    #expect(try view(text).ranges[0][1] == nil)
    #expect(try view(text).overlap(0, of: [0, 1]) == nil)
  }

  @Test
  func `of an issue with levels only these are tried`() throws {
    let text = Self.sale.replacing(
      "status_quo: 0.1}", with: "status_quo: 0.1, levels: [0.1, 0.45, 0.5, 0.9]}")
    let view = try view(text)
    #expect(view.ranges[0][0] == 0.1...0.5)
    #expect(view.ranges[0][1] == 0.5...0.9)
  }

  @Test
  func `a draw without a distribution function counts with the middle of 1,001 draws`() throws {
    let text = Self.sale.replacing(
      "need: uniform(0.2, 0.4)", with: "need: compound(poisson(3), uniform(0.1, 0.2)) / 5")
    let median = try #require(view(text).parties[0].noDeal)
    // Three of 0.15, over 5: seed 1, four standard errors of the median of 1,001 draws are 0.007.
    #expect(abs(median - 0.09) < 0.01)
  }

  @Test
  func `who must consent is said in words`() throws {
    func words(_ text: String) throws -> [String] {
      try ScenarioFile.load(text: text, name: "sale.yaml").consentInWords
    }
    #expect(
      try words(Self.sale) == [
        "Every party must accept: buyer and seller.",
        "Nobody ratifies: a text is in force once it is signed.",
      ])
    let ruled = Self.sale.replacing(
      "opening: fair", with: "opening: fair\n  carried_when: buyer.accepts"
    )
    .replacing("ideal: 0\n", with: "ideal: 0\n    ratifiers: {board: {slope: 5, after: 2 days}}\n")
    #expect(
      try words(ruled) == [
        "A text is carried when buyer.accepts.",
        "Ratified afterwards, whoever carried the text: buyer: board (needs 0.5 (default), after 2 days).",
      ])
    let rivals = Self.sale.replacing("ideal: 0\n", with: "ideal: 0\n    role: belligerent\n")
      .replacing("ideal: 1\n", with: "ideal: 1\n    delivers: [price]\n")
    #expect(
      try words(rivals)[0]
        == "Every belligerent must accept: buyer; seller must where the text settles price. A party that "
        + "is asked has a veto.")
  }
}
