import Testing

@testable import Scenarios

/// States that nothing moves and regimes that nothing enters, and those that nearly are.
@Suite("Sense: states that stand still")
struct StillStateTests {
  private func body(_ state: String, events: String = "") -> String {
    """
    clock: {step: week, steps: 4}
    state: {x: {start: 1, decay: 0.1}, \(state)}
    events: {storm: {rate: 0.1 per week, effects: {x: x + 1}}\(events)}
    outcomes:
      high: {at_end: x > 0.5}
      low: otherwise
    measures: {level: {value: y}}
    """
  }

  @Test(arguments: ["0.3", "-2", "true", "30%"])
  func `a state without a process or an effect`(start: String) throws {
    #expect(
      try seenAtLoad(body("y: {start: \(start)}")) == [
        "a.yaml:4:36: note: state.y: nothing moves 'y': it has no process, no event has an effect on it, and it "
          + "starts alike in all trials. Let something move it, or write it as a parameter. [still]"
      ])
    #expect(try seenAtLoad(body("y: {start: \(start), expect: still}")) == [])
  }

  @Test
  func `a state that an event sets, or that is drawn at the start, does not stand still`() throws {
    #expect(
      try seenAtLoad(
        body("y: {start: 0.3}", events: ", calm: {rate: 0.1 per week, effects: {y: y / 2}}")) == [])
    #expect(try seenAtLoad(body("y: {start: \"uniform(0, 1)\"}")) == [])
    #expect(try seenAtLoad(body("y: {start: 0.3, next: x}")) == [])
  }

  private func regimes(start: String = "calm", hot: String = "calm: 0.1") -> String {
    "y: {start: \(start), markov: {calm: {hot: 0.1}, hot: {\(hot)}, frozen: {calm: 0.05}}}"
  }

  private func seen(_ state: String, events: String = "") throws -> [String] {
    try seenAtLoad(body(state, events: events).replacing("{value: y}", with: "{value: y == hot}"))
  }

  @Test func `a regime that no other leads to`() throws {
    let note =
      "'frozen' is never entered: the state does not start there, no regime that it comes to leads there, and "
      + "no event sets it. Give a chance of coming there, or remove it. [still]"
    #expect(try seen(regimes()) == ["a.yaml:4:98: note: state.y: " + note])
    #expect(
      try seen(regimes(hot: "frozen: 0")) == ["a.yaml:4:98: note: state.y: " + note])
  }

  @Test func `a regime that the state starts in, comes to or is set to`() throws {
    #expect(try seen(regimes(start: "frozen")) == [])
    #expect(try seen(regimes(hot: "frozen: 0.1")) == [])
    #expect(try seen(regimes(start: "\"if(uniform(0, 1) < 0.5, calm, frozen)\"")) == [])
    let frost = ", frost: {rate: 0.1 per week, effects: {y: frozen}}"
    #expect(try seen(regimes(), events: frost) == [])
  }
}
