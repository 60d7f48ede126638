#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A folder that appears under its name when all its files are complete, or not at all.
///
/// The files grow in `NAME.partial-…` beside it. Replacing an existing folder takes away the
/// files of an earlier run and leaves what is not ours; its manifest goes first and comes last.
struct ResultFolder: ~Copyable {
  let path: String
  let partial: String
  private var published = false

  init(_ given: String, force: Bool) throws(OutputError) {
    var path = given
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    switch Self.kind(path) {
    case .nothing: break
    case .folder: if !force { throw .exists(path) }
    case .other: throw .notAFolder(path)
    }
    try Self.makeParents(path)
    var template = Array((path + ".partial-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw .system(path, errno) }
    partial = String(cString: made)
    // mkdtemp keeps others out; results are as readable as any new folder.
    let mask = umask(0)
    _ = umask(mask)
    _ = chmod(partial, 0o777 & ~mask)
  }

  deinit { if !published { Self.remove(partial) } }

  func file(_ name: String) throws(OutputError) -> OutputFile {
    try OutputFile(at: partial + "/" + name, named: path + "/" + name)
  }

  /// Gives the folder its name.
  mutating func publish(known: [String]) throws(OutputError) {
    try Self.sync(partial, named: path)
    if Self.kind(path) == .nothing {
      guard rename(partial, path) == 0 else {
        throw errno == ENOTEMPTY || errno == EEXIST ? .exists(path) : .system(path, errno)
      }
    } else {
      try replace(known)
    }
    published = true
    try? Self.sync(Self.parent(path), named: path)
  }

  private func replace(_ known: [String]) throws(OutputError) {
    for name in known.reversed() {
      let old = path + "/" + name
      if unlink(old) != 0, errno != ENOENT { throw .system(old, errno) }
    }
    for name in known {
      let new = path + "/" + name
      if rename(partial + "/" + name, new) != 0, errno != ENOENT { throw .system(new, errno) }
    }
    try Self.sync(path, named: path)
    Self.remove(partial)
  }

  private enum Kind { case nothing, folder, other }

  private static func kind(_ path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .nothing }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .other
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func makeParents(_ path: String) throws(OutputError) {
    let above = parent(path)
    switch kind(above) {
    case .folder: return
    case .other: throw .notAFolder(above)
    case .nothing: break
    }
    try makeParents(above)
    if mkdir(above, 0o777) != 0, errno != EEXIST { throw .system(above, errno) }
  }

  private static func sync(_ folder: String, named name: String) throws(OutputError) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(name, errno) }
    defer { _ = close(descriptor) }
    if fsync(descriptor) != 0, errno != EINVAL { throw .system(name, errno) }
  }

  /// Our own folder of plain files.
  private static func remove(_ folder: String) {
    guard let stream = opendir(folder) else { return }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    closedir(stream)
    for name in names { unlink(folder + "/" + name) }
    rmdir(folder)
  }
}
