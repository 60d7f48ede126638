import CGSL
import Foundation
import Testing

@testable import Sim

@Suite("Intervals of means")
struct MeanIntervalTests {
  init() { gsl_set_error_handler_off() }

  private func moments(_ values: [Double]) -> SkewedMoments {
    var moments = SkewedMoments()
    for value in values { moments.add(value) }
    return moments
  }

  /// 1, 4, 9, … 200²: by scipy, skewness .64095, limits 11758.6378315508 and 15164.674070486537;
  /// the mirror image of them for −1, −4, ….
  @Test func `known answer`() throws {
    let squares = (1...200).map { Double($0 * $0) }
    let interval = try #require(MeanInterval.of(moments(squares), alpha: 0.05))
    #expect((interval.low - 11758.6378315508).magnitude < 1e-7)
    #expect((interval.high - 15164.674070486537).magnitude < 1e-7)
    let mirror = try #require(MeanInterval.of(moments(squares.map { -$0 }), alpha: 0.05))
    #expect((mirror.low + interval.high).magnitude < 1e-7)
    #expect((mirror.high + interval.low).magnitude < 1e-7)
  }

  @Test(arguments: [1.0, 1e-200, 1e200])
  func `values in rows come to what they come to one by one`(_ size: Double) throws {
    var values = (0..<5_000).map { size * (Double(($0 * 7_919) % 1_009) / 1_009 + 1) }
    for at in stride(from: 0, to: values.count, by: 17) { values[at] = .nan }
    for at in stride(from: 3, to: values.count, by: 29) { values[at] *= 40 }
    let single = moments(values)
    var rows = SkewedMoments()
    for start in stride(from: 0, to: values.count, by: 777) {
      let part = Array(values[start..<min(values.count, start + 777)])
      part.withUnsafeBufferPointer { row in
        if let first = row.baseAddress { rows.add(row: first, count: row.count) }
      }
    }
    #expect(rows.moments.count == single.moments.count)
    #expect(rows.moments.missing == single.moments.missing)
    let (a, b) = (try #require(rows.skewness), try #require(single.skewness))
    #expect((a - b).magnitude < 1e-9 * b.magnitude)
    #expect((rows.moments.mean / single.moments.mean - 1).magnitude < 1e-12)
  }

  @Test func `few values have none`() {
    #expect(MeanInterval.of(moments((1...199).map(Double.init)), alpha: 0.05) == nil)
    #expect(MeanInterval.of(moments((1...200).map(Double.init)), alpha: 0.05) != nil)
    let same = MeanInterval.of(moments(Array(repeating: 3, count: 200)), alpha: 0.05)
    #expect(same == Interval(low: 3, high: 3))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let mean: Double
    let inverse: @Sendable (Double) -> Double
  }

  static let cases: [Case] = [
    Case(testDescription: "normal", mean: 0) { gsl_cdf_ugaussian_Pinv($0) },
    Case(testDescription: "uniform", mean: 0.5) { $0 },
    Case(testDescription: "exponential", mean: 1) { -log($0) },
    Case(testDescription: "lognormal(0, 1)", mean: exp(0.5)) { exp(gsl_cdf_ugaussian_Pinv($0)) },
    Case(testDescription: "0 or 1, of .02", mean: 0.02) { $0 < 0.02 ? 1 : 0 },
  ]

  /// 2,000 samples of the fewest values, seed 31: .95 less three standard errors of .0049.
  @Test(arguments: cases) func `the level holds`(_ known: Case) throws {
    var generator = SplitMix(seed: 31)
    var covered = 0
    for _ in 0..<2_000 {
      let values = (0..<MeanInterval.fewestValues).map { _ in
        known.inverse(Double.random(in: 0x1p-53..<1, using: &generator))
      }
      if try #require(MeanInterval.of(moments(values), alpha: 0.05)).contains(known.mean) {
        covered += 1
      }
    }
    #expect(Double(covered) / 2_000 >= 0.935)
  }
}
