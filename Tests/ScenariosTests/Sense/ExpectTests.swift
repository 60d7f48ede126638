import Scenarios
import Sim
import Testing

@Suite("Sense: notes that are not wanted")
struct ExpectTests {
  @Test
  func `A word under 'expect' silences the notes of its kind about the entry`() throws {
    let body = "parameters:\n  p: {value: \"uniform(0, 1)\", expect: unused}\n  q: 1"
    #expect(try seenAtLoad(body).map { $0.hasPrefix("a.yaml:5:3: note: parameters.q: ") } == [true])
    #expect(
      try seenAtLoad(body.replacing("q: 1", with: "q: {value: 1, expect: [never, unused]}")) == [])
  }

  @Test
  func `A word that no note has is an error`() throws {
    #expect(
      try errors("parameters: {p: {value: 1, expect: unusd}}") == [
        "a.yaml:3:36: error: parameters.p.expect: unknown note 'unusd'; did you mean 'unused'?"
      ])
    #expect(
      try errors("parameters: {p: {value: 1, expect: loud}}") == [
        "a.yaml:3:36: error: parameters.p.expect: unknown note 'loud'; known: unused, no_effect, never, "
          + "no_agreement, no_start, no_veto, veto, left_open, no_order, verdict, still, at_bound, coarse, range, "
          + "decides, unit, separators, failures"
      ])
  }

  @Test
  func `A word that silences nothing is reported, but not in a parent of other children`() throws {
    let body = "parameters: {p: {value: 1, expect: unused}}\nmeasures: {m: p}"
    #expect(
      try report(body).needless.map(\.description) == [
        "a.yaml:3:36: note: parameters.p: 'expect: unused' silences nothing here"
      ])
    let parent = "format: 1\nscenario: parent\n\(body)\noutcomes: {done: otherwise}\n"
    let child = try scenario("extends: b.yaml", others: ["b.yaml": parent])
    let found = try SenseReport(child, child.model(), RunSettings(trials: 1_024, seed: 1, jobs: 1))
    #expect(found.needless.isEmpty && found.notes.isEmpty)
  }

  @Test
  func `A variant inherits it`() throws {
    let parent = """
      format: 1
      scenario: parent
      parameters: {p: {value: 1, expect: unused}}
      outcomes: {done: otherwise}
      """
    let child = try scenario(
      "extends: b.yaml\nparameters: {p: {value: 2}}", others: ["b.yaml": parent])
    #expect(Sense.notes(of: child, try child.model()).isEmpty)
  }

  @Test
  func `Notes of a scenario with a known answer are of what nothing reads, no more`() throws {
    let body = talks(a: "ideal: 1, no_deal: 2")
    #expect(try sensed(body).count == 1)
    let known = "verify: {source: nobody agrees, expect: {x: {share: none, equals: 1}}}"
    #expect(try sensed(body + "\n" + known) == [])
  }

  @Test
  func `Fewer trials than a block say nothing of what never came`() throws {
    let scenario = try scenario(talks(a: "ideal: 1, no_deal: 0.9"))
    #expect(try notesOfRun(scenario, trials: 1_000) == [])
    #expect(try notesOfRun(scenario, trials: 1_024).count == 1)
  }
}

/// What a plain run notes.
func notesOfRun(_ scenario: Scenario, trials: Int = 2_000) throws -> [String] {
  let model = try scenario.model()
  let run = try PointRun(model, RunSettings(trials: trials, seed: 1, jobs: 2))
  let result = PointResult(
    scenario: "s", point: 0, report: run.report, summary: try run.run().summary())
  return Sense.notes(of: scenario, model, ranAs: result).map(\.description)
}
