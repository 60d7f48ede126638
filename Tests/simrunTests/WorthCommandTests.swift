import Foundation
import Testing

@Suite("worth where values are missing") struct WorthCommandTests {
  private static func scenario(_ name: String, _ value: String) -> String {
    """
    format: 1
    scenario: \(name)
    clock: {step: week, steps: 5}
    parameters: {x: "uniform(0, 1)"}
    events: {e: {probability: x, once: true}}
    outcomes: {win: {at_end: happened(e)}, lose: otherwise}
    measures: {v: "\(value)"}
    """
  }

  /// With the chance ∫ (1 − x)⁵ dx = 1/6 of a trial the event never comes, and with two trials of each draw
  /// with ∫ (1 − x)¹⁰ dx = 1/11 in neither: of 1,000 draws about 91. Four standard errors are 36.
  @Test
  func `worth says how many parameter draws lack values`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario("sure", "2"), to: "sure.yaml")
      try simrun.write(Self.scenario("wait", "first(e)"), to: "wait.yaml")
      let finished = try simrun(
        "worth", "sure.yaml", "wait.yaml", "--value", "v", "-n", "2000", "--repeats", "2")
      #expect(finished.code == 0)
      let said = finished.out.split(whereSeparator: \.isNewline).joined(separator: " ")
      let part = try #require(said.firstMatch(of: /In (\d+) parameter draws some trials/)).1
      let without = try #require(said.firstMatch(of: /(\d+) parameter draws are left out/)).1
      let left = try #require(Int(without))
      #expect((55...127).contains(left))
      #expect(
        said.contains(
          "In \(part) parameter draws some trials have no value: there the mean is over those that have one, "
            + "of each plan. \(left) parameter draws are left out, as a plan has no value in any trial; they "
            + "may not be like the others. In \(part) parameter draws a plan has a value in one trial only: "
            + "there chance counts as if it could be found out."))
      #expect(said.contains(" \(1000 - left) parameter draws, the same for all plans."))
    }
  }

  @Test
  func `worth counts trials that failed under no plan`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario("sure", "2"), to: "sure.yaml")
      try simrun.write(Self.scenario("root", "sqrt(x - 0.01)"), to: "root.yaml")
      let finished = try simrun(
        "worth", "sure.yaml", "root.yaml", "--value", "v", "-n", "4000", "--repeats", "4")
      let said = finished.out.split(whereSeparator: \.isNewline).joined(separator: " ")
      let left = try #require(said.firstMatch(of: /(\d+) parameter draws are left out/)).1
      #expect(
        said.contains(
          " trials failed under some plan and count under none. \(left) parameter draws are left out, as a "
            + "plan has no value in any trial; they may not be like the others."))
    }
  }
}
