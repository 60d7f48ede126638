import Foundation

@testable import Scenarios

/// A new folder, gone afterwards.
struct TemporaryFolder {
  let path: String

  static func make(_ body: (TemporaryFolder) throws -> Void) throws {
    let made = FileManager.default.temporaryDirectory.path + "/folders-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: made) }
    // As the program names it: without links.
    try body(TemporaryFolder(path: try Disk.resolved(made)))
  }

  func write(_ text: String, to name: String) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
  }

  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + name).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: path + "/" + name, withIntermediateDirectories: true)
  }

  func names(_ name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + name).sorted()
  }

  /// All plain files below, with what is in them.
  func content(_ name: String) throws -> [String: String] {
    var result: [String: String] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: path + "/" + name) {
      if let text = read(name + "/" + file), Disk.entry(path + "/\(name)/\(file)") == .other {
        result[file] = text
      }
    }
    return result
  }

  /// Results of two files and a manifest.
  func writeResults(_ text: String, to name: String, also other: String? = nil) throws {
    try write(text, to: name + "/outcomes.csv")
    if let other { try write(text, to: name + "/" + other) }
    try write(
      "{\"format\": \"simrun-results/1\", \"by\": \"\(text)\"}", to: name + "/manifest.json")
  }
}
