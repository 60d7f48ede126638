import Foundation
import Testing

@Suite("show") struct ShowCommandTests {
  private static let sale = """
    format: 1
    scenario: sale
    title: A sale
    issues:
      price: {low: cheap, high: dear, status_quo: 0.1}
    parties:
      buyer: {ideal: 0, no_deal: 0.3, red_lines: {price: {above: 0.7, hard: true}}}
      seller: {ideal: 1, no_deal: 0.45}
    plans:
      fair: {terms: {price: 0.6}}
    outcomes:
      kept: otherwise
    """

  @Test
  func `red lines are written in the unit of their issue`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        """
        format: 1
        scenario: river
        issues:
          release: {low: 20 km3, high: 50 km3, status_quo: 25 km3}
          crews: {low: 0 people, high: 900 000 people, status_quo: 0}
          opening: {low: 2027-01-01, high: 2027-12-31, status_quo: 1}
          watch: {values: [none, joint, foreign], ordered: true, status_quo: none}
          border: {low: west, high: east, status_quo: 0.5}
        parties:
          delta:
            ideal: {release: 1, crews: 0, opening: 0, watch: none, border: 0}
            no_deal: 0.2
            red_lines:
              release: {below: 28 km3, hard: true}
              crews: {above: 600 000 people, slope: 1}
              opening: {above: 2027-07-01, slope: 1}
              watch: {above: joint, slope: 1}
              border: {above: 0.7, slope: 1}
        outcomes: {none: otherwise}
        """, to: "river.yaml")
      let out = try simrun("show", "river.yaml").out
      for line in [
        "release not below 28 km3, hard", "crews not above 600 000 people",
        "opening not above 2027-07-01", "watch not above joint", "border not above 0.70",
      ] {
        #expect(out.contains("- delta: \(line); "), "\(line)")
      }
    }
  }

  @Test
  func `what texts are worth is printed, and written with --out`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.sale, to: "sale.yaml")
      let finished = try simrun("show", "sale.yaml", "-o", "r")
      #expect(finished.code == 0)
      #expect(finished.err == "")
      #expect(
        finished.out.contains(
          """
          What each text is worth
                      buyer            seller
          no deal     0.30             0.45
          fair         0.40 (+0.10)     0.60 (+0.15)
          status_quo   0.90 (+0.60)     0.10 (-0.35)
          """))
      #expect(finished.out.contains("- buyer: price not above 0.70, hard; no text breaks it"))
      #expect(
        try simrun.lines("r/ranges.csv")[1] == "sale,price,buyer,0,0.7,,0.7,0: cheap; 1: dear,0,0.7"
      )
      #expect(try simrun.read("r/columns.csv").contains("worths.csv,red_lines,text"))
      #expect(try simrun.read("r/manifest.json").contains("\"command\": \"show\""))
      let again = try simrun("show", "sale.yaml", "-o", "r")
      #expect(again.code == 74)
      #expect(try simrun("show", "sale.yaml", "-o", "r", "--force").code == 0)
    }
  }

  @Test
  func `why no text is judged, and what an issue with values has no part in`() throws {
    try Executable.inFolder { simrun in
      let paint = """
        format: 1
        scenario: paint
        title: Paint
        issues:
          paint: {values: [red, blue]}
        parties:
          a: {worth: {paint: {red: 1, blue: 0}}, no_deal: 0.3}
        outcomes:
          kept: otherwise
        """
      try simrun.write(paint, to: "paint.yaml")
      let shown = try simrun("show", "paint.yaml")
      #expect(shown.code == 0)
      #expect(
        shown.out.contains(
          """
          There is no text to judge at the start: no plan, no opening, and not all issues
          have a status quo.
          """))
      #expect(shown.out.contains("    status_quo: none (default)"))
      for key in ["low", "high", "levels"] { #expect(!shown.out.contains("    \(key):")) }
      #expect(shown.out.contains("    ordered: false (default)"))
      try simrun.write(
        paint.replacing("values: [red, blue]", with: "low: few, high: many")
          .replacing("worth: {paint: {red: 1, blue: 0}}, ", with: ""), to: "paint.yaml")
      let scale = try simrun("show", "paint.yaml")
      #expect(scale.out.contains("No party has ideals by which a text could be judged."))
      #expect(!scale.out.contains("ordered:"))
    }
  }

  /// With the best wage green is worth 1 − 0.5·0.9 to a, less than no deal, and blue 1 − 0.5·0.1.
  @Test
  func `of an issue with values those are listed that a party could accept`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        """
        format: 1
        scenario: paint
        title: Paint
        issues:
          paint: {values: [red, green, blue], status_quo: red}
          wage: {status_quo: 0.5}
        parties:
          a: {ideal: {wage: 1}, worth: {paint: {red: 1, green: 0.1, blue: 0.9}}, no_deal: 0.6}
          b: {ideal: {wage: 0}, worth: {paint: {red: 0, green: 1, blue: 0.5}}, no_deal: 0.3}
        talks: {protocol: nash}
        outcomes:
          kept: otherwise
        """, to: "paint.yaml")
      let shown = try simrun("show", "paint.yaml")
      #expect(
        shown.out.contains(
          """
          paint: red, green, blue
            a       red, blue
            b       red, green, blue
          """), "\(shown.out)")
    }
  }

  @Test
  func `--set changes what is shown, and --format json has it all`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.sale, to: "sale.yaml")
      let finished = try simrun(
        "show", "sale.yaml", "--set", "plans.fair.terms.price=0.8", "--format", "json")
      #expect(finished.code == 0)
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(finished.out.utf8)) as? [String: Any])
      #expect(document["format"] as? String == "simrun-show/1")
      let texts = try #require(document["texts"] as? [[String: Any]])
      let judged = try #require(texts[0]["judgements"] as? [[String: Any]])
      #expect(judged[0]["red_lines"] as? [String] == ["price"])
      #expect(judged[0]["accepts"] as? Bool == false)
    }
  }

  @Test
  func `a file that is wrong or not there ends as with other commands`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.sale.replacing("ideal: 0,", with: "ideal: zero,"), to: "sale.yaml")
      let wrong = try simrun("show", "sale.yaml")
      #expect(wrong.code == 3)
      #expect(wrong.out == "")
      #expect(wrong.err.contains("unknown name 'zero'"))
      let absent = try simrun("show", "none.yaml")
      #expect(absent.code == 2)
      #expect(try simrun("show", "coin.yaml").out.contains("There are no parties"))
    }
  }

  @Test
  func `one part alone is shown where it is asked for`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.sale, to: "sale.yaml")
      let defaults = try simrun("show", "sale.yaml", "--defaults").out
      #expect(defaults.contains("\n    curvature: 1 (default)\n"))
      #expect(!defaults.contains("What each text is worth"))
      #expect(try simrun("show", "sale.yaml").out.contains("\n    curvature: 1 (default)\n"))
      #expect(
        try simrun("show", "sale.yaml", "--equations").out.contains("\n  buyer no deal = 0.3\n"))
      #expect(try simrun("show", "sale.yaml", "--model").out.contains(" values, "))
      let both = try simrun("show", "sale.yaml", "--model", "--equations")
      #expect(both.code == 2)
      #expect(both.err.contains("choose one of --defaults, --equations, --model"))
      let json = try simrun("show", "sale.yaml", "--model", "--format", "json")
      #expect(json.code == 2)
      #expect(json.err.contains("--format json is for what texts are worth"))
    }
  }
}
