/// What an analysis keeps of trials: numbers that merge, block by block, in any number of parts.
package struct FoldedTrials: Sendable, Hashable, Mergeable {
  package internal(set) var counts: [Int]
  package internal(set) var moments: [Moments]
  package internal(set) var skewed: [SkewedMoments]

  /// Nothing yet, of so many numbers of each kind.
  package init(counts: Int, moments: Int, skewed: Int) {
    self.counts = Array(repeating: 0, count: counts)
    self.moments = Array(repeating: Moments(), count: moments)
    self.skewed = Array(repeating: SkewedMoments(), count: skewed)
  }

  package mutating func merge(_ next: FoldedTrials) {
    for index in counts.indices { counts[index] += next.counts[index] }
    for index in moments.indices { moments[index].merge(next.moments[index]) }
    for index in skewed.indices { skewed[index].merge(next.skewed[index]) }
  }

  /// Whether the other is of as many numbers.
  package func hasShape(of other: FoldedTrials) -> Bool {
    counts.count == other.counts.count && moments.count == other.moments.count
      && skewed.count == other.skewed.count
  }
}

extension FoldedTrials {
  /// No encoding of so many numbers takes more bytes.
  package var longestEncoding: Int {
    24 + 10 * counts.count + Moments.encodedSize * moments.count
      + (Moments.encodedSize + 8) * skewed.count
  }

  package func write(to writer: inout ByteWriter) {
    writer.write(counts.count)
    writer.write(counts: counts)
    writer.write(moments.count)
    for one in moments { one.write(to: &writer) }
    writer.write(skewed.count)
    for one in skewed { one.write(to: &writer) }
  }

  /// `trials`: of no more.
  package init(from reader: inout ByteReader, trials: Int) throws(UnreadableBytes) {
    // A run of zeros takes a few bytes, whatever its length.
    let places = try reader.integer()
    guard (0...Self.mostNumbers).contains(places) else { throw UnreadableBytes() }
    counts = try reader.counts(places)
    moments = []
    for _ in 0..<(try reader.count(ofSize: Moments.encodedSize)) {
      moments.append(try Moments(from: &reader))
    }
    skewed = []
    for _ in 0..<(try reader.count(ofSize: Moments.encodedSize + 8)) {
      skewed.append(try SkewedMoments(from: &reader))
    }
    let most = 0...max(0, trials)
    guard counts.allSatisfy(most.contains),
      (moments + skewed.map(\.moments)).allSatisfy({ most.contains($0.count + $0.missing) })
    else { throw UnreadableBytes() }
  }

  private static let mostNumbers = 1 << 24
}
