/// Sobol's low-discrepancy sequence in up to 256 dimensions, 32 binary digits a number.
///
/// Points come in the order of their index's Gray code (Antonov & Saleev 1979), so that neighbours
/// differ by one direction number; the first 2^m points are the same in any order.
package struct SobolSequence: Sendable {
  package static let mostDimensions = SobolNumbers.dimensions

  /// By dimension: 32 direction numbers.
  private let directions: [[UInt32]]

  package var dimensions: Int { directions.count }

  /// `nil` of fewer than one dimension, or of more than `mostDimensions`.
  package init?(dimensions: Int) {
    guard (1...Self.mostDimensions).contains(dimensions) else { return nil }
    let lines = SobolNumbers.text.split(separator: "\n").prefix(dimensions - 1)
    let rows = lines.map { $0.split(separator: " ").compactMap { UInt32($0) } }
    directions = [Self.ofFirst] + rows.map(Self.directions)
  }

  /// The first dimension is van der Corput's sequence.
  private static let ofFirst = (0..<32).map { UInt32(1) << UInt32(31 - $0) }

  /// Joe & Kuo (2008), eq. 3: v(i) = a₁ v(i−1) ⊕ … ⊕ a₍s−1₎ v(i−s+1) ⊕ v(i−s) ⊕ v(i−s)/2^s.
  private static func directions(_ row: [UInt32]) -> [UInt32] {
    guard let polynomial = row.first else { return ofFirst }
    let degree = row.count - 1
    var found = (0..<degree).map { row[$0 + 1] << UInt32(31 - $0) }
    for i in degree..<32 {
      var next = found[i - degree] ^ found[i - degree] >> UInt32(degree)
      for k in 1..<max(1, degree) where polynomial >> UInt32(degree - k) & 1 == 1 {
        next ^= found[i - k]
      }
      found.append(next)
    }
    return found
  }

  /// The coordinate of a point in units of 2⁻³². `dimension` counts from 0.
  package func word(_ index: UInt32, dimension: Int) -> UInt32 {
    var gray = index ^ index >> 1
    var word: UInt32 = 0
    let numbers = directions[dimension]
    while gray != 0 {
      word ^= numbers[gray.trailingZeroBitCount]
      gray &= gray &- 1
    }
    return word
  }

  /// A coordinate of `count` points, scrambled (`OwenScramble`), strictly between 0 and 1. Replicates
  /// with other numbers are independent. Without a seed: the sequence itself.
  package func column(
    dimension: Int, count: Int, seed: UInt64?, replicate: UInt64 = 0
  ) -> [Double] {
    let scramble = seed.map { OwenScramble(seed: $0, dimension: dimension, replicate: replicate) }
    return (0..<count).map { index in
      let word = word(UInt32(truncatingIfNeeded: index), dimension: dimension)
      return UniformValue.value(scramble?.scrambled(word) ?? word)
    }
  }
}
