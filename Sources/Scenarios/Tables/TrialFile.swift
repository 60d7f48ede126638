internal import Sim

/// `trials.csv`, open.
final class TrialFile {
  private let table: TrialTable
  private let file: OutputFile
  private var text = CSVText()
  /// Bytes so far.
  private var size: Int
  /// Of the point's rows of whole blocks: where they start, how long they are, what they are.
  private var start: Int
  private var length = 0
  private var hash = SHA256()

  init(_ table: TrialTable, _ folder: ResultFolder) throws(OutputError) {
    self.table = table
    file = try folder.file(TrialTable.file)
    table.writeHeader(to: &text)
    size = text.count
    start = size
  }

  /// The rows of a point follow; first those that were left of it, in their order.
  func begin(after earlier: [EarlierPoint.Rows]) throws {
    start = size
    length = 0
    hash = SHA256()
    guard !earlier.isEmpty else { return }
    try file.drain(&text, from: 1)
    for left in earlier {
      try left.rows.read(
        from: left.source.file(TrialTable.file), shown: left.source.shownFile(TrialTable.file)
      ) { piece in
        try file.write(piece)
        hash.update(piece)
        length += piece.count
      }
    }
    size += length
  }

  func append(_ batch: TrialBatch, as rows: TrialTable.Rows, isWhole: Bool) throws(OutputError) {
    let before = text.count
    rows.write(batch, to: &text)
    size += text.count - before
    if isWhole {
      hash.update(text.bytes[before...])
      length += text.count - before
    }
    try file.drain(&text)
  }

  var rowsOfWholeBlocks: StoredRows {
    StoredRows(start: start, length: length, digest: hash.digest())
  }

  /// Returns when the disk has all rows so far.
  func sync() throws(OutputError) {
    try file.drain(&text, from: 1)
    try file.sync()
  }

  /// Hands all rows to the system, which need not have them on the disk yet.
  func finish() throws(OutputError) -> [DictionaryEntry] {
    try file.drain(&text, from: 1)
    return table.dictionary
  }
}
