#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A plain file that is read piece by piece, however large it is. Pipes and devices are refused
/// without waiting for them.
struct StoredFile: ~Copyable {
  private static let piece = 1 << 18

  private let descriptor: Int32
  let size: Int

  init(_ path: String) throws(Disk.Failure) { (descriptor, size) = try Self.open(path) }

  private static func open(_ path: String) throws(Disk.Failure) -> (Int32, Int) {
    let descriptor = systemOpen(path)
    guard descriptor >= 0 else { throw Disk.Failure(code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      _ = close(descriptor)
      throw Disk.Failure(code: EINVAL)
    }
    return (descriptor, Int(status.st_size))
  }

  deinit { _ = close(descriptor) }

  /// Hands on `count` bytes from `start`, or those that are there. Returns how many that were.
  func read(
    from start: Int = 0, _ count: Int = .max, _ take: (ArraySlice<UInt8>) throws -> Void
  ) throws -> Int {
    var buffer = [UInt8](repeating: 0, count: min(count, Self.piece))
    var done = 0
    while done < count {
      let most = min(buffer.count, count - done)
      let (at, overflows) = start.addingReportingOverflow(done)
      guard !overflows, let offset = off_t(exactly: at) else { break }
      let got = pread(descriptor, &buffer, most, offset)
      if got < 0 {
        if errno == EINTR { continue }
        throw Disk.Failure(code: errno)
      }
      if got == 0 { break }
      try take(buffer[..<got])
      done += got
    }
    return done
  }

  /// The first bytes, or all; `nil` where reading fails.
  func start(_ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    guard (try? read(from: 0, count) { bytes += $0 }) != nil else { return nil }
    return bytes
  }
}

private func systemOpen(_ path: String) -> Int32 {
  open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
}
