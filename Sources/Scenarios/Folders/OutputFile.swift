#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file being written, with system calls alone, so that a full disk is seen when it happens.
struct OutputFile: ~Copyable {
  private let descriptor: Int32
  /// The name it will have, for errors.
  private let name: String

  /// Creates or empties the file at `path`; errors say `name`.
  init(at path: String, named name: String) throws(OutputError) {
    self.name = name
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw .system(name, errno) }
  }

  deinit { _ = close(descriptor) }

  func write(_ bytes: [UInt8]) throws(OutputError) { try write(bytes[...]) }

  func write(_ bytes: ArraySlice<UInt8>) throws(OutputError) {
    var written = 0
    while written < bytes.count {
      let result = bytes.withUnsafeBytes { buffer in
        systemWrite(descriptor, buffer, from: written)
      }
      if result < 0 {
        if errno == EINTR { continue }
        throw .system(name, errno)
      }
      written += result
    }
  }

  /// Writes what is in `text` once it is much, and empties it.
  func drain(_ text: inout CSVText, from size: Int = 1 << 18) throws(OutputError) {
    guard text.bytes.count >= size else { return }
    try write(text.bytes)
    text.removeAll()
  }

  /// Returns when the disk has it. What cannot be synced, such as a pipe, is left alone.
  func sync() throws(OutputError) {
    if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { throw .system(name, errno) }
  }
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer, from start: Int)
  -> Int
{
  guard let base = buffer.baseAddress else { return 0 }
  return write(descriptor, base + start, buffer.count - start)
}
