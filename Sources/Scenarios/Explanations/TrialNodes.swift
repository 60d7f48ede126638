import Sim

/// Where the values stand that one trial is explained from.
struct TrialNodes: Sendable {
  struct State: Sendable {
    let name: String
    let unit: String?
    let type: ValueType
    let low: Double?
    let high: Double?
    let value: Int?
    /// Events that can change it, by position.
    let changers: [Int]
  }

  struct Event: Sendable {
    let name: String
    let about: String?
    let acts: [String]
    let fires: Int?
  }

  struct Line: Sendable {
    let issue: Int
    let isUpper: Bool
    let isHard: Bool
    let limit, beyond: Int?
  }

  struct Ratifier: Sendable {
    let name: String
    let votes, support, needs, approvedAt, rejects: Int?
  }

  struct Party: Sendable {
    let name: String
    let utility, worth, noDeal, tolerance, margin, accepts, isNeeded: Int?
    let lines: [Line]
    let ratifiers: [Ratifier]
    /// Of a belligerent where talks have a truce track: what the status quo is worth to it.
    let statusQuo: Int?
    /// Whether a rule of its own decides what it accepts.
    let hasOwnRule: Bool
  }

  struct Talks: Sendable {
    let met, suspended, brokenOff, settled, truce, pending: Int?
    /// In the order of `TalkEvent.allCases`.
    let fires: [Int?]
    let terms: [Int?]
    /// As the round leaves them, before events act; empty where no event sets terms.
    let roundTerms: [Int?]
    let open: [Int?]
    /// What signing takes beyond consents: `nil` if nothing.
    let agreement: Int?
    /// Whether that is that positions meet; else that there is a text to offer.
    let protocolPositions: Bool
    let isDead: Int?
    let carries: Int?
    let rule: RuleNode?
    let truceDiscount: Int?
    /// By plan: whether it is on the table, and its terms.
    let tabled: [Int?]
    let planTerms: [[Int?]]
    /// By party: the share of the draft that it wrote, where one party makes it; empty elsewhere.
    let shares: [Int?]
    /// Quantities of the protocol that are said of each round, by party.
    let quantities: [(name: String, places: [Int?])]
    /// Whether a truce and a settlement break by themselves.
    let truceCollapses, settlementCollapses: Int?
  }

  let states: [State]
  let events: [Event]
  let parties: [Party]
  let talks: Talks?
  /// By outcome; `nil`: otherwise.
  let outcomes: [RuleNode?]
}

/// Asks for everything that happens in a trial.
struct TrialProbes {
  let compiler: Compiler
  let list: ProbeList

  private var scenario: Scenario { compiler.scenario }

  func nodes() -> TrialNodes {
    let talks = scenario.talks.map { TalkProbes(compiler: compiler, list: list, talks: $0) }
    return TrialNodes(
      states: states(), events: events(),
      parties: talks.map { talks in scenario.parties.indices.map(talks.party) } ?? [],
      talks: talks?.nodes(),
      outcomes: scenario.outcomes.map { entry in
        let rules = RuleProbes(compiler: compiler, list: list, stage: .end)
        switch entry.rule {
        case .asSoonAs(let e), .atEnd(let e): return rules.node(e)
        case .otherwise: return nil
        }
      })
  }

  private func states() -> [TrialNodes.State] {
    scenario.states.enumerated().flatMap { k, state in
      compiler.expressions.combinations(state.each).map { elements in
        TrialNodes.State(
          name: state.name.name + compiler.suffix(elements), unit: state.unit,
          type: compiler.stateTypes[k], low: state.within?.low.plainNumber,
          high: state.within?.high.plainNumber,
          value: list.add { try compiler.now(.state(k, elements), $0) },
          changers: compiler.changers[k]?.events ?? [])
      }
    }
  }

  private func events() -> [TrialNodes.Event] {
    scenario.events.enumerated().map { k, event in
      TrialNodes.Event(
        name: event.name.name, about: event.about, acts: event.acts.map { $0.act.inWords },
        fires: list.add { try compiler.now(.eventFires(k), $0) })
    }
  }
}

extension EventEntry.Act {
  /// What it does, as `lays draft_b on the table`.
  var inWords: String {
    switch self {
    case .table(let plan): "lays \(plan.name) on the table"
    case .change(let change): TextActs.of(change)?.inWords(change) ?? change.word
    case .beginTruce: "begins a truce"
    case .endTruce: "ends the truce"
    case .endSettlement: "ends the settlement"
    case .suspendTalks: "suspends the talks"
    case .resumeTalks: "lets the talks go on"
    }
  }
}
