import Sim

/// Where the values of a `StartView` stand among the probes.
struct StartNodes: Sendable {
  struct Line: Sendable {
    let issue: Int
    let isUpper: Bool
    let isHard: Bool
    let limit: Int?
  }

  struct Party: Sendable {
    let ideals: [Int?]
    let weights: [Int?]
    let noDeal: Int?
    let lines: [Line]
  }

  struct Judgement: Sendable {
    let utility, worth, margin, accepts, isNeeded: Int?
    /// By red line: how far beyond it the text is.
    let beyond: [Int?]
  }

  struct Text: Sendable {
    let name: String
    let kind: StartView.Kind
    let terms: [Int?]
    let open: [Int?]
    let judgements: [Judgement]
  }

  let statusQuo: [Int?]
  let parties: [Party]
  let texts: [Text]
  /// Of a text whose terms are the inputs of the model, issue by issue.
  let asked: [Judgement]
  /// By issue: the levels that protocols may choose; empty: any.
  let levels: [[Int?]]
}

/// Asks for what texts are worth at the start.
struct StartProbes {
  let compiler: Compiler
  let list: ProbeList

  private var scenario: Scenario { compiler.scenario }
  private var scope: Scope { Scope(phase: .initial, stage: .judgement) }

  func nodes() -> StartNodes {
    StartNodes(
      statusQuo: scenario.issues.indices.map { k in
        list.add { _ in
          guard scenario.issues[k].statusQuo != nil else { throw AlreadyReported() }
          return try compiler.texts.statusQuo(.initial).terms[k]
        }
      },
      parties: scenario.parties.indices.map(party), texts: texts(),
      asked: askedText().map(judgements) ?? [],
      levels: scenario.issues.map { issue in
        if !issue.values.isEmpty {
          return issue.values.indices.map { value in
            list.add { _ in compiler.typed.graph.constant(issue.place(of: value)) }
          }
        }
        return (issue.levels ?? []).map { e in
          list.add { _ in
            try compiler.expressions.number(
              e, Scope(phase: .initial, stage: .world), for: "'levels'")
          }
        }
      })
  }

  private func party(_ p: Int) -> StartNodes.Party {
    StartNodes.Party(
      ideals: scenario.issues.indices.map { k in list.add { _ in try compiler.parties.ideal(p, k) }
      },
      weights: scenario.issues.indices.map { k in
        list.add { _ in try compiler.parties.weight(p, k) }
      },
      noDeal: list.add { _ in try compiler.now(.talk(.noDeal(p)), .initial) },
      lines: scenario.parties[p].redLines.map { line in
        StartNodes.Line(
          issue: scenario.issues.firstIndex { $0.name.name == line.issue.name } ?? 0,
          isUpper: line.side == .above, isHard: line.hard,
          limit: list.add { _ in try compiler.parties.redLineLimit(line, p, scope) })
      })
  }

  /// Every plan, the draft that talks open with where it is no plan, and the status quo.
  private func texts() -> [StartNodes.Text] {
    var result = scenario.plans.indices.compactMap { k in
      (try? compiler.texts.plan(k)).map { text(scenario.plans[k].name.name, .plan, $0) }
    }
    let opensWithPlan = if case .plan = scenario.talks?.opening { true } else { false }
    if scenario.talks?.opening != nil, !opensWithPlan,
      let opening = try? compiler.texts.openingText()
    {
      result.append(text("draft", .draft, opening))
    }
    if !scenario.issues.isEmpty, let statusQuo = try? compiler.texts.statusQuo(.initial) {
      result.append(text("status_quo", .statusQuo, statusQuo))
    }
    return result
  }

  private func text(_ name: String, _ kind: StartView.Kind, _ text: Text) -> StartNodes.Text {
    StartNodes.Text(
      name: name, kind: kind, terms: text.terms.map { term in list.add { _ in term } },
      open: text.open.map { open in list.add { _ in open } }, judgements: judgements(of: text))
  }

  private func judgements(of text: Text) -> [StartNodes.Judgement] {
    scenario.parties.indices.map { p in
      StartNodes.Judgement(
        utility: list.add { _ in try compiler.parties.utility(p, text, scope) },
        worth: list.add { _ in try compiler.parties.value(p, text, scope) },
        margin: list.add { _ in try compiler.parties.margin(p, text, scope) },
        accepts: list.add { _ in try compiler.parties.accepts(p, text, scope) },
        isNeeded: list.add { _ in try isNeeded(p, for: text) },
        beyond: scenario.parties[p].redLines.map { line in
          list.add { _ in try compiler.parties.beyond(line, text, p, scope) }
        })
    }
  }

  /// Whether the text cannot be carried without a party.
  private func isNeeded(_ p: Int, for text: Text) throws -> NodeID {
    guard scenario.talks?.carriedWhen != nil else {
      return compiler.parties.consent(of: p, to: text)
    }
    return try compiler.parties.isNeeded(p, Scope(phase: .initial, stage: .signing))
  }

  /// A text that settles everything, whose terms are given afterwards.
  private func askedText() -> Text? {
    guard !scenario.issues.isEmpty, compiler.typed.graph.inputs.isEmpty else { return nil }
    return compiler.texts.settledText(
      scenario.issues.indices.map { compiler.typed.graph.input($0, in: 0...1) }, by: [])
  }
}
