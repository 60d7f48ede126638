package import Sim

/// A point of a study that was run, and its trials if a question needs them.
package struct StudiedPoint: Sendable {
  /// Position of its scenario in `Study.members`.
  package let place: Int
  package let point: StudyPoint
  package let result: PointResult
  /// A row a trial; `nil` where nobody asked for them.
  package let columns: TrialColumns?
}

/// What is asked of a study beside the tables of a run. Its own tables are written with those.
package struct StudyQuestion {
  /// The tables that answer it; each is written, if only with a header.
  let files: [String]
  /// How many of the first trials of each point it needs, which are then kept in memory.
  let mostTrials: Int
  /// The tables, from all points in their order. It is asked once the study is complete.
  let answer: ([StudiedPoint]) throws -> [AnswerTable]
  /// The tables without rows, of a study that was interrupted.
  let unanswered: [AnswerTable]

  package init(
    files: [String], needsTrials: Bool, unanswered: [AnswerTable] = [],
    answer: @escaping ([StudiedPoint]) throws -> [AnswerTable]
  ) {
    self.init(
      files: files, mostTrials: needsTrials ? .max : 0, unanswered: unanswered, answer: answer)
  }

  package init(
    files: [String], mostTrials: Int, unanswered: [AnswerTable] = [],
    answer: @escaping ([StudiedPoint]) throws -> [AnswerTable]
  ) {
    self.files = files
    self.mostTrials = mostTrials
    self.unanswered = unanswered
    self.answer = answer
  }
}

/// The files of a question, open from the start so that one that cannot be is seen before anything is
/// run.
final class AnswerFiles {
  private final class Open {
    let name: String
    let file: OutputFile

    init(_ name: String, _ folder: ResultFolder) throws(OutputError) {
      self.name = name
      file = try folder.file(name)
    }
  }

  private var open: [Open] = []

  init(_ names: [String], _ folder: ResultFolder) throws(OutputError) {
    for name in names { open.append(try Open(name, folder)) }
  }

  /// What no table is given for stays empty. The disk need not have the tables yet.
  func write(_ tables: [AnswerTable]) throws(OutputError) -> [DictionaryEntry] {
    for one in open {
      guard let table = tables.first(where: { $0.file == one.name }) else { continue }
      try one.file.write(table.text.bytes)
    }
    return tables.flatMap(\.dictionary)
  }

  /// Returns when the disk has all of them.
  func sync() throws(OutputError) {
    for one in open { try one.file.sync() }
  }
}
