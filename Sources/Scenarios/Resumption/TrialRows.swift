internal import Foundation
internal import Sim

/// Where in `trials.csv` the rows of a scenario's whole blocks stand, and what they are.
struct TrialRows: Hashable, Sendable {
  /// The first byte.
  let start: Int
  let length: Int
  /// SHA-256.
  let digest: [UInt8]

  /// Hands on the rows piece by piece; throws `ResumeError` if they are not as they were written.
  func read(from path: String, _ take: ([UInt8]) throws -> Void) throws {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw ResumeError.unreadable(path)
    }
    defer { try? file.close() }
    let hash = SHA256()
    var left = length
    do { try file.seek(toOffset: UInt64(start)) } catch { throw ResumeError.unreadable(path) }
    while left > 0 {
      let piece: Data?
      do {
        piece = try file.read(upToCount: min(left, 1 << 18))
      } catch {
        throw ResumeError.unreadable(path)
      }
      guard let piece, !piece.isEmpty else { throw ResumeError.damaged(path) }
      hash.update(piece)
      left -= piece.count
      try take(Array(piece))
    }
    guard hash.digest() == digest else { throw ResumeError.damaged(path) }
  }
}

extension TrialRows {
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
