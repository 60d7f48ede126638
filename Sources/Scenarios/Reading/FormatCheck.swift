import Sim

/// Compares nodes with the description of the format: kinds, keys, alternatives, names, counts.
///
/// What passes can be read without further errors of shape. What is misspelt is reported and then
/// taken for what was meant, so that one mistake is one error.
struct FormatCheck {
  let format: Format.Record
  let findings: Findings

  /// The nodes as they were meant. `key` is the first file's root, where what the whole scenario
  /// lacks is missing.
  func checked(_ root: FileNode, key: FileNode) -> FileNode {
    checked(root, as: .record(format), path: "", key: key)
  }

  /// `key` is where errors about the entry as a whole point.
  private func checked(
    _ node: FileNode, as shape: Format.Shape, path: String, key: FileNode
  ) -> FileNode {
    switch (shape, node.content) {
    case (.either(_, .record(let record)), .map(let entries))
    where entries.count == 1 && entries[0].name == record.word:
      let name = path.split(separator: ".").last ?? ""
      findings.add(
        entries[0].key.error(
          path: path, FormatCause.writeWord(name: String(name), word: entries[0].name)))
      return node.with(.scalar(entries[0].name, .plain))
    case (.either(_, let long), .map):
      return checked(node, as: long, path: path, key: key)
    case (.either(let short, _), .scalar):
      return checked(node, as: short, path: path, key: key)
    case (.either(.oneOrMore(let element), _), .list):
      return checked(node, as: .oneOrMore(element), path: path, key: key)
    case (.either(.list(let element, let count), _), .list):
      return checked(node, as: .list(of: element, count: count), path: path, key: key)
    case (.list(.changes, nil), .list(let items)) where items.count > Limits.variations:
      findings.addLimit(
        node.error(
          path: path,
          FormatCause.tooMany(items.count, what: "variations", limit: Limits.variations)))
      return node
    case (.oneOrMore(let element), .list(let items)), (.list(let element, nil), .list(let items)):
      return node.with(.list(items.map { checked($0, as: element, path: path, key: $0) }))
    case (.oneOrMore(let element), _):
      return checked(node, as: element, path: path, key: key)
    case (.list(let element, let count?), .list(let items)):
      if items.count != count {
        findings.add(
          node.error(path: path, FormatCause.wrongCount(items.count, expected: count)))
      }
      return node.with(.list(items.map { checked($0, as: element, path: path, key: $0) }))
    case (.record(let record), .map(let entries)):
      return node.with(.map(checked(entries, in: record, path: path, key: key)))
    case (.named(let element, let names), .map(let entries)):
      return node.with(.map(checked(entries, of: element, named: names, path: path, key: key)))
    case (.changes, .map(let entries)):
      if entries.isEmpty { findings.add(node.error(path: path, FormatCause.nothingChanged)) }
      return node
    case (_, .scalar(let text, _)) where shape.takesScalar:
      return ScalarCheck(findings: findings, node: node, path: path).checked(text, as: shape)
    default:
      if let range = Meaning.range(node, as: shape) {
        findings.add(node.error(path: path, range))
        return node
      }
      let list = Meaning.list(node, as: shape)
      let names = list?.items?.compactMap(\.text).joined(separator: ", ")
      findings.add(
        node.error(
          path: path,
          FormatCause.expected(
            shape.expected, found: node.described,
            hint: (names.map { ": write [\($0)]" } ?? "") + missingColon(node, shape)
              + LookAlike.note(node.text ?? ""))))
      return list ?? node
    }
  }

  private func checked(
    _ written: [FileNode.Entry], in record: Format.Record, path: String, key: FileNode
  ) -> [FileNode.Entry] {
    let entries = Meaning.entries(written, in: record)
    var result: [FileNode.Entry] = []
    for (was, entry) in zip(written, entries) {
      if record.isOwn(was.name), entry.name == was.name {
        result.append(.init(key: entry.key, value: ownNumber(entry, at: path)))
        continue
      }
      if let word = MissingColon.key(was.name, in: record) {
        findings.add(was.key.error(path: path, FormatCause.noColon(word)))
        continue
      }
      if record.key(was.name) == nil {
        findings.add(
          was.key.error(
            path: path,
            FormatCause.unknownKey(
              was.name,
              hint: suggestion(was.name, entry.name, record) + LookAlike.note(was.name))))
      }
      var value = entry.value
      if let known = record.key(entry.name) {
        if known.built {
          value = checked(
            value, as: known.shape, path: FileNode.join(path, entry.name), key: entry.key)
        } else {
          findings.add(entry.key.error(path: path, FormatCause.notBuilt(entry.name)))
        }
      }
      result.append(.init(key: entry.key, value: value))
    }
    let misspelt = zip(written, entries).filter { $0.name != $1.name }.map(\.1.name)
    var lacking = self.lacking(entries, in: record, path: path, key: key)
    for alternatives in record.alternatives {
      guard !misspelt.contains(where: { alternatives.group(of: $0) != nil }) else { continue }
      lacking += check(alternatives, among: entries, path: path, key: key)
    }
    // An unknown key may be what lacks under another name, and is reported already.
    let unknown = entries.count { record.key($0.name) == nil && !record.isOwn($0.name) }
    if lacking.count > unknown { lacking.forEach(findings.add) }
    return result
  }

  /// What stands under a key that is a number of the analyst's own.
  private func ownNumber(_ entry: FileNode.Entry, at path: String) -> FileNode {
    let inner = FileNode.join(path, entry.name)
    guard entry.value.text != nil else {
      findings.add(entry.key.error(path: path, FormatCause.ownOfNoNumber(entry.name)))
      return entry.value
    }
    return checked(entry.value, as: .expression, path: inner, key: entry.key)
  }

  /// Keys that are required and not there.
  private func lacking(
    _ entries: [FileNode.Entry], in record: Format.Record, path: String, key: FileNode
  ) -> [Diagnostic] {
    record.keys.compactMap { known in
      guard known.required, !entries.contains(where: { $0.name == known.name }) else { return nil }
      guard
        let alternatives = record.alternatives.first(where: { $0.group(of: known.name) != nil })
      else {
        return
          key.error(path: path, FormatCause.missingKey(known.name, meaning: known.meaning))
      }
      let group = alternatives.group(of: known.name)
      guard let other = entries.first(where: { alternatives.group(of: $0.name) != nil }),
        alternatives.group(of: other.name) == group
      else { return nil }
      return other.key.error(
        path: path, FormatCause.keyNeeds(other.name, other: known.name, meaning: known.meaning))
    }
  }

  /// A text where a map should be may be its only key without the colon.
  private func missingColon(_ node: FileNode, _ shape: Format.Shape) -> String {
    guard case .scalar(let text, .plain) = node.content, shape.expected == "a map" else {
      return ""
    }
    return MissingColon.hint(text)
  }

  private func suggestion(_ name: String, _ meant: String, _ record: Format.Record) -> String {
    let near = meant == name ? Meaning.key(name, among: record.builtKeys) : meant
    return near.map { "; did you mean '\($0)'?" }
      ?? "; known: \(record.listedKeys.joined(separator: ", "))"
  }

  /// Reports what excludes each other; gives back what lacks.
  private func check(
    _ alternatives: Format.Alternatives, among entries: [FileNode.Entry], path: String,
    key: FileNode
  ) -> [Diagnostic] {
    let used = entries.filter { alternatives.group(of: $0.name) != nil }
    guard let first = used.first else {
      return alternatives.required
        ? [
          key.error(
            path: path, FormatCause.noneOf(alternatives.what, groups: alternatives.first))
        ] : []
    }
    let group = alternatives.group(of: first.name)
    for other in used where alternatives.group(of: other.name) != group {
      findings.add(
        other.key.error(
          path: path,
          FormatCause.excluding(other.name, first.name, what: alternatives.what)))
    }
    return []
  }

  private func checked(
    _ entries: [FileNode.Entry], of element: Format.Shape, named names: Format.Names,
    path: String, key: FileNode
  ) -> [FileNode.Entry] {
    if let limit = names.limit, entries.count > limit {
      findings.addLimit(
        key.error(
          path: path, FormatCause.tooMany(entries.count, what: names.what, limit: limit)))
    }
    if let outer = names.notUnder, entries.count == 1, let only = entries.first,
      only.name == outer, let inner = only.value.entries
    {
      findings.add(
        only.key.error(path: path, FormatCause.leaveOut(outer, what: names.what)))
      return checked(inner, of: element, named: names, path: path, key: key)
    }
    return entries.map { entry in
      let name = names.indexed ? String(entry.name.prefix { $0 != "[" }) : entry.name
      if let problem = NameRule.problem(with: name) {
        findings.add(entry.key.error(path: path, problem))
      }
      let value = checked(
        entry.value, as: element, path: FileNode.join(path, entry.name), key: entry.key)
      return .init(key: entry.key, value: value)
    }
  }
}
