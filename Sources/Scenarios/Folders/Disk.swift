#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What is asked of the file system, none of which can fail unseen. Only here are system calls made.
enum Disk {
  enum Entry: Hashable {
    case nothing, folder, other
    /// A link, seen as itself.
    case link
  }

  /// How many calls are made at once that wait for the disk, which keeps no processor busy.
  static let mostAwaited = 4

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
    while true {
      // Only this tells an error from the end.
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw Failure(code: errno) }
        return names
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
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

  /// A few milliseconds.
  static func pause() { usleep(5_000) }

  /// The system's own name for this machine; Foundation would ask the network.
  static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

extension Disk {
  struct Failure: Error, Hashable {
    /// The system's number of the error.
    let code: Int32

    static let nothingThere = Failure(code: ENOENT)
    static let exists = Failure(code: EEXIST)
    static let notAFolder = Failure(code: ENOTDIR)
    static let isLocked = Failure(code: EWOULDBLOCK)

    /// Something has the name already.
    var isTaken: Bool { code == EEXIST || code == ENOTEMPTY }

    /// The system's words.
    var words: String { String(cString: strerror(code)) }

    /// Why it could not be written.
    var reason: String {
      switch code {
      case ENOSPC: "no space left on the disk"
      case EDQUOT: "disk quota used up"
      case EACCES, EPERM: "permission denied"
      case EROFS: "the file system is read-only"
      case EFBIG: "the file grew too large"
      case ENAMETOOLONG: "the name is too long"
      case EPIPE: "the reader closed the pipe"
      case EMFILE, ENFILE: "too many files are open; raise the limit (ulimit -n)"
      case ELOOP: "its links lead in a circle"
      default: words
      }
    }
  }

  /// A file that is open for as long as the value lives.
  struct File: ~Copyable {
    private let number: Int32

    private init(_ path: String, _ flags: Int32) throws(Failure) {
      number = try opened(path, flags | O_CLOEXEC)
    }

    deinit { _ = close(number) }

    /// To be written: new, or emptied.
    static func create(_ path: String) throws(Failure) -> File {
      try File(path, O_WRONLY | O_CREAT | O_TRUNC)
    }

    /// To be read. Pipes and devices are refused without waiting for them.
    static func plain(_ path: String) throws(Failure) -> File {
      let file = try File(path, O_RDONLY | O_NONBLOCK)
      guard let status = file.status, status.st_mode & S_IFMT == S_IFREG else {
        throw Failure(code: EINVAL)
      }
      return file
    }

    /// To be locked; made if it is not there.
    static func toLock(_ path: String) throws(Failure) -> File {
      try File(path, O_RDWR | O_CREAT | O_NOFOLLOW)
    }

    private var status: stat? {
      var status = stat()
      return fstat(number, &status) == 0 ? status : nil
    }

    var size: Int { status.map { Int($0.st_size) } ?? 0 }

    func write(_ bytes: ArraySlice<UInt8>) throws(Failure) {
      var rest = bytes
      while !rest.isEmpty {
        let count = written(rest, to: number)
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          throw Failure(code: errno)
        }
      }
    }

    /// Returns how many bytes there were; 0 at the end.
    func read(_ count: Int, from start: Int, into buffer: inout [UInt8]) throws(Failure) -> Int {
      guard let offset = off_t(exactly: start) else { return 0 }
      while true {
        let got = pread(number, &buffer, min(count, buffer.count), offset)
        if got >= 0 { return got }
        if errno != EINTR { throw Failure(code: errno) }
      }
    }

    /// Returns when the disk has it. What cannot be synced, such as a pipe, is left alone.
    func sync() throws(Failure) {
      if fsync(number) != 0, errno != EINVAL, errno != EROFS { throw Failure(code: errno) }
    }

    /// Without waiting; the lock ends with the process, whatever ends it.
    func lock() throws(Failure) {
      while flock(number, LOCK_EX | LOCK_NB) != 0 {
        if errno != EINTR { throw Failure(code: errno) }
      }
    }

    /// Whether the path still leads to this file.
    func isStill(at path: String) -> Bool {
      var named = stat()
      guard let status, lstat(path, &named) == 0 else { return false }
      return status.st_dev == named.st_dev && status.st_ino == named.st_ino
    }
  }
}

private func opened(_ path: String, _ flags: Int32) throws(Disk.Failure) -> Int32 {
  let number = open(path, flags, 0o666)
  guard number >= 0 else { throw Disk.Failure(code: errno) }
  return number
}

private func written(_ bytes: ArraySlice<UInt8>, to number: Int32) -> Int {
  bytes.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
}
