import Foundation
import Testing

struct VerifyTests {
  private let good = """
    format: 1
    scenario: coin
    title: A coin
    parameters: {p: 0.25, u: "uniform(0, 1)"}
    outcomes: {heads: {at_end: u < p}, tails: otherwise}
    measures: {third: p / 3}
    verify:
      source: Bernoulli (1713)
      trials: 2000
      seed: 3
      expect:
        heads: {share: heads, equals: p}
        third: {mean: third, equals: p / 3, printed: 0.0833}
      also: [{parameters.p: 0.5}]
    """

  private var bad: String {
    good.replacing("scenario: coin", with: "scenario: bad").replacing(
      "equals: p}", with: "equals: 0.2}"
    )
    .replacing("third, equals: p / 3", with: "third, equals: p / 3 + 1e-9")
  }

  private func inFolder(_ body: (Executable) throws -> Void) throws {
    try Executable.inFolder { simrun in
      try simrun.write(good, to: "good.yaml")
      try simrun.write(bad, to: "bad.yaml")
      try body(simrun)
    }
  }

  @Test func `what is found stands beside what is expected`() throws {
    try inFolder { simrun in
      let finished = try simrun("verify", "good.yaml")
      #expect(finished.code == 0)
      #expect(finished.err == "")
      #expect(
        finished.out == """
          coin: A coin
          Bernoulli (1713)
          2,000 trials, seed 3               expected          found        apart
            heads                                0.25           0.25      +0.0 se  pass
            third                          0.08333333     0.08333333            0  pass
            third, as printed                  0.0833     0.08333333       +3e-05  pass
          at parameters.p: 0.5
            heads                                 0.5          0.489      -1.0 se  pass
            third                           0.1666667      0.1666667            0  pass

          1 file, 5 expectations: all pass. The farthest is 1.0 standard errors away, and
          4 are allowed.

          """)
      for line in finished.out.split(separator: "\n") { #expect(line.count <= 80) }
    }
  }

  @Test func `what is off is told and the code is 1`() throws {
    try inFolder { simrun in
      let finished = try simrun("verify", "good.yaml", "bad.yaml")
      #expect(finished.code == 1)
      #expect(finished.out.contains("coin: A coin\n"))
      #expect(
        finished.out.contains("\n    the same in every trial: rounding needs a 'tolerance'\n"))
      #expect(
        finished.out.contains("\n2 files, 10 expectations: 4 off.")
      )
      let quiet = try simrun("verify", "-q", "good.yaml", "bad.yaml")
      #expect(quiet.code == 1)
      #expect(quiet.out == "")
      #expect(quiet.err == finished.err)
      #expect(
        finished.err.split(separator: "\n").first
          == "simrun: bad.yaml: heads is off: expected 0.2, found 0.25, apart +5.6 se")
      #expect(finished.err.split(separator: "\n").count == 4)
      #expect(
        finished.err.contains(
          "\nsimrun: bad.yaml: third (at parameters.p: 0.5) is off: expected 0.1666667, "
            + "found 0.1666667, apart -1e-09; the same in every trial: "
            + "rounding needs a 'tolerance'\n"))
    }
  }

  @Test func `folders are searched`() throws {
    try inFolder { simrun in
      let finished = try simrun(
        "verify", ".", "--set", "verify.expect.heads.equals=p", "--set",
        "verify.expect.third.tolerance=1e-6")
      #expect(finished.code == 0)
      #expect(finished.err == "")
      #expect(finished.out.contains("\n2 files, 10 expectations: all pass."))
      #expect(
        finished.out.contains("1 file expects\nnothing.")
          || finished.out.contains("1 file expects nothing."))
    }
  }

  @Test func `json`() throws {
    try inFolder { simrun in
      let finished = try simrun("verify", "good.yaml", "--format", "json")
      #expect(finished.code == 0)
      #expect(
        finished.out.hasPrefix(
          "{\n  \"expectations\": 5,\n  \"files\": [\n    {\n      \"file\": \"good.yaml\","))
      #expect(finished.out.contains("\"compared\": \"formula with print\""))
      #expect(finished.out.hasSuffix("  ],\n  \"off\": 0\n}\n"))
    }
  }

  @Test func `wrong use`() throws {
    try inFolder { simrun in
      let absent = try simrun("verify")
      #expect(absent.code == 2)
      #expect(
        absent.err == "simrun: cannot read Scenarios/verification: no such file or folder\n")
      let nothing = try simrun("verify", "coin.yaml")
      #expect(nothing.code == 2)
      #expect(
        nothing.err
          == "simrun: coin.yaml has no 'verify:' section, so there is nothing to compare\n")
      let jobs = try simrun("verify", "good.yaml", "-j", "0")
      #expect(jobs.code == 2)
      #expect(
        jobs.err
          == "simrun: --jobs must be from 1 to 1,024, but it is 0. See 'simrun help verify'.\n")
    }
  }

  @Test func `files that cannot be verified keep no other from it`() throws {
    try inFolder { simrun in
      try simrun.write(good.replacing("share: heads", with: "share: edge"), to: "wrong.yaml")
      try simrun.write(
        good.replacing("third, equals: p / 3", with: "third, equals: 1 / (p - 0.5)"),
        to: "fails.yaml")
      let finished = try simrun(
        "verify", "none.yaml", "coin.yaml", "wrong.yaml", "fails.yaml", "bad.yaml", "good.yaml")
      #expect(finished.code == 2)
      let heads = finished.err.split(separator: "\n").filter { !$0.hasPrefix(" ") }
      #expect(
        heads.prefix(4) == [
          "simrun: cannot read none.yaml: no such file or folder",
          "simrun: coin.yaml has no 'verify:' section, so there is nothing to compare",
          "wrong.yaml:12:20: error: verify.expect.heads.share: there is no outcome or class "
            + "'edge'; known: heads, tails",
          "fails.yaml:13:34: error: verify.expect.third.equals: division by zero",
        ])
      #expect(heads.dropFirst(4).allSatisfy { $0.hasPrefix("simrun: bad.yaml: ") })
      #expect(finished.out.contains("\n2 files, 10 expectations: 4 off."))
      #expect(try simrun("verify", "bad.yaml", "wrong.yaml").code == 3)
      #expect(try simrun("verify", "fails.yaml", "good.yaml").code == 3)
    }
  }

  @Test func `a folder must expect something`() throws {
    try Executable.inFolder { simrun in
      let finished = try simrun("verify", ".")
      #expect(finished.code == 2)
      #expect(finished.err == "simrun: no file in . has a 'verify:' section\n")
    }
  }

  @Test func `invalid files and what validate says`() throws {
    try inFolder { simrun in
      try simrun.write(good.replacing("share: heads", with: "share: edge"), to: "bad.yaml")
      for command in ["verify", "validate", "run"] {
        let finished = try simrun(command, "bad.yaml")
        #expect(finished.code == 3)
        #expect(finished.out == "")
        #expect(
          finished.err.components(separatedBy: "\n")[0]
            == "bad.yaml:12:20: error: verify.expect.heads.share: there is no outcome or class "
            + "'edge'; known: heads, tails")
      }
    }
  }
}
