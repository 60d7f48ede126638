import Synchronization

/// A file that was read once, to be read again where it is not.
package struct KeptFile: Hashable, Sendable {
  /// As it was asked for: the path that a command was given, or that path and, in a line of its own, what a
  /// file names, from the same folder.
  let asked: String
  /// As errors print it.
  let shown: String
  /// As results name it.
  let path: String
  let bytes: [UInt8]
}

/// Files that were read once, by how they were asked for.
package struct KeptFiles: Sendable {
  package let files: [KeptFile]
  private let byAsked: [String: KeptFile]

  init(_ files: [KeptFile]) {
    self.files = files
    byAsked = Dictionary(files.map { ($0.asked, $0) }) { first, _ in first }
  }

  /// `nil` if nobody had asked for it. What it was called on the disk does not matter.
  func file(asked: String) -> OpenedFile? {
    byAsked[asked].map {
      OpenedFile(
        identity: $0.shown, shown: $0.shown, input: InputFile(path: $0.path, bytes: $0.bytes))
    }
  }
}

/// Keeps what is read from the disk, in the order in which it is first read.
package final class FileKeeper: Sendable {
  private let state = Mutex<[KeptFile]>([])

  package init() {}

  package var files: KeptFiles { KeptFiles(state.withLock { $0 }) }

  func keep(_ file: OpenedFile, asked: String) {
    state.withLock { files in
      guard !files.contains(where: { $0.asked == asked }) else { return }
      files.append(
        KeptFile(
          asked: asked, shown: file.shown, path: file.input.path, bytes: file.input.bytes))
    }
  }
}
