internal import Sim

/// What an earlier run, or parts, left of a point, and where.
struct EarlierPoint: Sendable {
  /// Rows of `trials.csv` and the record beside which, or in which, they stand.
  struct Rows: Sendable {
    let rows: StoredRows
    let source: ResumeSource
  }

  let point: ResumePoint
  let source: ResumeSource
  /// Of its whole blocks, in their order.
  var rows: [Rows] = []
  /// Of its first trials, as many as a question needs, if they were kept.
  var columns: TrialColumns?

  init(point: ResumePoint, source: ResumeSource) {
    self.point = point
    self.source = source
    rows = point.rows.map { [Rows(rows: $0, source: source)] } ?? []
    columns = point.columns
  }
}

extension ResumeSource {
  /// What stands between the format and the checksum, if both are right.
  ///
  /// The file is read piece by piece until its checksum is known, and only then kept. One that is
  /// larger than `most` is not a record of these scenarios and is not read at all.
  func content(most: Int) throws(ResumeError) -> [UInt8] {
    let format = ResumeFile.format
    let file: StoredFile
    do {
      file = try StoredFile(path)
    } catch {
      throw .unreadable(shownPath)
    }
    guard let start = file.start(format.count) else { throw .unreadable(shownPath) }
    guard start == format else {
      throw start.starts(with: ResumeFile.anyFormat) ? .otherFormat(shownPath) : .damaged(shownPath)
    }
    let end = file.size - ResumeFile.checksumSize
    guard end >= format.count, file.size <= most else { throw .damaged(shownPath) }
    let hash = SHA256()
    var checksum: [UInt8] = []
    var content: [UInt8] = []
    do {
      _ = try file.read(from: 0, end) { hash.update($0) }
      _ = try file.read(from: end, ResumeFile.checksumSize) { checksum += $0 }
      guard hash.digest() == checksum else { throw ResumeError.damaged(shownPath) }
      content.reserveCapacity(end - format.count)
      _ = try file.read(from: format.count, end - format.count) { content += $0 }
    } catch let error as ResumeError {
      throw error
    } catch {
      throw .unreadable(shownPath)
    }
    guard content.count == end - format.count else { throw .damaged(shownPath) }
    return content
  }
}
