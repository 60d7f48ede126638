import Sim

/// A file that cannot be read: `cannot read no-such.yaml: no such file`.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  package var path: String
  package var reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  package var description: String { VisibleText.line("cannot read \(path): \(reason)") }
}
