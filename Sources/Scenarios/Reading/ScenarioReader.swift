import Sim

/// Makes the values of a scenario from merged and checked nodes, each section as its format says.
/// An entry that cannot be read is left out; why is among the findings.
struct ScenarioReader {
  let format: ScenarioFormat
  let root: FileNode
  let findings: Findings

  /// What is written, with what parties leave out.
  var filled: FileNode { root["party_defaults"].map(withParties) ?? root }

  func read() -> Scenario {
    let defaults = root["party_defaults"]
    let filled = self.filled
    var scenario = format.form.read(YAMLCursor(filled, findings)) ?? Scenario(name: "", title: "")
    scenario.partyDefaultPlaces = defaults.map(Self.places) ?? []
    let whole = filled
    scenario.parameters = scenario.parameters.flatMap { Self.members(of: $0, in: scenario) }
    scenario.expected = EntryWords.expected(in: whole)
    scenario.mentioned = { EntryWords.mentioned(in: whole) }
    return scenario
  }

  /// The parameters of a family, one for each element; any other as it is.
  private static func members(of parameter: Parameter, in scenario: Scenario) -> [Parameter] {
    guard !parameter.each.isEmpty else { return [parameter] }
    let combinations = parameter.each.reduce([[String]]([[]])) { partial, kind in
      let names =
        kind == .issue ? scenario.issues.map(\.name.name) : scenario.parties.map(\.name.name)
      return partial.flatMap { start in names.map { start + [$0] } }
    }
    return combinations.map { elements in
      var one = parameter
      one.name.name = "\(parameter.name.name)[\(elements.joined(separator: ","))]"
      one.member = (parameter.name.name, elements)
      return one
    }
  }

  /// Parties with what they leave out, from the defaults.
  private func withParties(filledFrom defaults: FileNode) -> FileNode {
    let merge = Merge(format: format.record, findings: findings)
    let entries = (root.entries ?? []).map { section in
      guard section.name == "parties", let parties = section.value.entries else { return section }
      let filled = parties.map { party in
        FileNode.Entry(key: party.key, value: merge.fill(party.value, from: defaults))
      }
      return FileNode.Entry(key: section.key, value: section.value.with(.map(filled)))
    }
    return root.with(.map(entries))
  }

  /// Where the scalars of a node stand.
  private static func places(in node: FileNode) -> Set<SourcePosition> {
    switch node.content {
    case .scalar: [node.sourceText(path: "").position(of: 0)]
    case .list(let items): items.reduce(into: []) { $0.formUnion(places(in: $1)) }
    case .map(let entries): entries.reduce(into: []) { $0.formUnion(places(in: $1.value)) }
    }
  }
}
