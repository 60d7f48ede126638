internal import Foundation
import Sim

/// Files of other tools.
enum ImportedFile {
  static func text(_ path: String) throws(ImportCause) -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  static func bytes(_ path: String) throws(ImportCause) -> [UInt8] {
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      guard data.count <= Limits.dataBytes else {
        throw CocoaError(.fileReadTooLarge)
      }
      return Array(data)
    } catch {
      throw .unreadable(path, reason: "there is no such file, or it may not be read")
    }
  }

  /// `laptop_buyer` of `domains/laptop_buyer.xml`.
  static func stem(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.split(separator: ".", maxSplits: 1).first.map(String.init) ?? file
  }

  /// Each party has a file of its own, by whatever way its name leads there.
  static func checkOnce(_ paths: [String]) throws(ImportCause) {
    var seen: Set<String> = []
    for path in paths {
      let own = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      guard seen.insert(own).inserted else { throw .givenTwice(path) }
    }
  }
}
