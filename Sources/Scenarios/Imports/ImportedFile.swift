internal import Foundation
import Sim

/// Files of other tools.
enum ImportedFile {
  static func text(_ path: String) throws(ImportCause) -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  static func bytes(_ path: String) throws(ImportCause) -> [UInt8] {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try DiskAccess.bytes(of: path, shown: path, limit: Limits.dataBytes)
    } catch {
      throw .unreadable(path, reason: error.reason)
    }
    guard bytes.count <= Limits.dataBytes else {
      throw .unreadable(
        path, reason: "it is larger than \(Limits.dataBytes) bytes, which is the limit")
    }
    return bytes
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
