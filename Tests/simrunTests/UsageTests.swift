import Testing

struct UsageTests {
  @Test func helpAndVersionAreAnswers() throws {
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
    Wrong("frob", line: "Unexpected argument 'frob'."),
    Wrong("run", "coin.yaml", "--sed", "1", line: "Unknown option '--sed'. Did you mean '--seed'?"),
    Wrong(
      "run", "coin.yaml", "-n", "0",
      line: "--trials must be from 1 to 1,000,000,000,000, but it is 0."),
    Wrong(
      "run", "coin.yaml", "-n", "-5",
      line: "--trials must be from 1 to 1,000,000,000,000, but it is -5."),
    Wrong("run", "coin.yaml", "-n", "ten", line: "The value 'ten' is invalid for '-n <trials>'."),
    Wrong(
      "run", "coin.yaml", "--seed", "-1",
      line: "The value '-1' is invalid for '--seed <seed>': it must be a whole number from 0 to "
        + "18446744073709551615."),
    Wrong("run", "coin.yaml", "-j", "0", line: "--jobs must be from 1 to 1,024, but it is 0."),
    Wrong("run", "coin.yaml", "--out", "", line: "--out needs the name of a folder."),
    Wrong(
      "run", "coin.yaml", "--set", "p",
      line: "The value 'p' is invalid for '--set <path=value>': it must be path=value, as in "
        + "parameters.monitoring=0.8."),
  ])
  func wrongUseIsOneLineAndCode2(_ wrong: Wrong) throws {
    try Executable.inFolder { simrun in
      let finished = try simrun.finished(wrong.arguments)
      #expect(finished.code == 2)
      #expect(finished.err == "simrun: \(wrong.line) See 'simrun --help'.\n")
      #expect(finished.out == "")
      #expect(try simrun.names() == ["coin.yaml"])
    }
  }

  @Test func missingFilesAreAllNamed() throws {
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
