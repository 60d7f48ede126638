import Sim

/// Format 1: `state`.
enum StateFormat {
  /// `processes`: those that a state may have, each under its own key.
  static func section(_ processes: [ProcessFormat]) -> Field<Scenario> {
    .section("state", state(processes), { $0.states = $1 }, "what moves every step")
  }

  private static func state(_ processes: [ProcessFormat]) -> Form<StateEntry> {
    .record(
      Part<(Expression, StateEntry.Process)>.all(
        .key("start", .expression, "its value at step 0"),
        // One that cannot be read is among the findings; what reads the state is still checked.
        .one(of: processes.map(\.part), "process", required: false).otherwise(.byEventsOnly)
      ) { ($0, $1) },
      [
        Field("within", within, { $0.within = $1 }, "the bounds it is held at"),
        Field("each", DefinitionFormat.each, { $0.each = $1 }, DefinitionFormat.eachMeaning),
        .unit { $0.unit = $1 }, .about { $0.about = $1 }, .source { $0.source = $1 }, .expect,
      ]
    ) { StateEntry(name: $0.named, start: $1.0, process: $1.1) }
  }

  private static let within = Form<(low: Expression, high: Expression)>(
    .list(of: .expression, count: 2)
  ) { cursor in
    let bounds = cursor.items.map(\.expression)
    guard bounds.count == 2, let low = bounds[0], let high = bounds[1] else { return nil }
    return (low, high)
  }
}
