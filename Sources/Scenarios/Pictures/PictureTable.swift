import Sim

/// A table that pictures are drawn from: a CSV file of a folder with results, or rows that were put
/// together from several.
struct PictureTable: Sendable {
  enum Place: Sendable, Hashable {
    /// A file of the folder.
    case file(String)
    /// Rows that stand in the script itself, under this name, and the files they were taken from.
    case block(String, from: [String])
  }

  let place: Place
  let names: [String]
  private let positions: [String: Int]
  /// Row after row.
  private var cells: [String]

  /// Larger files are not drawn.
  static let mostBytes = 1 << 28

  init(_ place: Place, names: [String], rows: [[String]] = []) {
    self.place = place
    self.names = names
    positions = Dictionary(zip(names, names.indices)) { first, _ in first }
    cells = rows.flatMap { $0 }
  }

  /// `nil`: it has a header only.
  init?(_ path: String, file: String, shown: String) throws(TrialDataError) {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try DiskAccess.bytes(of: path, shown: shown, limit: Self.mostBytes)
    } catch {
      throw .unreadable(error)
    }
    guard bytes.count <= Self.mostBytes else {
      throw .unreadable(
        FileError(
          path: shown, reason: "it is larger than \(Self.mostBytes) bytes, too large for pictures"))
    }
    do throws(CSVRows.Problem) {
      var rows = CSVRows(bytes)
      let names = try rows.header()
      rows.isKnown = true
      var cells: [String] = []
      while rows.hasNext {
        try rows.readRow(of: names.count)
        cells += rows.fields.map(rows.text)
      }
      let name = "rows_of_" + file.prefix { $0 != "." }
      self.init(
        cells.contains(where: GnuplotText.needsBlock) ? .block(name, from: [file]) : .file(file),
        names: names)
      self.cells = cells
    } catch {
      throw .wrong([error.diagnostic(in: shown)])
    }
    if cells.isEmpty { return nil }
  }

  var count: Int { names.isEmpty ? 0 : cells.count / names.count }

  func has(_ columns: String...) -> Bool { columns.allSatisfy { positions[$0] != nil } }

  /// As the file has it; empty without such a column.
  func text(_ column: String, _ row: Int) -> String {
    positions[column].map { cells[row * names.count + $0] } ?? ""
  }

  /// NaN is missing.
  func number(_ column: String, _ row: Int) -> Double { Double(text(column, row)) ?? .nan }

  func row(_ row: Int) -> [String] {
    Array(cells[(row * names.count)..<((row + 1) * names.count)])
  }

  /// The different texts of some rows, in the order in which they first stand there.
  func distinct(_ column: String, in rows: [Int]? = nil) -> [String] {
    var seen: Set<String> = []
    return (rows ?? Array(0..<count)).map { text(column, $0) }.filter { seen.insert($0).inserted }
  }
}

/// Some rows of a table: those in which columns have certain values.
struct PictureRows: Sendable {
  enum Match: Sendable, Hashable {
    case text(String, String)
    case number(String, Int)
  }

  let table: PictureTable
  let matches: [Match]
  /// Their positions.
  let indices: [Int]

  init(_ table: PictureTable, _ matches: [Match] = []) {
    self.table = table
    self.matches = matches
    indices = (0..<table.count).filter { row in
      matches.allSatisfy { match in
        switch match {
        case .text(let column, let text): table.text(column, row) == text
        case .number(let column, let number): table.number(column, row) == Double(number)
        }
      }
    }
  }

  private init(_ rows: PictureRows, _ match: Match) {
    table = rows.table
    matches = rows.matches + [match]
    indices = rows.indices.filter { row in
      switch match {
      case .text(let column, let text): rows.table.text(column, row) == text
      case .number(let column, let number): rows.table.number(column, row) == Double(number)
      }
    }
  }

  /// Those of them with a text in a column.
  func with(_ column: String, _ text: String) -> PictureRows {
    PictureRows(self, .text(column, text))
  }

  var isEmpty: Bool { indices.isEmpty }

  func distinct(_ column: String) -> [String] { table.distinct(column, in: indices) }

  func numbers(_ column: String) -> [Double] { indices.map { table.number(column, $0) } }

  /// Whether a column has a number in one of them at least.
  func hasNumbers(_ column: String) -> Bool {
    indices.contains { table.number(column, $0).isFinite }
  }

  /// Of the first row.
  func first(_ column: String) -> String { indices.first.map { table.text(column, $0) } ?? "" }
}

/// Texts of tables as pictures show them.
enum PictureText {
  static let longest = 40

  /// As people read it: what a table puts before a formula is taken away.
  static func shown(_ cell: String) -> String {
    VisibleText.line(cell.first == "'" ? String(cell.dropFirst()) : cell)
  }

  /// At most so many characters; the middle of a longer one is left out, since names that are alike
  /// begin and end differently.
  static func short(_ cell: String, _ most: Int = longest) -> String {
    let text = Array(shown(cell))
    guard text.count > most else { return String(text) }
    let start = (most - 1) / 2
    return String(text.prefix(start)) + "…" + String(text.suffix(most - 1 - start))
  }

  /// Lines of at most so many characters.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// The first few of them, and how many more there are.
  static func few(_ words: [String], most: Int = 6) -> String {
    let shown = words.prefix(most).map { short($0) }
    return words.count > most
      ? shown.joined(separator: ", ") + " and \(words.count - most) more" : shown.listed()
  }

  /// What a unit says beside a name on an axis.
  static func axis(_ name: String, unit: String) -> String {
    unit.isEmpty ? name : "\(name) (\(shown(unit)))"
  }
}
