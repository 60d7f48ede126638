internal import Sim

/// `resume.bin`, open: what the run is, its scenarios one after the other, a checksum.
///
/// Equal runs write equal bytes.
final class ResumeFile {
  static let name = "resume.bin"
  /// A line of its own; the number changes with any change of what follows.
  static let format = Array("simrun-resume/1\n".utf8)
  static let checksumSize = SHA256.byteCount

  private let file: OutputFile
  private let hash = SHA256()

  init(_ identity: RunIdentity, _ folder: borrowing ResultFolder) throws(OutputError) {
    file = try folder.file(Self.name)
    var writer = ByteWriter()
    identity.write(to: &writer)
    try write(Self.format + writer.bytes)
  }

  func append(_ point: ResumePoint) throws(OutputError) {
    var writer = ByteWriter()
    point.write(to: &writer)
    try write(writer.bytes)
  }

  func finish() throws(OutputError) {
    try file.write(hash.digest())
    try file.sync()
  }

  private func write(_ bytes: [UInt8]) throws(OutputError) {
    hash.update(bytes)
    try file.write(bytes)
  }

  /// What stands between format and checksum.
  static func content(_ path: String, _ bytes: [UInt8]) throws(ResumeError) -> [UInt8] {
    guard bytes.count >= format.count + checksumSize else { throw .damaged(path) }
    let body = bytes.dropLast(checksumSize)
    guard SHA256.digest(of: body) == Array(bytes.suffix(checksumSize)) else {
      throw .damaged(path)
    }
    guard body.starts(with: format) else { throw .otherFormat(path) }
    return Array(body.dropFirst(format.count))
  }
}
