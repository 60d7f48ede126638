import Sim

/// Compares nodes with the description of the format: kinds, keys, alternatives, names, counts.
///
/// What passes can be read without further errors of shape.
struct FormatCheck {
  let findings: Findings

  /// `key` is the first file's root, where what the whole scenario lacks is missing.
  func check(_ root: FileNode, key: FileNode) {
    check(root, as: .record(Format.scenario), path: "", key: key)
  }

  /// `key` is where errors about the entry as a whole point.
  func check(_ node: FileNode, as shape: Format.Shape, path: String, key: FileNode) {
    switch (shape, node.content) {
    case (.either(_, let long), .map):
      check(node, as: long, path: path, key: key)
    case (.either(let short, _), .scalar):
      check(node, as: short, path: path, key: key)
    case (.either(.oneOrMore(let element), _), .list):
      check(node, as: .oneOrMore(element), path: path, key: key)
    case (.oneOrMore(let element), .list(let items)), (.list(let element, nil), .list(let items)):
      for item in items { check(item, as: element, path: path, key: item) }
    case (.oneOrMore(let element), _):
      check(node, as: element, path: path, key: key)
    case (.list(let element, let count?), .list(let items)):
      if items.count != count {
        findings.add(
          node.error(path: path, "expected \(count) values, but there are \(items.count)"))
      }
      for item in items { check(item, as: element, path: path, key: item) }
    case (.record(let record), .map(let entries)):
      check(entries, in: record, path: path, key: key)
    case (.named(let element, let names), .map(let entries)):
      check(entries, of: element, named: names, path: path, key: key)
    case (.changes, .map(let entries)):
      if entries.isEmpty { findings.add(node.error(path: path, "nothing is changed here")) }
    case (_, .scalar(let text, _)) where shape.takesScalar:
      ScalarCheck(findings: findings, node: node, path: path).check(text, as: shape)
    default:
      findings.add(
        node.error(path: path, "expected \(shape.expected), but this is \(Self.kind(of: node))"))
    }
  }

  static func kind(of node: FileNode) -> String {
    switch node.content {
    case .map: return "a map"
    case .list: return "a list"
    case .scalar(let text, _):
      return text.count > 40 ? "'\(text.prefix(40))…'" : "'\(text)'"
    }
  }

  private func check(
    _ entries: [FileNode.Entry], in record: Format.Record, path: String, key: FileNode
  ) {
    for entry in entries {
      guard let known = record.key(entry.name) else {
        findings.add(
          entry.key.error(path: path, "unknown key '\(entry.name)'" + suggestion(entry, record)))
        continue
      }
      guard known.built else {
        findings.add(entry.key.error(path: path, "'\(entry.name)' is not built yet"))
        continue
      }
      check(entry.value, as: known.shape, path: Self.join(path, entry.name), key: entry.key)
    }
    // A misspelt key is one error, not also a missing one.
    let meant = entries.filter { record.key($0.name) == nil }.compactMap {
      nearest($0.name, in: record.builtKeys)
    }
    let present = Set(entries.map(\.name) + meant)
    for known in record.keys where known.required && !present.contains(known.name) {
      if let alternatives = record.alternatives.first(where: { $0.group(of: known.name) != nil }) {
        let group = alternatives.group(of: known.name)
        guard let other = entries.first(where: { alternatives.group(of: $0.name) != nil }),
          alternatives.group(of: other.name) == group
        else { continue }
        findings.add(
          other.key.error(
            path: path, "'\(other.name)' needs '\(known.name)' beside it (\(known.meaning))"))
      } else {
        findings.add(key.error(path: path, "'\(known.name)' is missing (\(known.meaning))"))
      }
    }
    for alternatives in record.alternatives {
      guard !meant.contains(where: { alternatives.group(of: $0) != nil }) else { continue }
      check(alternatives, among: entries, path: path, key: key)
    }
  }

  private func suggestion(_ entry: FileNode.Entry, _ record: Format.Record) -> String {
    let known = record.builtKeys
    if let near = nearest(entry.name, in: known) { return "; did you mean '\(near)'?" }
    return "; known: \(known.joined(separator: ", "))"
  }

  private func check(
    _ alternatives: Format.Alternatives, among entries: [FileNode.Entry], path: String,
    key: FileNode
  ) {
    let used = entries.filter { alternatives.group(of: $0.name) != nil }
    guard let first = used.first else {
      if alternatives.required {
        findings.add(
          key.error(
            path: path,
            "no \(alternatives.what): give one of \(alternatives.first.joined(separator: ", "))"))
      }
      return
    }
    let group = alternatives.group(of: first.name)
    for other in used where alternatives.group(of: other.name) != group {
      findings.add(
        other.key.error(
          path: path,
          "'\(other.name)' and '\(first.name)' exclude each other: give one \(alternatives.what)"))
    }
  }

  private func check(
    _ entries: [FileNode.Entry], of element: Format.Shape, named names: Format.Names,
    path: String, key: FileNode
  ) {
    if let limit = names.limit, entries.count > limit {
      findings.add(
        key.error(path: path, "\(entries.count) \(names.what); the limit is \(limit)"))
    }
    for entry in entries {
      let name = names.indexed ? String(entry.name.prefix { $0 != "[" }) : entry.name
      if let problem = NameRule.problem(with: name) {
        findings.add(entry.key.error(path: path, problem))
      }
      check(entry.value, as: element, path: Self.join(path, entry.name), key: entry.key)
    }
  }

  static func join(_ path: String, _ key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }
}
