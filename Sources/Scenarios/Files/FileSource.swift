import Foundation

/// Where files are read from besides the folder of the first one: a folder that the user allows, or a
/// plan, which has the files in it.
package struct FileSource: Sendable {
  /// The folder as `--root` gives it; `nil` if none is allowed.
  package let path: String?
  /// The same without links, with its closing slash.
  let folder: String?
  /// The files, where they are not read from the disk.
  let kept: KeptFiles?
  /// What is read from the disk is put here too.
  let keeper: FileKeeper?

  /// Whether it is a plan, which has the files in it.
  package var isPlan: Bool { kept != nil }

  /// - Throws: `FileError` if there is no such folder.
  package init(_ path: String) throws(FileError) {
    let resolved = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    var isFolder: ObjCBool = false
    guard !path.isEmpty, FileManager.default.fileExists(atPath: resolved, isDirectory: &isFolder)
    else { throw FileError(path: path, reason: "no such folder") }
    guard isFolder.boolValue else { throw FileError(path: path, reason: "it is not a folder") }
    self.init(
      path: path, folder: resolved.hasSuffix("/") ? resolved : resolved + "/", kept: nil,
      keeper: nil)
  }

  private init(path: String?, folder: String?, kept: KeptFiles?, keeper: FileKeeper?) {
    self.path = path
    self.folder = folder
    self.kept = kept
    self.keeper = keeper
  }

  /// The disk, and all that is read is kept. `root`: as a command allows it.
  package static func keeping(_ keeper: FileKeeper, root: FileSource?) -> FileSource {
    FileSource(path: root?.path, folder: root?.folder, kept: nil, keeper: keeper)
  }

  /// Files that were kept, and no disk. `root`: as the command allowed it that read them.
  package static func kept(_ files: KeptFiles, root: String?) -> FileSource {
    FileSource(path: root, folder: nil, kept: files, keeper: nil)
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
