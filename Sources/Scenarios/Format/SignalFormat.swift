import Sim

/// Format 1: `signals`.
enum SignalFormat {
  static let section = Field<Scenario>.section(
    "signals", signal, { $0.signals = $1 }, "conditions to watch for")

  private static let signal = Form<Signal>.record(
    Part.key("when", .expression, "the condition"), [.about { $0.about = $1 }, .source, .expect],
    short: "when"
  ) { Signal(name: $0.named, condition: $1) }
}
