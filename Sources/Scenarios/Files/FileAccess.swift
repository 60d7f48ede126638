import Foundation

/// A file of a scenario, as it was opened.
struct OpenedFile: Sendable {
  /// The same for the same file, whatever it is called.
  var identity: String
  /// As errors print it.
  var shown: String
  var input: InputFile
}

/// Where the files of one scenario come from.
protocol FileAccess: Sendable {
  func first() throws(FileError) -> OpenedFile
  /// A file named by `child`, relative to it.
  func parent(_ path: String, of child: OpenedFile) throws(FileError) -> OpenedFile
  /// The same for a file of data, which may be larger.
  func data(_ path: String, of child: OpenedFile) throws(FileError) -> OpenedFile
}

/// Files on disk, none outside the first one's folder but in the folder that the user allows; or files
/// that were kept when they were read from there.
struct DiskAccess: FileAccess {
  let path: String
  var allowed: FileSource?

  func first() throws(FileError) -> OpenedFile { try first(limit: Limits.fileBytes) }

  /// The same of a file that is no scenario, and may be larger.
  func first(limit: Int) throws(FileError) -> OpenedFile {
    try answer(path, shown: path) { () throws(FileError) in
      let bytes = try Self.read(path, shown: path, limit: limit)
      return OpenedFile(
        identity: Self.resolved(path), shown: path, input: InputFile(path: path, bytes: bytes))
    }
  }

  /// From what was kept, or from the disk and then kept if somebody wants that.
  private func answer(
    _ asked: String, shown: String, _ open: () throws(FileError) -> OpenedFile
  ) throws(FileError) -> OpenedFile {
    if let kept = allowed?.kept {
      guard let file = kept.file(asked: asked) else {
        throw FileError(path: shown, reason: "it is not among the files of the plan")
      }
      return file
    }
    let file = try open()
    allowed?.keeper?.keep(file, asked: asked)
    return file
  }

  func parent(_ path: String, of child: OpenedFile) throws(FileError) -> OpenedFile {
    try inside(path, of: child, limit: Limits.fileBytes)
  }

  func data(_ path: String, of child: OpenedFile) throws(FileError) -> OpenedFile {
    try inside(path, of: child, limit: Limits.dataBytes)
  }

  /// A file in the folder of the first one, or below; or in the folder that is allowed.
  private func inside(
    _ path: String, of child: OpenedFile, limit: Int
  ) throws(FileError) -> OpenedFile {
    guard !path.hasPrefix("/") else {
      throw FileError(path: path, reason: "the path must be relative to the file that names it")
    }
    guard !path.isEmpty else { throw FileError(path: "''", reason: "the name of a file is needed") }
    // What a name means depends on the first file too.
    let asked = "\(self.path)\n\(Self.folder(child.shown))\(path)"
    return try answer(asked, shown: path) { () throws(FileError) in
      let root = Self.folder(Self.resolved(self.path))
      let resolved = Self.resolved(Self.folder(child.identity) + path)
      guard resolved + "/" != root else { throw FileError(path: path, reason: "it is a folder") }
      let isAllowed = allowed?.folder.map { resolved.hasPrefix($0) } ?? false
      guard resolved.hasPrefix(root) || isAllowed else {
        let reason = "it is outside the folder of the first file"
        throw FileError(
          path: path,
          reason: allowed?.path.map { "\(reason) and outside --root \($0)" }
            ?? "\(reason); --root DIR allows files in a folder DIR")
      }
      let relative = FileSource.relative(resolved, to: root)
      return OpenedFile(
        identity: resolved, shown: Self.folder(self.path) + relative,
        input: InputFile(
          path: relative, bytes: try Self.read(resolved, shown: path, limit: limit)))
    }
  }

  /// The bytes of any file, one more than the limit at most.
  static func bytes(of path: String, shown: String, limit: Int) throws(FileError) -> [UInt8] {
    try read(path, shown: shown, limit: limit)
  }

  /// With its closing slash; empty for a file of the current folder.
  private static func folder(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }

  /// One byte more than the limit at most.
  private static func read(
    _ path: String, shown: String, limit: Int
  ) throws(FileError) -> [UInt8] {
    // Whatever it is, opening it may not wait for a writer, as a pipe would.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw FileError(path: shown, reason: reason(errno)) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw FileError(path: shown, reason: reason(errno)) }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else { throw FileError(path: shown, reason: "it is a folder") }
    guard kind == S_IFREG else { throw FileError(path: shown, reason: notAFile) }
    var bytes: [UInt8] = []
    // What a file says of its size is a hint: some that have no size can be read.
    bytes.reserveCapacity(min(limit, max(0, Int(status.st_size))) + 1)
    var part = [UInt8](repeating: 0, count: min(limit + 1, 1 << 18))
    while bytes.count <= limit {
      let count = Foundation.read(file, &part, min(part.count, limit + 1 - bytes.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw FileError(path: shown, reason: "it could not be read to its end")
      }
      if count == 0 { break }
      bytes.append(contentsOf: part[..<count])
    }
    return bytes
  }

  private static let notAFile = "it is a device, a pipe or a socket, not a file"

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: "no such file"
    case EACCES, EPERM: "permission denied"
    case ENXIO: notAFile
    default: String(cString: strerror(code))
    }
  }
}

/// Texts in memory, by name.
struct TextAccess: FileAccess {
  let name: String
  let texts: [String: String]

  func first() throws(FileError) -> OpenedFile { try open(name) }

  func parent(_ path: String, of child: OpenedFile) throws(FileError) -> OpenedFile {
    try open(path)
  }

  func data(_ path: String, of child: OpenedFile) throws(FileError) -> OpenedFile {
    try open(path)
  }

  private func open(_ name: String) throws(FileError) -> OpenedFile {
    guard let text = texts[name] else { throw FileError(path: name, reason: "no such file") }
    return OpenedFile(
      identity: name, shown: name, input: InputFile(path: name, bytes: Array(text.utf8)))
  }
}
