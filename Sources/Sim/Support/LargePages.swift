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

private func adviseLargePages(_ memory: UnsafeMutableRawBufferPointer) {
  #if canImport(Glibc)
    let size = 2 << 20
    guard let base = memory.baseAddress else { return }
    let before = (size - Int(bitPattern: base) % size) % size
    let whole = (memory.count - before) / size * size
    // Advice: a system without large pages goes on as it is.
    if whole > 0 { _ = madvise(base + before, whole, MADV_HUGEPAGE) }
  #endif
}
