import Sim

/// Lays what a file says over what it extends, before anything is read. Each node keeps the file
/// and place where it was written.
struct Merge {
  let format: Format.Record
  let findings: Findings

  static let remove = "remove"

  /// The root of a file over the merged root of its parents.
  func merge(_ child: FileNode, over parent: FileNode) -> FileNode {
    let notInherited = ["scenario", "title", "extends"]
    let inherited = (parent.entries ?? []).filter { !notInherited.contains($0.name) }
    return applying(child, over: parent.with(.map(inherited)))
  }

  /// A setting over the scenario, or a file over what it inherits.
  func applying(_ child: FileNode, over parent: FileNode) -> FileNode {
    let merged = merge(child, over: parent, shape: .record(format), path: "")
    guard let entries = merged.entries else { return merged }
    return merged.with(
      .map(
        entries.map { entry in
          guard entry.name == "outcomes" else { return entry }
          let order = OutcomeOrder(
            parent: parent["outcomes"]?.entries ?? [], child: child["outcomes"]?.entries ?? [])
          return FileNode.Entry(
            key: entry.key, value: order.arranged(entry.value, findings: findings))
        }))
  }

  func merge(
    _ child: FileNode, over parent: FileNode, shape: Format.Shape?, path: String
  ) -> FileNode {
    guard let changes = child.entries, let inherited = parent.entries else {
      refuseRemovals(in: child, path: path)
      return child
    }
    let dropped = excluded(by: changes, in: shape)
    var entries: [FileNode.Entry?] = inherited.filter { !dropped.contains($0.name) }
    var places: [String: Int] = [:]
    for (index, entry) in entries.enumerated() { places[entry?.name ?? ""] = index }
    for change in changes {
      let path = FileNode.join(path, change.name)
      let place = places[change.name]
      if Self.isRemoval(change.value) {
        if let place {
          entries[place] = nil
        } else if !dropped.contains(change.name) {
          refuse(change, path: path)
        }
      } else if let place, let old = entries[place] {
        let value = merge(
          change.value, over: old.value, shape: shape?.child(change.name), path: path)
        let isReplaced = change.value.entries == nil || old.value.entries == nil
        entries[place] = .init(key: isReplaced ? change.key : old.key, value: value)
      } else {
        refuseRemovals(in: change.value, path: path)
        entries.append(change)
      }
    }
    return parent.with(.map(entries.compactMap { $0 }))
  }

  /// What a party leaves out, from the defaults.
  func fill(_ party: FileNode, from defaults: FileNode) -> FileNode {
    merge(party, over: defaults, shape: format.key("party_defaults")?.shape, path: "")
  }

  /// A `remove` where there is nothing to take away.
  func refuseRemovals(in node: FileNode, path: String) {
    for entry in node.entries ?? [] {
      let path = FileNode.join(path, entry.name)
      if Self.isRemoval(entry.value) { refuse(entry, path: path) }
      refuseRemovals(in: entry.value, path: path)
    }
  }

  private func refuse(_ entry: FileNode.Entry, path: String) {
    findings.add(
      entry.value.error(
        path: path, FormatCause.nothingToRemove(entry.name)))
  }

  static func isRemoval(_ node: FileNode) -> Bool {
    if case .scalar(remove, .plain) = node.content { true } else { false }
  }

  /// The inherited keys that a file drops by naming an alternative.
  private func excluded(by changes: [FileNode.Entry], in shape: Format.Shape?) -> Set<String> {
    guard let record = shape?.record else { return [] }
    let named = changes.filter { !Self.isRemoval($0.value) }.map(\.name)
    return Set(
      record.alternatives.flatMap { alternatives in
        named.flatMap { alternatives.excluded(by: $0) }
      })
  }
}
