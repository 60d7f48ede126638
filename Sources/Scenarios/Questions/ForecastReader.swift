import Sim

/// Reads a CSV file of forecasts, a row for each.
///
/// Columns: `question`, `probability` or `point`, `resolution`; and if there are any `source`, `date`,
/// `resolution_date`, `rule`, `rule_says`, `reason`. Others are left alone. Commas, semicolons or tabs
/// stand between fields, and a point or a comma before decimals, as the file has it.
package struct ForecastReader {
  /// How a column may be called; the first name is ours.
  private enum Column: String, CaseIterable {
    case question, source, date, probability, point
    case resolutionDate = "resolution_date"
    case resolution, rule
    case ruleSays = "rule_says"
    case reason

    var names: [String] {
      switch self {
      case .source: ["source", "forecaster"]
      case .date: ["date", "freeze"]
      case .probability: ["probability", "p"]
      case .resolutionDate: ["resolution_date", "resolved"]
      case .resolution: ["resolution", "outcome"]
      default: [rawValue]
      }
    }
  }

  /// Who forecast, where the file does not say.
  static let someone = "forecaster"

  private struct Key: Hashable {
    let name: String
    let date: CalendarDate?
  }

  private struct Asked {
    var question: ForecastFile.Question
    let line: Int
    var lineOfResolution: Int?
    var lineOfRule: Int?
  }

  private let shown: String
  private var rows: CSVRows
  private var decimal = CSVForm.Decimal.point
  private var places: [Column: Int] = [:]
  private var asked: [Key: Asked] = [:]
  private var forecasts: [(key: Key, source: String, date: CalendarDate?, value: Double)] = []
  /// The line of each forecast, to find a second one.
  private var lines: [String: Int] = [:]
  private var wrong: [Diagnostic] = []

  package static func read(
    _ path: String, from source: FileSource? = nil
  ) throws(TrialDataError) -> ForecastFile {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try DiskAccess(path: path, allowed: source).first(limit: Limits.dataBytes).input.bytes
    } catch {
      throw .unreadable(error)
    }
    guard bytes.count <= Limits.dataBytes else {
      throw .unreadable(
        FileError(
          path: path, reason: "it is larger than \(Limits.dataBytes) bytes, which is the limit"))
    }
    return try read(bytes, shown: path)
  }

  static func read(_ bytes: [UInt8], shown: String) throws(TrialDataError) -> ForecastFile {
    var reader = ForecastReader(bytes, shown)
    do throws(CSVRows.Problem) { try reader.readAll() } catch {
      throw .wrong(reader.wrong + [error.diagnostic(in: shown)])
    }
    guard reader.wrong.isEmpty else { throw .wrong(reader.wrong) }
    return reader.file
  }

  private init(_ bytes: [UInt8], _ shown: String) {
    self.shown = shown
    rows = CSVRows(bytes, separator: CSVHeader.separator(bytes, of: "question"))
  }

  /// What stands before decimals, from all numbers of the file.
  private mutating func findDecimal(_ count: Int) throws(CSVRows.Problem) {
    let body = rows
    var texts: [String] = []
    var fields: [CSVRows.Field] = []
    while rows.hasNext {
      try rows.readRow(of: count)
      for column in [Column.probability, .point, .resolution] where !text(column).isEmpty {
        let written = text(column)
        texts.append(written.hasSuffix("%") ? String(written.dropLast()) : written)
        if let place = places[column] { fields.append(rows.fields[place]) }
      }
    }
    rows = body
    switch CSVForm.Decimal.found(in: texts, separator: rows.separator) {
    case .decimal(let mark): decimal = mark
    case .unclear(let place):
      let field = fields[place]
      wrong.append(
        diagnostic(
          at: field.range.lowerBound, line: field.line,
          .unclearNumber(rows.text(field).trimmed)))
    }
  }

  private mutating func readAll() throws(CSVRows.Problem) {
    let names = try rows.header().map(\.trimmed)
    rows.isKnown = true
    for column in Column.allCases {
      places[column] = column.names.lazy.compactMap { names.firstIndex(of: $0) }.first
    }
    for column in [Column.question, .resolution] where places[column] == nil {
      wrong.append(diagnostic(at: 0, line: 1, .noColumn(column.rawValue, among: names)))
    }
    if places[.probability] == nil, places[.point] == nil {
      wrong.append(diagnostic(at: 0, line: 1, .noForecastColumn))
    }
    guard wrong.isEmpty else { return }
    guard rows.hasNext else { throw rows.problem(at: 0, line: 1, .onlyHeader) }
    try findDecimal(names.count)
    guard wrong.isEmpty else { return }
    while rows.hasNext {
      try rows.readRow(of: names.count)
      do throws(Diagnostic) { try readForecast() } catch { wrong.append(error) }
    }
  }

  // MARK: A row

  private mutating func readForecast() throws(Diagnostic) {
    let name = text(.question)
    guard !name.isEmpty else { throw problem(.question, .empty("question")) }
    let source = places[.source] == nil ? Self.someone : text(.source)
    guard !source.isEmpty else { throw problem(.source, .empty("source")) }
    let date = try date(.date)
    let key = Key(name: name, date: try self.date(.resolutionDate))
    let (value, isNumber) = try value()
    if let date, let end = key.date, date > end { throw problem(.date, .late) }
    let line = rows.fields.first?.line ?? 0
    var entry =
      asked[key]
      ?? Asked(
        question: ForecastFile.Question(
          name: name, resolutionDate: key.date, asksForNumber: isNumber, resolution: nil,
          rule: nil, ruleSays: true, reason: nil), line: line)
    guard entry.question.asksForNumber == isNumber else {
      throw problem(isNumber ? .point : .probability, .otherKind(line: entry.line))
    }
    try readResolution(&entry, line)
    try readRule(&entry, line)
    asked[key] = entry
    let own =
      "\(name)\u{0}\(key.date.map { "\($0)" } ?? "")\u{0}\(source)\u{0}"
      + (date.map { "\($0)" } ?? "")
    if let before = lines[own] { throw problem(.question, .again(source, line: before)) }
    lines[own] = line
    forecasts.append((key, source, date, value))
  }

  /// The forecast, and whether it is a number on a scale.
  private func value() throws(Diagnostic) -> (Double, isNumber: Bool) {
    let (probability, point) = (text(.probability), text(.point))
    if point.isEmpty {
      guard !probability.isEmpty else {
        throw problem(places[.probability] == nil ? .point : .probability, .noForecast)
      }
      guard let value = share(probability), (0...1).contains(value) else {
        throw problem(.probability, .probability(probability))
      }
      return (value, false)
    }
    guard probability.isEmpty else { throw problem(.probability, .twoForecasts) }
    guard let value = decimal.number(point) else { throw problem(.point, .number(point)) }
    return (value, true)
  }

  private func readResolution(_ entry: inout Asked, _ line: Int) throws(Diagnostic) {
    let text = text(.resolution)
    guard !text.isEmpty else { return }
    let value: Double
    if entry.question.asksForNumber {
      guard let number = decimal.number(text) else { throw problem(.resolution, .number(text)) }
      value = number
    } else {
      guard let came = Self.isYes(text) else { throw problem(.resolution, .resolution(text)) }
      value = came ? 1 : 0
    }
    if let before = entry.lineOfResolution, entry.question.resolution != value {
      throw problem(.resolution, .other("resolution", line: before))
    }
    entry.question.resolution = value
    entry.lineOfResolution = entry.lineOfResolution ?? line
  }

  private func readRule(_ entry: inout Asked, _ line: Int) throws(Diagnostic) {
    let reason = text(.reason)
    if entry.question.reason == nil, !reason.isEmpty { entry.question.reason = reason }
    let text = text(.rule)
    guard !text.isEmpty else { return }
    var says = true
    let answer = self.text(.ruleSays)
    if !answer.isEmpty {
      guard let yes = Self.isYes(answer) else {
        throw problem(.ruleSays, .yesOrNo(answer, column: "rule_says"))
      }
      says = yes
    }
    if let before = entry.lineOfRule {
      guard entry.question.rule?.text == text else {
        throw problem(.rule, .other("rule", line: before))
      }
      guard entry.question.ruleSays == says else {
        throw problem(.ruleSays, .other("rule_says", line: before))
      }
      return
    }
    // What is no rule at all is wrong in the file, whatever the model.
    let place = position(.rule)
    let source = SourceText(
      text, file: shown,
      segments: [.init(offset: 0, line: place.line, column: place.column)], path: "rule")
    do throws(Diagnostics) { _ = try ExpressionParser.parse(source) } catch {
      throw error.all[0]
    }
    entry.question.rule = ForecastFile.Rule(text: text)
    entry.question.ruleSays = says
    entry.lineOfRule = line
  }

  // MARK: Cells

  private func text(_ column: Column) -> String {
    guard let place = places[column], place < rows.fields.count else { return "" }
    return rows.text(rows.fields[place]).trimmed
  }

  /// A day; a time after it is left alone.
  private func date(_ column: Column) throws(Diagnostic) -> CalendarDate? {
    let text = text(column)
    guard !text.isEmpty else { return nil }
    let rest = text.dropFirst(10)
    guard rest.isEmpty || rest.hasPrefix("T") || rest.hasPrefix(" "),
      let date = DateText.date(String(text.prefix(10)))
    else { throw problem(column, .date(text)) }
    return date
  }

  private func share(_ text: String) -> Double? {
    guard text.hasSuffix("%") else { return decimal.number(text) }
    return decimal.number(String(text.dropLast())).map { $0 / 100 }
  }

  private static func isYes(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "1", "1.0", "yes", "true": true
    case "0", "0.0", "no", "false": false
    default: nil
    }
  }

  private func position(_ column: Column) -> SourcePosition {
    guard let place = places[column], place < rows.fields.count else {
      return SourcePosition(file: shown, line: rows.fields.first?.line ?? 1, column: 1)
    }
    let field = rows.fields[place]
    return rows.problem(at: field.range.lowerBound, line: field.line, .empty).diagnostic(in: shown)
      .position
  }

  private func problem(_ column: Column, _ cause: ForecastCause) -> Diagnostic {
    let field = places[column].flatMap { $0 < rows.fields.count ? rows.fields[$0] : nil }
    let first = field ?? rows.fields.first
    return diagnostic(at: first?.range.lowerBound ?? 0, line: first?.line ?? 1, cause)
  }

  private func diagnostic(at place: Int, line: Int, _ cause: ForecastCause) -> Diagnostic {
    var found = rows.problem(at: place, line: line, .empty).diagnostic(in: shown)
    found.cause = cause
    return found
  }

  // MARK: The file

  private var file: ForecastFile {
    let keys = asked.keys.sorted { a, b in
      (a.name, a.date?.dayNumber ?? .max) < (b.name, b.date?.dayNumber ?? .max)
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))
    return ForecastFile(
      questions: keys.compactMap { asked[$0]?.question },
      forecasts: forecasts.map {
        ForecastFile.Forecast(
          question: numbers[$0.key] ?? 0, source: $0.source, date: $0.date, value: $0.value)
      })
  }
}
