import Sim

/// A folder for the answer to a question that was asked of trials of another run, or of another tool.
package enum AnswerFolder {
  /// Writes the tables, `columns.csv` and a `manifest.json` that says what was asked of which file. `scenarios`: what
  /// an answer gives beside its tables.
  ///
  /// - Throws: `OutputError`.
  package static func write(
    _ tables: [AnswerTable], beside scenarios: [ChangedScenario.File] = [], command: String,
    of source: String, to path: String, replaces: Bool, say: (String) -> Void = { _ in }
  ) throws {
    let folder = try ResultFolder(path, purpose: replaces ? .replace : .anew, say: say)
    let files = try AnswerFiles(tables.map(\.file), folder)
    for one in scenarios {
      let file = try folder.file(one.name)
      try file.write(one.bytes)
      try file.sync()
    }
    let columns = try TableFile(Table.dictionary, folder)
    try columns.append(files.write(tables))
    _ = try columns.finish()
    let manifest = JSONText.map([
      "format": .text(Manifest.format), "version": .text(Release.version),
      "command": .text(command), "source": .text(source), "complete": .flag(true),
    ])
    let file = try folder.file(FolderContent.manifest)
    try file.write(Array(manifest.document.utf8))
    try file.sync()
    try folder.publish()
  }
}
