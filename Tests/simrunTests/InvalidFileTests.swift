import Foundation
import Testing

struct InvalidFileTests {
  private let wrong = """
    format: 1
    scenario: wrong
    title: Two mistakes
    parameters:
      p: unifrom(0, 1)
    outcomes:
      heads: {at_end: q < 0.5}
      tails: otherwise
    """

  @Test func `all errors of all files and nothing written`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(wrong, to: "wrong.yaml")
      try simrun.write("format: 2\n", to: "newer.yaml")
      for command in ["run", "validate"] {
        let finished = try simrun(command, "wrong.yaml", "coin.yaml", "newer.yaml")
        #expect(finished.code == 3)
        let heads = finished.err.split(separator: "\n").filter { $0.contains(": error: ") }
        let said: [Substring] = [
          "wrong.yaml:5:6: error: parameters.p: there is no function 'unifrom'; did you mean 'uniform'?",
          "wrong.yaml:7:19: error: outcomes.heads.at_end: unknown name 'q'",
          "newer.yaml:1:9: error: format: format '2' is not known; this program reads format 1",
        ]
        #expect(heads == said)
        let good = "coin.yaml: ok – 2 parameters, 2 outcomes, 1 measure, 0 steps\n"
        #expect(finished.out == (command == "run" ? "" : good))
      }
      #expect(try simrun.names() == ["coin.yaml", "newer.yaml", "wrong.yaml"])
    }
  }

  @Test func `valid files are counted`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.walk, to: "walk.yaml")
      let finished = try simrun("validate", "coin.yaml", "walk.yaml")
      #expect(finished.code == 0)
      #expect(finished.err == "")
      #expect(
        finished.out == """
          coin.yaml: ok – 2 parameters, 2 outcomes, 1 measure, 0 steps
          walk.yaml: ok – 1 state, 3 outcomes, 10 steps

          """)
      #expect(try simrun("validate", "--quiet", "coin.yaml").out == "")
    }
  }

  @Test func `what was chosen for quantiles is said`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        Sample.coin.replacingOccurrences(
          of: "uniform(0.2, 0.6)", with: "elicited(p5=10%, p50=25%, p95=45%)"), to: "asked.yaml")
      let finished = try simrun("validate", "asked.yaml")
      #expect(
        finished.out == """
          asked.yaml: ok – 2 parameters, 2 outcomes, 1 measure, 0 steps
          asked.yaml:5:6: note: parameters.p: metalog on 0 … 1, a -1.099, 0.339, -0.07572; \
          p5 10 %, p50 25 %, p95 45 %; mean 25.89 %

          """)
      #expect(try simrun("validate", "-q", "asked.yaml").out == "")
      let set = try simrun(
        "validate", "coin.yaml", "--set", "parameters.p=elicited(p5=10%, p95=45%)")
      #expect(set.out.contains("logit-normal on 0 … 1, mu -1.199, sigma 0.6069;"))
    }
  }

  @Test func `unknown setting is one line`() throws {
    try Executable.inFolder { simrun in
      for command in ["run", "validate"] {
        let finished = try simrun(command, "coin.yaml", "--set", "parameters.q=1")
        #expect(finished.code == 3)
        #expect(
          finished.err
            == "--set parameters.q=1: there is no 'parameters.q'; 'parameters' has p, u\n")
        #expect(finished.out == "")
      }
    }
  }

  @Test func `scenarios of one run need names of their own`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.coin, to: "other.yaml")
      let two = try simrun("run", "coin.yaml", "other.yaml")
      #expect(two.code == 3)
      #expect(
        two.err
          == "simrun: coin.yaml and other.yaml are both called 'coin'; their rows could not be "
          + "told apart: rename one\n")
      let twice = try simrun("run", "coin.yaml", "coin.yaml")
      #expect(twice.code == 2)
      #expect(twice.err == "simrun: coin.yaml is given twice\n")
    }
  }
}
