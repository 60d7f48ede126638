import Foundation
import Testing

/// A class may be called anything. Rules and options take it as an expression has it.
struct ClassNameTests {
  private static let scenario = """
    format: 1
    scenario: two
    clock: {step: week, steps: 2}
    parameters: {p: "uniform(0, 1)", q: 0.5}
    outcomes:
      early: {at_end: p < q / 2, class: Deal that holds}
      late: {at_end: p < q, class: Deal that holds}
      none: otherwise
    """

  @Test(arguments: ["Deal that holds", "deal_that_holds"])
  func `options take a class by its name and as a plain name`(name: String) throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "two.yaml")
      let explained = try simrun(
        "explain", "two.yaml", "--outcome", name, "--typical", "-n", "200")
      #expect(explained.out.contains(" ended in Deal that holds."), "\(explained)")
      let found = try simrun("discover", "two.yaml", "--outcome", name, "-n", "2000", "-o", "box")
      #expect(found.out.contains("\nDeal that holds: "), "\(found)")
      let moved = try simrun("drivers", "two.yaml", "--outcome", name, "-n", "200", "-o", "drivers")
      #expect(moved.code == 0, "\(moved)")
      let swept = try simrun(
        "sweep", "two.yaml", "--sweep", "parameters.q=0.2,0.8", "--cross", "\(name)=40%", "-n",
        "200", "-o", "sweep")
      #expect(swept.code == 0, "\(swept)")
      #expect(
        try simrun.lines("sweep/crossings.csv").dropFirst().allSatisfy {
          $0.hasPrefix("two,parameters.q,Deal that holds,0.4,")
        })
    }
  }

  @Test(arguments: ["class == deal_that_holds", "class == 'Deal that holds'"])
  func `rules take it as a plain name and in quotes`(rule: String) throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "two.yaml")
      let seen = try simrun("condition", "two.yaml", "--given", rule, "-n", "2000", "-o", "seen")
      #expect(seen.code == 0, "\(seen)")
      // Whoever has p below q is of the class, and nobody else.
      #expect(
        try simrun.lines("seen/conditions.csv").contains {
          $0.hasPrefix("two,given,\(rule),Deal that holds,994,994,1,")
        })
    }
  }

  @Test func `files take it as a plain name`() throws {
    try Executable.inFolder { simrun in
      let verify = "\nverify: {trials: 4000, expect: {deal: {share: deal_that_holds, equals: q}}}\n"
      try simrun.write(Self.scenario + verify, to: "two.yaml")
      let verified = try simrun("verify", "two.yaml")
      #expect(verified.code == 0, "\(verified)")
      try simrun.write(
        "calibration: c\ntargets: {deal: {share: deal_that_holds, value: 0.5, error: 0.1}}\n"
          + "parameters: {q: 0:1}\n", to: "t.yaml")
      let fitted = try simrun(
        "calibrate", "two.yaml", "--targets", "t.yaml", "-n", "64", "--sets", "40", "--rounds", "2",
        "-o",
        "fitted")
      #expect(fitted.code == 0, "\(fitted)")
      try simrun.write(
        "batch: b\nscenarios: [two.yaml]\nshow: deal_that_holds\npoints:\n- {name: a}\n"
          + "- {name: b, set: {parameters.q: 0.9}, against: a}\n", to: "b.yaml")
      let shown = try simrun("batch", "b.yaml", "-n", "1000", "-o", "shown")
      #expect(shown.code == 0, "\(shown)")
      #expect(shown.out.contains("Deal that holds"), "\(shown)")
    }
  }
}
