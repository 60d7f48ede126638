import Foundation

/// A program of a scheduler: found in the folders of `PATH`, started without a shell, its answer read.
struct OtherProgram: Sendable {
  let name: String
  let path: String

  /// `nil`: it is not installed.
  init?(_ name: String, searchPath: String) {
    let folders = searchPath.split(separator: ":").map(String.init)
    let found = folders.map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let found else { return nil }
    self.name = name
    path = found
  }

  /// What it prints on standard output.
  func answer(_ arguments: [String]) throws(SchedulerProblem) -> String {
    // Through files: nothing waits until somebody reads.
    let place = FileManager.default.temporaryDirectory.path + "/simrun-\(UUID().uuidString)"
    let (out, err) = (place + ".out", place + ".err")
    defer { for file in [out, err] { try? FileManager.default.removeItem(atPath: file) } }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = Self.handle(out)
    process.standardError = Self.handle(err)
    do { try process.run() } catch {
      throw .refused(program: name, says: "\(path) could not be started")
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw .refused(program: name, says: Self.lastLine(of: Self.text(err)) ?? "it said nothing")
    }
    return Self.text(out)
  }

  private static func handle(_ path: String) -> FileHandle {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    return FileHandle(forWritingAtPath: path) ?? FileHandle.nullDevice
  }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  /// Without what programs put before their own words, as `sbatch: error: `.
  private static func lastLine(of text: String) -> String? {
    let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    guard let line = lines.last(where: { !$0.isEmpty }) else { return nil }
    return line.range(of: "error: ").map { String(line[$0.upperBound...]) } ?? line
  }
}
