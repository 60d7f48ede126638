import Sim

/// Every expression of a scenario as it is written, and what each name in it stands for.
package struct Equations: Sendable {
  package struct Equation: Sendable {
    /// As `events.leak rate`.
    package let name: String
    package let text: String
    /// `leaks (parameter: 0.035)`.
    package let reads: [String]
  }

  package struct Section: Sendable {
    package let title: String
    package let equations: [Equation]
  }

  package let sections: [Section]

  package init(_ scenario: Scenario) {
    let names = NameMeanings(scenario)
    func equation(_ name: String, _ e: Expression, _ rest: String = "") -> Equation {
      Equation(name: name, text: "\(e)\(rest)", reads: names.read(by: [e]))
    }
    func rate(_ name: String, _ rate: RateExpression, _ rest: String = "") -> Equation {
      equation(name, rate.value, (rate.per.map { " per \($0)" } ?? "") + rest)
    }
    let all = [
      Section(
        title: "Parameters",
        equations: scenario.parameters.map { equation($0.name.name, $0.value) }),
      Section(
        title: "Definitions",
        equations: scenario.definitions.map {
          equation($0.name.name + Self.each($0.each), $0.value)
        }),
      Section(
        title: "States", equations: scenario.states.flatMap { Self.state($0, equation, rate) }),
      Section(
        title: "Events", equations: scenario.events.flatMap { Self.event($0, equation, rate) }),
      Section(title: "Parties", equations: scenario.parties.flatMap { Self.party($0, equation) }),
      Section(title: "Talks", equations: Self.talks(scenario, equation, rate)),
      Section(
        title: "Outcomes",
        equations: scenario.outcomes.map { outcome in
          switch outcome.rule {
          case .asSoonAs(let e): equation("\(outcome.name.name), as soon as", e)
          case .atEnd(let e): equation("\(outcome.name.name), at the end", e)
          case .otherwise: Equation(name: outcome.name.name, text: "otherwise", reads: [])
          }
        }),
      Section(
        title: "Measures", equations: scenario.measures.map { equation($0.name.name, $0.value) }),
      Section(
        title: "Signals", equations: scenario.signals.map { equation($0.name.name, $0.condition) }),
    ]
    sections = all.filter { !$0.equations.isEmpty }
  }

  private typealias Make = (String, Expression, String) -> Equation
  private typealias MakeRate = (String, RateExpression, String) -> Equation

  private static func each(_ kinds: [ElementKind]) -> String {
    kinds.isEmpty
      ? "" : "[\(kinds.map(\.rawValue).joined(separator: ", "))]"
  }

  private static func state(_ state: StateEntry, _ make: Make, _ rate: MakeRate) -> [Equation] {
    let name = state.name.name + each(state.each)
    var result = [make("\(name) at the start", state.start, "")]
    for part in state.process.parts {
      switch part.value {
      case .expression(let e): result.append(make("\(name) \(part.shown)", e, ""))
      case .rate(let e): result.append(rate("\(name) \(part.shown)", e, ""))
      case .regimes(let rows):
        result += rows.flatMap { row in
          row.leave.map { make("\(name) from \(row.label.name) to \($0.to.name)", $0.chance, "") }
        }
      }
    }
    return result
  }

  private static func event(_ event: EventEntry, _ make: Make, _ rate: MakeRate) -> [Equation] {
    let name = event.name.name
    var result: [Equation] = []
    switch event.trigger {
    case .rate(let e): result.append(rate("\(name) rate", e, ""))
    case .probability(let e): result.append(rate("\(name) probability", e, ""))
    case .when(let e): result.append(make("\(name) when", e, ""))
    case .date(let date, _):
      result.append(Equation(name: "\(name) date", text: "\(date)", reads: []))
    case .step(let step, _):
      result.append(Equation(name: "\(name) step", text: "\(step)", reads: []))
    case .after(let other, let delay):
      result.append(
        delay.map { make("\(name) after \(other.name)", $0, "") }
          ?? Equation(name: "\(name) after", text: other.name, reads: []))
    }
    if let window = event.window { result.append(make("\(name) while", window, "")) }
    for effect in event.effects {
      let index =
        effect.index.isEmpty ? "" : "[\(effect.index.map(\.name).joined(separator: ", "))]"
      result.append(make("\(name) sets \(effect.state.name)\(index)", effect.value, ""))
    }
    return result
  }

  private static func party(_ party: Party, _ make: Make) -> [Equation] {
    let name = party.name.name
    var result: [Equation] = []
    func add(_ what: String, _ e: Expression?) {
      if let e { result.append(make("\(name) \(what)", e, "")) }
    }
    switch party.noDeal {
    case .value(let e): add("no deal", e)
    case .fighting(let chance, let cost, let win, let lose):
      add("no deal, chance of winning", chance)
      add("no deal, cost", cost)
      add("no deal, win", win)
      add("no deal, lose", lose)
    case .text, nil: break
    }
    for line in party.redLines {
      add("red line on \(line.issue.name), \(line.side == .above ? "above" : "below")", line.limit)
      add("loss beyond it on \(line.issue.name)", line.slope)
    }
    add("tolerance", party.tolerance?.sd)
    add("utility", party.utility)
    add("value", party.value)
    add("accepts", party.accepts)
    add("after a breach", party.afterBreach)
    for ratifier in party.ratifiers {
      add("\(ratifier.name.name) support", ratifier.support)
      add("\(ratifier.name.name) slope", ratifier.slope)
      add("\(ratifier.name.name) needs", ratifier.needs)
    }
    return result
  }

  private static func talks(
    _ scenario: Scenario, _ make: Make, _ rate: MakeRate
  ) -> [Equation] {
    guard let talks = scenario.talks else { return [] }
    var result: [Equation] = []
    func add(_ what: String, _ e: Expression?) { if let e { result.append(make(what, e, "")) } }
    if let round = talks.round { result.append(rate("probability of a round", round, "")) }
    func add(_ what: String, _ values: PerElement?) {
      switch values {
      case nil: break
      case .all(let e): add(what, e)
      case .each(let entries):
        for entry in entries { add("\(what) of \(entry.name.name)", entry.value) }
      }
    }
    add("access", talks.access)
    add("step size", talks.stepSize)
    add("noise", talks.noise)
    add("tilt toward \(talks.tilt?.toward.name ?? "")", talks.tilt?.by)
    add("secrecy", talks.secrecy)
    add("penalty for authorship", talks.authorshipPenalty)
    add("open issues are settled when", talks.openIssuesSettledWhen)
    add("a truce is worth less by", talks.truceDiscount)
    add("carried when", talks.carriedWhen)
    if let hazard = scenario.durability?.settlement {
      result.append(rate("a settlement breaks at", hazard.rate, ""))
    }
    if let hazard = scenario.durability?.truce {
      result.append(rate("a truce breaks at", hazard.rate, ""))
    }
    return result
  }
}

/// What names in expressions stand for.
private struct NameMeanings {
  private var known: [String: String] = [:]

  private static let longest = 40

  init(_ scenario: Scenario) {
    func add(_ name: Named, _ meaning: String) { known[name.name] = meaning }
    func clipped(_ text: String) -> String {
      text.count <= Self.longest ? text : String(text.prefix(Self.longest - 1)) + "…"
    }
    for entry in scenario.parameters { add(entry.name, "parameter: \(clipped("\(entry.value)"))") }
    for entry in scenario.definitions {
      add(entry.name, "definition: \(clipped("\(entry.value)"))")
    }
    for entry in scenario.states {
      add(entry.name, "state" + (entry.unit.map { ", \($0)" } ?? ""))
    }
    for entry in scenario.events { add(entry.name, "event") }
    for entry in scenario.issues { add(entry.name, "issue") }
    for entry in scenario.parties { add(entry.name, "party") }
    for entry in scenario.plans { add(entry.name, "plan") }
    for entry in scenario.data {
      switch entry.content {
      case .column: add(entry.name, "column of data")
      case .table: add(entry.name, "table of data")
      case .steps: add(entry.name, "data for each step")
      }
    }
    for entry in scenario.measures where known[entry.name.name] == nil {
      add(entry.name, "measure")
    }
  }

  /// Each name once, in the order of reading.
  func read(by expressions: [Expression]) -> [String] {
    var found: [String] = []
    func note(_ text: String) { if !found.contains(text) { found.append(text) } }
    for e in expressions {
      e.visit { part in
        switch part.kind {
        case .name(let name):
          if let meaning = known[name] {
            note("\(name) (\(meaning))")
          } else if Words.names.contains(name) {
            note("\(name) (word of the language)")
          }
        default: break
        }
      }
    }
    return found
  }
}
