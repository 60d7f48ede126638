internal import Sim

/// A table whose rows of a point can be found again.
protocol StoredTable: AnyObject {
  /// The rows of a point follow, to be found again.
  func beginPoint()
  var rowsOfPoint: StoredRows { get }
  /// The rows of a point from the file of an earlier run; throws `ResumeError`, `OutputError`.
  func copy(_ rows: StoredRows, from file: OpenedRows?, shown: String) throws
  func sync() throws(OutputError)
}

/// A table and its open file.
final class TableFile<Row>: StoredTable {
  private let table: Table<Row>
  private let dictionary: [DictionaryEntry]
  private let file: OutputFile
  private var text = CSVText()
  /// Bytes so far.
  private var size: Int
  /// Bytes that the disk has.
  private var syncedSize = 0
  /// Of the point's rows: where they start, how long they are, what they are.
  private var start: Int
  private var length = 0
  private var hash: SHA256?

  init(_ table: Table<Row>, _ folder: ResultFolder) throws(OutputError) {
    self.table = table
    dictionary = table.dictionary
    file = try folder.file(table.file)
    table.writeHeader(to: &text)
    size = text.count
    start = size
  }

  func append(_ rows: [Row]) throws(OutputError) {
    try append(contentsOf: rows)
  }

  func append<T>(_ rows: [T], of point: PointResult) throws(OutputError)
  where Row == PointRow<T> {
    let shared = SharedPoint(point)
    try append(contentsOf: rows.lazy.map { PointRow(shared, $0) })
  }

  private func append(contentsOf rows: some Sequence<Row>) throws(OutputError) {
    // Of its own while it grows, so that each row does not ask whose it is.
    var text = CSVText()
    swap(&text, &self.text)
    defer { swap(&text, &self.text) }
    for row in rows {
      let before = text.count
      table.write(row, to: &text)
      count(text, from: before)
      try file.drain(&text)
    }
  }

  private func count(_ text: borrowing CSVText, from before: Int) {
    if hash != nil { hash?.update(text.bytes[before...]) }
    size += text.count - before
    length += text.count - before
  }

  private func count(_ piece: ArraySlice<UInt8>) {
    hash?.update(piece)
    size += piece.count
    length += piece.count
  }

  func beginPoint() {
    start = size
    length = 0
    hash = SHA256()
  }

  var rowsOfPoint: StoredRows {
    StoredRows(start: start, length: length, digest: hash?.digest() ?? [])
  }

  func copy(_ rows: StoredRows, from source: OpenedRows?, shown: String) throws {
    try rows.read(from: source, shown: shown) { piece in
      text.append(lines: piece)
      count(piece)
      try file.drain(&text)
    }
  }

  /// Returns when the disk has all rows so far.
  func sync() throws(OutputError) {
    guard syncedSize < size else { return }
    try file.drain(&text, from: 1)
    try file.sync()
    syncedSize = size
  }

  /// Hands all rows to the system, which need not have them on the disk yet. Returns the table's part of the
  /// data dictionary.
  func finish() throws(OutputError) -> [DictionaryEntry] {
    try file.drain(&text, from: 1)
    return dictionary
  }
}
