#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What is asked of the file system: one system call each, none of which can fail unseen.
enum Disk {
  /// The system's number of the error.
  struct Failure: Error {
    let code: Int32
  }

  enum Entry: Hashable {
    case nothing, folder, other
    /// A link, seen as itself.
    case link
  }

  /// What stands there; a link is a link.
  static func entry(_ path: String) -> Entry {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .nothing }
    return switch status.st_mode & S_IFMT {
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// Whether what stands there, or what a link leads to, is a folder.
  static func isFolder(_ path: String) throws(Failure) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Failure(code: errno) }
    return status.st_mode & S_IFMT == S_IFDIR
  }

  /// Where a link leads to; `nil` if it is none.
  static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The path from the root, without links.
  static func resolved(_ path: String) throws(Failure) -> String {
    guard let found = realpath(path, nil) else { throw Failure(code: errno) }
    defer { free(found) }
    return String(cString: found)
  }

  static func makeFolder(_ path: String) throws(Failure) {
    if mkdir(path, 0o777) != 0 { throw Failure(code: errno) }
  }

  static func move(_ path: String, to other: String) throws(Failure) {
    if rename(path, other) != 0 { throw Failure(code: errno) }
  }

  /// Of a file. That nothing is there is no failure.
  static func remove(_ path: String) throws(Failure) {
    if unlink(path) != 0, errno != ENOENT { throw Failure(code: errno) }
  }

  /// Of an empty folder. `false`: it is still there.
  @discardableResult
  static func removeFolder(_ path: String) -> Bool { rmdir(path) == 0 || errno == ENOENT }

  /// Returns when the disk has the names in the folder. Where folders cannot be synced nothing is
  /// done.
  static func sync(_ folder: String) throws(Failure) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    defer { _ = close(descriptor) }
    if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { throw Failure(code: errno) }
  }

  static func names(in folder: String) throws(Failure) -> [String] {
    guard let stream = opendir(folder) else { throw Failure(code: errno) }
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

  /// So many files can be opened besides those that are open.
  static func checkDescriptors(_ count: Int) throws(Failure) {
    var opened: [Int32] = []
    defer { for descriptor in opened { _ = close(descriptor) } }
    for _ in 0..<count {
      let descriptor = open("/", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Failure(code: errno) }
      opened.append(descriptor)
    }
  }
}
