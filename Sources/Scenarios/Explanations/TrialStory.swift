import Sim

/// Makes passages of what was read at each step of a trial.
struct TrialStory {
  let scenario: Scenario
  let nodes: TrialNodes
  /// By step, from 0.
  let readings: [ProbeReading]
  /// Whether the trial failed in the last step.
  let hasFailed: Bool

  /// A state is worth a word in a quiet passage if it moved by this share of all that it moved in the
  /// trial.
  private static let leastMove = 0.15
  /// Of bounded states: of the span too.
  private static let leastOfSpan = 0.01

  func passages() -> [Explanation.Passage] {
    guard let start = readings.first else { return [] }
    var table = TableTalk(scenario: scenario, nodes: nodes)
    var mentioned = nodes.states.map { start[$0.value] }
    let last = readings.count - 1
    var opening = table.opening(start)
    if last == 0 { opening += ending }
    var result = [Explanation.Passage(first: 0, last: 0, facts: opening)]
    var quietFrom = 1
    for step in readings.indices.dropFirst() {
      let (before, now) = (readings[step - 1], readings[step])
      let fired = nodes.events.indices.filter { now[nodes.events[$0].fires] == 1 }
      let turned = states(turnedIn: step, by: fired)
      // What is looked at is not reported yet.
      var peek = table
      let isNews = peek.facts(step, before, now, fired).isNews
      guard !fired.isEmpty || !turned.isEmpty || isNews || step == last else {
        table.pass(now)
        continue
      }
      if quietFrom < step { result += quiet(quietFrom, step - 1, &table, &mentioned) }
      var facts = fired.map { Self.happens(nodes.events[$0]) }
      for k in turned {
        facts.append(
          change(nodes.states[k], before[nodes.states[k].value], now[nodes.states[k].value]))
        mentioned[k] = now[nodes.states[k].value]
      }
      facts += table.facts(step, before, now, fired).facts
      if step == last {
        facts += drifts(to: now, &mentioned, besides: turned) + table.drift(now) + ending
      }
      result.append(Explanation.Passage(first: step, last: step, facts: facts))
      table.reported(now)
      quietFrom = step + 1
    }
    return result
  }

  /// A trial of one look has no clock that could run out, and one that failed says so elsewhere.
  private var ending: [Fact] {
    let steps = Calendar(scenario.clock).steps
    return hasFailed || steps == 0 ? [] : [.ends(byClock: readings.count - 1 == steps)]
  }

  private static func happens(_ event: TrialNodes.Event) -> Fact {
    .happens(event: event.name, about: event.about, acts: event.acts)
  }

  /// What little there was in some steps; none where there was nothing, or so little that it can wait.
  private func quiet(
    _ first: Int, _ last: Int, _ table: inout TableTalk, _ mentioned: inout [Double?]
  ) -> [Explanation.Passage] {
    let end = readings[last]
    let talked = table.quiet(end)
    guard !talked.isEmpty || first < last else { return [] }
    let facts = talked + drifts(to: end, &mentioned, besides: [])
    return facts.isEmpty ? [] : [Explanation.Passage(first: first, last: last, facts: facts)]
  }

  // MARK: States

  /// States that an event changed in a step, and labels and conditions that changed by themselves.
  private func states(turnedIn step: Int, by fired: [Int]) -> [Int] {
    nodes.states.indices.filter { k in
      let state = nodes.states[k]
      let (before, now) = (readings[step - 1][state.value], readings[step][state.value])
      guard before != now else { return false }
      if state.type != .number { return true }
      return state.changers.contains { fired.contains($0) }
    }
  }

  private func change(_ state: TrialNodes.State, _ before: Double?, _ now: Double?) -> Fact {
    let unit = TimeWord(of: scenario.clock)
    return .changes(
      state: state.name, unit: state.unit, from: state.type.shown(before, in: unit),
      to: state.type.shown(now, in: unit))
  }

  /// States that moved noticeably since they were last mentioned.
  private func drifts(
    to now: ProbeReading, _ mentioned: inout [Double?], besides turned: [Int]
  ) -> [Fact] {
    var facts: [Fact] = []
    for (k, state) in nodes.states.enumerated() where state.type == .number && !turned.contains(k) {
      guard let before = mentioned[k], let value = now[state.value], value != before else {
        continue
      }
      let all = readings.compactMap { $0[state.value] }
      var least = Self.leastMove * ((all.max() ?? 0) - (all.min() ?? 0))
      if let low = state.low, let high = state.high {
        least = max(least, Self.leastOfSpan * (high - low))
      }
      guard abs(value - before) >= least else { continue }
      facts.append(change(state, before, value))
      mentioned[k] = value
    }
    return facts
  }
}
