import Foundation

/// A folder that the user lets files of a scenario be read from, besides the first file's own.
package struct FileRoot: Hashable, Sendable {
  /// As given.
  package let path: String
  /// Without links, with its closing slash.
  let folder: String

  /// - Throws: `FileError` if there is no such folder.
  package init(_ path: String) throws(FileError) {
    let resolved = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    var isFolder: ObjCBool = false
    guard !path.isEmpty, FileManager.default.fileExists(atPath: resolved, isDirectory: &isFolder)
    else { throw FileError(path: path, reason: "no such folder") }
    guard isFolder.boolValue else { throw FileError(path: path, reason: "it is not a folder") }
    self.path = path
    folder = resolved.hasSuffix("/") ? resolved : resolved + "/"
  }

  /// The path from a folder to a file, both without links: `../base.yaml`. What results say of a file
  /// is the same wherever both lie.
  static func relative(_ file: String, to folder: String) -> String {
    let from = folder.split(separator: "/")
    let to = file.split(separator: "/")
    var shared = 0
    while shared < from.count, shared < to.count - 1, from[shared] == to[shared] { shared += 1 }
    let up = Array(repeating: "..", count: from.count - shared)
    return (up + to[shared...].map(String.init)).joined(separator: "/")
  }
}
