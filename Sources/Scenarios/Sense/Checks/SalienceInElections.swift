import Sim

/// The size of a salience in a Condorcet election, whose distances are weighted means: a factor of all weights of a
/// party falls out of them.
struct SalienceInElections: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    guard let talks = loaded.scenario.talks, talks.protocolName.name == CondorcetElection.word
    else {
      return []
    }
    let written: [Expression] =
      switch talks.perParty("salience") {
      case nil: []
      case .all(let e): [e]
      case .each(let entries): entries.map(\.value)
      }
    let first = written.first { $0.plainNumber != 0 }
    return first.map { [SenseNote(.noEffect, at: $0, in: "talks", .salienceInElection)] } ?? []
  }
}
