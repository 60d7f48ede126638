import Sim

/// The order in which outcomes are read once a file has changed them: what was there keeps its
/// place, what is new goes before `otherwise` or where `before:` says.
struct OutcomeOrder {
  let parent: [FileNode.Entry]
  let child: [FileNode.Entry]

  func arranged(_ outcomes: FileNode, findings: Findings) -> FileNode {
    guard var entries = outcomes.entries else { return outcomes }
    if !parent.isEmpty {
      let inherited = Set(parent.map(\.name)).subtracting(child.map(\.name))
      if child.contains(where: { OutcomeFormat.isOtherwise($0.value) }) {
        entries.removeAll { OutcomeFormat.isOtherwise($0.value) && inherited.contains($0.name) }
      }
      let last = entries.filter { OutcomeFormat.isOtherwise($0.value) }
      entries.removeAll { OutcomeFormat.isOtherwise($0.value) }
      entries += last
    }
    for change in child {
      guard let before = change.value["before"], let name = before.text else { continue }
      guard name != change.name else {
        findings.add(
          before.error(path: "outcomes.\(change.name).before", FileCause.beforeItself(name)))
        continue
      }
      guard entries.contains(where: { $0.name == name }) else {
        findings.add(
          before.error(
            path: "outcomes.\(change.name).before",
            ScenarioCause.missing(name, what: "outcome", among: entries.map(\.name))))
        continue
      }
      guard let moved = entries.first(where: { $0.name == change.name }) else { continue }
      entries.removeAll { $0.name == change.name }
      let at = entries.firstIndex { $0.name == name } ?? entries.count
      entries.insert(moved, at: at)
    }
    return outcomes.with(.map(entries.map(Self.withoutBefore)))
  }

  private static func withoutBefore(_ entry: FileNode.Entry) -> FileNode.Entry {
    guard let keys = entry.value.entries else { return entry }
    return .init(key: entry.key, value: entry.value.with(.map(keys.filter { $0.name != "before" })))
  }
}
