import Foundation
import Testing

/// Programs of others that some tests need; without them these tests are skipped, and say so.
enum Tool {
  static var searchPath: String { ProcessInfo.processInfo.environment["PATH"] ?? "" }

  /// Where a program is, if it is installed.
  static func path(_ names: String...) -> String? {
    for folder in searchPath.split(separator: ":") {
      for name in names where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
        return "\(folder)/\(name)"
      }
    }
    return nil
  }

  static var hasGnuplot: Bool { path("gnuplot") != nil }
  static var chromium: String? { path("chromium", "chromium-browser", "google-chrome") }

  /// A Python that has these modules: that of `.build/python`, or the system's.
  static func python(with modules: String) -> String? {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let own = root.appendingPathComponent(".build/python/bin/python").path
    return [own, path("python3") ?? ""].first { program in
      FileManager.default.isExecutableFile(atPath: program)
        && (try? run(program, ["-c", "import \(modules)"]).code) == 0
    }
  }

  /// Runs a program; what it writes goes through files.
  static func run(_ program: String, _ arguments: [String], in folder: String? = nil) throws
    -> Executable.Finished
  {
    let id = FileManager.default.temporaryDirectory.path + "/tool-\(UUID().uuidString)"
    defer {
      try? FileManager.default.removeItem(atPath: id + ".out")
      try? FileManager.default.removeItem(atPath: id + ".err")
    }
    try Data().write(to: URL(fileURLWithPath: id + ".out"))
    try Data().write(to: URL(fileURLWithPath: id + ".err"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: id + ".out"))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: id + ".err"))
    try process.run()
    process.waitUntilExit()
    return Executable.Finished(
      code: process.terminationStatus,
      out: try String(contentsOfFile: id + ".out", encoding: .utf8),
      err: try String(contentsOfFile: id + ".err", encoding: .utf8))
  }
}

/// Pages whose commands need another program.
enum PageExamples {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Runs every command that a page shows, and compares what it prints.
  static func check(_ name: String) throws {
    let page = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
    let shown = page.components(separatedBy: "```\n$ ").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    #expect(!shown.isEmpty)
    try Executable.inFolder { simrun in
      try FileManager.default.copyItem(
        atPath: root.appendingPathComponent("Scenarios").path,
        toPath: simrun.folder + "/Scenarios")
      for example in shown {
        let lines = example.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let command = String(lines[0])
        let finished = try simrun.shell(
          command.hasPrefix("simrun ")
            ? "\"$SIMRUN\" " + command.dropFirst("simrun ".count) : command)
        #expect(finished.code == 0, "\(command): \(finished.err)")
        #expect(finished.out == lines[1], "\(command)")
      }
    }
  }
}
