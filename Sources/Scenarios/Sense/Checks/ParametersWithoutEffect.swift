import Sim

/// Parameters that are drawn and mentioned, but on which nothing that is reported depends.
struct ParametersWithoutEffect: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    let model = loaded.model
    var sites: [String: [Int]] = [:]
    for (number, site) in model.graph.draws.enumerated() {
      guard let end = site.path.firstIndex(where: { $0 == ":" || $0 == "[" }) else { continue }
      sites[String(site.path[..<end]), default: []].append(number)
    }
    // What is correlated passes its draws on; what is verified is read there.
    let passedOn = loaded.mentioned.filter {
      $0.key == "verify" || $0.key.hasPrefix("correlations.")
    }.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    let asked = loaded.scenario.parameters.filter { parameter in
      let name = parameter.name.name
      return sites["parameters.\(name)"] != nil
        && loaded.mentions(name, outside: "parameters.\(name)") && !passedOn.contains(name)
    }
    guard !asked.isEmpty else { return [] }
    let reached = Self.sitesReached(in: model)
    return asked.filter { parameter in
      !(sites["parameters.\(parameter.name.name)"] ?? []).contains(where: reached.contains)
    }.map {
      SenseNote(
        .noEffect, at: $0.name, in: "parameters.\($0.name.name)", .withoutEffect($0.name.name))
    }
  }

  private static func sitesReached(in model: Model) -> Set<Int> {
    let quantities =
      [model.ends] + model.outcomes + model.measures + model.signals + model.milestones
      + model.quantities
    let reach = Reach(
      of: quantities.flatMap { [$0.initial, $0.step] }, in: model.graph, memories: model.memories)
    var sites: Set<Int> = []
    for id in reach.nodes {
      switch model.graph[id].operation {
      case .draw(let site), .outOfDomain(let site): sites.insert(site)
      default: break
      }
    }
    return sites
  }
}
