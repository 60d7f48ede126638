import CGSL
import Testing

@testable import Sim

@Suite("What shares leave over")
struct RemainderTests {
  init() { gsl_set_error_handler_off() }

  @Test
  func `Half-widths add up as squares`() {
    let shares = [
      ValueInInterval(0.5, Interval(low: 0.2, high: 0.8)),
      ValueInInterval(0.1, Interval(low: 0, high: 0.5)),
    ]
    let found = Remainder.of(shares)
    #expect((found.value - 0.4).magnitude < 1e-12)
    #expect((found.interval.low + 0.1).magnitude < 1e-12)
    #expect((found.interval.high - 0.9).magnitude < 1e-12)
    #expect(Remainder.of([]).value == 1)
  }

  /// A coin with chance .2 + .3 x + .1 y: interactions and chance have 1 − .1/12/.24 of the variance.
  /// 2,000 trials, with three inputs that nothing reads; seeds 0 to 399. The interval
  /// is a little longer than it need be.
  @Test
  func `The interval covers what single inputs leave`() {
    let held = coverage(400) { seed in
      var chances = Chances(seed: seed)
      let x = (0..<5).map { _ in chances.uniforms(2_000) }
      let y = (0..<2_000).map { chances.coin(0.2 + 0.3 * x[0][$0] + 0.1 * x[1][$0]) }
      let shares = x.compactMap { VarianceShare(of: y, by: RankedInput($0))?.share }
      return Remainder.of(shares).interval.contains(1 - 0.1 / 12 / 0.24)
    }
    #expect(held >= 0.93 && held < 1, "\(held)")
  }
}
