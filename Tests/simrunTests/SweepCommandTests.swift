import Foundation
import Testing

@testable import simrun

@Suite("simrun run --sweep") struct SweepCommandTests {
  private static let scenario = """
    format: 1
    scenario: s
    title: A sure thing
    clock: {step: week, start: 2025-01-06, steps: 2}
    parameters: {p: 0.5, q: 0}
    outcomes:
      yes: {at_end: p > 0.4}
      no: otherwise
    measures: {root: 1 / (p - q)}
    """

  @Test
  func `the screen is one table of points, in 80 columns, and fits what is written`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "s.yaml")
      let finished = try simrun(
        "run", "s.yaml", "-n", "1000", "--sweep", "parameters.p=0.2,0.6", "--set", "parameters.q=3")
      #expect(finished.code == 0)
      #expect(finished.err == "")
      #expect(
        finished.out == """
          s: A sure thing
          With parameters.q = 3

          point    p  yes   no
              1  0.2    0  100
              2  0.6  100    0
          Shares of outcomes in percent; their limits are in outcomes.csv. All points use
          the same random numbers: differences.csv has how each differs from the first.

          1,000 trials of each, seed 1. Limits: all rows together, sampling error only.
          With a header only: signals.csv and timeline.csv, of which the file has none.
          All results: results/s-sweep (columns.csv explains each column)

          """)
      #expect(
        try simrun.read("results/s-sweep/points.csv")
          == "scenario,point,parameters.q,parameters.p\ns,1,3,0.2\ns,2,3,0.6\n")
    }
  }

  @Test
  func `of many points the screen shows some, evenly chosen`() throws {
    #expect(SweepTable.chosen(of: 30) == Array(0..<30))
    #expect(SweepTable.chosen(of: 31).count == 30)
    #expect(SweepTable.chosen(of: 59) == (0..<30).map { 2 * $0 })
    let many = SweepTable.chosen(of: 1_000)
    #expect(many.first == 0 && many.last == 999 && Set(many).count == 30)
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "s.yaml")
      let finished = try simrun(
        "run", "s.yaml", "-n", "10", "--sweep", "parameters.p=0.1:5.9:59", "--set",
        "parameters.q=9")
      #expect(finished.code == 0)
      #expect(finished.out.contains("\n   59  5.9  100    0\n"), "\(finished.out)")
      #expect(
        finished.out.contains(
          "\n30 of 59 points, evenly chosen. outcomes.csv has all of them, and points.csv\ntheir values.\n"
        ))
      #expect(
        finished.out.contains(
          "\nWith a header only: timeline.csv, signals.csv and incidence.csv, not recorded\n(--record).\n"
        ))
    }
  }

  @Test
  func `trials that fail are counted point by point`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "s.yaml")
      let finished = try simrun(
        "run", "s.yaml", "-n", "100", "--sweep", "parameters.p=0,1", "-o", "r")
      #expect(finished.code == 1)
      #expect(
        finished.err == """
          simrun: s: all 100 trials failed; first: s.yaml:9:18: measures.root: division by zero \
          (trial 0); see r/failures.csv

          """)
      #expect(finished.out.contains("1 point has more than 1 % of failed trials"))
    }
  }

  @Test(arguments: [
    ("parameters.p=1,,2", "a value is missing: write path=a,b,c or path=from:to:count"),
    (
      "parameters.p=0:1",
      "0:1 has no number of values: write 0:1:11 for 11 of them, both ends included"
    ),
    ("parameters.p=0.3,1,0.30", "0.3 and 0.30 are the same value"),
    ("parameters.p=1,x,x", "the value x stands there twice"),
    ("parameters.p=0,0:1:3", "the value 0 stands there twice"),
    ("parameters.p=0%:1:3", "both ends must be percentages, or none"),
    (
      "parameters.p=1 day:2 weeks:3",
      "both ends of from:to:count must have the same unit, but they are 1 day and 2 weeks"
    ),
    (
      "parameters.p=0:1:0.1",
      "from:to:count needs a whole number of values from 2 to 100000, but it is '0.1'"
    ),
    (
      "parameters.p",
      "it must be path=a,b,c or path=from:to:count, as in parameters.monitoring=0:1:11"
    ),
  ])
  func `wrong use`(_ sweep: String, _ message: String) throws {
    try Executable.inFolder { simrun in
      let finished = try simrun("run", "coin.yaml", "--sweep", sweep)
      #expect(finished.code == 2)
      #expect(finished.err.contains(message))
      let record = try simrun("run", "coin.yaml", "--record", "all,timeline")
      #expect(record.code == 2)
      #expect(
        record.err.contains(
          "it must be all, answers or some of timeline, signals, incidence, measures, undisturbed, "
            + "with commas"))
    }
  }

  @Test
  func `--dry-run says what would be run, and runs nothing`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "s.yaml")
      let finished = try simrun(
        "run", "s.yaml", "-n", "1000", "--sweep", "parameters.p=0.2:0.6:3", "--sweep",
        "parameters.q=2", "--dry-run")
      #expect(finished.code == 0)
      #expect(finished.err == "")
      #expect(
        finished.out == """
          s: A sure thing
          parameters.p: 3 values, 0.2 to 0.6
          parameters.q: 1 value, 2
          3 points of 1,000 trials each, 3,000 in all. Nothing was run; results/s-sweep
          was not written.

          """)
      #expect(try !simrun.names().contains("results"))
      let wrong = try simrun("run", "s.yaml", "--sweep", "parameters.r=1,2", "--dry-run")
      #expect(wrong.code == 3)
    }
  }

  @Test
  func `many points are announced, and a wrong path is reported once, by its --sweep`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "s.yaml")
      let finished = try simrun(
        "run", "s.yaml", "-n", "100", "--sweep", "parameters.p=0.1:1:21", "--set", "parameters.q=3")
      #expect(finished.err == "21 points of 100 trials each, 2,100 in all\n")
      let wrong = try simrun("run", "s.yaml", "--sweep", "parameters.r=0:1:21")
      #expect(wrong.code == 3)
      #expect(
        wrong.err
          == "--sweep parameters.r=0: there is no 'parameters.r'; 'parameters' has p, q\n")
    }
  }
}
