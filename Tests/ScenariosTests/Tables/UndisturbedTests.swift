import Sim
import Testing

@testable import Scenarios

/// The timeline of trials as if none had ended.
struct UndisturbedTests {
  private func rows(
    _ body: String, _ recording: Recording, trials: Int = 300, jobs: Int = 1
  ) throws -> (rows: [Summary.TimelineRow], names: [String]) {
    let run = try PointRun(
      scenario(body).model(),
      RunSettings(trials: trials, seed: 3, jobs: jobs, recording: recording))
    let rows = try run.run().summary().timeline
    return (rows, rows.map { run.report.quantities[$0.quantity].name })
  }

  private static let asked: Recording = [.all, .undisturbed]

  private func walk(_ rule: String) -> String {
    """
    clock: {step: week, steps: 12}
    parameters: {sd: "uniform(0.1, 0.5)"}
    state: {x: {start: 0, random_walk: {sd: sd}}, y: {start: 1, mean_reverting: {to: x, pull: 10%, sd: 0.1}}}
    outcomes: {up: {\(rule): x > 0.4}, down: otherwise}
    """
  }

  @Test func `they are the timeline of a scenario that ends at no other step`() throws {
    // Of more trials than a block some worker starts with another block than 0.
    for (trials, jobs) in [(300, 1), (2_500, 1), (2_500, 3)] {
      let found = try rows(walk("as_soon_as"), Self.asked, trials: trials, jobs: jobs).rows
      let endless = try rows(walk("at_end"), .all, trials: trials).rows
      let undisturbed = found.filter { $0.basis == .undisturbed }.map(\.column.moments)
      #expect(undisturbed == endless.filter { $0.basis == .all }.map(\.column.moments))
      #expect(undisturbed.count == 2 * 13)
    }
  }

  @Test func `all else stays as it is`() throws {
    let found = try rows(walk("as_soon_as"), Self.asked).rows
    #expect(
      found.filter { $0.basis != .undisturbed } == (try rows(walk("as_soon_as"), .all).rows))
  }

  @Test func `quantiles are those of all trials`() throws {
    let found = try rows(walk("as_soon_as"), Self.asked).rows
    let endless = try rows(walk("at_end"), .all).rows
    #expect(
      found.filter { $0.basis == .undisturbed }.map(\.column.quantiles)
        == endless.filter { $0.basis == .all }.map(\.column.quantiles))
  }

  @Test func `there are none where no trial ends early, or nobody asks`() throws {
    #expect(try rows(walk("at_end"), Self.asked).rows == (try rows(walk("at_end"), .all).rows))
    #expect(try !rows(walk("as_soon_as"), .all).rows.contains { $0.basis == .undisturbed })
  }

  @Test func `what reads the talks has none`() throws {
    let found = try rows(
      """
      clock: {step: week, steps: 6}
      issues: {a: {status_quo: 0.5}}
      parties: {x: {ideal: 1, no_deal: 0.4}, y: {ideal: 0, no_deal: 0.4}}
      state:
        free: {start: 0, random_walk: {sd: 0.1}}
        bound: {start: 0, next: "if(settled, bound, bound + 1)"}
        led: {start: 0, next: led + bound}
      talks: {protocol: single_text, opening: {a: 0.5}}
      outcomes: {deal: {as_soon_as: settled}, none: otherwise}
      """, Self.asked)
    let names = zip(found.rows, found.names).filter { $0.0.basis == .undisturbed }.map(\.1)
    #expect(Set(names) == ["free"] && names.count == 7)
  }

  @Test func `a trial that fails beyond its end is left out there and nowhere else`() throws {
    let body = """
      clock: {step: week, steps: 6}
      parameters: {p: "uniform(0, 1)"}
      state: {x: {start: 1, next: "if(p < 0.5 and x == 3, 1 / (x - 3), x + 1)"}}
      outcomes: {early: {as_soon_as: x >= 3}, late: otherwise}
      """
    let found = try rows(body, Self.asked).rows
    let last = try #require(found.last { $0.basis == .undisturbed })
    let all = try #require(found.last { $0.basis == .all })
    #expect(all.column.moments.count == 300)
    #expect((100...200).contains(last.column.moments.count))
    #expect(last.column.mean == 7)
  }
}
