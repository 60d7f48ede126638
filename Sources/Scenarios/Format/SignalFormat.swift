import Sim

/// Format 1: `signals`.
enum SignalFormat {
  static let section = Field<Scenario>.section(
    "signals", signal, \.signals, "conditions to watch for")

  private static let signal = Form<Signal>.record(
    Part.key("when", .expression, "the condition"), [.about(\.about), .source, .expect],
    short: "when"
  ) { Signal(name: $0.named, condition: $1) }
}
