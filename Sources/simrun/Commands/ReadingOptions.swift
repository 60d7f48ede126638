import ArgumentParser
import Scenarios

/// How every command reads its files.
struct ReadingOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Change a value of each file, as in parameters.monitoring=0.8; may be repeated.",
      valueName: "path=value"), transform: Setting.init(written:))
  var given: [Setting] = []

  @Option(
    help: ArgumentHelp(
      "A CSV file of sets of parameters with weights, as 'simrun calibrate' writes it: each trial draws a set.",
      valueName: "file"), completion: .file(extensions: ["csv"]))
  var ensemble: String?

  @Option(
    help: ArgumentHelp(
      "A folder in which 'extends' and 'data' may name files outside the scenario's own folder.",
      valueName: "folder"))
  var root: String?

  /// Where files are read from, if not from the disk alone; a plan says so.
  var source: FileSource?

  /// What is typed.
  enum CodingKeys: CodingKey { case given, ensemble, root }

  func validate() throws {
    var known: Set<String> = []
    if let twice = given.first(where: { !known.insert($0.path).inserted }) {
      throw ValidationError("--set gives '\(twice.path)' twice")
    }
  }

  /// What is laid over the files: the sets with weights, then what is set.
  var settings: [Setting] { sets + given }

  /// Of the file of sets, which `folder` and `check` look at before.
  var sets: [Setting] {
    ensemble.flatMap { try? EnsembleFile(path: $0, from: source) }?.settings ?? []
  }

  /// The same as they are typed.
  var typed: String {
    (ensemble.map { " --ensemble \(ShellWord.quoted($0))" } ?? "")
      + given.map { " --set \(ShellWord.quoted("\($0.path)=\($0.value)"))" }.joined()
  }

  /// The same as arguments, with the folder that is allowed.
  var arguments: [String] {
    (ensemble.map { ["--ensemble", $0] } ?? [])
      + given.flatMap { ["--set", "\($0.path)=\($0.value)"] } + (root.map { ["--root", $0] } ?? [])
  }

  /// Throws `Ending` if the file of sets cannot be used.
  func check() throws {
    guard let ensemble else { return }
    do throws(TrialDataError) {
      _ = try EnsembleFile(path: ensemble, from: source)
    } catch {
      throw Ending(error)
    }
  }

  /// Throws `Ending` if there is no such folder, or the file of sets cannot be used.
  func folder() throws -> FileSource? {
    try check()
    do {
      return try root.map { path throws(FileError) in try FileSource(path) }
    } catch {
      throw Ending(.usage, "--root \(error.path): \(error.reason)")
    }
  }
}

extension CompletionKind {
  /// Shells offer scenario files.
  static var scenarios: CompletionKind { .file(extensions: ["yaml", "yml"]) }
}
