/// Where an earlier run left its record and its trial rows.
struct ResumeSource: Hashable, Sendable {
  /// Without links.
  let folder: String
  /// As messages name it.
  let shown: String
  /// The name of the record.
  let record: String
  /// The rows are in the record itself, as in a part.
  var holdsRows = false

  var path: String { folder + "/" + record }
  var shownPath: String { shown + "/" + record }

  /// The file that has the rows of a table.
  func file(_ name: String) -> String { folder + "/" + (holdsRows ? record : name) }
  func shownFile(_ name: String) -> String { shown + "/" + (holdsRows ? record : name) }

  var isCheckpoint: Bool { record == WorkFolder.checkpointName }
}
