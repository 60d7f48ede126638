import Sim
import Testing

@testable import Scenarios

/// What swept values are on a line.
struct SweptScaleTests {
  private static let terms = "plans.paper.terms.release"

  private func numbers(_ path: String, _ values: [String]) throws -> [Double?] {
    let scale = try #require(SweptScale(path, values))
    return values.map(scale.number)
  }

  @Test func `plain numbers and percentages are numbers without a unit`() throws {
    let scale = try #require(SweptScale("parameters.p", ["0.2", "-1e-3", "30%"]))
    #expect(["0.2", "-1e-3", "30%"].map(scale.number) == [0.2, -0.001, 0.3])
    #expect(scale.unit == "")
    #expect(scale.unitOfNumbers == nil)
    #expect(scale.written(0.25) { "\($0)" } == "0.25")
  }

  @Test func `amounts are numbers in their unit, which stands behind them`() throws {
    let scale = try #require(SweptScale(Self.terms, ["30 km3", "1 400 km3", "-2.5 km3"]))
    #expect(["30 km3", "1 400 km3", "-2.5 km3"].map(scale.number) == [30, 1_400, -2.5])
    #expect(scale.unit == "km3")
    #expect(scale.unitOfNumbers == "km3")
    #expect(scale.written(41.5) { "\($0)" } == "41.5 km3")
  }

  @Test func `a percentage of a term is an amount`() throws {
    let scale = try #require(SweptScale(Self.terms, ["4%", "5%"]))
    #expect(["4%", "5%"].map(scale.number) == [4, 5])
    #expect(scale.written(4.5) { "\($0)" } == "4.5%")
  }

  @Test func `lengths of time are in the unit of the first, and rates in their own`() throws {
    #expect(
      try numbers("ratifiers.after", ["1 week", "9 weeks", "14 days", "1 year"])
        == [1, 9, 2, 365 / 7.0])
    #expect(try #require(SweptScale("a", ["1 week", "9 weeks"])).unit == "weeks")
    let rates = try #require(SweptScale("events.e.rate", ["1% per month", "2.5% per month"]))
    #expect(["1% per month", "2.5% per month"].map(rates.number) == [1, 2.5])
    #expect(rates.written(2) { "\($0)" } == "2.0% per month")
  }

  @Test func `dates are days after the first`() throws {
    let dates = ["2027-04-05", "2027-03-01", "2028-03-01"]
    let scale = try #require(SweptScale("events.e.date", dates))
    #expect(dates.map(scale.number) == [35, 0, 366])
    #expect(scale.unitOfNumbers == "days after 2027-03-01")
    #expect(scale.written(34.6) { "\($0)" } == "2027-04-05")
  }

  @Test func `words, and values of two lines, are none`() throws {
    #expect(SweptScale("talks.protocol", ["nash", "vote"]) == nil)
    #expect(SweptScale(Self.terms, ["30 km3", "30 EUR"]) == nil)
    // A share of the scale and an amount are no neighbours.
    #expect(SweptScale(Self.terms, ["0.5", "30 km3"]) == nil)
    #expect(SweptScale("parameters.p", ["0.5"]) == nil)
    let some = try #require(SweptScale("parameters.p", ["0.5", "normal(0, 1)", "0.7"]))
    #expect(some.number("normal(0, 1)") == nil)
    #expect(!some.holds(["0.5", "normal(0, 1)"]) && some.holds(["0.5", "0.7"]))
  }
}
