import Sim

/// Reads `also` of `verify`: each entry lays its changes over the scenario, as `--set` would.
struct VariationReader {
  let format: ScenarioFormat
  let findings: Findings

  func variations(of root: FileNode, levels: [FileNode]) -> [Variation] {
    let also = root["verify"]?["also"]
    // What is wrong with the file itself is reported once.
    let fileIsSound = findings.isEmpty
    return (also?.items ?? []).compactMap { entry in
      guard let changes = entry.entries, !changes.isEmpty else { return nil }
      return variation(changes, root, levels, fileIsSound: fileIsSound)
    }
  }

  private func variation(
    _ changes: [FileNode.Entry], _ root: FileNode, _ levels: [FileNode], fileIsSound: Bool
  ) -> Variation? {
    var (changed, levels) = (root, levels)
    let reader = SettingReader(format: format.record, findings: findings)
    var isSound = fileIsSound
    for change in changes {
      var path = SettingReader.parts(of: change.name)
      if let problem = reader.problem(with: path, in: changed) {
        findings.add(change.key.error(path: "verify.also", problem))
        isSound = false
        continue
      }
      if let short = reader.shortKey(change.value, at: path, in: changed) {
        path.append(short)
      }
      let node = SettingReader.nested(change.value, at: path) { change.key.with($0) }
      changed = Merge(format: format.record, findings: findings).applying(node, over: changed)
      levels.insert(node, at: 0)
    }
    guard isSound else { return nil }
    StepChange(format: format.record, findings: findings).check(changed, levels: levels)
    changed = FormatCheck(format: format.record, findings: findings).checked(
      IssueUnits(format.record, findings).converted(changed), key: root)
    let scenario = ScenarioReader(format: format, root: changed, findings: findings).read()
    StructureCheck(
      format: format, scenario: scenario, root: changed, levels: levels, findings: findings
    ).check()
    let shown = changes.map { "\($0.name): \(Self.written($0.value))" }.joined(separator: ", ")
    return Variation(changes: shown, scenario: scenario)
  }

  /// On one line.
  private static func written(_ node: FileNode) -> String {
    switch node.content {
    case .scalar(let text, _): text
    case .list(let items): "[\(items.map(written).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\($0.name): \(written($0.value))" }.joined(separator: ", "))}"
    }
  }
}
