internal import Foundation
internal import Sim

/// What a part is of: the plan, and which of its shards.
struct PartLabel: Hashable, Sendable {
  /// The name of the plan.
  let plan: String
  let shard: Shard
  var identity: RunIdentity
  /// Planned for each point.
  let trials: Int

  func write(to writer: inout ByteWriter) {
    identity.write(to: &writer)
    writer.write(true)
    writer.write(plan)
    writer.write(shard.number)
    writer.write(shard.count)
    writer.write(trials)
  }

  init(plan: String, shard: Shard, identity: RunIdentity, trials: Int) {
    self.plan = plan
    self.shard = shard
    self.identity = identity
    self.trials = trials
  }

  init(from reader: inout ByteReader) throws(UnreadableBytes) {
    identity = try RunIdentity(from: &reader)
    guard try reader.flag() else { throw UnreadableBytes() }
    plan = try reader.text()
    let (number, count) = (try reader.integer(), try reader.integer())
    trials = try reader.integer()
    guard let shard = Shard(number: number, of: count) else { throw UnreadableBytes() }
    self.shard = shard
  }
}

/// A part of a study on disk: what the blocks of a shard came to.
///
/// Its bytes are those of a record with what `resume.bin` leaves in other files: the line of the format,
/// the length of what follows until the rows, the identity of the run, the label, the points, then rows
/// of tables and of trials, last the SHA-256 of all that. Equal shards have equal bytes.
struct PartFile {
  /// Why a file is not the part that it should be.
  enum Problem: Error, Hashable, Sendable {
    case missing
    /// It is there, but the system does not let it be read.
    case unreadable(String)
    /// Cut short, or not as it was written.
    case damaged
    case otherFormat
    /// It is of this plan, and its processor differs from this one in the last digits.
    case otherArithmetic
    /// `what` it was made with, as the end of a sentence.
    case foreign(String)
  }

  let label: PartLabel
  /// Where its rows begin.
  let payload: Int
  /// SHA-256 of what stands before them.
  private let digest: [UInt8]
  let source: ResumeSource

  /// Reads and checks all of it; of the rows it keeps none. `shown`: the folder as messages name it.
  init(folder: String, shown: String, name: String) throws(Problem) {
    source = ResumeSource(folder: folder, shown: shown, record: name, holdsRows: true)
    let path = source.path
    guard Disk.entry(path) != .nothing else { throw .missing }
    let format = ResumeFile.format
    let file: StoredFile
    do { file = try StoredFile(path) } catch {
      throw error == .nothingThere ? .missing : .unreadable(error.words)
    }
    guard let start = file.start(format.count + 8) else { throw .unreadable("it cannot be read") }
    guard start.starts(with: format), start.count == format.count + 8 else {
      throw start.starts(with: ResumeFile.anyFormat) && !start.starts(with: format)
        ? .otherFormat : .damaged
    }
    let end = file.size - ResumeFile.checksumSize
    var length = ByteReader(Array(start[format.count...]))
    guard let record = try? length.integer(), record > 0,
      record <= end - format.count - 8
    else { throw .damaged }
    let hash = SHA256()
    var bytes: [UInt8] = []
    var checksum: [UInt8] = []
    let rows = format.count + 8 + record
    do {
      _ = try file.read(from: 0, end) { hash.update($0) }
      _ = try file.read(from: end, ResumeFile.checksumSize) { checksum += $0 }
      guard hash.digest() == checksum else { throw Problem.damaged }
      _ = try file.read(from: format.count + 8, record) { bytes += $0 }
    } catch let problem as Problem {
      throw problem
    } catch let failure as Disk.Failure {
      throw .unreadable(failure.words)
    } catch {
      throw .damaged
    }
    var reader = ByteReader(bytes)
    guard bytes.count == record, let label = try? PartLabel(from: &reader) else { throw .damaged }
    self.label = label
    digest = SHA256.digest(of: bytes)
    payload = rows
  }

  /// What its points are read from, once it is known of which study they are. It is not kept, for parts may
  /// be many.
  func points() throws(Problem) -> ByteReader {
    let start = ResumeFile.format.count + 8
    var bytes: [UInt8] = []
    do {
      _ = try StoredFile(source.path).read(from: start, payload - start) { bytes += $0 }
    } catch let failure as Disk.Failure {
      throw .unreadable(failure.words)
    } catch {
      throw .damaged
    }
    var reader = ByteReader(bytes)
    guard SHA256.digest(of: bytes) == digest, (try? PartLabel(from: &reader)) != nil else {
      throw .damaged
    }
    return reader
  }

  /// Rows of a point on their way into a part, in the file of a table.
  struct Piece {
    let rows: StoredRows
    let source: ResumeSource
    let table: String
  }

  /// Writes a part under a name of its own and gives it its name once the disk has all of it. `pieces`:
  /// the rows, in the order in which the points say where they stand, counted from the first.
  static func write(
    _ label: PartLabel, _ points: [ResumePoint], _ pieces: [Piece], to folder: String,
    shown: String, draft: String
  ) throws {
    let name = shown + "/" + label.shard.file
    let path = folder + "/" + draft
    var record = ByteWriter()
    label.write(to: &record)
    for point in points { point.write(to: &record) }
    var head = ByteWriter()
    head.write(record.bytes.count)
    do {
      let file = try OutputFile(at: path, named: name)
      let hash = SHA256()
      func write(_ bytes: ArraySlice<UInt8>) throws {
        hash.update(bytes)
        try file.write(bytes)
      }
      try write((ResumeFile.format + head.bytes)[...])
      try write(record.bytes[...])
      for piece in pieces {
        let (source, table) = (piece.source, piece.table)
        try piece.rows.read(from: source.file(table), shown: source.shownFile(table), write)
      }
      try file.write(hash.digest())
      try file.sync()
      do throws(Disk.Failure) {
        try Disk.move(path, to: folder + "/" + label.shard.file)
        try Disk.sync(folder)
      } catch {
        throw OutputError.system(name, error)
      }
    } catch {
      try? Disk.remove(path)
      throw error
    }
  }
}
