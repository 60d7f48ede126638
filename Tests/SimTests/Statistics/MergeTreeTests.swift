import Testing

@testable import Sim

@Suite("Merge tree")
struct MergeTreeTests {
  /// Numbers whose sums round differently in every grouping. Seed 4.
  private func blocks(_ count: Int) -> [Moments] {
    var generator = SplitMix(seed: 4)
    return (0..<count).map { _ in
      var moments = Moments()
      for _ in 0..<5 { moments.add(Double.random(in: -1...1, using: &generator) * 1e3) }
      return moments
    }
  }

  private func tree(_ blocks: [Moments], _ range: Range<Int>) -> MergeTree<Moments> {
    var tree = MergeTree<Moments>()
    for block in range { tree.append(block: block, blocks[block]) }
    return tree
  }

  /// 300 random cuttings of 1 to 100 blocks, seed 5: always the same bits.
  @Test func `the cutting leaves no trace`() throws {
    let blocks = blocks(100)
    var generator = SplitMix(seed: 5)
    for _ in 0..<300 {
      let count = Int.random(in: 1...100, using: &generator)
      let whole = try #require(tree(blocks, 0..<count).folded())
      var cuts = Set([0, count])
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        cuts.insert(Int.random(in: 0...count, using: &generator))
      }
      let edges = cuts.sorted()
      var parts = zip(edges, edges.dropFirst()).map { tree(blocks, $0..<$1) }
      while parts.count > 1 {
        let at = Int.random(in: 0..<(parts.count - 1), using: &generator)
        let next = parts.remove(at: at + 1)
        let fits = parts[at].append(next)
        #expect(fits)
      }
      #expect(parts[0].folded() == whole)
    }
  }

  /// Eight blocks and a left fold: not the same bits, or the test above would prove nothing.
  @Test func `grouping would matter`() throws {
    let blocks = blocks(100)
    var left = Moments()
    for block in blocks { left.merge(block) }
    #expect(try #require(tree(blocks, 0..<100).folded()) != left)
  }

  @Test func `any range is few nodes`() {
    let blocks = blocks(100)
    for start in 0..<100 {
      for end in (start + 1)...100 {
        let part = tree(blocks, start..<end)
        #expect(part.entries.count <= 14)
        #expect(part.blocks == start..<end)
      }
    }
    #expect(tree(blocks, 0..<64).entries.count == 1)
  }

  /// A larger run goes on from a smaller one's nodes.
  @Test func `growth`() throws {
    let blocks = blocks(100)
    var grown = tree(blocks, 0..<37)
    #expect(grown.folded() != nil)
    for block in 37..<100 { grown.append(block: block, blocks[block]) }
    #expect(grown.folded() == tree(blocks, 0..<100).folded())
  }

  @Test func `what does not follow is refused`() {
    let blocks = blocks(10)
    var part = tree(blocks, 0..<3)
    let gap = part.append(block: 4, blocks[4])
    let partGap = part.append(tree(blocks, 5..<7))
    #expect(!gap && !partGap)
    #expect(part.blocks == 0..<3)
    #expect(MergeTree<Moments>().folded() == nil)
  }
}
