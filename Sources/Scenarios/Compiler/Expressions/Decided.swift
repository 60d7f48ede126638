import Sim

/// What a reader can know already in a step.
extension Expressions {
  /// Whether all that an expression reads is settled when this reader reads it.
  func isDecided(_ e: Expression, for scope: Scope) -> Bool {
    var latest = Stage.world
    var own = false
    var pending = [e]
    var definitions: Set<Int> = []
    while let part = pending.popLast() {
      survey(part, scope, &latest, &own) { k in
        if definitions.insert(k).inserted { pending.append(scenario.definitions[k].value) }
      }
      if own { return false }
    }
    return latest == .world || latest < scope.stage
  }

  /// The latest stage that an expression reads from, and whether it mentions what the reader's
  /// own entry changes. `reads` is called for the definitions in it.
  private func survey(
    _ e: Expression, _ scope: Scope, _ latest: inout Stage, _ own: inout Bool,
    reads: (Int) -> Void
  ) {
    let labels = placesOfLabels(in: e)
    e.visit { part in
      switch part.kind {
      case .name(let name):
        switch reference(name, scope) {
        case _ where labels.contains(part.range.lowerBound): break
        case .declared(.definition(let k)): reads(k)
        case .declared(.state(let k)):
          switch scope.view {
          case .own(let state) where state == k: own = true
          case .trigger(let event) where world.changes(event, k): own = true
          case .effects(let event) where world.changes(event, k): own = true
          default: break
          }
        case .declared(.event):
          switch scope.view {
          case .trigger, .triggerAtEnd: own = true
          default: break
          }
        case .word(let word): if let stage = word.stage { latest = max(latest, stage) }
        default: break
        }
      case .member(let base, let member):
        if party(base, scope) != nil {
          latest = max(latest, PartyWords.named(member)?.stage ?? .world)
        }
        if isTalks(base), let secrecy = scenario.talks?.secrecy {
          survey(secrecy, scope, &latest, &own, reads: reads)
        }
        if isTalks(base), member == "violations" {
          latest = max(latest, .signing)
        }
      case .call(let name, _):
        if let stage = TextFunction(rawValue: name)?.stage { latest = max(latest, stage) }
      default: break
      }
    }
  }
}
