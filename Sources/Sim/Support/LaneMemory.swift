/// Memory for rows of lanes, each piece at the start of a cache line, given back all at once.
///
/// Aligned by hand, as `LargeMemory` is: what glibc's allocator gives out aligned it cannot give out again in
/// the same place, so that machines made one after the other would take more and more.
final class LaneMemory {
  private var pieces: [AnyObject] = []

  /// So many numbers, each 0.
  func take<T: BitwiseCopyable & ExpressibleByIntegerLiteral>(_ count: Int)
    -> UnsafeMutablePointer<T>
  {
    let piece = LargeMemory<T>(capacity: count)
    pieces.append(piece)
    piece.base.initialize(repeating: 0, count: count)
    return piece.base
  }
}
