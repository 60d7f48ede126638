/// A plain file that is read piece by piece, however large it is. Pipes and devices are refused
/// without waiting for them.
struct StoredFile: ~Copyable {
  private static let piece = 1 << 18

  private let file: Disk.File
  let size: Int

  init(_ path: String) throws(Disk.Failure) {
    file = try .plain(path)
    size = file.size
  }

  /// Hands on `count` bytes from `start`, or those that are there. Returns how many that were.
  func read(
    from start: Int = 0, _ count: Int = .max, _ take: (ArraySlice<UInt8>) throws -> Void
  ) throws -> Int {
    var buffer = [UInt8](repeating: 0, count: min(count, Self.piece))
    var done = 0
    while done < count {
      let most = min(buffer.count, count - done)
      let (at, overflows) = start.addingReportingOverflow(done)
      guard !overflows else { break }
      let got = try file.read(most, from: at, into: &buffer)
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
