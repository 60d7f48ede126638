import Sim

/// A whole text that a protocol lays on the table in every round in which it finds one.
struct OfferedText {
  /// Whether there is one; else the draft stays, and nobody signs it.
  var found: NodeID
  var text: Text
}

/// A protocol that makes the text anew in each round, from nothing.
protocol TextMaking: BargainingProtocol {
  var compiler: Compiler { get }
  /// The text of a round in this step.
  func offer() throws -> OfferedText
}

extension TextMaking {
  func term(_ k: Int, _ phase: Phase) throws -> NodeID { try part(phase) { $0.terms[k] } }

  func open(_ k: Int, _ phase: Phase) throws -> NodeID { try part(phase) { $0.open[k] } }

  func share(_ p: Int, _ phase: Phase) throws -> NodeID { try part(phase) { $0.shares[p] } }

  func origin(_ before: NodeID) throws -> NodeID {
    let offered = try compiler.texts.offered(by: self)
    let met = try compiler.now(.talk(.met), .step)
    return compiler.typed.graph.select(
      compiler.typed.graph.and(met, offered.found),
      try compiler.texts.position(offered.text.origin),
      before)
  }

  func agreement(_ scope: Scope) throws -> NodeID? {
    try compiler.texts.offered(by: self).found
  }

  func quantity(_ name: String, of party: Int, _ phase: Phase) throws -> NodeID {
    compiler.typed.graph.constant(.nan)
  }

  private func part(_ phase: Phase, _ part: (Text) -> NodeID) throws -> NodeID {
    if phase == .initial { return part(try compiler.texts.openingText()) }
    let offered = try compiler.texts.offered(by: self)
    let met = try compiler.now(.talk(.met), .step)
    let before = part(compiler.texts.oldDraft())
    return compiler.typed.graph.select(
      compiler.typed.graph.and(met, offered.found), part(offered.text), before)
  }
}

extension Texts {
  /// What the protocol offers, made once.
  func offered(by making: some TextMaking) throws -> OfferedText {
    if let known = compiler.offeredText { return known }
    var made = try making.offer()
    if !scenario.constraints.isEmpty, let talks = scenario.talks {
      if type(of: making).choosesPlans(talks) {
        made.found = typed.graph.and(made.found, try keeps(made.text.terms))
      } else {
        let none = made.text.terms.map { _ in typed.graph.condition(false) }
        made.text.terms = try kept(made.text.terms, held: none)
        made.found = typed.graph.and(made.found, try keeps(made.text.terms))
      }
    }
    compiler.offeredText = made
    return made
  }

  /// The draft at the end of the last step.
  func oldDraft() -> Text {
    Text(
      terms: scenario.issues.indices.map { old(.talk(.draftTerm($0))) },
      open: scenario.issues.indices.map { old(.talk(.draftOpen($0))) },
      shares: scenario.parties.indices.map { old(.talk(.draftShare($0))) })
  }

  /// Parties whose consent a text needs that leaves nothing open.
  func neededParties() -> [Int] {
    let settled = Text(
      terms: scenario.issues.map { _ in typed.graph.constant(0) },
      open: scenario.issues.map { _ in typed.graph.condition(false) },
      shares: scenario.parties.map { _ in typed.graph.constant(0) })
    return scenario.parties.indices.filter {
      constantValue(parties.consent(of: $0, to: settled)) != 0
    }
  }

  /// A text that all parties have written in equal parts; none where a term is missing.
  func offerByAll(_ terms: [NodeID]) -> OfferedText {
    let found = terms.reduce(typed.graph.condition(true)) {
      typed.graph.and($0, typed.graph.not(typed.graph.apply(.isMissing, $1)))
    }
    return OfferedText(
      found: found, text: settledText(terms, by: Array(scenario.parties.indices)))
  }

  /// Everything settled, written by `authors` in equal parts.
  func settledText(_ terms: [NodeID], by authors: [Int]) -> Text {
    let part = authors.isEmpty ? 0 : 1 / Double(authors.count)
    return Text(
      terms: terms, open: terms.map { _ in typed.graph.condition(false) },
      shares: scenario.parties.indices.map {
        typed.graph.constant(authors.contains($0) ? part : 0)
      })
  }
}
