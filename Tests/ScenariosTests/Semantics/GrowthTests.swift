import Sim
import Testing

@testable import Scenarios

/// What a scenario becomes grows with its size: values of the graph, and instructions of the
/// program.
@Suite("The cost of a scenario is linear in its size")
struct GrowthTests {
  private static let talks =
    "issues: {a: {low: x, high: y, status_quo: 0.5}}\n"
    + "parties: {x: {ideal: 1, no_deal: 0.3}, y: {ideal: 0, no_deal: 0.3}}\n"

  private static func lines(_ n: Int, _ line: (Int) -> String) -> String {
    (0..<n).map { "  \(line($0))\n" }.joined()
  }

  private static func plans(_ n: Int, _ method: String) -> String {
    talks + "talks: {protocol: plan_vote, method: \(method), opening: q0}\nplans:\n"
      + lines(n) { "q\($0): {terms: {a: 0.\($0 + 1)}}" }
  }

  private static func made(_ kind: String, _ n: Int) -> String {
    switch kind {
    case "events on one state":
      "state: {s: {start: 0}}\nevents:\n"
        + lines(n) { "e\($0): {rate: 0.01 per week, effects: {s: s + 1}}" }
    case "events that set one state":
      "state: {s: {start: 0}}\nevents:\n"
        + lines(n) { "e\($0): {rate: 0.01 per week, effects: {s: \($0)}}" }
    case "competing events":
      "events:\n" + lines(n) { "e\($0): {rate: 0.01 per week, competes: g}" }
    case "acts":
      talks + "talks: {protocol: single_text}\nevents:\n"
        + lines(n) {
          "e\($0): {rate: 0.01 per week, acts: [{rewrite: {toward: x, by: 10%, issues: [a]}}]}"
        }
    case "outcomes":
      "state: {s: {start: 0, random_walk: {sd: 1}}}\noutcomes:\n"
        + lines(n) { "o\($0): {as_soon_as: log(s + 100) > \($0)}" } + "  z: otherwise\n"
    case "conditions within conditions":
      "parameters: {p: 'uniform(0, 1)'}\nstate:\n  s0: {start: 0, next: 1}\n"
        + lines(n) { "s\($0 + 1): {start: 0, next: 'if(s\($0) > p, log(s\($0)), s\($0) + p)'}" }
    default: plans(n, kind)
    }
  }

  @Test(arguments: [
    "events on one state", "events that set one state", "competing events", "acts", "outcomes",
    "conditions within conditions", "approval", "plurality", "borda",
  ])
  func `twice as much takes about twice as much`(kind: String) throws {
    let sizes = try [20, 40, 80].map { n in
      let text = "clock: {step: week, steps: 3}\n" + Self.made(kind, n)
      let model = try Play(text).model
      return (values: model.graph.nodes.count, instructions: Program(model).instructionCount)
    }
    // What there is whatever the size falls out of the differences.
    #expect(sizes[2].values - sizes[1].values <= 2 * (sizes[1].values - sizes[0].values) + 20)
    let (small, large) = (
      sizes[1].instructions - sizes[0].instructions, sizes[2].instructions - sizes[1].instructions
    )
    #expect(5 * large <= 11 * small + 100)
  }

  @Test
  func `what fails in a branch of many is masked as the reference says`() throws {
    var body = "clock: {step: week, steps: 6}\nstate: {s: {start: 1}}\nevents:\n"
    for k in 0..<40 {
      let effect = k.isMultiple(of: 3) ? "log(s - \(k % 5))" : "s + 0.\(k + 1)"
      body += "  e\(k): {probability: 1%, effects: {s: \(effect)}}\n"
    }
    let play = try Play(body + "measures: {m: s}\n")
    let trials = 300
    var hasFailed: [Bool] = []
    var measures: [Double] = []
    let settings = RunSettings(trials: trials, seed: 1, jobs: 1, keepsTrialRows: true)
    _ = try PointRun(play.model, settings).run(rows: { batch in
      for lane in 0..<batch.count {
        hasFailed.append(batch.outcome[lane] < 0)
        measures.append(batch.measures[lane])
      }
    })
    for trial in 0..<trials {
      let reference = play.trial(trial)
      #expect((reference.failed != nil) == hasFailed[trial])
      if !hasFailed[trial] { #expect(reference.measures[0] == measures[trial]) }
    }
    let failures = hasFailed.count { $0 }
    #expect(failures > 20 && failures < trials - 20)
  }
}
