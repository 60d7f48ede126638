import Sim

/// A folder for the answer to a question that was asked of trials of another run, or of another tool.
package enum AnswerFolder {
  /// Throws now what `write` would throw of the place, and leaves it as it is.
  ///
  /// - Throws: `OutputError`.
  package static func check(
    _ path: String, replaces: Bool, say: (String) -> Void = { _ in }
  ) throws {
    _ = try ResultFolder(path, purpose: replaces ? .replace : .anew, say: say)
  }

  /// Writes the tables, `columns.csv` and a `manifest.json` that says what was asked of which file.
  /// `scenarios`: what an answer gives beside its tables.
  ///
  /// - Throws: `OutputError`.
  package static func write(
    _ tables: [AnswerTable], beside scenarios: [ChangedScenario.File] = [], command: String,
    of source: String, to path: String, replaces: Bool, say: (String) -> Void = { _ in }
  ) throws {
    let place = try AnswerPlace(path, replaces: replaces, say: say)
    try place.write(
      tables, beside: scenarios,
      manifest: JSONText.map([
        "format": .text(Manifest.format), "version": .text(Release.version),
        "command": .text(command), "source": .text(source), "complete": .flag(true),
      ]).document)
  }
}

/// The folder of an answer that takes long: found fit, and taken possession of, before anything is run.
package final class AnswerPlace {
  private let folder: ResultFolder

  /// - Throws: `OutputError`.
  package init(_ path: String, replaces: Bool, say: (String) -> Void = { _ in }) throws {
    folder = try ResultFolder(path, purpose: replaces ? .replace : .anew, say: say)
  }

  /// Writes the tables, `columns.csv` and `manifest.json`, and gives the folder its name.
  ///
  /// - Throws: `OutputError`.
  package func write(
    _ tables: [AnswerTable], beside scenarios: [ChangedScenario.File] = [], manifest: String
  ) throws {
    let files = try AnswerFiles(tables.map(\.file), folder)
    for one in scenarios {
      let file = try folder.file(one.name)
      try file.write(one.bytes)
      try file.sync()
    }
    let columns = try TableFile(Table.dictionary, folder)
    try columns.append(files.write(tables))
    try files.sync()
    try columns.sync()
    let file = try folder.file(FolderContent.manifest)
    try file.write(Array(manifest.utf8))
    try file.sync()
    try folder.publish()
  }
}
