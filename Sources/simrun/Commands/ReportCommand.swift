import ArgumentParser
import Foundation
import Scenarios
import Sim

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write one page on a folder of results: pictures, tables, assumptions.",
    discussion: """
      Writes folder/report.html, which holds all it shows, runs no script and loads nothing. The scenario \
      files are looked for by the names that the manifest has; name them where they lie elsewhere. Exit \
      codes: 0 done, 1 gnuplot failed and 69 it is not installed: the page has tables and no pictures, 2 \
      wrong use or no results, 3 a named file is invalid, 74 cannot write.
      """)

  @Argument(help: ArgumentHelp("A folder with results.", valueName: "folder"))
  var place: String

  @Argument(
    help: ArgumentHelp("The scenario files of the run, for their assumptions.", valueName: "file"))
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Show one point of a study by itself: scenario or scenario:number.", valueName: "point"))
  var point: String?

  @Option(
    help: ArgumentHelp(
      "A folder in which 'extends' and 'data' may name files outside the scenario's own folder.",
      valueName: "folder"))
  var root: String?

  @Flag(help: "Replace a report.html that simrun did not write.")
  var force = false

  @Flag(name: .shortAndLong, help: "Print nothing but what is wrong.")
  var quiet = false

  func validate() throws {
    guard !place.isEmpty else { throw ValidationError("report needs the name of a folder") }
  }

  func run() throws {
    try PictureEnding.guarded {
      let results = try ResultTables(place)
      let folder = ReportFolder(in: results.folder)
      guard force || !folder.isForeign else {
        throw Ending(
          .cannotWrite,
          "\(results.folder)/\(ReportFolder.file) is no page of simrun; use --force to replace it or move "
            + "it away")
      }
      let book = try PictureBook(results, point: point)
      guard !book.pictures.isEmpty else { throw PictureError.nothingToDraw(results.folder) }
      let found = try allowed()
      let reported = try ReportedFile.all(results, named: files, root: found)
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      let gnuplot = Gnuplot(searchPath: path)
      var drawn: [String: String] = [:]
      var failure: PictureError?
      do {
        drawn = try gnuplot.map { try folder.drawn(book.pictures, by: $0) } ?? [:]
      } catch let error as PictureError {
        failure = error
      }
      let page = ReportPage(
        title: title(results, reported), lead: StoredAnswer.sentences(of: results),
        facts: facts(results), version: Release.version,
        sections: ReportSections(
          results, book, files: reported, outcomes: { StoredAnswer.rows(of: results, $0) }
        ).all)
      try folder.write(try page.html(drawn: drawn))
      let written = "\(results.folder)/\(ReportFolder.file)"
      if gnuplot == nil {
        throw Ending(
          .notInstalled,
          "gnuplot is not installed: \(written) has tables and no pictures; install it (apt-get install "
            + "gnuplot-nox, brew install gnuplot) and try again")
      }
      if let failure {
        throw Ending(
          .failed,
          "\(failure); \(written) has tables and no pictures; 'simrun chart "
            + "\(ShellWord.quoted(results.folder))"
            + (point.map { " --point \(ShellWord.quoted($0))" } ?? "") + "' keeps the script")
      }
      guard !quiet else { return }
      let count = Wording.counted(book.pictures.count, "picture", "pictures")
      let text = Wording.wrapped(
        VisibleText.line("Written: \(written), one page with \(count)."), width: Streams.answerWidth
      )
      try Streams.answer(text + "\n")
    }
  }

  private func allowed() throws -> FileSource? {
    do {
      return try root.map { path throws(FileError) in try FileSource(path) }
    } catch {
      throw Ending(.usage, "--root \(error.path): \(error.reason)")
    }
  }

  /// "ukraine-2025: Ukraine, late November 2025", or the names of several.
  private func title(_ results: ResultTables, _ files: [ReportedFile]) -> String {
    let names = results.points.map(\.scenario).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    guard let first = names.first else { return results.folder }
    guard names.count == 1 else {
      let shown = names.prefix(4).joined(separator: ", ")
      return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
    }
    guard let title = files.first?.scenario?.title else { return first }
    return "\(first): \(title)"
  }

  private func facts(_ results: ResultTables) -> String {
    let facts = results.facts
    let set = facts.settings.isEmpty ? "" : " With \(facts.settings.joined(separator: ", "))."
    return "\(facts.trialsAndSeed). simrun \(facts.version).\(set)"
  }
}
