import Testing

/// What options say of values that are no numbers, or not those that they take.
@Suite("Numbers that options take") struct OptionNumberTests {
  @Test(arguments: [
    (
      ["run", "coin.yaml", "--memory", "-1G"], "memory <size>", "-1G",
      "it must be a size such as 4G or 512M"
    ),
    (["run", "coin.yaml", "--jobs", "two"], "jobs <jobs>", "two", "it must be a whole number"),
    (
      ["run", "coin.yaml", "--jobs", "99999999999999999999"], "jobs <jobs>", "99999999999999999999",
      "it has too many digits"
    ),
    (["discover", "coin.yaml", "--box", "1.5"], "box <box>", "1.5", "it must be a whole number"),
    (
      ["discover", "coin.yaml", "--peel-alpha", "nan"], "peel-alpha <peel-alpha>", "nan",
      "it must be a number, as 0.05"
    ),
    (
      ["explain", "coin.yaml", "--trial", "first"], "trial <number>", "first",
      "it must be a whole number"
    ),
    (["plan", "coin.yaml", "--shards", "1e3"], "shards <n>", "1e3", "it must be a whole number"),
    (
      ["check", "coin.yaml", "--seed", "-1"], "seed <seed>", "-1",
      "it must be a whole number from 0 to 18446744073709551615"
    ),
  ])
  func `what is no number says what is needed`(
    arguments: [String], option: String, value: String, needed: String
  ) throws {
    try Executable.inFolder { simrun in
      let finished = try simrun.finished(arguments)
      #expect(finished.code == 2)
      #expect(
        finished.err
          == "simrun: The value '\(value)' is invalid for '--\(option)': \(needed). "
          + "See 'simrun help \(arguments[0])'.\n")
    }
  }

  @Test(arguments: [
    (["discover", "coin.yaml", "--box", "-1"], "--box must be 0 or more, but it is -1"),
    (
      ["discover", "coin.yaml", "--peel-alpha", "-0.1"],
      "--peel-alpha must be between 0 and 0.5, but it is -0.1"
    ),
    (
      ["drivers", "coin.yaml", "--tornado-trials", "-1"],
      "--tornado-trials must be from 0 to 1,000,000,000,000, but it is -1"
    ),
    (
      ["calibrate", "coin.yaml", "--targets", "t.yaml", "--sets", "-3"],
      "--sets must be from 20 to 100000, but it is -3"
    ),
    (
      ["search", "coin.yaml", "--maximize", "heads", "--budget", "-5"],
      "--budget must be from 50,000 to 1,000,000,000,000 trials, but it is -5"
    ),
    (["score", "f.csv", "--bins", "-1"], "--bins must be from 1 to 100, but it is -1"),
    (["score", "f.csv", "--base-rate", "-1"], "--base-rate must be from 0 to 1, but it is -1.0"),
    (
      ["sensitivity", "coin.yaml", "--levels", "-2"],
      "--levels must be an even number from 2 to 1,000, but it is -2"
    ),
    (
      ["sensitivity", "coin.yaml", "--morris-trials", "-2"],
      "--morris-trials must be from 1 to 1,000,000, but it is -2"
    ),
    (
      ["worth", "coin.yaml", "coin.yaml", "--value", "heads", "--repeats", "-1"],
      "--repeats must be from 1 to 1000, but it is -1"
    ),
  ])
  func `a number below zero is a value`(arguments: [String], message: String) throws {
    try Executable.inFolder { simrun in
      let finished = try simrun.finished(arguments)
      #expect(finished.code == 2)
      #expect(finished.err == "simrun: \(message). See 'simrun help \(arguments[0])'.\n")
    }
  }
}
