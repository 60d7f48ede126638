import Sim

/// Reads the columns that a scenario's `data` section names.
struct DataReader<Access: FileAccess> {
  let access: Access
  let chain: FileChain
  let calendar: Calendar
  let findings: Findings
  /// Every file that was read, once.
  private(set) var inputs: [InputFile] = []
  private var files: [String: OpenedFile] = [:]

  init(access: Access, chain: FileChain, clock: Clock?, findings: Findings) {
    self.access = access
    self.chain = chain
    calendar = Calendar(clock)
    self.findings = findings
  }

  /// What cannot be read is among the findings; other numbers stand in for it, none of them often, so
  /// that the rest is still checked.
  mutating func entries(_ root: FileNode) -> [DataEntry] {
    var entries: [DataEntry] = []
    for cursor in YAMLCursor(root, findings)["data"]?.entries ?? [] {
      guard let written = DataFormat.entry.read(cursor) else {
        entries.append(DataEntry(name: cursor.named, content: .column(standIn(cursor.named.name))))
        continue
      }
      entries.append(
        entry(cursor, written)
          ?? DataEntry(name: cursor.named, content: standIn(cursor.named.name, written.columns)))
    }
    return entries
  }

  // MARK: One entry

  private mutating func entry(_ cursor: YAMLCursor, _ written: DataFormat.Written) -> DataEntry? {
    let names = asked(written.columns)
    guard names.allSatisfy({ $0.text != nil }), hasNames(cursor, written.columns),
      let file = written.file.text
    else { return nil }
    let opened: OpenedFile
    do {
      opened = try open(file, from: written.file.node)
    } catch {
      written.file.error(FileCause.unreadable(error))
      return nil
    }
    do throws(CSVColumns.Problem) {
      var columns = try CSVColumns(
        opened.input.bytes, names.map { $0.text ?? "" }, form: written.form)
      let content = try self.content(cursor.named.name, written, &columns)
      var entry = DataEntry(name: cursor.named, content: content)
      if columns.found != CSVForm() {
        entry.found = FoundForm(file: opened.shown, form: columns.found)
      }
      return entry
    } catch {
      switch error {
      case .column(let k, let cause):
        names[k].error(CSVCause.ofColumn(cause, file: opened.shown))
      case .place(let problem):
        findings.add(problem.diagnostic(in: opened.shown, path: cursor.path))
      }
      return nil
    }
  }

  /// The columns as the first row names them: the one with steps is the last.
  private func asked(_ columns: DataFormat.Written.Columns) -> [YAMLCursor] {
    switch columns {
    case .one(let column, let at): [column] + (at.map { [$0] } ?? [])
    case .several(let columns): columns.map(\.header)
    }
  }

  private func content(
    _ name: String, _ written: DataFormat.Written, _ columns: inout CSVColumns
  ) throws(CSVColumns.Problem) -> DataEntry.Content {
    switch written.columns {
    case .one(_, nil):
      let values = try columns.numbers(0..<1, decimal: written.form.decimal)
      return .column(EmpiricalSample(name: name, values: values[0]))
    case .one(_, .some(let at)):
      let values = try columns.numbers(0..<1, decimal: written.form.decimal)
      // What the steps are is not known of a clock that is wrong.
      guard !findings.speakOf("clock") else { return standIn(name, written.columns) }
      do throws(StepValues.Problem) {
        let found = columns
        return .steps(
          try StepValues(calendar: calendar).ordered(
            values[0], at: columns.texts(1), column: at.text ?? "", line: { found.line($0) }))
      } catch {
        switch error {
        case .column(let cause): throw .column(1, cause)
        case .row(let row, let cause): throw columns.problem(1, row: row, cause)
        }
      }
    case .several(let asked):
      let values = try columns.numbers(0..<asked.count, decimal: written.form.decimal)
      var table: [String: TableColumn] = [:]
      for (column, values) in zip(asked, values) {
        table[column.name.name] = TableColumn(
          name: "\(name).\(column.name.name)", values: values)
      }
      return .table(table)
    }
  }

  /// Whether columns of a table have names that expressions can write, each once, and are two or more.
  private func hasNames(_ cursor: YAMLCursor, _ columns: DataFormat.Written.Columns) -> Bool {
    guard case .several(let columns) = columns else { return true }
    guard columns.count > 1 else {
      cursor["columns"]?.error(ReadingCause.oneColumn)
      return false
    }
    var seen: Set<String> = []
    for column in columns {
      if NameRule.problem(with: column.name.name) != nil {
        findings.add(column.name.error(ReadingCause.columnWithoutName(column.name.name)))
        return false
      }
      guard seen.insert(column.name.name).inserted else {
        findings.add(column.name.error(FormatCause.namedTwice(column.name.name)))
        return false
      }
    }
    return true
  }

  // MARK: What stands in

  private func standIn(_ name: String) -> EmpiricalSample {
    EmpiricalSample(name: name, values: Self.numbers)
  }

  private static var numbers: [Double] { (0..<100).map(Double.init) }

  private func standIn(
    _ name: String, _ columns: DataFormat.Written.Columns
  ) -> DataEntry.Content {
    switch columns {
    case .one(_, nil): return .column(standIn(name))
    case .one: return .steps((0...calendar.steps).map(Double.init))
    case .several(let columns):
      return .table(
        Dictionary(
          columns.map { ($0.name.name, TableColumn(name: name, values: Self.numbers)) }
        ) { first, _ in first })
    }
  }

  // MARK: Files

  /// Relative to the file of the scenario that names it; a setting speaks for the first one.
  private mutating func open(_ name: String, from node: FileNode) throws(FileError) -> OpenedFile {
    let opened = try access.data(name, of: chain.opened[max(0, node.file.order)])
    guard opened.input.bytes.count <= Limits.dataBytes else {
      throw FileError(
        path: name, reason: "it is larger than \(Limits.dataBytes) bytes, which is the limit")
    }
    if let known = files[opened.identity] { return known }
    files[opened.identity] = opened
    inputs.append(opened.input)
    return opened
  }
}
