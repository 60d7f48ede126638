import Testing

@testable import Scenarios

@Suite("Pictures of what never varies") struct ConstantPictureTests {
  private static let header =
    "scenario,point,measure,unit,given,n,missing,mean,sd,p5,p25,p50,p75,p95\n"

  /// A measure whose values lie in a range, in all trials and in those of an outcome.
  private static func rows(_ name: String, _ low: Double, _ high: Double) -> String {
    let middle = (low + high) / 2
    return ["all", "war"].map {
      "s,0,\(name),,\($0),100,0,\(middle),\(high - low),\(low),\(low),\(middle),\(high),\(high)\n"
    }.joined()
  }

  private func picture(_ measures: String) throws -> Picture {
    var found: Picture?
    try PictureTests().results([
      "outcomes.csv": PictureTests.outcomes(["war"]), "measures.csv": Self.header + measures,
    ]) { found = try PictureBook($0).pictures.first { $0.name == "measures" } }
    return try #require(found)
  }

  @Test func `measures that are the same in all trials are named and not drawn`() throws {
    let picture = try picture(
      Self.rows("days", 1, 9) + Self.rows("weighted_mean.pay", 0.45, 0.45)
        + Self.rows("weighted_mean.hours", 0.5, 0.5))
    #expect(picture.panels.map(\.title) == ["days"])
    #expect(
      picture.notes.first?.hasSuffix(
        "The same in all trials: weighted_mean.pay (0.45) and weighted_mean.hours (0.5).") == true,
      "\(picture.notes)")
  }

  @Test func `where all are the same they are drawn, and the axis names their number alone`() throws
  {
    let picture = try picture(Self.rows("pay", 0.45, 0.45) + Self.rows("hours", 0, 0))
    #expect(picture.panels.map(\.title) == ["pay", "hours"])
    let script = GnuplotScript(picture, formats: ["svg"]).text
    #expect(script.contains("\n  set xtics (0.45)\n"))
    #expect(script.contains("\n  set xtics (0)\n"))
    #expect(!script.contains("set xtics auto"))
  }

  /// As correlated ones have none.
  @Test func `a tornado says which inputs have no bars`() throws {
    let header = "scenario,point,kind,target,input,method,value,ci_low,ci_high\n"
    let rows = ["x", "y", "z"].map { "s,0,outcome,war,\($0),ks,0.3,0.2,0.4\n" }.joined()
    let bars = ["low,-0.2,-0.3,-0.1", "high,0.2,0.1,0.3"].map {
      "s,0,outcome,war,z,tornado_\($0)\n"
    }.joined()
    try PictureTests().results([
      "outcomes.csv": PictureTests.outcomes(["war"]), "drivers.csv": header + rows + bars,
    ]) { results in
      let tornado = try #require(try PictureBook(results).pictures.first { $0.name == "tornado" })
      #expect(
        tornado.notes.first?.hasSuffix(
          "No bars: x and y. Only declared parameters that are independent of all others can be held."
        )
          == true,
        "\(tornado.notes)")
    }
  }
}
