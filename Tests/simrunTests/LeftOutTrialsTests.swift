import Foundation
import Testing

/// Trials that fail are in no share, mean or difference of answers. These say so, and which limits allow for
/// what they could have come to.
@Suite("trials that failed, in answers") struct LeftOutTrialsTests {
  /// Fails where x < k; else ends in `low` if x < 0.5.
  private static let scenario = """
    format: 1
    scenario: breaks
    title: A coin that breaks
    parameters: {k: 0, x: "uniform(0, 1)", y: "uniform(0, 1)"}
    outcomes:
      low: {at_end: "x < 0.5 + 0 * if(x < k, 1 / (k - k), 1)"}
      rest: otherwise
    """

  /// What a command prints, in one line.
  private func said(_ arguments: [String]) throws -> String {
    var text = ""
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "breaks.yaml")
      let finished = try simrun.finished(arguments + ["-n", "2000", "-o", "out"])
      text = finished.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    return text
  }

  /// 2,000 trials, seed 1: 400 fail, within four standard errors of 18. All others end alike.
  @Test func `a comparison says how many pairs are left out, and never that all end alike`()
    throws
  {
    let text = try said([
      "compare", "breaks.yaml", "--set", "parameters.k=0.2", "--against", "parameters.k=0",
    ])
    #expect(!text.contains("the difference is exactly 0"), "\(text)")
    let found = try #require(
      text.firstMatch(of: #/end alike\. (\d+) trials failed, so (\d+) of 2,000 pairs/#), "\(text)")
    #expect(found.1 == found.2)
    let failed = try #require(Double(found.1))
    #expect(abs(failed - 400) < 4 * 18)
    let points = Int((failed / 20).rounded())
    #expect(
      text.contains(
        "All pairs of trials that did not fail end alike. \(found.1) trials failed, so \(found.1) of 2,000 "
          + "pairs are left out. What these could have come to is in all limits of shares: over all pairs they "
          + "make up to \(points) points of each difference."), "\(text)")
  }

  /// 400 of 2,000 fail where many are wanted, 5 where few are.
  @Test(arguments: [
    (["drivers", "breaks.yaml"], "0.2", "but some limits allow for them"),
    (["drivers", "breaks.yaml"], "0.0025", "nor in limits"),
    (
      ["discover", "breaks.yaml", "--outcome", "low"], "0.2", "but limits of shares allow for them"
    ),
    (["discover", "breaks.yaml", "--outcome", "low"], "0.0025", "nor in limits"),
  ])
  func `other answers say whether limits allow for failed trials`(
    _ command: [String], _ k: String, _ words: String
  ) throws {
    let text = try said(command + ["--set", "parameters.k=\(k)"])
    let found = try #require(
      text.firstMatch(
        of: #/2,000 trials \(\d+ failed and are in no number here, ([a-z ]+)\), seed 1/#),
      "\(text)")
    #expect(found.1 == words)
  }

  /// A fifth of the trials fails, and three of eight of the others end in `low`.
  @Test func `limits of a box allow for trials that failed`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "breaks.yaml")
      _ = try simrun.finished([
        "discover", "breaks.yaml", "--outcome", "low", "--set", "parameters.k=0.2", "-n", "2000",
        "-o", "out",
      ])
      let lines = try simrun.lines("out/boxes.csv").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      let (low, high) = (
        try #require(lines[0].firstIndex(of: "density_low")),
        try #require(lines[0].firstIndex(of: "density_high"))
      )
      // Of all trials between 30 % and 50 % end so, with limits of 1,000 trials.
      let all = try #require(lines.first { $0[1] == "0" })
      let (least, most) = (try #require(Double(all[low])), try #require(Double(all[high])))
      #expect(abs(least - 0.27) < 0.06 && abs(most - 0.53) < 0.06)
    }
  }

  /// 400 of 2,000 fail, within four standard errors of 18. Of the others 3 in 8 end in `low`, so that the
  /// limits of all 2,000 lie at 30 − 2.3 and 50 + 2.5, by two shares together, give or take four standard
  /// errors.
  @Test func `limits of condition allow for trials that failed`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "breaks.yaml")
      let finished = try simrun.finished([
        "condition", "breaks.yaml", "--given", "y > 0.5", "--set", "parameters.k=0.2", "-n", "2000",
        "-o",
        "out",
      ])
      let text = finished.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(
        text.contains(
          #/2,000 trials \(\d+ failed and are in no number here, but limits of shares allow for them\), seed 1/#
        ),
        "\(text)")
      let lines = try simrun.lines("out/conditions.csv")
      let names = lines[0].split(separator: ",").map(String.init)
      let row = try #require(lines.first { $0.contains(",low,") && $0.contains("all,") })
        .split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let cell = { (name: String) -> Double in
        let place = try #require(names.firstIndex(of: name))
        return Double(row[place]) ?? .nan
      }
      #expect((try cell("ci_low") - 0.277).magnitude < 0.045)
      #expect((try cell("ci_high") - 0.525).magnitude < 0.045)
    }
  }

  /// About 10 of 2,000 trials fail, less than 1 % of all and more than 1 % of the 60 in which the rule holds.
  @Test func `condition says where only some limits allow for trials that failed`() throws {
    let text = try said([
      "condition", "breaks.yaml", "--given", "y > 0.97", "--set", "parameters.k=0.005",
    ])
    #expect(
      text.contains(
        #/2,000 trials \(\d+ failed and are in no number here, but some limits allow for them\), seed 1\./#
      ),
      "\(text)")
    #expect(
      text.contains("of all rows together, sampling error and failed trials only."), "\(text)")
    let few = try said([
      "condition", "breaks.yaml", "--given", "y > 0.5", "--set", "parameters.k=0.0025",
    ])
    #expect(
      few.contains(#/\d+ failed and are in no number here, nor in limits\), seed 1/#), "\(few)")
    #expect(few.contains("of all rows together, sampling error only."), "\(few)")
  }

  @Test func `a comparison says why means have no limits`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        Self.scenario + "\nmeasures:\n  v: {value: y, headline: true}\n"
          + "  same: {value: 3 + 0 * y, headline: true}\n", to: "breaks.yaml")
      for (k, words) in [
        (
          "0.2",
          [
            "Means have no limits, for nothing bounds what the trials that failed could have come to.",
            ", seed 1; sampling error and failed trials only.",
          ]
        ),
        (
          "0",
          [
            "A mean of values that are all the same has no limits, for nothing says how far others may lie from "
              + "them.", "2,000 trials of each, seed 1; sampling error only.",
          ]
        ),
      ] {
        let finished = try simrun.finished([
          "compare", "breaks.yaml", "--set", "parameters.k=\(k)", "--set",
          "parameters.x=uniform(0, 0.9)",
          "--against", "parameters.k=0", "-n", "2000", "-o", "out\(k)",
        ])
        let text = finished.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for sentence in words { #expect(text.contains(sentence), "\(text)") }
      }
    }
  }

  @Test func `where a share crosses is said to be without them`() throws {
    let text = try said([
      "sweep", "breaks.yaml", "--sweep", "parameters.k=0,0.1,0.2,0.4", "--cross", "low=30%",
    ])
    let found = try #require(
      text.firstMatch(of: #/is found without the ([\d,]+ trials) that failed;/#), "\(text)")
    #expect(
      text.contains(
        "Where a share crosses is found without the \(found.1) that failed; where more than 1 % did, limits "
          + "allow for what these could have come to."), "\(text)")
  }

  @Test func `nothing is said where none failed`() throws {
    let text = try said(["condition", "breaks.yaml", "--given", "y > 0.5"])
    #expect(!text.contains("failed"), "\(text)")
  }
}
