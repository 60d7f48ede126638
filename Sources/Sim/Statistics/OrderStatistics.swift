import CGSL

/// Numbers of which a few ranks are asked for: at most 2,048, such as those of a block.
///
/// The room is made once and used again.
final class OrderStatistics {
  private let order: UnsafeMutablePointer<sim_order>

  init() {
    let most = Int(sim_sort_most)
    let buckets = Int(sim_order_buckets)
    order = .allocate(capacity: 1)
    order.initialize(to: sim_order())
    order.pointee.values = .allocate(capacity: most)
    order.pointee.ranked = .allocate(capacity: most)
    order.pointee.buckets = .allocate(capacity: most)
    order.pointee.starts = .allocate(capacity: buckets + 1)
    order.pointee.sorted = .allocate(capacity: buckets)
  }

  deinit {
    order.pointee.values.deallocate()
    order.pointee.ranked.deallocate()
    order.pointee.buckets.deallocate()
    order.pointee.starts.deallocate()
    order.pointee.sorted.deallocate()
    order.deallocate()
  }

  /// How many there are.
  var count: Int { order.pointee.count }

  /// Forgets all numbers and takes those that `add` is given, but for missing ones. A row for which
  /// there is no room is left out; −0 becomes 0.
  func fill(_ rows: (_ add: (UnsafeBufferPointer<Double>) -> Void) -> Void) {
    sim_order_empty(order)
    rows { row in
      guard let base = row.baseAddress else { return }
      _ = sim_order_add(order, base, row.count)
    }
    sim_order_prepare(order)
  }

  /// Numbers that the next `fill` will be given are far away in memory.
  static func expect(_ row: UnsafeBufferPointer<Double>) {
    if let base = row.baseAddress { sim_order_expect(base, row.count) }
  }

  /// The number of a rank, from 0 for the least to `count` − 1.
  subscript(_ rank: Int) -> Double { sim_order_at(order, rank) }

  /// Whether the number of a rank is less than a value that is not missing. Often this is known before
  /// the number is.
  func isLess(_ rank: Int, than value: Double) -> Bool {
    sim_order_is_less(order, rank, value) != 0
  }
}
