import Testing

@testable import Sim

@Suite("Designs: which random numbers a trial draws with")
struct DesignTests {
  /// Two uniform numbers drawn once, and one drawn at step 1, as measures.
  private func model() -> Model {
    var graph = Graph()
    let a = graph.draw(DrawSite(path: "a", kind: .uniform, eachStep: false), [])
    let b = graph.draw(DrawSite(path: "b", kind: .uniform, eachStep: false), [])
    let c = graph.draw(DrawSite(path: "c", kind: .uniform, eachStep: true), [])
    let no = Model.Quantity(initial: graph.condition(false), step: graph.condition(false))
    let yes = Model.Quantity(initial: graph.condition(true), step: graph.condition(true))
    let zero = graph.constant(0)
    return Model(
      graph: graph, steps: 1, memories: [], ends: no, outcomes: [yes],
      measures: [
        .init(initial: a, step: a), .init(initial: b, step: b), .init(initial: zero, step: c),
      ],
      signals: [], milestones: [], quantities: [], parameters: [],
      report: Report(
        steps: 1, outcomes: [.init(name: "only")],
        measures: [.init(name: "a"), .init(name: "b"), .init(name: "c")]))
  }

  /// Measure by measure, trial by trial.
  private func values(_ design: Design, trials: Int = 1_500, jobs: Int = 1) throws -> [[Double]] {
    var found: [[Double]] = [[], [], []]
    let settings = RunSettings(
      trials: trials, seed: 9, jobs: jobs, keepsTrialRows: true, design: design)
    _ = try PointRun(model(), settings).run(rows: { batch in
      for measure in 0..<3 {
        found[measure] += (0..<batch.count).map {
          batch.measures[measure * TrialBatch.capacity + $0]
        }
      }
    })
    return found
  }

  @Test
  func `a plain design gives every trial numbers of its own`() throws {
    let found = try values(.plain)
    for row in found { #expect(Set(row).count == 1_500) }
  }

  @Test(arguments: [1, 2])
  func `a nested design draws once for several trials, and anew at each step`(_ jobs: Int) throws {
    let (plain, nested) = (try values(.plain), try values(Design(repeats: 10), jobs: jobs))
    for measure in 0..<2 {
      let first = plain[measure]
      let repeated = (0..<1_500).map { (trial: Int) -> Double in first[trial / 10] }
      #expect(nested[measure] == repeated)
    }
    #expect(nested[2] == plain[2])
  }

  @Test
  func `a site that is shifted takes its number from another row, the others keep theirs`() throws {
    let (plain, frozen) = (
      try values(.plain, trials: 3_000), try values(Design(shifts: ["b": 1_000]))
    )
    #expect(frozen[0] == Array(plain[0][..<1_500]))
    #expect(frozen[1] == Array(plain[1][1_000..<2_500]))
    #expect(frozen[2] == Array(plain[2][..<1_500]))
  }

  @Test
  func `trials that count from another index have the numbers of those trials`() throws {
    let all = try values(.plain, trials: 3_000)
    let once = try values(Design(first: TrialAddress(parameters: 1_000, draws: 0)))
    let steps = try values(Design(first: TrialAddress(parameters: 0, draws: 1_000)))
    for measure in 0..<2 {
      #expect(once[measure] == Array(all[measure][1_000..<2_500]))
      #expect(steps[measure] == Array(all[measure][..<1_500]))
    }
    #expect(once[2] == Array(all[2][..<1_500]))
    #expect(steps[2] == Array(all[2][1_000..<2_500]))
  }

  @Test
  func `what is drawn at each step is never shifted`() throws {
    #expect(try values(Design(shifts: ["c": 7])) == values(.plain))
  }
}
