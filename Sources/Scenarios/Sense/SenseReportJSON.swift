extension SenseReport {
  /// A list with an entry for each file, and a newline at the end.
  package static func json(_ reports: [(file: String, report: SenseReport)]) -> String {
    JSONText.list(
      reports.map { file, report in
        .map([
          "file": .text(file), "trials": .integer(report.trials),
          "notes": .list(report.notes.map(\.json)),
          "silences_nothing": .list(report.needless.map { .text("\($0.path): \($0.word)") }),
        ])
      }
    ).document
  }
}

extension SenseNote {
  fileprivate var json: JSONText {
    .map([
      "note": .text(kind.rawValue), "file": .text(position.file), "line": .integer(position.line),
      "column": .integer(position.column), "path": .text(path), "text": .text(text),
    ])
  }
}
