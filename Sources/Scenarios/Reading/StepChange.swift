import Sim

/// A file that changes the length of a step must say every number per step again: the old ones
/// would silently mean something else.
struct StepChange {
  let format: Format.Record
  let findings: Findings

  /// `levels` from the youngest to the oldest, settings first.
  func check(_ merged: FileNode, levels: [FileNode]) {
    let steps = levels.map { $0["clock"]?["step"] }
    var changed: (at: Int, from: String, to: FileNode)?
    for (index, step) in steps.enumerated() {
      guard let step, let text = step.text, !Merge.isRemoval(step),
        let older = steps[(index + 1)...].lazy.compactMap({ $0?.text }).first, older != text
      else { continue }
      changed = (index, older, step)
      break
    }
    guard let changed else { return }
    let young = Set(levels[...changed.at].map { ObjectIdentifier($0.file) })
    for number in numbersPerStep(merged) where !young.contains(ObjectIdentifier(number.node.file)) {
      findings.add(
        number.node.error(
          path: number.path,
          ReadingCause.perStep(
            file: changed.to.file.name, from: changed.from, to: changed.to.text ?? "")))
    }
  }

  private struct PerStep {
    var node: FileNode
    var path: String
  }

  private func numbersPerStep(_ root: FileNode) -> [PerStep] {
    var found: [PerStep] = []
    collect(root, .record(format), path: "", .no, &found)
    return found
  }

  private func collect(
    _ node: FileNode, _ shape: Format.Shape, path: String, _ kind: Format.PerStep,
    _ found: inout [PerStep]
  ) {
    switch (node.content, shape) {
    case (.scalar(let text, _), _):
      let hasUnit = text.split(separator: " ").contains("per")
      if kind == .always || kind == .unlessPer && !hasUnit {
        found.append(PerStep(node: node, path: path))
      }
    case (.map, .either(_, let long)): collect(node, long, path: path, kind, &found)
    case (.map(let entries), .named(let element, _)):
      for entry in entries {
        collect(entry.value, element, path: FileNode.join(path, entry.name), kind, &found)
      }
    case (.map(let entries), .record(let record)):
      for entry in entries {
        guard let key = record.key(entry.name) else { continue }
        let path = FileNode.join(path, entry.name)
        collect(entry.value, key.shape, path: path, key.perStep, &found)
      }
    default: break
    }
  }
}
