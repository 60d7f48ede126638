import CGSL
import Testing

@testable import Sim

@Suite("Sobol' indices")
struct SobolIndicesTests {
  init() { gsl_set_error_handler_off() }

  /// 16 scrambles of 256 rows.
  private func replicates(
    _ inputs: Int, seed: UInt64, _ function: ([Double]) -> Double
  ) throws -> [SobolIndices.Replicate] {
    let sequence = try #require(SobolSequence(dimensions: 2 * inputs))
    return (0..<UInt64(SobolIndices.replicates)).map { replicate in
      let columns = (0..<(2 * inputs)).map {
        sequence.column(dimension: $0, count: 256, seed: seed, replicate: replicate)
      }
      let a = (0..<256).map { row in (0..<inputs).map { columns[$0][row] } }
      let b = (0..<256).map { row in (0..<inputs).map { columns[inputs + $0][row] } }
      return SobolIndices.Replicate(
        a: a.map(function), b: b.map(function),
        mixed: (0..<inputs).map { input in
          zip(a, b).map { a, b in
            var row = a
            row[input] = b[input]
            return function(row)
          }
        })
    }
  }

  /// By index, in how many of 200 runs, seeds 0 to 199.
  private func held(
    _ first: [Double], _ total: [Double], _ function: @escaping ([Double]) -> Double
  ) throws -> [Double] {
    var held = Array(repeating: 0.0, count: 2 * first.count)
    for seed in 0..<UInt64(200) {
      let found = try #require(
        SobolIndices(try replicates(first.count, seed: seed, function)))
      for (k, truth) in (first + total).enumerated()
      where (found.first + found.total)[k].interval.contains(truth) { held[k] += 1 / 200.0 }
    }
    return held
  }

  @Test func `covers those of ishigamis function`() throws {
    let held = try held(
      [0.313905, 0.442411, 0], [0.557589, 0.442411, 0.243684], ishigami)
    #expect(held.allSatisfy { ($0 - 0.95).magnitude <= 0.03 }, "\(held)")
  }

  /// Sobol's g with a = 0, 1, 4.5, 9: variances 1/(3 (1 + a)²) of the factors.
  @Test func `covers those of the product function`() throws {
    let a = [0, 1, 4.5, 9]
    let parts = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
    let variance = parts.reduce(1) { $0 * (1 + $1) } - 1
    let held = try held(
      parts.map { $0 / variance }, parts.map { $0 * (variance + 1) / (1 + $0) / variance }
    ) { u in zip(u, a).reduce(1) { $0 * ((4 * $1.0 - 2).magnitude + $1.1) / (1 + $1.1) } }
    #expect(held.allSatisfy { ($0 - 0.95).magnitude <= 0.03 }, "\(held)")
  }

  @Test func `an unused input is not told apart`() throws {
    let found = try #require(SobolIndices(try replicates(2, seed: 1) { $0[0] }))
    #expect(found.total[1].value == 0)
    #expect(!found.first[1].isToldApart && !found.total[1].isToldApart)
    #expect(found.first[0].isToldApart)
  }

  @Test func `missing values and constants have none`() throws {
    #expect(SobolIndices(try replicates(1, seed: 1) { _ in 2 }) == nil)
    #expect(SobolIndices(try replicates(1, seed: 1) { $0[0] > 0.9 ? .nan : $0[0] }) == nil)
    #expect(SobolIndices([]) == nil)
  }
}
