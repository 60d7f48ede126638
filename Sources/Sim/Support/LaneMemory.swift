/// Memory for rows of lanes, each piece at the start of a cache line, given back all at once.
///
/// Aligned by hand: what glibc's allocator gives out aligned it cannot give out again in the same
/// place, so that machines made one after the other would take more and more.
final class LaneMemory {
  private static let alignment = 64
  private var pieces: [UnsafeMutableRawPointer] = []

  deinit { for piece in pieces { piece.deallocate() } }

  /// So many numbers, each 0.
  func take<T: BitwiseCopyable & ExpressibleByIntegerLiteral>(_ count: Int)
    -> UnsafeMutablePointer<T>
  {
    let piece = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<T>.stride + Self.alignment, alignment: 16)
    pieces.append(piece)
    let pointer = piece.alignedUp(toMultipleOf: Self.alignment)
      .bindMemory(to: T.self, capacity: count)
    pointer.initialize(repeating: 0, count: count)
    return pointer
  }
}
