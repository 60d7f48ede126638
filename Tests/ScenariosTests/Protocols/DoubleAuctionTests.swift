import Testing

@testable import Scenarios

/// One price, two secrets, against the linear equilibrium (Chatterjee & Samuelson 1983).
struct DoubleAuctionTests {
  private func body(
    v: String = "uniform(0, 1)", c: String = "uniform(0, 1)",
    buyer: String = "ideal: 0, no_deal: 1 - v", seller: String = "ideal: 1, no_deal: c",
    talks: String = "", more: String = ""
  ) -> String {
    """
    parameters:
      v: {value: "\(v)", known_to: buyer}
      c: {value: "\(c)", known_to: seller}
    clock: {step: round, steps: 2}
    issues: {price: {}}
    parties:
      buyer: {\(buyer)}
      seller: {\(seller)}
    talks: {protocol: double_auction\(talks)}
    measures:
      v: v
      c: c
      buyers: buyer.bid
      sellers: seller.bid
      traded: if(settled, 1, 0)
      price: agreed.price
    \(more)
    """
  }

  /// Types from 0 to 1: 2v/3 + 1/12 and 2c/3 + 1/4; trade where v ≥ c + 1/4, half way between bids.
  @Test func `bids are linear in what each knows, and the price lies between them`() throws {
    let play = try Play(body())
    var trades = 0
    for trial in 0..<40 {
      let (v, c) = (try play.value("v", trial: trial), try play.value("c", trial: trial))
      let (b, s) = (2 * v / 3 + 1.0 / 12, 2 * c / 3 + 0.25)
      #expect(abs(try play.value("buyers", trial: trial) - b) < 1e-12)
      #expect(abs(try play.value("sellers", trial: trial) - s) < 1e-12)
      #expect(try play.value("traded", trial: trial) == (v >= c + 0.25 ? 1 : 0))
      let price = try play.value("price", trial: trial)
      #expect(v >= c + 0.25 ? abs(price - (b + s) / 2) < 1e-12 : price.isNaN)
      trades += v >= c + 0.25 ? 1 : 0
    }
    #expect(trades > 4 && trades < 36)
  }

  /// 9/32 and 9/64; 20,000 trials, seed 5, 4 standard errors.
  @Test func `trade and gains are as often and as large as the closed form says`() throws {
    let play = try Play(body(more: "  gain: if(settled, v - c, 0)"), seed: 5)
    let traded = try play.measures("traded", trials: 20_000)
    #expect(traded.deviation(fromShare: 9.0 / 32) < 4)
    let gain = try play.measures("gain", trials: 20_000)
    #expect(gain.deviation(from: 9.0 / 64) < 4)
  }

  @Test func `the weight is that of the buyer's bid, and scales of worth do not count`() throws {
    // Who gains twice as much from the same price bids the same; b = v and s = c/2 + ½ for weight 0.
    let play = try Play(
      body(
        buyer: "ideal: 0, utility: 2 * (1 - text.price), no_deal: 2 - 2 * v",
        talks: ", buyer_weight: 0"))
    for trial in 0..<5 {
      let (v, c) = (try play.value("v", trial: trial), try play.value("c", trial: trial))
      #expect(abs(try play.value("buyers", trial: trial) - v) < 1e-12)
      #expect(abs(try play.value("sellers", trial: trial) - (c / 2 + 0.5)) < 1e-12)
    }
  }

  /// Against every other bid on a grid, when the other's bids are spread evenly as the line has them.
  @Test(arguments: [
    (0.0, 1.0, 0.0, 1.0, 0.5), (0.1, 0.9, 0.2, 1.0, 0.3), (0.2, 0.8, 0.3, 0.9, 1.0),
    (0.0, 1.0, 0.2, 1.0, 0.0),
  ])
  func `no other bid does better`(
    _ v1: Double, _ v2: Double, _ c1: Double, _ c2: Double, _ k: Double
  ) {
    let bids = LinearBids(buyer: v1...v2, seller: c1...c2, weight: k)
    #expect(bids.isEquilibrium)
    /// What a bid gains on average over the other's bids, spread from `low` to `high`.
    func buyerGains(_ bid: Double, _ v: Double) -> Double {
      let (low, high) = (bids.seller(c1), bids.seller(c2))
      let top = min(max(bid, low), high)
      let middle = (low + top) / 2
      return (top - low) / (high - low) * (v - k * bid - (1 - k) * middle)
    }
    func sellerGains(_ bid: Double, _ c: Double) -> Double {
      let (low, high) = (bids.buyer(v1), bids.buyer(v2))
      let bottom = min(max(bid, low), high)
      let middle = (bottom + high) / 2
      return (high - bottom) / (high - low) * (k * middle + (1 - k) * bid - c)
    }
    for type in [0.0, 0.25, 0.5, 0.75, 1] {
      let (v, c) = (v1 + type * (v2 - v1), c1 + type * (c2 - c1))
      for step in 0...200 {
        let bid = Double(step) / 200
        #expect(buyerGains(bid, v) <= max(0, buyerGains(bids.buyer(v), v)) + 1e-12)
        #expect(sellerGains(bid, c) <= max(0, sellerGains(bids.seller(c), c)) + 1e-12)
      }
    }
  }

  @Test func `bids are made once`() throws {
    let play = try Play(
      body(v: "uniform(0, 0.1)", c: "uniform(0.9, 1)", more: "  held: rounds"))
    #expect(try play.value("traded") == 0)
    #expect(try play.value("held") == 1)
  }

  @Test func `a trial fails where the linear bids are no equilibrium`() throws {
    func failure(
      v: String = "uniform(0, 1)", c: String = "uniform(0, 1)",
      buyer: String = "ideal: 0, no_deal: 1 - v", seller: String = "ideal: 1, no_deal: c"
    ) throws -> String? {
      try Play(body(v: v, c: c, buyer: buyer, seller: seller)).failure()
    }
    let place = "step 1: a.yaml:4:15: parameters.v.value: "
    #expect(
      try failure(v: "uniform(0.6, 1)") == place
        + "no pair of linear bids is an equilibrium: some types would be sure to trade")
    #expect(
      try failure(buyer: "ideal: 0, curvature: 2, no_deal: 1 - v") == place
        + "what a price is worth beyond no deal must be linear in the price, and the price at which "
        + "it is worth nothing linear in the type")
    #expect(
      try failure(buyer: "ideal: 0, no_deal: 1 - v ^ 2") == place
        + "what a price is worth beyond no deal must be linear in the price, and the price at which "
        + "it is worth nothing linear in the type")
    #expect(
      try failure(buyer: "ideal: 1, no_deal: v") == place
        + "one party must want a high price and the other a low one")
    #expect(
      try failure(seller: "ideal: 1, no_deal: c, red_lines: {price: {below: 0.5, hard: true}}")
        == place + "bids would lie where no price can")
  }

  @Test func `what is no double auction`() throws {
    func found(_ changes: [(String, String)]) throws -> [String] {
      var text = body()
      for (old, new) in changes { text = text.replacing(old, with: new) }
      let body = text + "\noutcomes: {done: otherwise}"
      let problems = try errors(body)
      return problems.isEmpty ? try modelErrors(body) : problems
    }
    let onePrice =
      "a.yaml:11:19: error: talks.protocol: 'double_auction' is about one issue, a price, without "
      + "levels, values or constraints"
    #expect(try found([("{price: {}}", "{price: {}, second: {}}")]) == [onePrice])
    #expect(try found([("{price: {}}", "{price: {levels: [0, 1]}}")]) == [onePrice])
    #expect(
      try found([
        (
          "  seller: {ideal: 1, no_deal: c}",
          "  seller: {ideal: 1, no_deal: c, role: belligerent}\n"
            + "  second: {ideal: 1, role: belligerent}\n  third: {ideal: 0, role: belligerent}"
        )
      ]).contains {
        $0.hasSuffix(
          "error: talks.protocol: 'double_auction' is between two parties, whose consent a text needs"
        )
      })
    #expect(
      try found([(", known_to: buyer", "")]) == [
        "a.yaml:11:19: error: talks.protocol: in a 'double_auction' each party alone knows what no deal "
          + "is worth to it: one parameter has 'known_to: buyer'"
      ])
    #expect(
      try found([("v: {value: \"uniform(0, 1)\"", "v: {value: \"triangular(0, 0.5, 1)\"")]) == [
        "a.yaml:4:15: error: parameters.v.value: the equilibrium of a 'double_auction' is known for "
          + "'uniform' only"
      ])
    #expect(
      try found([("no_deal: c}", "no_deal: c + 0.1 * v}")]) == [
        "a.yaml:10:3: error: parties.seller: what a text or no deal is worth to 'seller', or where a red "
          + "line is, depends on 'v', which it does not know"
      ])
    #expect(
      try found([
        ("double_auction}", "nash}"), (", known_to: buyer", ""), (", known_to: seller", ""),
      ])
        == [
          "a.yaml:15:11: error: measures.buyers: 'bid' is of talks whose protocol is 'double_auction'",
          "a.yaml:16:12: error: measures.sellers: 'bid' is of talks whose protocol is 'double_auction'",
        ])
  }
}
