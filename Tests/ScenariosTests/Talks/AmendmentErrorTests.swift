import Scenarios
import Sim
import Testing

/// Errors of acts, word for word.
struct AmendmentErrorTests {
  private static let table = """
    clock: {step: week, steps: 4}
    issues: {land: {status_quo: 0}, army: {status_quo: 0}}
    parties:
      a: {ideal: 1, no_deal: 0}
      b: {ideal: 0, no_deal: 0}
    plans: {paper: {terms: {land: 0}}}
    talks: {protocol: single_text, opening: {land: 0, army: 0}}

    """

  @Test(arguments: [
    (
      "{rewrite: {toward: c, by: 1, issues: land}}",
      "11:42: error: events.e.acts.rewrite.toward: there is no party or plan 'c'; "
        + "known: a, b, paper, status_quo"
    ),
    (
      "{rewrite: {toward: papre, by: 1, issues: land}}",
      "11:42: error: events.e.acts.rewrite.toward: there is no party or plan 'papre'; "
        + "did you mean 'paper'?"
    ),
    (
      "{rewrite: {toward: land, by: 1, issues: land}}",
      "11:42: error: events.e.acts.rewrite.toward: 'land' is an issue, not a party, a plan or status_quo"
    ),
    (
      "{rewrite: {toward: a, by: 1}}",
      "11:24: error: events.e.acts.rewrite: no choice: give one of issues, most_contested"
    ),
    (
      "{rewrite: {toward: a, by: 1, issues: [land, sea]}}",
      "11:67: error: events.e.acts.rewrite.issues: there is no issue 'sea'; known: land, army"
    ),
    (
      "{rewrite: {toward: a, by: 1, issues: [land, land]}}",
      "11:67: error: events.e.acts.rewrite.issues: 'land' is named twice"
    ),
    (
      "{rewrite: {toward: a, by: 1, issues: []}}",
      "11:60: error: events.e.acts.rewrite.issues: nothing is named here"
    ),
    (
      "{rewrite: {toward: a, by: 1, issues: land, most_contested: 1}}",
      "11:66: error: events.e.acts.rewrite: 'most_contested' and 'issues' exclude each other: "
        + "give one choice"
    ),
    (
      "{rewrite: {toward: a, by: 1, contested_by: a}}",
      "11:52: error: events.e.acts.rewrite: 'contested_by' needs 'most_contested' beside it "
        + "(how many of the issues that cost most)"
    ),
    (
      "{rewrite: {toward: a, by: 1, most_contested: 3}}",
      "11:68: error: events.e.acts.rewrite.most_contested: 3 issues are asked for, "
        + "and there are only 2 issues"
    ),
    (
      "{rewrite: {toward: a, by: 1, most_contested: 1, contested_by: land}}",
      "11:85: error: events.e.acts.rewrite.contested_by: 'land' is an issue, not a party"
    ),
    (
      "{rewrite: {by: 1, issues: land}}",
      "11:24: error: events.e.acts.rewrite: 'toward' is missing (a party, a plan or status_quo)"
    ),
    (
      "{rewrite: {toward: a, issues: land}}",
      "11:24: error: events.e.acts.rewrite: 'by' is missing (the share of the way, 0 … 1)"
    ),
    (
      "{rewrite: {toward: a, by: 1.5, issues: land}}",
      "11:49: error: events.e.acts.rewrite.by: 'by' must be in 0 … 1, but is 1.5"
    ),
    (
      "{rewrite: {toward: a, by: true, issues: land}}",
      "11:49: error: events.e.acts.rewrite.by: 'by' needs a number, but this is a condition; "
        + "'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "{rewrite: a}",
      "11:33: error: events.e.acts.rewrite: expected a map, but this is 'a'"
    ),
    (
      "{reopen: {most_contested: 0}}",
      "11:49: error: events.e.acts.reopen.most_contested: expected at least 1, but this is 0"
    ),
    (
      "{reopen: {}}",
      "11:24: error: events.e.acts.reopen: 'most_contested' is missing "
        + "(how many of the issues that cost most)"
    ),
    (
      "{reopen: []}",
      "11:32: error: events.e.acts.reopen: nothing is named here"
    ),
    (
      "{settle: [sea]}",
      "11:33: error: events.e.acts.settle: there is no issue 'sea'; known: land, army"
    ),
    (
      "end_settlment",
      "11:23: error: events.e.acts: unknown act 'end_settlment'; did you mean 'end_settlement'?"
    ),
    (
      "{table: paper, settle: land}",
      "11:38: error: events.e.acts: 'settle' and 'table' exclude each other: give one act"
    ),
  ])
  func `an act that cannot be done`(act: String, message: String) throws {
    let found = try actErrors(Self.table + "events:\n  e: {step: 1, acts: [\(act)]}")
    #expect(found == ["a.yaml:" + message], "\(found)")
  }

  @Test func `acts need talks`() throws {
    #expect(
      try actErrors("clock: {step: week, steps: 1}\nevents: {e: {step: 1, acts: [begin_truce]}}")
        == ["a.yaml:4:30: error: events.e.acts: acts reach the talks, and this scenario has none"])
  }

  @Test func `mistakes of several acts are reported together`() throws {
    let found = try actErrors(
      Self.table + "events:\n  e: {step: 1, acts: [{settle: sea}, {reopen: air}, {table: x}]}")
    #expect(
      found == [
        "a.yaml:11:32: error: events.e.acts.settle: there is no issue 'sea'; known: land, army",
        "a.yaml:11:47: error: events.e.acts.reopen: there is no issue 'air'; known: land, army",
        "a.yaml:11:61: error: events.e.acts.table: there is no plan 'x'; known: paper",
      ])
  }

  /// The first line of each error, of the file or of its model.
  private func actErrors(_ body: String) throws -> [String] {
    do {
      _ = try scenario(body + "\noutcomes: {done: otherwise}").model()
      return []
    } catch let errors as Diagnostics {
      return errors.all.map(\.headline)
    }
  }
}
