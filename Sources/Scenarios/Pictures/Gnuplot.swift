import Foundation

/// The program that draws. Only here is another program started.
package struct Gnuplot: Sendable {
  /// Where it is.
  let path: String

  /// Looks through the folders of `PATH`; `nil`: it is not installed.
  package init?(searchPath: String) {
    let folders = searchPath.split(separator: ":").map(String.init)
    let found = folders.map { $0 + "/gnuplot" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let found else { return nil }
    path = found
  }

  /// So many scripts are drawn at a time.
  private static let atOnce = 4

  /// Runs scripts of a folder, each by itself, without the user's own settings of gnuplot, so that equal
  /// files give equal pictures.
  ///
  /// Throws `PictureError`.
  func run(_ scripts: [String], in folder: String) throws {
    var waiting = scripts[...]
    while !waiting.isEmpty {
      let some = waiting.prefix(Self.atOnce)
      waiting = waiting.dropFirst(Self.atOnce)
      let started = try some.map { ($0, try start($0, in: folder)) }
      for (_, process) in started { process.waitUntilExit() }
      for (script, process) in started where process.terminationStatus != 0 {
        throw PictureError.gnuplot(script, complaint(of: script, in: folder))
      }
    }
    for script in scripts { try? Disk.remove("\(folder)/\(script).err") }
  }

  private func start(_ script: String, in folder: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["-d", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": folder]
    let complaints = "\(folder)/\(script).err"
    _ = FileManager.default.createFile(atPath: complaints, contents: nil)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: complaints) ?? FileHandle.nullDevice
    do { try process.run() } catch {
      throw PictureError.gnuplot(script, "\(path) could not be started")
    }
    return process
  }

  /// The last line that says something.
  private func complaint(of script: String, in folder: String) -> String {
    let bytes = (try? StoredFile("\(folder)/\(script).err"))?.start(1 << 16) ?? []
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && $0 != "^" }
    return lines.last ?? "it said nothing"
  }
}
