internal import Sim

/// Where in a file the rows of a point stand, and what they are.
struct StoredRows: Hashable, Sendable {
  /// The first byte.
  let start: Int
  let length: Int
  /// SHA-256.
  let digest: [UInt8]

  private static let digestOfNone = SHA256.digest(of: [UInt8]())

  /// Hands on the rows piece by piece; throws `ResumeError` if they are not as they were written.
  /// `shown`: the file as errors name it.
  func read(from path: String, shown: String, _ take: (ArraySlice<UInt8>) throws -> Void) throws {
    // Many tables of many points have no rows.
    let file = length > 0 ? try OpenedRows(path, shown: shown) : nil
    try read(from: file, shown: shown, take)
  }

  /// The same of a file that is open; without one there must be no rows.
  func read(
    from file: OpenedRows?, shown: String, _ take: (ArraySlice<UInt8>) throws -> Void
  ) throws {
    guard length > 0, let file else {
      if length > 0 || digest != Self.digestOfNone { throw ResumeError.damaged(shown) }
      return
    }
    let hash = SHA256()
    let count: Int
    do {
      count = try file.stored.read(from: start, length) { piece in
        hash.update(piece)
        try take(piece)
      }
    } catch is Disk.Failure {
      throw ResumeError.unreadable(shown)
    }
    guard count == length, hash.digest() == digest else { throw ResumeError.damaged(shown) }
  }
}

extension StoredRows {
  /// The same rows, as far from the start of a file as these are from `place`.
  func after(_ place: Int) -> StoredRows {
    StoredRows(start: start &+ place, length: length, digest: digest)
  }

  func write(to writer: inout ByteWriter) {
    writer.write(start)
    writer.write(length)
    writer.write(list: digest)
  }

  init(from reader: inout ByteReader) throws(UnreadableBytes) {
    start = try reader.integer()
    length = try reader.integer()
    digest = try reader.list()
    guard start >= 0, length >= 0 else { throw UnreadableBytes() }
  }
}

/// A file with rows, kept open while one point after the other is read from it.
final class OpenedRows {
  let path: String
  let stored: StoredFile

  init(_ path: String, shown: String) throws(ResumeError) {
    self.path = path
    do { stored = try StoredFile(path) } catch { throw .unreadable(shown) }
  }
}
