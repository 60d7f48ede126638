#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Why results could not be written: one line each.
public enum OutputError: Error, Hashable, CustomStringConvertible {
  case exists(String)
  /// A folder that `--force` may not touch.
  case notResults(String)
  case notAFolder(String)
  /// The reason is the system's.
  case cannotWrite(String, reason: String)

  public var description: String {
    switch self {
    case .exists(let path):
      "\(path) already exists; use --force to replace it or another --out"
    case .notResults(let path):
      "\(path) has files but no results of simrun (manifest.json); --force replaces results only: "
        + "use another --out"
    case .notAFolder(let path): "\(path) is a file, not a folder; use another --out"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    }
  }

  /// What the last system call said.
  public static func system(_ path: String, _ code: Int32) -> OutputError {
    let reason =
      switch code {
      case ENOSPC: "no space left on the disk"
      case EDQUOT: "disk quota used up"
      case EACCES, EPERM: "permission denied"
      case EROFS: "the file system is read-only"
      case EFBIG: "the file grew too large"
      case ENAMETOOLONG: "the name is too long"
      case EPIPE: "the reader closed the pipe"
      default: String(cString: strerror(code))
      }
    return .cannotWrite(path, reason: reason)
  }
}
