import Sim
import Testing

@testable import Scenarios

@Suite("Which trial stands for an outcome, which came closest") struct TrialSearchTests {
  private static let text = """
    format: 1
    scenario: pair
    title: A pair
    clock: {step: day, steps: 2}
    parameters:
      x: uniform(0, 1)
      y: uniform(0, 1)
      z: uniform(0, 1)
    outcomes:
      never: {at_end: "x > 2 and y > 0.999"}
      high: {at_end: x > 0.5}
      low: otherwise
    measures:
      first: x
      second: {value: "if(z > 0.1, y, first(none))"}
    events:
      none: {step: 2, while: x > 5}
    """

  private static let settings = RunSettings(trials: 400, seed: 3, jobs: 1)

  private func tracer(_ text: String = text) throws -> TrialTracer {
    try TrialTracer(try ScenarioFile.load(text: text, name: "s.yaml"))
  }

  @Test
  func `the typical trial is nearest the medians of its outcome`() throws {
    let columns = try #require(try tracer().trials(Self.settings))
    let found = try #require(TrialSearch.typical(of: [1], in: columns))
    #expect(columns.outcomes[found.trial] == 1)
    #expect(found.count == columns.outcomes.count { $0 == 1 })
    // Among 200 uniform pairs one lies near the middle of both, seed 3.
    #expect(abs(columns.measures[0][found.trial] - 0.75) < 0.06)
    #expect(abs(columns.measures[1][found.trial] - 0.5) < 0.2)
    #expect(TrialSearch.typical(of: [0], in: columns) == nil)
  }

  @Test
  func `the nearest trial leaves the smallest gaps, and is not of the outcome itself`() throws {
    let tracer = try tracer()
    let columns = try #require(try tracer.trials(Self.settings))
    let never = try #require(try tracer.nearest(to: 0, Self.settings))
    #expect(never.count == 0)
    // g/(g + s) of x grows slowly beyond 1, so that of y, whose gap can be nearly 0, decides.
    let y = columns.parameters[1]
    #expect(y[never.trial] > 0.95)
    let high = try #require(try tracer.nearest(to: 1, Self.settings))
    let x = columns.parameters[0]
    #expect(columns.outcomes[high.trial] == 2)
    #expect(x[high.trial] == x.filter { $0 <= 0.5 }.max())
  }

  @Test
  func `what holds but for an earlier outcome is as far as that is from failing`() throws {
    // To be left over, x must not be above 0.5: the least above it is nearest.
    let tracer = try tracer()
    let columns = try #require(try tracer.trials(Self.settings))
    let low = try #require(try tracer.nearest(to: 2, Self.settings))
    let x = columns.parameters[0]
    #expect(x[low.trial] == x.filter { $0 > 0.5 }.min())
  }
}
