package import Sim

extension Scenario {
  /// What texts are worth to the parties at the start.
  package func startView() throws(Diagnostics) -> StartView {
    let (model, probes, nodes) = try probed { StartProbes(compiler: $0, list: $1).nodes() }
    return StartReader(self, model, probes, nodes).view()
  }
}

/// Takes what was asked at the start from one trial whose draws are medians.
private struct StartReader {
  /// Shared by all who ask what a party would accept.
  private final class Acceptance {
    var readings: StartReadings

    init(_ readings: StartReadings) { self.readings = readings }
  }

  private let scenario: Scenario
  private let model: Model
  private let nodes: StartNodes
  private let evaluator: ReferenceEvaluator
  private let acceptance: Acceptance
  private let values: ProbeReading
  private let places: [NodeID]

  private static let trial = TrialAddress(trial: 0)
  /// Terms are looked at so far apart before their ends are looked for.
  private static let cells = 64

  init(_ scenario: Scenario, _ model: Model, _ probes: Probes, _ nodes: StartNodes) {
    self.scenario = scenario
    self.model = model
    self.nodes = nodes
    places = probes.quantities.map(\.initial)
    evaluator = ReferenceEvaluator(model, seed: 1, drawsMedians: true)
    acceptance = Acceptance(StartReadings(evaluator, at: Self.trial))
    values = ProbeReading(values: evaluator.start(places, Self.trial))
  }

  func view() -> StartView {
    StartView(
      scenario: scenario.name,
      issues: scenario.issues.enumerated().map { k, issue in
        StartView.Issue(
          name: issue.name.name, low: issue.low, high: issue.high, unit: issue.unit,
          values: issue.valueNames, isCore: issue.core, statusQuo: values[nodes.statusQuo[k]],
          line: scenario.line(of: issue))
      },
      parties: zip(scenario.parties, nodes.parties).map { party, nodes in
        StartView.Party(
          name: party.name.name, role: party.role?.name, ideals: nodes.ideals.map { values[$0] },
          weights: nodes.weights.map { values[$0] },
          redLines: nodes.lines.map {
            StartView.RedLine(
              issue: $0.issue, isUpper: $0.isUpper, limit: values[$0.limit], isHard: $0.isHard)
          }, noDeal: values[nodes.noDeal])
      },
      texts: nodes.texts.map(text),
      ranges: ranges { nodes.parties[$0].ideals.map { values[$0] } },
      acceptedValues: scenario.issues.indices.map { k in
        scenario.parties.indices.map { acceptedValues(k, of: $0) }
      }, opening: opening,
      openingRanges: ranges { _ in
        opening.map { nodes.texts[$0].terms.map { values[$0] } } ?? [nil]
      },
      parameters: zip(
        model.report.parameters.map(\.name), evaluator.start(model.parameters, Self.trial)
      ).map { (name: $0, value: $1.flatMap { $0.isNaN ? nil : $0 }) })
  }

  private func text(_ text: StartNodes.Text) -> StartView.Text {
    StartView.Text(
      name: text.name, kind: text.kind, terms: text.terms.map { values[$0] },
      isOpen: text.open.map { values[$0] == 1 },
      judgements: text.judgements.enumerated().map { p, nodes in
        StartView.Judgement(
          utility: values[nodes.utility], worth: values[nodes.worth],
          noDeal: values[self.nodes.parties[p].noDeal], margin: values[nodes.margin],
          accepts: values[nodes.accepts].map { $0 == 1 }, isNeeded: values[nodes.isNeeded] == 1,
          broken: nodes.beyond.indices.filter { (values[nodes.beyond[$0]] ?? 0) > 0 })
      })
  }

  // MARK: What a party could accept

  /// Whether a party would accept a text with these terms.
  private func accepts(_ p: Int, _ terms: [Double]) -> Bool {
    guard nodes.asked.indices.contains(p), let place = nodes.asked[p].accepts else { return false }
    return acceptance.readings.value(places[place], given: terms) == 1
  }

  /// The text that talks open with, or the status quo.
  private var opening: Int? {
    let name: String? = if case .plan(let plan) = scenario.talks?.opening { plan.name } else { nil }
    return nodes.texts.firstIndex { $0.name == name && $0.kind == .plan }
      ?? nodes.texts.firstIndex { $0.kind == .draft }
      ?? nodes.texts.firstIndex { $0.kind == .statusQuo }
  }

  /// By issue and party. `base`: the terms of all other issues, by party.
  private func ranges(_ base: (Int) -> [Double?]) -> [[ClosedRange<Double>?]] {
    scenario.issues.indices.map { k in
      scenario.parties.indices.map { range(k, of: $0, beside: base($0)) }
    }
  }

  /// Values of an issue that a party would accept, had it its ideal on all others.
  private func acceptedValues(_ k: Int, of p: Int) -> [String]? {
    let issue = scenario.issues[k]
    let ideals = nodes.parties[p].ideals.map { values[$0] }
    guard !issue.values.isEmpty, ideals.allSatisfy({ $0 != nil }) else { return nil }
    return issue.values.indices.filter { place in
      var terms = ideals.map { $0 ?? 0 }
      terms[k] = issue.place(of: place)
      return accepts(p, terms)
    }.map { issue.values[$0].name }
  }

  private func range(_ k: Int, of p: Int, beside base: [Double?]) -> ClosedRange<Double>? {
    guard base.indices.contains(k), let own = base[k], base.allSatisfy({ $0 != nil }) else {
      return nil
    }
    func isAccepted(_ term: Double) -> Bool {
      var terms = base.map { $0 ?? 0 }
      terms[k] = term
      return accepts(p, terms)
    }
    let levels = nodes.levels[k].compactMap { values[$0] }
    let cells = Self.cells
    let tried =
      levels.isEmpty
      ? ((0...cells).map { Double($0) / Double(cells) } + [own]).sorted() : levels.sorted()
    let accepted = tried.filter(isAccepted)
    guard let low = accepted.first, let high = accepted.last else { return nil }
    guard levels.isEmpty else { return low...high }
    let below = tried.last { $0 < low }
    let above = tried.first { $0 > high }
    return
      (below.map { end(from: low, to: $0, isAccepted) } ?? low)...(above.map {
        end(from: high, to: $0, isAccepted)
      } ?? high)
  }

  /// The last accepted term between one that is and one that is not, to a millionth.
  private func end(from accepted: Double, to refused: Double, _ isAccepted: (Double) -> Bool)
    -> Double
  {
    var (a, b) = (accepted, refused)
    while abs(b - a) > 1e-8 {
      let middle = (a + b) / 2
      if isAccepted(middle) { a = middle } else { b = middle }
    }
    return (a * 1e6).rounded() / 1e6
  }
}
