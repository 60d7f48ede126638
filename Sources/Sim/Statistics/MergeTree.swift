/// A result that takes in the one directly after it.
package protocol Mergeable {
  mutating func merge(_ next: Self)
}

/// The results of contiguous blocks, merged along the binary tree over block indices.
///
/// Node (level, position) covers the blocks from `position << level` to the next. Two nodes merge
/// only with their sibling in that tree, so rounding depends on the range of blocks alone and
/// not on how it was cut; a range of n blocks is at most 2 log2 n nodes.
package struct MergeTree<Node: Mergeable> {
  package struct Entry {
    package var level: Int
    package var position: Int
    package var node: Node

    package init(level: Int, position: Int, node: Node) {
      self.level = level
      self.position = position
      self.node = node
    }

    package var blocks: Range<Int> { (position << level)..<((position + 1) << level) }
  }

  /// In the order of blocks.
  package private(set) var entries: [Entry] = []

  package init() {}

  /// The blocks covered, from the first one appended.
  package var blocks: Range<Int> {
    guard let first = entries.first, let last = entries.last else { return 0..<0 }
    return first.blocks.lowerBound..<last.blocks.upperBound
  }

  /// Appends one block's result. `false` if the block does not follow the last one.
  @discardableResult
  package mutating func append(block: Int, _ node: Node) -> Bool {
    append(Entry(level: 0, position: block, node: node))
  }

  /// Appends the results of the blocks that follow. `false`, and no change, if they do not.
  @discardableResult
  package mutating func append(_ next: MergeTree) -> Bool {
    guard follows(next.blocks) else { return false }
    for entry in next.entries { append(entry) }
    return true
  }

  @discardableResult
  package mutating func append(_ entry: Entry) -> Bool {
    guard follows(entry.blocks) else { return false }
    var last = entry
    while var left = entries.last, left.level == last.level, left.position & 1 == 0,
      left.position + 1 == last.position
    {
      entries.removeLast()
      left.node.merge(last.node)
      last = Entry(level: left.level + 1, position: left.position >> 1, node: left.node)
    }
    entries.append(last)
    return true
  }

  /// Everything as one, from the right: the tree with its missing leaves left empty.
  package func folded() -> Node? {
    guard var sum = entries.last?.node else { return nil }
    for entry in entries.dropLast().reversed() {
      var node = entry.node
      node.merge(sum)
      sum = node
    }
    return sum
  }

  /// The same tree of other nodes.
  func mapped(_ change: (inout Node) -> Void) -> MergeTree {
    var result = self
    for index in result.entries.indices { change(&result.entries[index].node) }
    return result
  }

  private func follows(_ next: Range<Int>) -> Bool {
    entries.isEmpty || next.isEmpty || blocks.upperBound == next.lowerBound
  }
}

extension MergeTree: Sendable where Node: Sendable {}
extension MergeTree.Entry: Sendable where Node: Sendable {}
