import Foundation
import Testing

/// `simrun chart`, as a user runs it.
struct ChartCommandTests {
  private static let environment = ["PATH": Tool.searchPath]

  private func results(_ body: (Executable) throws -> Void) throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.walk, to: "walk.yaml")
      #expect(try simrun("run", "walk.yaml", "-n", "500", "-q").code == 0)
      try body(simrun)
    }
  }

  @Test(.enabled(if: Tool.hasGnuplot, "gnuplot is not installed"))
  func `it says what it drew, what it did not, and how to draw again`() throws {
    try results { simrun in
      let finished = try simrun("chart", "results/walk", environment: Self.environment)
      #expect(finished.code == 0)
      #expect(finished.err == "")
      #expect(
        finished.out
          == """
          3 pictures in results/walk/charts

          outcomes  How it ends: walk
          classes   How it ends, by class: walk
          timeline  On the way: walk: x

          Not drawn: measures.csv, which has a header only; incidence.csv, in which
          nothing comes before the last step.
          Each has its script beside it, to be changed: gnuplot outcomes.gp in that folder
          draws again.

          """)
      #expect(
        try simrun.names("results/walk/charts")
          == ["classes", "outcomes", "timeline"].flatMap {
            ["\($0).gp", "\($0).png", "\($0).svg"]
          })
      let svg = try simrun.read("results/walk/charts/outcomes.svg")
      for text in ["How it ends: walk", "500 trials, seed 1.", "far", "above", "below"] {
        #expect(svg.contains(text), "\(text)")
      }
      #expect(!svg.contains("javascript") && !svg.contains(".js"))
      #expect(try simrun.names("results/walk").contains("charts.new") == false)
    }
  }

  @Test(.enabled(if: Tool.hasGnuplot, "gnuplot is not installed"))
  func `equal results give equal pictures, and a script draws the same by itself`() throws {
    try results { simrun in
      func svg() throws -> [String] {
        try ["outcomes", "classes", "timeline"].map {
          try simrun.read("results/walk/charts/\($0).svg")
        }
      }
      #expect(
        try simrun("chart", "results/walk", "-q", environment: Self.environment).out == "")
      let first = try svg()
      #expect(try simrun("chart", "results/walk", environment: Self.environment).code == 0)
      #expect(try svg() == first)
      try FileManager.default.moveItem(
        atPath: simrun.folder + "/results/walk", toPath: simrun.folder + "/elsewhere")
      try FileManager.default.removeItem(atPath: simrun.folder + "/elsewhere/charts/outcomes.svg")
      let gnuplot = try #require(Tool.path("gnuplot"))
      let again = try Tool.run(
        gnuplot, ["outcomes.gp"], in: simrun.folder + "/elsewhere/charts")
      #expect(again.code == 0)
      #expect(try simrun.read("elsewhere/charts/outcomes.svg") == first[0])
    }
  }

  @Test(.enabled(if: Tool.hasGnuplot, "gnuplot is not installed"))
  func `a script that was changed is kept and drawn, until --force`() throws {
    try results { simrun in
      let chart = ["chart", "results/walk", "--format", "svg"]
      #expect(try simrun.finished(chart, environment: Self.environment).code == 0)
      let script = "results/walk/charts/outcomes.gp"
      let changed = try simrun.read(script).replacingOccurrences(
        of: "How it ends", with: "Where it ends")
      try simrun.write(changed, to: script)
      let kept = try simrun.finished(chart, environment: Self.environment)
      #expect(kept.code == 0)
      #expect(
        kept.err
          == "simrun: results/walk/charts/outcomes.gp was changed, so it is kept and drawn; --force "
          + "writes it anew\n")
      #expect(try simrun.read(script) == changed)
      #expect(try simrun.read("results/walk/charts/outcomes.svg").contains("Where it ends"))
      let forced = try simrun.finished(chart + ["--force"], environment: Self.environment)
      #expect(forced.err == "")
      #expect(try simrun.read("results/walk/charts/outcomes.svg").contains("How it ends"))
    }
  }

  @Test func `without gnuplot the scripts are there, and a line says what to install`() throws {
    try results { simrun in
      let finished = try simrun("chart", "results/walk", environment: ["PATH": "/nowhere"])
      #expect(finished.code == 69)
      #expect(finished.out == "")
      #expect(
        finished.err
          == "simrun: gnuplot is not installed: results/walk/charts has the scripts and no pictures; "
          + "install it (apt-get install gnuplot-nox, brew install gnuplot) and try again, or use "
          + "--format vega-lite\n")
      #expect(
        try simrun.names("results/walk/charts") == ["classes.gp", "outcomes.gp", "timeline.gp"])
    }
  }

  @Test func `where gnuplot fails the script is there to be looked at`() throws {
    try results { simrun in
      let programs = try simrun.programs([
        "gnuplot": "[ \"$2\" != classes.gp ] || { echo 'line 7: out of memory' >&2; exit 3; }"
      ])
      let finished = try simrun(
        "chart", "results/walk", environment: ["PATH": "\(programs):/usr/bin:/bin"])
      #expect(finished.code == 1)
      #expect(finished.out == "")
      #expect(finished.err == "simrun: gnuplot failed at classes.gp: line 7: out of memory\n")
      #expect(
        try simrun.names("results/walk/charts") == ["classes.gp", "outcomes.gp", "timeline.gp"])
    }
  }

  @Test func `specifications of Vega-Lite need no gnuplot and hold their data`() throws {
    try results { simrun in
      let finished = try simrun("chart", "results/walk", "--format", "vega-lite")
      #expect(finished.code == 0)
      #expect(
        finished.out.hasSuffix(
          "Each is a specification of Vega-Lite 5 with its data inside (name.vl.json).\n"))
      let names = try simrun.names("results/walk/charts")
      #expect(names == ["classes.vl.json", "outcomes.vl.json", "timeline.vl.json"])
      for name in names {
        let text = try simrun.read("results/walk/charts/" + name)
        let document = try #require(
          try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(
          document["$schema"] as? String
            == "https://vega.github.io/schema/vega-lite/v5.json")
        #expect(text.contains("\"values\""))
      }
    }
  }

  @Test(
    .enabled(
      if: Tool.python(with: "vl_convert") != nil,
      "vl_convert is not installed (pip install vl-convert-python)"))
  func `vl-convert draws every specification`() throws {
    let python = try #require(Tool.python(with: "vl_convert"))
    try results { simrun in
      try simrun.write(Sample.coin, to: "coin.yaml")
      #expect(
        try simrun(
          "run", "coin.yaml", "--sweep", "parameters.p=0.2,0.5", "-n", "200", "-o", "sweep", "-q"
        ).code == 0)
      for folder in ["results/walk", "sweep"] {
        #expect(try simrun("chart", folder, "--format", "vega-lite", "-q").code == 0)
        for name in try simrun.names(folder + "/charts") {
          let program =
            "import sys, vl_convert; svg = vl_convert.vegalite_to_svg(open(sys.argv[1]).read(), "
            + "vl_version='5.20'); sys.exit(0 if '<svg' in svg else 1)"
          let drawn = try Tool.run(
            python, ["-c", program, "\(simrun.folder)/\(folder)/charts/\(name)"])
          #expect(drawn.code == 0, "\(name): \(drawn.err)")
        }
      }
    }
  }

  @Test(.enabled(if: Tool.hasGnuplot, "gnuplot is not installed"))
  func `the inputs of a scenario are drawn without results, those of a folder from its trials`()
    throws
  {
    try Executable.inFolder { simrun in
      let drawn = try simrun(
        "chart", "--inputs", "coin.yaml", "-n", "400", "-o", "asked", "--format", "svg",
        environment: Self.environment)
      #expect(drawn.code == 0)
      #expect(drawn.out.hasPrefix("1 picture in asked/charts\n\ninputs  What is drawn: coin\n"))
      let svg = try simrun.read("asked/charts/inputs.svg")
      for text in ["uniform(0.2, 0.6)", "uniform(0, 1)", "400 trials, seed 1."] {
        #expect(svg.contains(text), "\(text)")
      }
      #expect(
        try simrun("run", "coin.yaml", "-n", "400", "--keep-trials", "-o", "kept", "-q").code == 0)
      let kept = try simrun(
        "chart", "--inputs", "kept", "--format", "svg", environment: Self.environment)
      #expect(kept.code == 0)
      #expect(try simrun.read("kept/charts/inputs.svg").contains("400 trials, seed 1."))
    }
  }

  @Test func `wrong use is one line`() throws {
    try results { simrun in
      let cases: [([String], String)] = [
        (["chart", "walk.yaml"], "walk.yaml has no results of simrun (manifest.json)"),
        (["chart", "."], ". has no results of simrun (manifest.json)"),
        (
          ["chart", "results/walk", "--point", "wolk"],
          "there is no point 'wolk'; did you mean 'walk'?"
        ),
        (
          ["chart", "--inputs", "results/walk"],
          "results/walk has no rows of trials; run with --keep-trials to have trials.csv"
        ),
        (
          ["chart", "--inputs", "walk.yaml"],
          "walk.yaml draws nothing once a trial, so there are no inputs to show"
        ),
      ]
      for (arguments, line) in cases {
        let finished = try simrun.finished(arguments, environment: Self.environment)
        #expect(finished.code == 2, "\(arguments)")
        #expect(finished.err == "simrun: \(line)\n")
        #expect(finished.out == "")
      }
    }
  }

  @Test(.enabled(if: Tool.hasGnuplot, "gnuplot is not installed"))
  func `the page on charts shows what its commands print`() throws {
    try PageExamples.check("docs/charts.md")
  }
}
