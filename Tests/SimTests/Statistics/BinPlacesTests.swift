import CGSL
import Testing

@testable import Sim

@Suite("Bins of numbers")
struct BinPlacesTests {
  /// Edges of a sample, of which several are equal, and infinite ones where the sample is small.
  private func edges(_ bins: Int, _ generator: inout SplitMix) -> [Double] {
    let size = bins < 64 ? bins - 1 : bins - 5
    var edges: [Double] = [-.infinity, -.greatestFiniteMagnitude, 0, 0, 0, 1, 1]
    while edges.count < size { edges.append(Double.random(in: -3...3, using: &generator)) }
    return edges.sorted() + Array(repeating: .infinity, count: bins - size)
  }

  /// On edges, just beside them, between them; zeros of both signs, infinities, missing values.
  private func numbers(_ count: Int, _ edges: [Double], _ generator: inout SplitMix) -> [Double] {
    let odd: [Double] = [
      .nan, -.nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude,
      -.leastNonzeroMagnitude, .greatestFiniteMagnitude,
    ]
    return (0..<count).map { _ in
      let edge = edges[Int.random(in: edges.indices, using: &generator)]
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: return odd[Int.random(in: odd.indices, using: &generator)]
      case 1: return edge
      case 2: return edge.nextUp
      case 3: return edge.nextDown
      default: return Double.random(in: -4...4, using: &generator)
      }
    }
  }

  /// As many edges as lie below a number, on every instruction set, whatever the numbers are and
  /// however many. Seed 5.
  @Test(arguments: [16, 32, 64, 128, 256, 512, 8_192])
  func `edges below`(bins: Int) {
    var generator = SplitMix(seed: 5)
    for count in [0, 1, 7, 8, 9, 15, 16, 17, 200, 256] {
      let edges = edges(bins, &generator)
      let numbers = numbers(count, edges, &generator)
      let expected = numbers.map { number in
        number.isNaN ? UInt64(bins) : UInt64(edges.dropLast().count { $0 < number })
      }
      for set in TapeRows.instructionSets {
        var places = Array(repeating: UInt64.max, count: 272)
        sim_place(set, numbers, count, edges, bins, &places)
        #expect(Array(places.prefix(count)) == expected, "instruction set \(set)")
      }
    }
  }

  /// Missing values alone.
  @Test func `missing values`() {
    let edges = Array(repeating: 0.0, count: 255) + [.infinity]
    for set in TapeRows.instructionSets {
      var places = Array(repeating: UInt64.max, count: 16)
      sim_place(set, [.nan, .nan, .nan], 3, edges, 256, &places)
      #expect(places.prefix(3) == [256, 256, 256])
    }
  }
}
