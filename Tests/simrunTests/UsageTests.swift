import Testing

struct UsageTests {
  @Test func `help and version are answers`() throws {
    try Executable.inFolder { simrun in
      let version = try simrun("--version")
      #expect(version.code == 0)
      #expect(version.out == "simrun 0.1.0\n")
      #expect(version.err == "")
      for argument in ["--help", "-h", "help"] {
        let help = try simrun(argument)
        #expect(help.code == 0)
        #expect(help.out.contains("USAGE: simrun <subcommand>"))
        #expect(help.out.contains("  run  "))
        #expect(help.out.contains("  validate  "))
        #expect(help.err == "")
      }
      let run = try simrun("run", "--help")
      #expect(run.code == 0)
      for option in ["-n, --trials", "--seed", "-j, --jobs", "-o, --out", "--set", "--force"] {
        #expect(run.out.contains(option))
      }
    }
  }

  struct Wrong: CustomTestStringConvertible {
    var arguments: [String]
    var line: String
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: String..., line: String) {
      self.arguments = arguments
      self.line = line
    }
  }

  @Test(arguments: [
    Wrong("run", line: "Missing expected argument '<file> ...'."),
    Wrong("run", "coin.yaml", "--sed", "1", line: "Unknown option '--sed'. Did you mean '--seed'?"),
    Wrong(
      "run", "coin.yaml", "-n", "0",
      line: "--trials must be from 1 to 1,000,000,000,000, but it is 0."),
    Wrong(
      "run", "coin.yaml", "-n", "-5",
      line: "--trials must be from 1 to 1,000,000,000,000, but it is -5."),
    Wrong(
      "run", "coin.yaml", "-n", "1e30",
      line:
        "The value '1e30' is invalid for '-n <trials>': it is too large; at most 1,000,000,000,000 trials can be run."
    ),
    Wrong(
      "run", "coin.yaml", "-n", "ten",
      line:
        "The value 'ten' is invalid for '-n <trials>': it must be a whole number, as 100000, 1e5 or 100k."
    ),
    Wrong(
      "run", "coin.yaml", "--seed", "-1",
      line: "The value '-1' is invalid for '--seed <seed>': it must be a whole number from 0 to "
        + "18446744073709551615."),
    Wrong("run", "coin.yaml", "-j", "0", line: "--jobs must be from 1 to 1,024, but it is 0."),
    Wrong("run", "coin.yaml", "--out", "", line: "--out needs the name of a folder."),
    Wrong(
      "run", "coin.yaml", "--set", "parameters.p=0.2", "--set", "parameters.p=0.3",
      line: "--set gives 'parameters.p' twice."),
    Wrong(
      "run", "coin.yaml", "--set", "p",
      line: "The value 'p' is invalid for '--set <path=value>': it must be path=value, as in "
        + "parameters.monitoring=0.8."),
  ])
  func `wrong use is one line and code 2`(_ wrong: Wrong) throws {
    try Executable.inFolder { simrun in
      let finished = try simrun.finished(wrong.arguments)
      #expect(finished.code == 2)
      #expect(finished.err == "simrun: \(wrong.line) See 'simrun help run'.\n")
      #expect(finished.out == "")
      #expect(try simrun.names() == ["coin.yaml"])
    }
  }

  @Test(arguments: [
    (
      ["--given", "step > 0", "--given", "step > 1"],
      "--given stands twice: write both rules in one, with 'and' or 'or'."
    ),
    (["--do", "a@1", "--do", "a@2"], "--do stands twice: force one event at a time."),
  ])
  func `one rule is seen and one event forced`(arguments: [String], line: String) throws {
    try Executable.inFolder { simrun in
      let finished = try simrun.finished(["condition", "coin.yaml"] + arguments)
      #expect(finished.code == 2)
      #expect(finished.err == "simrun: \(line) See 'simrun help condition'.\n")
      if arguments[0] == "--given" {
        let drivers = try simrun.finished(["drivers", "coin.yaml"] + arguments)
        #expect(drivers.code == 2)
        #expect(drivers.err == "simrun: \(line) See 'simrun help drivers'.\n")
      }
    }
  }

  @Test func `every command points to its own help`() throws {
    try Executable.inFolder { simrun in
      for command in ["run", "validate", "check", "verify"] {
        let finished = try simrun(command, "coin.yaml", "--nothere")
        #expect(finished.code == 2)
        #expect(finished.err.hasSuffix(". See 'simrun help \(command)'.\n"), "\(finished.err)")
        #expect(try simrun("help", command).code == 0)
      }
      let none = try simrun("--nothere")
      #expect(none.code == 2 && none.err.hasSuffix(" See 'simrun --help'.\n"), "\(none.err)")
    }
  }

  /// What is said of a word that is no command; a new command is named here.
  @Test(arguments: [
    (["frob"], "there is no command 'frob'. The"),
    (["frob", "-n", "1"], "there is no command 'frob'. The"),
    (["help", "nothere"], "there is no command 'nothere'. The"),
    (["valdate"], "there is no command 'valdate'; did you mean 'simrun validate'? The"),
    (["coin.yaml"], "there is no command 'coin.yaml'; did you mean 'simrun run coin.yaml'? The"),
  ])
  func `unknown commands list all`(_ arguments: [String], _ start: String) throws {
    try Executable.inFolder { simrun in
      let finished = try simrun.finished(arguments)
      #expect(finished.code == 2)
      #expect(finished.out == "")
      #expect(finished.err.hasPrefix("simrun: \(start) commands are run, compare, "))
      #expect(finished.err.hasSuffix(". See 'simrun --help'.\n"))
      for command in ["run", "validate", "verify"] { #expect(finished.err.contains(command)) }
    }
  }

  @Test func `help takes one command`() throws {
    try Executable.inFolder { simrun in
      #expect(try simrun("help", "run").code == 0)
      let two = try simrun("help", "run", "verify")
      #expect(two.code == 2)
      #expect(
        two.err == "simrun: 'simrun help' takes the name of one command. See 'simrun --help'.\n")
      #expect(try simrun("help", "import", "actors").out.contains("--protocol"))
      let unknown = try simrun("help", "import", "actor")
      #expect(unknown.code == 2)
      #expect(
        unknown.err
          == "simrun: the commands of 'simrun import' are genius, geniusweb and actors, not 'actor'. "
          + "See 'simrun --help'.\n")
    }
  }

  @Test(arguments: [
    ("1e2", 100), ("1.5e2", 150), ("1E2", 100), ("0.1k", 100), ("1_000", 1000), ("1,000", 1000),
    ("2k", 2000),
  ])
  func `trials as people write them`(_ written: String, _ trials: Int) throws {
    try Executable.inFolder { simrun in
      let finished = try simrun("run", "coin.yaml", "-n", written, "-o", "out")
      #expect(finished.code == 0)
      #expect(try simrun.lines("out/outcomes.csv")[1].split(separator: ",")[4] == "\(trials)")
    }
  }

  @Test(arguments: ["1e-2", "1.55e1", "1_00", "1,0000", "1e", "k", "1.k", "1,000_000", ""])
  func `trials that are no count`(_ written: String) throws {
    try Executable.inFolder { simrun in
      let finished = try simrun("run", "coin.yaml", "-n", written)
      #expect(finished.code == 2)
      #expect(
        finished.err
          == "simrun: The value '\(written)' is invalid for '-n <trials>': it must be a whole number, as "
          + "100000, 1e5 or 100k. See 'simrun help run'.\n")
    }
  }

  @Test func `missing files are all named`() throws {
    try Executable.inFolder { simrun in
      for command in ["run", "validate"] {
        let finished = try simrun(command, "no.yaml", "neither.yaml", ".")
        #expect(finished.code == 2)
        #expect(
          finished.err == """
            simrun: cannot read no.yaml: no such file
            simrun: cannot read neither.yaml: no such file
            simrun: cannot read .: it is a folder

            """)
        #expect(finished.out == "")
      }
      #expect(try simrun.names() == ["coin.yaml"])
    }
  }
}
