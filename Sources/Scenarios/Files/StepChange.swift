import Sim

/// A file that changes the length of a step must say every number per step again: the old ones
/// would silently mean something else.
struct StepChange {
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
          "this is per step, and \(changed.to.file.name) changes the step from \(changed.from) "
            + "to \(changed.to.text ?? ""): give it again there"))
    }
  }

  private struct PerStep {
    var node: FileNode
    var path: String
  }

  private func numbersPerStep(_ root: FileNode) -> [PerStep] {
    var found: [PerStep] = []
    func add(_ node: FileNode?, _ path: String, unlessRate: Bool = false) {
      guard let node, let text = node.text else { return }
      if unlessRate, text.split(separator: " ").contains("per") { return }
      found.append(PerStep(node: node, path: path))
    }
    for state in root["state"]?.entries ?? [] {
      let path = "state.\(state.name)"
      for process in ["mean_reverting", "random_walk", "geometric"] {
        for key in ["pull", "drift", "sd"] {
          add(state.value[process]?[key], "\(path).\(process).\(key)")
        }
      }
      add(state.value["decay"], "\(path).decay")
      for row in state.value["markov"]?.entries ?? [] {
        for chance in row.value.entries ?? [] {
          add(chance.value, "\(path).markov.\(row.name).\(chance.name)")
        }
      }
    }
    for event in root["events"]?.entries ?? [] {
      add(event.value["probability"], "events.\(event.name).probability", unlessRate: true)
    }
    for party in root["parties"]?.entries ?? [] {
      add(
        party.value["tolerance"]?["persistence"], "parties.\(party.name).tolerance.persistence",
        unlessRate: true)
    }
    add(
      root["party_defaults"]?["tolerance"]?["persistence"], "party_defaults.tolerance.persistence",
      unlessRate: true)
    add(root["talks"]?["round"]?["probability"], "talks.round.probability", unlessRate: true)
    for halt in root["durability"]?.entries ?? [] {
      add(halt.value["ageing"], "durability.\(halt.name).ageing", unlessRate: true)
    }
    return found
  }
}
