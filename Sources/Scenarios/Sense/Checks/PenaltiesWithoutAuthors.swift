import Sim

/// A penalty for authorship that does not ask who wrote the text: a tax on every text, and none on no deal.
struct PenaltiesWithoutAuthors: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    let penalties: [Expression] =
      switch loaded.scenario.talks?.authorshipPenalty {
      case nil: []
      case .all(let e): [e]
      case .each(let entries): entries.map(\.value)
      }
    return penalties.filter { !asksForText($0, loaded.scenario) && loaded.ranges[$0] != 0...0 }
      .map { SenseNote(.noEffect, at: $0, in: "talks", .penaltyWithoutAuthors) }
  }

  /// Whether it reads the text that is judged, or the pens of another, itself or in a definition.
  private func asksForText(_ e: Expression, _ scenario: Scenario) -> Bool {
    var asks = false
    var seen: Set<String> = []
    func look(_ e: Expression) {
      e.visit { part in
        switch part.kind {
        case .name("text"), .member(_, "written_by"): asks = true
        case .name(let name):
          guard seen.insert(name).inserted else { return }
          if let entry = scenario.definitions.first(where: { $0.name.name == name }) {
            look(entry.value)
          }
        default: break
        }
      }
    }
    look(e)
    return asks
  }
}
