internal import Sim

/// Where in a file the rows of a point stand, and what they are.
struct StoredRows: Hashable, Sendable {
  /// The first byte.
  let start: Int
  let length: Int
  /// SHA-256.
  let digest: [UInt8]

  /// Hands on the rows piece by piece; throws `ResumeError` if they are not as they were written.
  /// `shown`: the file as errors name it.
  func read(from path: String, shown: String, _ take: (ArraySlice<UInt8>) throws -> Void) throws {
    let hash = SHA256()
    let count: Int
    do {
      count = try StoredFile(path).read(from: start, length) { piece in
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
