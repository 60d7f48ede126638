internal import Sim

/// `resume.bin`, open: what the run is, its scenarios one after the other, a checksum.
///
/// Equal runs write equal bytes.
final class ResumeFile {
  static let name = FolderContent.record
  /// A line of its own; the number changes with any change of what follows.
  static let format = Array("simrun-part/3\n".utf8)
  /// How a record of any format begins.
  static let anyFormat = Array("simrun-".utf8)
  static let checksumSize = SHA256.byteCount

  private let file: OutputFile
  private let path: String
  private let hash = SHA256()
  private var size = 0

  init(_ identity: RunIdentity, _ folder: ResultFolder) throws(OutputError) {
    path = folder.growing + "/" + Self.name
    file = try folder.file(Self.name)
    var writer = ByteWriter()
    // Its length is not known yet; it ends where the checksum begins.
    writer.write(0)
    identity.write(to: &writer)
    writer.write(false)
    try write(Self.format + writer.bytes)
  }

  func append(_ point: ResumePoint) throws(OutputError) {
    var writer = ByteWriter()
    point.write(to: &writer)
    try write(writer.bytes)
  }

  /// Hands all of it to the system, which need not have it on the disk yet.
  func finish() throws(OutputError) { try file.write(hash.digest()) }

  /// Returns when the disk has all of it so far.
  func sync() throws(OutputError) { try file.sync() }

  private func write(_ bytes: [UInt8]) throws(OutputError) {
    hash.update(bytes)
    size += bytes.count
    try file.write(bytes)
  }

  /// Writes a record of what was appended, and of a point that is not finished. It has its name once the disk
  /// has all of it; until then the one before has.
  func checkpoint(_ point: ResumePoint?, in folder: ResultFolder) throws(OutputError) {
    let work = folder.work
    let draft = work.checkpointDraft(folder.generation)
    let named = folder.path + "/" + WorkFolder.checkpointName
    do {
      let copy = try OutputFile(at: draft, named: named)
      let hash = SHA256()
      var writer = ByteWriter()
      point?.write(to: &writer)
      let length = try StoredFile(path).read(size) { piece in
        hash.update(piece)
        try copy.write(piece)
      }
      guard length == size else { throw OutputError.cannotWrite(named, reason: "no longer there") }
      hash.update(writer.bytes)
      try copy.write(writer.bytes)
      try copy.write(hash.digest())
      try copy.sync()
      try work.publishCheckpoint(folder.generation)
    } catch {
      try? Disk.remove(draft)
      switch error {
      case let error as OutputError: throw error
      case let failure as Disk.Failure: throw .system(named, failure)
      default: throw .cannotWrite(named, reason: "\(error)")
      }
    }
  }
}
