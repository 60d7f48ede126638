import Sim

/// A file that cannot be read: `cannot read no-such.yaml: no such file`.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  public var path: String
  public var reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String { VisibleText.line("cannot read \(path): \(reason)") }
}
