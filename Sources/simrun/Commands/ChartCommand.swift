import ArgumentParser
import Foundation
import Scenarios
import Sim

struct ChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Draw what a folder of results holds, by gnuplot, from its CSV files.",
    discussion: """
      Writes folder/charts: a script, an SVG and a PNG of each picture. The scripts are there to be \
      changed; 'gnuplot outcomes.gp' in that folder draws again. A script that was changed is kept. With \
      --inputs: what is drawn once a trial, of a folder with trials.csv or of a scenario. Exit codes: 0 \
      done, 1 gnuplot failed, 2 wrong use or no results, 3 a file is invalid, 69 gnuplot is not installed, \
      74 cannot write.
      """)

  @Argument(
    help: ArgumentHelp(
      "A folder with results; with --inputs also a scenario file.", valueName: "folder"))
  var place: String

  @Option(help: "What is written: svg, png, both or vega-lite (Vega-Lite 5, data inside).")
  var format = ChartFolder.Format.both

  @Option(
    help: ArgumentHelp(
      "Draw one point of a study by itself: scenario or scenario:number.", valueName: "point"))
  var point: String?

  @Flag(help: "Draw what is drawn once a trial: each parameter with its quantiles, correlations.")
  var inputs = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "With a scenario file: the folder for charts (default: results/ and its name).",
      valueName: "folder"))
  var out: String?

  @Option(
    name: [.customShort("n"), .customLong("trials")], parsing: .unconditional,
    help: ArgumentHelp(
      "With a scenario file: how many draws (default: 10000).", valueName: "trials"),
    transform: TrialCount.init(option:))
  var trials: TrialCount?

  @Flag(help: "Write scripts anew that were changed.")
  var force = false

  @Flag(name: .shortAndLong, help: "Print nothing but what is wrong.")
  var quiet = false

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    guard !place.isEmpty else { throw ValidationError("chart needs the name of a folder") }
    if let count = trials?.count, !(1...1_000_000).contains(count) {
      throw ValidationError(
        "--trials must be from 1 to 1,000,000, but it is \(Wording.grouped(count))")
    }
  }

  func run() throws {
    try PictureEnding.guarded {
      let isFolder = TrialTableReader.isFolder(place)
      if inputs, !isFolder {
        try drawInputs(ofScenario: place)
      } else if inputs {
        try drawInputs(ofFolder: place)
      } else {
        guard isFolder else { throw PictureError.notResults(place) }
        let results = try ResultTables(place)
        let book = try PictureBook(results, point: point)
        guard !book.pictures.isEmpty else { throw PictureError.nothingToDraw(results.folder) }
        try draw(book.pictures, in: results.folder, left: book.left)
      }
    }
  }

  /// Of the rows of `trials.csv`.
  private func drawInputs(ofFolder path: String) throws {
    let results = try ResultTables(path)
    let data = try TrialTableReader.read(path, point: point)
    let pictures = InputPictures(data, trials: results.facts.trialsAndSeed).pictures()
    guard !pictures.isEmpty else { throw PictureError.noInputs(path) }
    try draw(pictures, in: results.folder, left: [])
  }

  /// Of draws that are made for it, which stand beside the pictures.
  private func drawInputs(ofScenario file: String) throws {
    let count = trials?.count ?? 10_000
    let root = try reading.folder()
    let study: Study
    do throws(StudyError) {
      study = try Study(files: [file], settings: reading.settings, root: root, jobs: 1)
    } catch { throw Ending(error) }
    let settings = RunSettings(trials: count, seed: 1, jobs: 1, recording: .answers)
    let found = try study.studied(settings, keepsTrials: true, memory: MemoryBound())
    guard let member = study.members.first, let data = found?.first?.trials else { return }
    let pictures = InputPictures(
      data, trials: "\(Wording.trials(count)), seed 1", scenario: member.scenario
    ).pictures()
    guard !pictures.isEmpty else { throw PictureError.noInputs(file) }
    let folder = out ?? study.defaultFolder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try draw(pictures, in: folder, left: [])
  }

  private func draw(_ pictures: [Picture], in folder: String, left: [String]) throws {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let charts = ChartFolder(in: folder, format: format, replaces: force)
    let written = try charts.write(pictures, by: Gnuplot(searchPath: path))
    for name in written.kept where !quiet {
      Streams.say(
        message:
          "\(folder)/charts/\(name) was changed, so it is kept and drawn; --force writes it anew")
    }
    guard !quiet else { return }
    let screen = ChartScreen(
      pictures: pictures, folder: folder, format: format, left: left, width: Streams.answerWidth)
    do { try Streams.answer(screen.text) } catch { throw Ending(error) }
  }
}

extension ChartFolder.Format: ExpressibleByArgument {}

/// How commands end that draw.
enum PictureEnding {
  static func guarded(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let ending as Ending {
      throw ending
    } catch {
      throw switch error {
      case let error as PictureError: Ending(error)
      case let error as StudyError: Ending(error)
      case let error as MemoryShortage: Ending(error)
      case let error as OutputError: Ending(error)
      case let error as TrialDataError: Ending(error)
      default: Ending(.failed, "\(error)")
      }
    }
  }
}
