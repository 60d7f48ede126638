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
          "In \(part) parameter draws some trials have no value: there the mean of each plan is over those "
            + "of its trials that have one. \(left) parameter draws are left out, as a plan has no value in any trial; they "
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
      // 1 − 0.025^(1/990) = 0.37 %, for 980 to 1,000 draws.
      let draws = try #require(Int(left)).distance(to: 1000)
      #expect(
        said.contains(
          "In none of \(draws) parameter draws another plan was better than sure, so nothing that was drawn is "
            + "worth knowing first; what comes in fewer than 0.37 % of them, however much, may not have been seen."
        ))
      #expect(
        said.contains(
          " trials failed under some plan and count under none; limits do not allow for them. \(left) "
            + "parameter draws are left out, as a plan has no value in any trial; they may not be like the others."
        ))
    }
  }

  /// One trial in fifty fails under `root`, which wins in all others. `sure` wins in three of four.
  @Test
  func `how far a plan is ahead allows for trials that failed`() throws {
    try Executable.inFolder { simrun in
      let text = """
        format: 1
        scenario: root
        parameters: {x: "uniform(0, 1)", y: "uniform(0, 1)", z: "sqrt(x - 0.02)"}
        outcomes: {win: {at_end: "z > -1 and y < 1"}, lose: otherwise}
        """
      try simrun.write(text, to: "root.yaml")
      try simrun.write(
        text.replacing("root", with: "sure").replacing("sqrt(x - 0.02)", with: "x").replacing(
          "y < 1", with: "y < 0.75"),
        to: "sure.yaml")
      let finished = try simrun(
        "worth", "root.yaml", "sure.yaml", "--value", "win=1", "-n", "4000", "--repeats", "1")
      let said = finished.out.split(whereSeparator: \.isNewline).joined(separator: " ")
      #expect(
        said.contains(
          " count under none; how far the best plan is ahead allows for them, other limits do not."),
        "\(said)")
      // Between 0.98 − 0.75 and 1 − 0.75, with limits of four thousand pairs on both sides.
      let lead = try #require(
        said.firstMatch(of: /root is the best plan, by (0\.\d+) to (0\.\d+) over the next/),
        "\(said)")
      let (low, high) = (try #require(Double(lead.1)), try #require(Double(lead.2)))
      #expect((0.18...0.235).contains(low) && (0.245...0.3).contains(high))
    }
  }

  /// x cannot be drawn where a is below 0, in 1 of 101 draws: these are left out, and x is asked of the
  /// others.
  @Test
  func `worth asks of inputs that have no value in draws that are left out`() throws {
    try Executable.inFolder { simrun in
      let text = """
        format: 1
        scenario: drawn
        parameters: {a: "uniform(-0.01, 1)", x: "uniform(0, sqrt(a))"}
        outcomes: {win: {at_end: x < 0.3}, lose: otherwise}
        measures: {v: "x"}
        """
      try simrun.write(text, to: "drawn.yaml")
      try simrun.write(
        text.replacing("scenario: drawn", with: "scenario: sure").replacing(
          "v: \"x\"", with: "v: \"0.4\""),
        to: "sure.yaml")
      let finished = try simrun(
        "worth", "drawn.yaml", "sure.yaml", "--value", "v", "-n", "4000", "--repeats", "4", "-o",
        "w")
      let said = finished.out.split(whereSeparator: \.isNewline).joined(separator: " ")
      #expect(said.contains(" parameter draws are left out"), "\(said)")
      let rows = try simrun.lines("w/worth.csv")
      #expect(rows.contains { $0.hasPrefix("EVPPI,a,") })
      #expect(rows.contains { $0.hasPrefix("EVPPI,x,") })
    }
  }
}
