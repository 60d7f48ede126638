#if canImport(Glibc)
  internal import Glibc
#endif

extension Array where Element: BitwiseCopyable {
  /// An array of many elements whose memory the system is asked to hand out in large pieces:
  /// touching it for the first time then costs a fraction.
  ///
  /// `fill` initializes from the start of the memory and returns how many it initialized.
  init(
    onLargePages capacity: Int, _ fill: (UnsafeMutableBufferPointer<Element>) -> Int
  ) {
    self.init(unsafeUninitializedCapacity: capacity) { buffer, count in
      adviseLargePages(UnsafeMutableRawBufferPointer(buffer))
      count = fill(buffer)
    }
  }
}

/// Memory that begins where a large page does, if it is large enough for one. Untouched memory costs
/// nothing.
///
/// Unchecked: it belongs to whoever made it.
final class LargeMemory<Element: BitwiseCopyable>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
  let capacity: Int
  private let piece: UnsafeMutableRawPointer

  init(capacity: Int) {
    let size = capacity * MemoryLayout<Element>.stride
    // The last page is large too where most of it is used.
    let most = largePage / 4 * 3
    let alignment = size < most ? 64 : largePage
    let rest = size % largePage
    let whole = rest < most ? size : size - rest + largePage
    // Room to move up in: memory that is aligned by the system is not always given out again.
    piece = .allocate(byteCount: whole + alignment, alignment: 16)
    let start = piece.alignedUp(toMultipleOf: alignment)
    adviseLargePages(UnsafeMutableRawBufferPointer(start: start, count: whole))
    base = start.bindMemory(to: Element.self, capacity: capacity)
    self.capacity = capacity
  }

  deinit { piece.deallocate() }
}

private let largePage = 2 << 20

private func adviseLargePages(_ memory: UnsafeMutableRawBufferPointer) {
  #if canImport(Glibc)
    guard let base = memory.baseAddress else { return }
    let before = (largePage - Int(bitPattern: base) % largePage) % largePage
    let whole = (memory.count - before) / largePage * largePage
    // Advice: a system without large pages goes on as it is.
    if whole > 0 { _ = madvise(base + before, whole, MADV_HUGEPAGE) }
  #endif
}
