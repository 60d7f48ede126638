import Sim

/// All columns of a CSV file with a header.
struct CSVTable {
  let names: [String]
  private let decimal: CSVForm.Decimal
  private(set) var rowCount = 0
  private var columns: [Column]
  /// By column that is no number: by row, the position among the texts.
  private var labels: [Int: (texts: [String], places: [Int32])] = [:]

  private struct Column {
    /// By row; NaN is missing, or no number.
    var numbers: [Double] = []
    var numberCount = 0
    /// Fields that are there and no numbers.
    var textCount = 0
    var firstText: (text: String, place: CSVRows.Problem)?
    var firstMissing: CSVRows.Problem?
    var firstBelowZero: CSVRows.Problem?
  }

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

  /// What stands between fields and before decimals is found, as files of other tools have it.
  init(_ bytes: [UInt8]) throws(CSVRows.Problem) {
    var rows = CSVRows(bytes, separator: Self.separator(bytes))
    names = try rows.header()
    rows.isKnown = true
    let body = rows
    decimal = rows.separator == .comma ? .point : try Self.decimal(body, names.count)
    columns = Array(repeating: Column(), count: names.count)
    while rows.hasNext {
      try rows.readRow(of: names.count)
      for (place, field) in rows.fields.enumerated() { add(field, rows, to: place) }
      rowCount += 1
    }
    guard rowCount > 0 else { throw rows.problem(at: 0, line: 1, .onlyHeader) }
    let ofText = names.indices.filter { columns[$0].textCount > 0 }
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

  private mutating func add(_ field: CSVRows.Field, _ rows: CSVRows, to column: Int) {
    let text = rows.text(field)
    let value = Self.value(text, decimal)
    columns[column].numbers.append(value ?? .nan)
    if let value {
      if !value.isNaN {
        columns[column].numberCount += 1
        if value < 0, columns[column].firstBelowZero == nil {
          columns[column].firstBelowZero = rows.problem(
            at: field.start, line: field.line, .belowZero(text, names[column]))
        }
      } else if columns[column].firstMissing == nil {
        columns[column].firstMissing = rows.problem(
          at: field.start, line: field.line,
          .notANumber("", column: names[column], more: 0, decimal: decimal))
      }
      return
    }
    columns[column].textCount += 1
    guard columns[column].firstText == nil else { return }
    columns[column].firstText = (
      text,
      rows.problem(at: field.start, line: field.line, .strayText(text, names[column], more: 0))
    )
  }

  /// Empty is missing.
  private static func value(_ text: String, _ decimal: CSVForm.Decimal) -> Double? {
    switch text {
    case "NA", "nan", "NaN": .nan
    case "true", "True", "TRUE": 1
    case "false", "False", "FALSE": 0
    case _ where text.allSatisfy { $0 == " " }: .nan
    default: decimal.number(text)
    }
  }

  /// What is wrong with a column most of whose fields are numbers, where one is none.
  func oddField(_ column: Int) -> CSVRows.Problem? {
    let found = columns[column]
    guard let first = found.firstText, found.numberCount > found.textCount else { return nil }
    return CSVRows.Problem(
      line: first.place.line, column: first.place.column,
      cause: .strayText(first.text, names[column], more: found.textCount - 1),
      excerpt: first.place.excerpt)
  }

  /// What is wrong with a column of which all fields must be numbers; nothing, where there is none of that name.
  func fieldWithoutNumber(_ name: String) -> CSVRows.Problem? {
    guard let column = names.firstIndex(of: name) else { return nil }
    let found = columns[column]
    guard let first = found.firstText else { return found.firstMissing }
    return CSVRows.Problem(
      line: first.place.line, column: first.place.column,
      cause: .notANumber(
        first.text, column: name, more: found.textCount - 1, decimal: decimal),
      excerpt: first.place.excerpt)
  }

  /// What is wrong with a column of weights, if one is below 0.
  func fieldBelowZero(_ name: String) -> CSVRows.Problem? {
    names.firstIndex(of: name).flatMap { columns[$0].firstBelowZero }
  }

  /// Labels in the order of the alphabet, so that their positions do not depend on that of the rows.
  func values(_ column: Int) -> (TrialData.Column.Kind, [Double]) {
    if columns[column].textCount == 0 {
      let values = columns[column].numbers
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
    names.firstIndex(of: name).flatMap {
      columns[$0].textCount == 0 ? columns[$0].numbers : nil
    }
  }

  /// The texts of a column, by row; `nil` without one of that name.
  func texts(_ name: String) -> [String]? {
    guard let column = names.firstIndex(of: name) else { return nil }
    if let found = labels[column] { return found.places.map { found.texts[Int($0)] } }
    return columns[column].numbers.map { $0.isNaN ? "" : "\($0)" }
  }
}
