import Scenarios
import Sim
import Testing

/// What is wrong in `verify`, word for word.
struct VerificationErrorTests {
  private let scene = """
    clock: {step: week, steps: 4}
    parameters: {p: 0.3, u: "uniform(0, 1)"}
    state: {walk: {start: 0, random_walk: {sd: 1}}}
    outcomes: {war: {at_end: u < p, class: fight}, peace: otherwise}
    measures: {offer: u}

    """

  /// The first line of `verify` is line 8.
  private func errors(_ verify: String) throws -> [String] {
    try ScenariosTests.errors(scene + "verify:\n" + verify)
  }

  private func modelErrors(_ verify: String) throws -> [String] {
    try ScenariosTests.modelErrors(scene + "verify:\n" + verify)
  }

  @Test func `keys and kinds`() throws {
    #expect(
      try errors(
        """
          trails: 10
          seed: -1
          expect:
            a: {mean: offer}
            b: {equals: 1}
            c: {mean: offer, sd: offer, equals: 1}
            d: {correlation: [offer], equals: 1}
            e: {maen: offer, equals: 1}
          also: {parameters.p: 0.4}

        """) == [
          "a.yaml:9:3: error: verify: unknown key 'trails'; did you mean 'trials'?",
          "a.yaml:10:9: error: verify.seed: expected at least 0, but this is -1",
          "a.yaml:12:5: error: verify.expect.a: 'equals' is missing "
            + "(what it must be, whatever the values)",
          "a.yaml:13:5: error: verify.expect.b: no statistic: give one of share, mean, sd, "
            + "variance, p5, p25, p50, p75, p95, correlation, rank_correlation",
          "a.yaml:14:22: error: verify.expect.c: 'sd' and 'mean' exclude each other: "
            + "give one statistic",
          "a.yaml:15:22: error: verify.expect.d.correlation: expected 2 values, but there is 1",
          "a.yaml:16:9: error: verify.expect.e: unknown key 'maen'; did you mean 'mean'?",
          "a.yaml:17:9: error: verify.also: expected a list, but this is a map",
        ])
  }

  @Test func `limits, and nothing at all`() throws {
    #expect(
      try errors("  trials: 10000001\n  expect: {}\n  also: [{}, 3]\n") == [
        "a.yaml:8:1: error: verify: 'expect' has no expectations",
        "a.yaml:9:11: error: verify.trials: 10000001 is over the limit of 10000000",
        "a.yaml:11:10: error: verify.also: nothing is changed here",
        "a.yaml:11:14: error: verify.also: expected a map of paths, "
          + "as in {parameters.p: 0.4}, but this is '3'",
      ])
    #expect(
      try errors("  trials: 5\n") == [
        "a.yaml:8:1: error: verify: 'expect' is missing (what the trials must come to)"
      ])
  }

  @Test func `names that are not there`() throws {
    #expect(
      try errors(
        """
          expect:
            a: {share: wra, equals: 1}
            b: {share: offer, equals: 1}
            c: {mean: ofer, equals: 1}
            d: {correlation: [war, p], equals: 1}

        """) == [
          "a.yaml:10:16: error: verify.expect.a.share: there is no outcome or class 'wra'; "
            + "did you mean 'war'?",
          "a.yaml:11:16: error: verify.expect.b.share: there is no outcome or class 'offer'; "
            + "known: war, peace, fight",
          "a.yaml:12:15: error: verify.expect.c.mean: there is no measure or parameter 'ofer'; "
            + "did you mean 'offer'?",
          "a.yaml:13:23: error: verify.expect.d.correlation: there is no measure or parameter "
            + "'war'; known: offer, p, u",
        ])
  }

  @Test func `an outcome that a child takes away is still expected`() throws {
    let base =
      "format: 1\nscenario: b\n" + scene + "verify: {expect: {w: {share: war, equals: 1}}}\n"
    #expect(
      try ScenariosTests.errors(
        "extends: b.yaml\noutcomes: {war: remove}\n", others: ["b.yaml": base]) == [
          "b.yaml:8:30: error: verify.expect.w.share: there is no outcome or class 'war'; "
            + "known: peace"
        ])
  }

  @Test func `numbers that must be plain`() throws {
    #expect(
      try errors(
        """
          expect:
            a: {mean: offer, equals: 1, tolerance: p}
            b: {mean: offer, equals: 1, tolerance: -1}
            c: {mean: offer, equals: 1, printed: p}
            d: {mean: offer, equals: 1, printed: 5%}
            e: {mean: offer, equals: 1 +}

        """) == [
          "a.yaml:10:44: error: verify.expect.a.tolerance: expected a number of 0 or more, "
            + "but this is 'p'",
          "a.yaml:11:44: error: verify.expect.b.tolerance: expected a number of 0 or more, "
            + "but this is '-1'",
          "a.yaml:12:42: error: verify.expect.c.printed: expected a number as it is printed, "
            + "but this is 'p'",
          "a.yaml:13:42: error: verify.expect.d.printed: expected a number as it is printed, "
            + "but this is '5%'",
          "a.yaml:14:32: error: verify.expect.e.equals: a value is missing after '+'",
        ])
  }

  @Test func `formulas that chance reaches, or that are no numbers`() throws {
    #expect(
      try modelErrors(
        """
          expect:
            a: {mean: offer, equals: 2 * u}
            b: {mean: offer, equals: highest(walk)}
            c: {mean: offer, equals: p < 1}
            d: {mean: offer, equals: q}
            e: {mean: offer, equals: "uniform(0, 1)"}
            f: {share: war, equals: 40}

        """) == [
          "a.yaml:12:30: error: verify.expect.c.equals: 'equals' needs a number, "
            + "but this is a condition",
          "a.yaml:13:30: error: verify.expect.d.equals: unknown name 'q'",
          "a.yaml:14:31: error: verify.expect.e.equals: a distribution cannot stand here: "
            + "declare it under parameters or state",
          "a.yaml:15:29: error: verify.expect.f.equals: 'equals' of a share must be in 0 … 1, "
            + "but is 40; if 40 % is meant, write 40%",
        ])
    #expect(
      try modelErrors(
        """
          expect:
            a: {mean: offer, equals: 2 * u}
            b: {mean: offer, equals: highest(walk)}

        """) == [
          "a.yaml:10:30: error: verify.expect.a.equals: 'equals' depends on what is drawn at "
            + "'parameters.u:uniform#1'; it may read only what is the same in every trial",
          "a.yaml:11:30: error: verify.expect.b.equals: 'equals' depends on what is drawn at "
            + "'state.walk:normal#1'; it may read only what is the same in every trial",
        ])
  }

  @Test func `mistakes in formulas are reported with those elsewhere`() throws {
    let verify = "verify: {expect: {a: {mean: offer, equals: q}}}\n"
    let reported = "a.yaml:8:44: error: verify.expect.a.equals: unknown name 'q'"
    let wrong = scene.replacing("u < p", with: "u < r")
    #expect(
      try ScenariosTests.modelErrors(wrong + verify) == [
        "a.yaml:6:30: error: outcomes.war.at_end: unknown name 'r'", reported,
      ])
    let worse = scene.replacing("steps: 4", with: "steps: 0")
    #expect(
      try ScenariosTests.errors(worse + verify) == [
        "a.yaml:3:28: error: clock.steps: expected at least 1, but this is 0", reported,
      ])
  }

  @Test func `other values that cannot be set`() throws {
    let good = "  expect: {a: {mean: offer, equals: p}}\n"
    #expect(
      try errors(good + "  also: [{parameters.q: 1}, {scenario: x}, {p: 1}]\n") == [
        "a.yaml:10:11: error: verify.also: there is no 'parameters.q'; 'parameters' has p, u",
        "a.yaml:10:30: error: verify.also: 'scenario' cannot be set here: change it in the file",
        "a.yaml:10:45: error: verify.also: there is no 'p'; did you mean 'parameters.p'?",
      ])
    #expect(
      try errors(
        good + "  also: [{clock.steps: none}, {outcomes.war: remove, parameters.p: 1 +}]\n") == [
          "a.yaml:10:24: error: clock.steps: expected a whole number, but this is 'none'",
          "a.yaml:10:70: error: parameters.p: a value is missing after '+'",
        ])
    #expect(
      try modelErrors(good + "  also: [{parameters.p: q}, {parameters.p: u}]\n") == [
        "a.yaml:9:37: error: verify.expect.a.equals: 'equals' depends on what is drawn at "
          + "'parameters.u:uniform#1'; it may read only what is the same in every trial",
        "a.yaml:10:25: error: parameters.p: unknown name 'q'",
      ])
  }

  @Test func `a formula that fails is an error in the file`() throws {
    do {
      _ = try verified(
        scene + "verify: {expect: {a: {mean: p, equals: 1 / (p - 0.3)}}}\n")
      Issue.record("it did not fail")
    } catch let refusal as Refused {
      let line = refusal.description.components(separatedBy: "\n")[0]
        .components(separatedBy: "s.yaml:").last
      #expect(line == "8:40: error: verify.expect.a.equals: division by zero")
    }
  }

  @Test func `a file without expectations cannot be verified`() throws {
    do {
      _ = try verified(scene)
      Issue.record("it was")
    } catch let refusal as Refused {
      #expect(
        refusal.description.hasSuffix(
          "s.yaml has no 'verify:' section, so there is nothing to compare"))
    }
  }
}
