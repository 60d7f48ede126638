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
/// What is in the way is looked at before the run and again when the folder gets its name: another
/// run may have come first.
struct ResultFolder: ~Copyable {
  let path: String
  let partial: String
  private let force: Bool
  private var published = false

  init(_ given: String, force: Bool) throws(OutputError) {
    var path = given
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    self.force = force
    try Self.refuse(path, Self.kind(path), force: force)
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
    let kind = Self.kind(path)
    try Self.refuse(path, kind, force: force)
    switch kind {
    case .nothing:
      guard rename(partial, path) == 0 else {
        throw errno == ENOTEMPTY || errno == EEXIST ? .exists(path) : .system(path, errno)
      }
    case .empty:
      try claim()
      try moveIn(known)
    case .results, .foreign, .other:
      try clear(known)
      try moveIn(known)
    }
    published = true
    try? Self.sync(Self.parent(path), named: path)
  }

  /// Of two runs into one empty folder, the one whose manifest is there first has it.
  private func claim() throws(OutputError) {
    let manifest = path + "/" + Self.manifest
    let descriptor = open(manifest, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? .exists(path) : .system(manifest, errno)
    }
    _ = close(descriptor)
  }

  private func clear(_ known: [String]) throws(OutputError) {
    for name in known.reversed() {
      let old = path + "/" + name
      if unlink(old) != 0, errno != ENOENT { throw .system(old, errno) }
    }
  }

  private func moveIn(_ known: [String]) throws(OutputError) {
    for name in known {
      let new = path + "/" + name
      if rename(partial + "/" + name, new) != 0, errno != ENOENT { throw .system(new, errno) }
    }
    try Self.sync(path, named: path)
    Self.remove(partial)
  }

  private enum Kind { case nothing, empty, results, foreign, other }

  private static func kind(_ path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .nothing }
    guard status.st_mode & S_IFMT == S_IFDIR else { return .other }
    if isOurs(path + "/" + manifest) { return .results }
    return names(in: path)?.isEmpty == true ? .empty : .foreign
  }

  private static func refuse(_ path: String, _ kind: Kind, force: Bool) throws(OutputError) {
    switch kind {
    case .nothing, .empty: break
    case .results: if !force { throw .exists(path) }
    case .foreign: throw force ? .notResults(path) : .exists(path)
    case .other: throw .notAFolder(path)
    }
  }

  private static let manifest = "manifest.json"

  /// Whether it is a manifest of results, of whatever version.
  private static func isOurs(_ manifest: String) -> Bool {
    let descriptor = open(manifest, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { _ = close(descriptor) }
    // Its format stands before everything that can be long.
    var start = [UInt8](repeating: 0, count: 4_096)
    let count = read(descriptor, &start, start.count)
    guard count > 0 else { return false }
    let text = String(decoding: start.prefix(count), as: UTF8.self)
    return text.contains("\"format\": \"simrun-results/")
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func makeParents(_ path: String) throws(OutputError) {
    let above = parent(path)
    switch kind(above) {
    case .empty, .results, .foreign: return
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
    for name in names(in: folder) ?? [] { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  private static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { _ = closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
