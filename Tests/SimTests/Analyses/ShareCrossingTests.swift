import Testing

@testable import Sim

@Suite("Where a share crosses a target along a line of points")
struct ShareCrossingTests {
  private func points(_ shares: [Double], of trials: Int = 1000) -> [ShareCrossing.Point] {
    shares.enumerated().map {
      ShareCrossing.Point(Double($0), count: Int(($1 * Double(trials)).rounded()), of: trials)
    }
  }

  @Test
  func `on the straight line between two points, with an interval around it`() throws {
    let found = ShareCrossing.all(points([0.1, 0.2, 0.4, 0.6]), target: 0.3)
    let crossing = try #require(found.first)
    #expect(found.count == 1)
    #expect((crossing.value - 1.5).magnitude < 1e-12)
    #expect(crossing.isRising)
    // Where the line of upper limits, .226136 at 1 and .431124 at 2, and that of lower limits,
    // .175621 and .369473, are 0.3.
    #expect((try #require(crossing.low) - 1.3603).magnitude < 1e-3)
    #expect((try #require(crossing.high) - 1.6415).magnitude < 1e-3)
  }

  /// 50 more trials at each point failed. By SciPy the upper limits, with all of them, are .265047 at 1 and
  /// .459146 at 2, the lower, with none, .167143 and .351472.
  @Test
  func `limits allow for trials that failed`() throws {
    let points = [0.1, 0.2, 0.4, 0.6].enumerated().map {
      ShareCrossing.Point(Double($0), count: Int(($1 * 1000).rounded()), of: 1000, failed: 50)
    }
    let crossing = try #require(ShareCrossing.all(points, target: 0.3).first)
    #expect((crossing.value - 1.5).magnitude < 1e-12)
    #expect((try #require(crossing.low) - 1.1801).magnitude < 1e-3)
    #expect((try #require(crossing.high) - 1.7208).magnitude < 1e-3)
  }

  /// At 2 all trials failed, so that the share may be anything there: its limits are 0 and 1. On straight lines from
  /// there 0.3 is reached at 2 − .7/(.7 + .073864), by the upper limit .226136 at 1, and at 2 + .3/(.3 + .069473),
  /// by the lower limit .369473 at 3.
  @Test
  func `limits reach over a point of which all trials failed`() throws {
    let points = [
      ShareCrossing.Point(0, count: 100, of: 1000), .init(1, count: 200, of: 1000),
      .init(2, count: 0, of: 0, failed: 1000), .init(3, count: 400, of: 1000),
      .init(4, count: 600, of: 1000),
    ]
    let crossing = try #require(ShareCrossing.all(points, target: 0.3).first)
    #expect((crossing.value - 2).magnitude < 1e-9)
    #expect((try #require(crossing.low) - 1.09545).magnitude < 1e-4)
    #expect((try #require(crossing.high) - 2.81197).magnitude < 1e-4)
    // At an end of the line there is no telling how far they reach.
    let last = [points[0], points[1], .init(2, count: 310, of: 1000)]
    let end = last + [.init(3, count: 0, of: 0, failed: 1000)]
    #expect(try #require(ShareCrossing.all(end, target: 0.3).first).high == nil)
  }

  @Test
  func `several crossings, each with its direction`() {
    let found = ShareCrossing.all(points([0.1, 0.5, 0.1, 0.5]), target: 0.3)
    #expect(found.map(\.isRising) == [true, false, true])
    #expect(zip(found, [0.5, 1.5, 2.5]).allSatisfy { ($0.value - $1).magnitude < 1e-12 })
  }

  @Test
  func `no crossing where the share stays on one side, or touches the target`() {
    #expect(ShareCrossing.all(points([0.1, 0.2, 0.1]), target: 0.3).isEmpty)
    #expect(ShareCrossing.all(points([0.1, 0.3, 0.1]), target: 0.3).isEmpty)
    #expect(ShareCrossing.all([], target: 0.3).isEmpty)
    #expect(ShareCrossing.all(points([0.3]), target: 0.3).isEmpty)
  }

  @Test
  func `a stretch at the target is crossed in its middle`() throws {
    let found = ShareCrossing.all(points([0.1, 0.3, 0.3, 0.6]), target: 0.3)
    #expect(found.map(\.value) == [1.5])
    let low = try #require(found[0].low)
    let high = try #require(found[0].high)
    #expect(low > 0 && low < 1)
    #expect(high > 2 && high < 3)
  }

  @Test
  func `a limit that is not within the points is not given`() throws {
    let crossing = try #require(
      ShareCrossing.all(points([0.28, 0.32], of: 100), target: 0.3).first)
    #expect(crossing.low == nil)
    #expect(crossing.high == nil)
  }

  @Test
  func `falling shares, and points in any order`() throws {
    let found = ShareCrossing.all(points([0.6, 0.4, 0.2, 0.1]).reversed(), target: 0.3)
    #expect(found.count == 1)
    #expect((found[0].value - 1.5).magnitude < 1e-12)
    #expect(!found[0].isRising)
    #expect(try #require(found[0].low) < 1.5)
    #expect(try #require(found[0].high) > 1.5)
  }

  /// p(x) = x on common random numbers at 0, 0.1, …, 1, 500 trials each; the root at 0.33. 200
  /// replications from seed 1; the standard error of the coverage is 1.5 %.
  @Test
  func `covers the root`() {
    var covered = 0
    for seed in 0..<200 {
      var chances = Chances(seed: 1 + UInt64(seed))
      let draws = chances.uniforms(500)
      let points = (0...10).map { k in
        let x = Double(k) / 10
        return ShareCrossing.Point(x, count: draws.count { $0 < x }, of: 500)
      }
      let found = ShareCrossing.all(points, target: 0.33)
      if let one = found.first, one.low ?? 0 <= 0.33, one.high ?? 1 >= 0.33 { covered += 1 }
    }
    #expect(covered >= 186, "\(covered)")
  }
}
