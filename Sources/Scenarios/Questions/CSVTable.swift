import Sim

/// All columns of a CSV file with a header.
struct CSVTable {
  let names: [String]
  private(set) var rowCount = 0
  /// By column: its numbers, or nothing where one field is no number. NaN is missing.
  private var numbers: [[Double]?]
  /// By column that is no number: by row, the position among the texts.
  private var labels: [Int: (texts: [String], places: [Int32])] = [:]

  init(_ path: String, shown: String) throws(TrialDataError) {
    try self.init(shown) { () throws(FileError) in
      try DiskAccess.bytes(of: path, shown: shown, limit: TrialTableReader.mostBytes)
    }
  }

  /// A file that a command was given. `source`: where it is read from, if not from the disk.
  init(given path: String, from source: FileSource?) throws(TrialDataError) {
    try self.init(path) { () throws(FileError) in
      try DiskAccess(path: path, allowed: source).first(limit: TrialTableReader.mostBytes).input
        .bytes
    }
  }

  private init(
    _ shown: String, _ read: () throws(FileError) -> [UInt8]
  ) throws(TrialDataError) {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try read() } catch {
      throw .unreadable(error)
    }
    guard bytes.count <= TrialTableReader.mostBytes else {
      throw .unreadable(
        FileError(
          path: shown,
          reason: "it is larger than \(TrialTableReader.mostBytes) bytes, which is the limit"))
    }
    do throws(CSVRows.Problem) { try self.init(bytes) } catch {
      throw .wrong([error.diagnostic(in: shown)])
    }
  }

  init(_ bytes: [UInt8]) throws(CSVRows.Problem) {
    var rows = CSVRows(bytes)
    names = try rows.header()
    rows.isKnown = true
    let body = rows
    numbers = Array(repeating: [], count: names.count)
    while rows.hasNext {
      try rows.readRow(of: names.count)
      for (place, field) in rows.fields.enumerated() where numbers[place] != nil {
        let text = rows.text(field)
        if let value = Self.value(text) {
          numbers[place]?.append(value)
        } else {
          numbers[place] = nil
        }
      }
      rowCount += 1
    }
    guard rowCount > 0 else { throw rows.problem(at: 0, line: 1, .onlyHeader) }
    let ofText = names.indices.filter { numbers[$0] == nil }
    guard !ofText.isEmpty else { return }
    rows = body
    var known: [Int: [String: Int32]] = [:]
    for place in ofText { labels[place] = ([], []) }
    while rows.hasNext {
      try rows.readRow(of: names.count)
      for place in ofText {
        let text = rows.text(rows.fields[place])
        let number = known[place]?[text] ?? Int32(labels[place]?.texts.count ?? 0)
        if known[place]?[text] == nil {
          known[place, default: [:]][text] = number
          labels[place]?.texts.append(text)
        }
        labels[place]?.places.append(number)
      }
    }
  }

  /// Empty is missing.
  private static func value(_ text: String) -> Double? {
    switch text {
    case "", "NA", "nan", "NaN": .nan
    case "true", "True", "TRUE": 1
    case "false", "False", "FALSE": 0
    default: CSVRows.number(text)
    }
  }

  /// Labels in the order of the alphabet, so that their positions do not depend on that of the rows.
  func values(_ column: Int) -> (TrialData.Column.Kind, [Double]) {
    if let values = numbers[column] {
      let isCondition = values.allSatisfy { $0 == 0 || $0 == 1 || $0.isNaN }
      return (isCondition ? .condition : .number, values)
    }
    guard let found = labels[column] else { return (.labels([]), []) }
    let texts = found.texts.filter { !$0.isEmpty }.sorted()
    let order = Dictionary(zip(texts, texts.indices)) { first, _ in first }
    let places = found.texts.map { text in order[text].map { Double($0) } ?? .nan }
    return (.labels(texts), found.places.map { places[Int($0)] })
  }

  /// The numbers of a column, by row; `nil` without one of that name, or where a field is no number. NaN is
  /// missing.
  func numbers(_ name: String) -> [Double]? {
    names.firstIndex(of: name).flatMap { numbers[$0] }
  }

  /// The texts of a column, by row; `nil` without one of that name.
  func texts(_ name: String) -> [String]? {
    guard let column = names.firstIndex(of: name) else { return nil }
    if let found = labels[column] { return found.places.map { found.texts[Int($0)] } }
    return numbers[column].map { $0.map { $0.isNaN ? "" : "\($0)" } }
  }
}
