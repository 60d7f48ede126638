import Sim

extension Expressions {
  /// Why the argument of `fires`, `happened` or `since` is no event, and what was meant.
  func noEvent(_ function: String, _ argument: Expression, _ reading: Reading) -> Diagnostic {
    let plain = argument.error("'\(function)' needs the name of an event")
    guard case .name(let name) = argument.kind else { return plain }
    if names[name] == nil, TalkEvent(rawValue: name) != nil {
      return argument.error(ScenarioCause.withoutTalks(.word(name)))
    }
    if names[name] == nil, reading.indices[name] == nil, !isBuiltIn(name) {
      let events =
        scenario.events.map(\.name.name)
        + (scenario.talks == nil ? [] : ReservedWords.talkEvents)
      return argument.error(ScenarioCause.missing(name, what: "event", among: events))
    }
    var end = Reading(phase: .initial, stage: .end)
    end.indices = reading.indices
    guard let value = try? build(argument, end), value.type == .condition else { return plain }
    let meant =
      switch function {
      case "fires": "\(name) and not previous(\(name))"
      case "happened": "ever(\(name))"
      default: "held_for(\(name))"
      }
    return argument.error("'\(name)' is a condition, not an event; write \(meant)")
  }
}
