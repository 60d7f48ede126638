import Foundation
import Testing

/// The built program, run as a user runs it, in a new folder that is gone afterwards.
struct Executable {
  struct Finished {
    var code: Int32
    var out: String
    var err: String
  }

  let folder: String

  /// A folder with `coin.yaml` in it.
  static func inFolder(_ body: (Executable) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/simrun-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let program = Executable(folder: folder)
    try program.write(Sample.coin, to: "coin.yaml")
    try body(program)
  }

  /// Beside the test bundle.
  static func path() throws -> String {
    let bundles = Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }
    let folders =
      bundles.map { $0.bundleURL.deletingLastPathComponent() } + [
        Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent(),
      ]
    let paths = folders.map { $0.appendingPathComponent("simrun").path }
    return try #require(paths.first { FileManager.default.isExecutableFile(atPath: $0) })
  }

  /// What these tests were started to ignore, as shells let jobs beside them ignore Ctrl-C, the programs that they
  /// start would ignore too.
  private static let takesSignals: Void = {
    for ignored in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] { signal(ignored, SIG_DFL) }
  }()

  func process(_ arguments: [String], environment: [String: String] = [:]) throws -> Process {
    Self.takesSignals
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Self.path())
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment
    return process
  }

  func callAsFunction(_ arguments: String..., environment: [String: String] = [:]) throws
    -> Finished
  {
    try finished(arguments, environment: environment)
  }

  func finished(_ arguments: [String], environment: [String: String] = [:]) throws -> Finished {
    try finish(try process(arguments, environment: environment))
  }

  /// A command line of the shell, in which `$SIMRUN` is the program.
  func shell(_ line: String) throws -> Finished {
    let process = try process(
      [], environment: ["SIMRUN": try Self.path(), "PATH": Tool.searchPath])
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    return try finish(process)
  }

  /// Output goes through files: a full pipe would stop the program.
  private func finish(_ process: Process) throws -> Finished {
    let id = UUID().uuidString
    let (out, err) = (folder + "/../\(id).out", folder + "/../\(id).err")
    defer {
      try? FileManager.default.removeItem(atPath: out)
      try? FileManager.default.removeItem(atPath: err)
    }
    try Data().write(to: URL(fileURLWithPath: out))
    try Data().write(to: URL(fileURLWithPath: err))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: out))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: err))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Finished(
      code: process.terminationStatus, out: try String(contentsOfFile: out, encoding: .utf8),
      err: try String(contentsOfFile: err, encoding: .utf8))
  }

  /// Shell scripts that stand in for other programs, by name. The folder that they are in.
  func programs(_ scripts: [String: String]) throws -> String {
    let programs = folder + "/programs"
    try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: true)
    for (name, text) in scripts {
      let file = "\(programs)/\(name)"
      try "#!/bin/sh\n\(text)\n".write(toFile: file, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    }
    return programs
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  }

  func lines(_ name: String) throws -> [String] {
    try read(name).split(separator: "\n").map(String.init)
  }

  func names(_ name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder + "/" + name).sorted()
  }
}

extension Executable {
  /// Two folders of results are the same but for the log of when and where.
  func expectEqual(_ one: String, _ other: String) throws {
    let names = try names(other)
    #expect(try self.names(one) == names)
    for name in names where name != "run.log.json" {
      let paths = [one, other].map { "\(folder)/\($0)/\(name)" }
      #expect(FileManager.default.contentsEqual(atPath: paths[0], andPath: paths[1]), "\(name)")
    }
  }
}

enum Sample {
  /// Heads in 40 % of trials on average.
  static let coin = """
    format: 1
    scenario: coin
    title: Does the coin show heads?
    parameters:
      p: uniform(0.2, 0.6)
      u: uniform(0, 1)
    outcomes:
      heads: {at_end: u < p}
      tails: otherwise
    measures:
      chance: p
    """

  /// Moves, has classes, and an outcome that is hardly ever seen.
  static let walk = """
    format: 1
    scenario: walk
    title: Where does it end?
    clock: {step: week, start: 2025-01-06, steps: 10}
    state:
      x: {start: 0, random_walk: {sd: 1}}
    outcomes:
      far: {as_soon_as: x > 20, class: up}
      above: {at_end: x > 0, class: up}
      below: otherwise
    """

  /// The draw of `w` fails where p is not above 0: in a tenth of trials.
  static let sometimes = failing(low: -0.1, high: 0.9)
  static let always = failing(low: -2, high: -1)

  private static func failing(low: Double, high: Double) -> String {
    """
    format: 1
    scenario: failing
    title: A parameter of a parameter
    parameters:
      p: uniform(\(low), \(high))
      w: uniform(0, p)
    outcomes:
      small: {at_end: w < 0.1}
      large: otherwise
    """
  }
}
