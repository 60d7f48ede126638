/// Where an earlier run left its record and its trial rows.
struct ResumeSource: Hashable, Sendable {
  /// Without links.
  let folder: String
  /// As messages name it.
  let shown: String
  /// The name of the record.
  let record: String

  var path: String { folder + "/" + record }
  var shownPath: String { shown + "/" + record }

  func file(_ name: String) -> String { folder + "/" + name }
  func shownFile(_ name: String) -> String { shown + "/" + name }

  var isCheckpoint: Bool { record == WorkFolder.checkpointName }
}
