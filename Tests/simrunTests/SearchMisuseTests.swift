import Foundation
import Testing

/// What `simrun search` says of options, levers and files that are wrong, word for word.
@Suite("search, used wrongly") struct SearchMisuseTests {
  @Test(arguments: [
    ([], "search needs --maximize with an aim, or --front with two."),
    (
      ["--maximize", "deal", "--front", "deal", "none"],
      "a search has --maximize with one aim, or --front with two, not both."
    ),
    (
      ["--maximize", "deal", "--judge", "worst"],
      "--judge says how several views are judged, so it needs --robust."
    ),
    (["--maximise", "deal"], "Unknown option '--maximise'. Did you mean '--maximize'?"),
    (["--front", "deal"], "--front needs two aims, but it has 1."),
    (
      ["--maximize", "deal", "-n", "10"],
      "a search has --budget in place of -n, and keeps no trials."
    ),
    (
      ["--maximize", "deal", "--budget", "10"],
      "--budget must be from 50,000 to 1,000,000,000,000 trials, but it is 10."
    ),
    (
      ["--maximize", "deal", "--keep-trials"],
      "a search has --budget in place of -n, and keeps no trials."
    ),
    (
      ["--maximize", "deal", "--budget", "soon"],
      "--budget is trials, as 1e6, or a time, as 5m, but it is 'soon'."
    ),
    (
      ["--maximize", "deal", "--indifference", "0"],
      "--indifference must be above 0, but it is 0.0."
    ),
    (["--front", "deal", "none", "--robust", "mood"], "--front and --robust do not go together."),
  ])
  func `what is wrong with options is said`(options: [String], message: String) throws {
    try Executable.inFolder { simrun in
      let finished = try simrun.finished(["search", "m.yaml"] + options)
      #expect(finished.code == 2)
      #expect(finished.err == "simrun: \(message) See 'simrun help search'.\n")
    }
  }

  @Test(arguments: [
    (
      ["--maximize", "deal * deal"],
      "an aim is a sum of shares and means, each times a number, as in 0.6*compromise - 0.1*mean(losses)"
    ),
    (["--maximize", "mean(3)"], "mean() takes the name of a measure"),
    (["--maximize", "dael"], "there is no outcome 'dael'; did you mean 'deal'?"),
    (["--maximize", "mean(pric)"], "there is no measure 'pric'; did you mean 'price'?"),
    (
      ["--maximize", "deal", "--subject-to", "collapse"], "a bound is needed, as in collapse <= 8%"
    ),
    (
      ["--maximize", "deal", "--over", "parameters.push=1:0"],
      "simrun: --over parameters.push=1:0: '1:0' is no range: two numbers of one unit, the lower one first"
    ),
    (
      ["--maximize", "deal", "--over", "parameters.push=-1e308:1e308"],
      "simrun: --over parameters.push=-1e308:1e308: the ends of a range lie between -1e300 and 1e300"
    ),
    (
      ["--maximize", "deal", "--over", "parameters.push=0:inf"],
      "simrun: --over parameters.push=0:inf: 'inf' is no number; every number is finite"
    ),
    (
      ["--maximize", "deal", "--budget", "10", "--over", "parameters.push=1 day:2 weeks"],
      "simrun: --over parameters.push=1 day:2 weeks: '1 day:2 weeks' is no range: two numbers of one unit, the "
        + "lower one first"
    ),
    (
      ["--maximize", "deal", "--budget", "10", "--subject-to", "collapse <= 18"],
      "a share lies between 0 and 1"
    ),
    (
      ["--maximize", "deal", "--over", "parameters.mood=0:1", "--robust", "mood"],
      "simrun: 'parameters.mood' is a lever and in --robust: what one chooses is not what one may be wrong about"
    ),
    (
      ["--maximize", "deal", "--robust", "modo"],
      "simrun: there is no parameter 'modo'; did you mean 'mood'?"
    ),
    (
      ["--maximize", "deal", "--robust", "push"],
      "simrun: the parameter 'push' is not drawn from one distribution, so it has no quantiles here"
    ),
  ])
  func `what is asked and cannot be is said`(options: [String], message: String) throws {
    try Executable.inFolder { simrun in
      try simrun.write(SearchCommandTests.talks, to: "m.yaml")
      let finished = try simrun.finished(["search", "m.yaml"] + options)
      #expect(finished.code == 2)
      #expect(finished.err.contains(message), "\(finished.err)")
    }
  }

  @Test
  func `a file without levers says how to give some`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        SearchCommandTests.scenario(
          "parameters: {x: 0.1}\noutcomes:\n  deal: {at_end: x > 1}\n  none: otherwise"),
        to: "m.yaml")
      let finished = try simrun.finished(["search", "m.yaml", "--maximize", "deal"])
      #expect(finished.code == 2)
      #expect(
        finished.err
          == "simrun: small has no levers: list them under 'levers', or give --over path=low:high\n"
      )
      // Nothing to climb.
      let never = try simrun.finished([
        "search", "m.yaml", "--maximize", "deal", "--over", "parameters.x=0:0.5", "--budget",
        "50000",
        "-o", "r",
      ])
      #expect(never.code == 0)
      #expect(never.out.replacing("\n", with: " ").contains("there is nothing to climb"))
    }
  }

  @Test(arguments: [
    ("{path: parameters.psh, range: [0, 1]}", "did you mean 'parameters.push'?"),
    (
      "{path: parameters.push, range: [1, 0]}",
      "a range is two numbers of one unit, the lower one first: [0.2, 0.8]"
    ),
    ("{path: parameters.push, range: [a, 1]}", "a number is needed, not 'a'"),
    ("{path: parameters.push, values: [1]}", "a choice needs two different values or more"),
    ("{path: parameters.push, values: [1, 2], whole: true}", "'whole' goes with 'range'"),
    (
      "{path: parameters.push, range: [0.5, 2], whole: true}",
      "the ends of a range of whole numbers are whole numbers"
    ),
    (
      "{path: parameters.push, range: [0, 1e19], whole: true}",
      "the ends of a range of whole numbers lie between -9007199254740992 and 9007199254740992"
    ),
    (
      "{path: parameters.push, range: [-1e308, 1e308]}",
      "the ends of a range lie between -1e300 and 1e300"
    ),
    (
      "{path: clock.steps, range: [1, 3.5]}",
      "lever clock.steps=3.5: expected a whole number, but this is '3.5'"
    ),
    (
      "{path: parameters.idle, values: [0.1, low, 0.2]}",
      "lever parameters.idle=low: unknown name 'low'"
    ),
  ])
  func `what is wrong with a lever is said`(lever: String, message: String) throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        SearchCommandTests.talks.replacing(
          "idle: {path: parameters.idle, values: [0.25, 0.5, 0.75]}", with: "idle: \(lever)"
        ).replacing("parameters:\n", with: "clock: {step: week, steps: 4}\nparameters:\n"),
        to: "m.yaml")
      let finished = try simrun("validate", "m.yaml")
      #expect(finished.code == 3)
      #expect(finished.err.contains(message), "\(finished.err)")
    }
  }

  @Test
  func `an end with which nothing can be drawn is said where it is drawn`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        SearchCommandTests.talks.replacing("values: [0.25, 0.5, 0.75]", with: "range: [-1, 1]")
          .replacing("mood: uniform(0, 1)", with: "mood: normal(0, idle)"), to: "m.yaml")
      let finished = try simrun("validate", "m.yaml")
      #expect(finished.code == 3)
      #expect(
        finished.err
          == "m.yaml:8:9: error: parameters.mood: normal: sd must be 0 or more, but is -1\n"
          + "    mood: normal(0, idle)\n          ^\n", "\(finished.err)")
    }
  }

  /// x³ is another operator than a power.
  @Test
  func `an end that the language must know as a number is valid`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        SearchCommandTests.talks.replacing("values: [0.25, 0.5, 0.75]", with: "range: [0.5, 3]")
          .replacing("10 * push}", with: "10 * push ^ idle}"), to: "m.yaml")
      let finished = try simrun("validate", "m.yaml")
      #expect(finished.code == 0, "\(finished.err)")
    }
  }
}
