import Sim

/// Draws that entries make by themselves, rates and chances.
extension World {
  /// A standard draw of an entry that the entry's process makes by itself.
  func standard(
    _ kind: DrawSite.Kind, _ path: String, _ elements: [Element], _ family: String, eachStep: Bool
  ) -> NodeID {
    typed.graph.draw(
      DrawSite(path: "\(path)\(sitePlace(elements)):\(family)", kind: kind, eachStep: eachStep), [])
  }

  func drawn(
    _ distribution: Distribution, _ operands: [NodeID], _ path: String, _ elements: [Element],
    _ family: String, eachStep: Bool
  ) -> NodeID {
    let site = DrawSite(
      path: "\(path)\(sitePlace(elements)):\(family)", kind: .distribution(distribution),
      eachStep: eachStep)
    return typed.graph.draw(site, operands)
  }

  private func sitePlace(_ elements: [Element]) -> String {
    elements.isEmpty ? "" : "[\(elements.map(name(of:)).joined(separator: ","))]"
  }

  /// A rate in events per step.
  func ratePerStep(_ rate: RateExpression, _ scope: Scope) throws -> NodeID {
    let value = try expressions.number(rate.value, scope, for: "a rate")
    guard let word = rate.per else {
      throw rate.value.error(WorldCause.rateWithoutUnit(calendar.word))
    }
    let unit = try typed.timescale.unit(
      named: word, in: rate.value.source, at: rate.perOffset)
    return typed.perStep(value, unit)
  }

  /// A probability per step; 1 − (1 − p)^Δ for one per another unit of time.
  func probabilityPerStep(_ rate: RateExpression, _ scope: Scope) throws -> NodeID {
    let value = try expressions.number(rate.value, scope, for: "a probability")
    let checked = try probability(value, rate.value)
    guard let word = rate.per else { return checked }
    let unit = try typed.timescale.unit(
      named: word, in: rate.value.source, at: rate.perOffset)
    guard typed.timescale.ticks(in: unit) != typed.timescale.ticksInStep else { return checked }
    let one = typed.graph.constant(1)
    // A chance that rounding left above 1 leaves nothing.
    let stays = typed.graph.held(
      typed.graph.apply(.subtract, one, checked), from: 0, to: nil)
    return typed.graph.apply(.subtract, one, typed.leftPerStep(stays, unit))
  }

  /// A number that must be in 0 … 1, but for rounding. Compared with a draw, what is beyond a bound
  /// counts as the bound.
  func probability(_ value: NodeID, _ e: Expression) throws -> NodeID {
    let below = typed.graph.apply(.less, value, typed.graph.constant(-Rounding.tolerance))
    let above = typed.graph.apply(.less, typed.graph.constant(1 + Rounding.tolerance), value)
    let bad = typed.graph.or(
      typed.graph.or(below, above), typed.graph.apply(.isMissing, value))
    if constantValue(bad) == 1 {
      throw e.error(WorldCause.probabilityOutOfRange(hint: expressions.percentHint(e)))
    }
    return typed.checked(value, bad: bad, "a probability outside 0 … 1", at: e)
  }
}
