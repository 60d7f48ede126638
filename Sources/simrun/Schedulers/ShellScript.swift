import Sim

/// A script that says by a digest in its second line whether somebody changed it.
struct ShellScript {
  private static let start = "#!/bin/bash\n"
  private static let mark = "# sha256 of what follows: "

  let text: String

  init(_ body: String) {
    let body = body + "\n"
    text = Self.start + Self.mark + Self.digest(body) + "\n" + body
  }

  /// Whether a script is as it was written, whatever it was written for.
  static func isUnchanged(_ text: String) -> Bool {
    let head = start + mark
    guard text.hasPrefix(head) else { return false }
    let rest = text.dropFirst(head.count)
    guard let end = rest.firstIndex(of: "\n") else { return false }
    return digest(String(rest[rest.index(after: end)...])) == rest[..<end]
  }

  private static func digest(_ text: String) -> String { SHA256.text(of: Array(text.utf8)) }
}
