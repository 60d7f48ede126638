import Sim

/// An entry that two scenarios have differently, or one of them has not.
package struct WrittenDifference: Sendable, Hashable {
  /// Dotted, as `--set` takes it.
  package let path: String
  /// As it is written; `nil` where it is not there. Of a map only that it is one.
  package let baseline: String?
  package let value: String?
}

/// How what is written in two scenarios differs, each with what it extends and what is laid over it.
struct WrittenComparison {
  /// What is for people alone, or names the scenario.
  private static let unread: Set = ["about", "source", "expect", "title"]
  private static let head: Set = [
    "format", "scenario", "extends", "title", "about", "verify",
  ]

  private(set) var differences: [WrittenDifference] = []

  init(_ baseline: FileNode, _ value: FileNode) {
    compare(baseline, value, path: "")
  }

  private mutating func compare(_ baseline: FileNode?, _ value: FileNode?, path: String) {
    guard let baseline, let value else {
      differences.append(
        WrittenDifference(
          path: path, baseline: baseline.map(Self.text), value: value.map(Self.text)))
      return
    }
    // `x: 1` is `x: {value: 1}`.
    let (a, b) = Self.alike(baseline, value)
    guard let before = a.entries, let after = b.entries else {
      if Self.text(a) != Self.text(b) {
        differences.append(
          WrittenDifference(
            path: path, baseline: Self.text(baseline), value: Self.text(value)))
      }
      return
    }
    let left = path.isEmpty ? Self.head : Self.unread
    let names = before.map(\.name) + after.map(\.name).filter { a.entry($0) == nil }
    for name in names where !left.contains(name) {
      let isShort = name == "value" && (before.count == 1 || after.count == 1)
      compare(a[name], b[name], path: isShort ? path : FileNode.join(path, name))
    }
  }

  private static func alike(_ a: FileNode, _ b: FileNode) -> (FileNode, FileNode) {
    func long(_ node: FileNode, beside other: FileNode) -> FileNode {
      guard node.entries == nil, other["value"] != nil else { return node }
      return node.with(.map([.init(key: node.with(.scalar("value", .plain)), value: node)]))
    }
    return (long(a, beside: b), long(b, beside: a))
  }

  private static func text(_ node: FileNode) -> String {
    switch node.content {
    case .scalar(let text, _): text
    case .list(let items): "[\(items.map(text).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\($0.name): \(text($0.value))" }.joined(separator: ", "))}"
    }
  }
}

extension ScenarioFile {
  /// In what two scenarios differ as they are written, in the order of the baseline.
  ///
  /// - Throws: `FileError`, `Diagnostics`.
  package static func differences(
    from baseline: (path: String, settings: [Setting]),
    to value: (path: String, settings: [Setting]),
    root: FileSource? = nil
  ) throws -> [WrittenDifference] {
    try onLargeStack {
      let nodes = try [baseline, value].map { try written(at: $0.path, $0.settings, root) }
      return WrittenComparison(nodes[0], nodes[1]).differences
    }
  }

  private static func written(
    at path: String, _ settings: [Setting], _ root: FileSource?
  ) throws -> FileNode {
    let findings = Findings()
    let chain = try FileChain(DiskAccess(path: path, allowed: root), findings: findings)
    guard chain.isComplete, let (written, _) = merged(chain, settings, findings) else {
      throw findings.diagnostics(files: chain.files)
    }
    return written
  }
}
