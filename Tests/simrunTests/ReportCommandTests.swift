import Foundation
import Testing

/// `simrun report`, as a user runs it and as a browser shows it.
struct ReportCommandTests {
  private static let environment = ["PATH": Tool.searchPath]

  /// Text of others that would be markup, or more, in a page.
  private static let hostile = """
    format: 1
    scenario: hostile
    title: "<script>alert(1)</script> & 'so' \\"on\\" {{title}} 5 %"
    clock: {step: week, start: 2025-01-06, steps: 8}
    parameters:
      p: {value: "uniform(0.2, 0.6)", about: "a <b>bold</b> guess", source: coding}
    state:
      x: {start: 0, random_walk: {sd: p}, unit: "km² {x}"}
    outcomes:
      deal_or_not: {as_soon_as: x > 0.5, class: "a, \\"quoted\\" <class>"}
      otherwise_so: otherwise
    measures:
      level: {value: x, unit: "<km>"}
    """

  private func results(_ body: (Executable) throws -> Void) throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.hostile, to: "hostile.yaml")
      #expect(
        try simrun("run", "hostile.yaml", "-n", "400", "--seed", "5", "-o", "out", "-q").code == 0)
      try body(simrun)
    }
  }

  @Test(.enabled(if: Tool.hasGnuplot, "gnuplot is not installed"))
  func `it writes one page that holds all it shows, and says where`() throws {
    try results { simrun in
      let finished = try simrun("report", "out", environment: Self.environment)
      #expect(finished.code == 0)
      #expect(finished.err == "")
      #expect(finished.out == "Written: out/report.html, one page with 4 pictures.\n")
      #expect(try simrun.names("out").allSatisfy { !$0.hasSuffix(".new") && $0 != "charts" })
      let page = try simrun.read("out/report.html")
      for text in [
        "<html lang=\"en\">", "400 trials, seed 5.", "<td>coding (a judgement)</td>",
        "simrun run hostile.yaml -n 400 --seed 5 -o out --force",
        "That says nothing about whether the scenario is right.",
        "prefers-color-scheme: dark", "@media print", "<th scope=\"col\"", "<th scope=\"row\"",
        "role=\"img\"", "a &lt;b&gt;bold&lt;/b&gt; guess",
      ] {
        #expect(page.contains(text), "\(text)")
      }
      for text in [
        "<script", "<b>bold", "<class>", "http-equiv", "<link", "<img", "@import", "url(",
      ] {
        #expect(!page.contains(text), "\(text)")
      }
      #expect(page.components(separatedBy: "<svg ").count == 5)
      #expect(page.components(separatedBy: "<h1>").count == 2)
    }
  }

  @Test(.enabled(if: Tool.hasGnuplot, "gnuplot is not installed"))
  func `names inside pictures are used once in a page, and equal results give an equal page`()
    throws
  {
    try results { simrun in
      #expect(try simrun("report", "out", "-q", environment: Self.environment).code == 0)
      let page = try simrun.read("out/report.html")
      var seen: Set<Substring> = []
      for part in page.components(separatedBy: " id=\"").dropFirst() {
        let id = part.prefix { $0 != "\"" }
        #expect(seen.insert(id).inserted, "\(id)")
      }
      for part in page.components(separatedBy: "href=\"#").dropFirst() {
        #expect(seen.contains(part.prefix { $0 != "\"" }))
      }
      #expect(try simrun("report", "out", "-q", environment: Self.environment).code == 0)
      #expect(try simrun.read("out/report.html") == page)
    }
  }

  @Test(.enabled(if: Tool.hasGnuplot, "gnuplot is not installed"))
  func `where the scenario file is gone, or has changed, the page says so`() throws {
    try results { simrun in
      try simrun.write(Self.hostile + "\n# later\n", to: "hostile.yaml")
      #expect(
        try simrun("report", "out", "hostile.yaml", "-q", environment: Self.environment).code == 0)
      #expect(
        try simrun.read("out/report.html").contains("hostile.yaml has changed since the run."))
      try FileManager.default.removeItem(atPath: simrun.folder + "/hostile.yaml")
      #expect(try simrun("report", "out", "-q", environment: Self.environment).code == 0)
      let page = try simrun.read("out/report.html")
      #expect(
        page.contains(
          "hostile: the scenario file is not where this page was made, so its assumptions are left out. "
            + "Name it to have them: simrun report out FILE."))
      #expect(!page.contains("coding (a judgement)"))
    }
  }

  @Test func `without gnuplot the page has its tables, and a line says what to install`() throws {
    try results { simrun in
      let finished = try simrun("report", "out", environment: ["PATH": "/nowhere"])
      #expect(finished.code == 69)
      #expect(finished.out == "")
      #expect(
        finished.err
          == "simrun: gnuplot is not installed: out/report.html has tables and no pictures; install it "
          + "(apt-get install gnuplot-nox, brew install gnuplot) and try again\n")
      let page = try simrun.read("out/report.html")
      #expect(!page.contains("<svg"))
      #expect(page.contains("Numbers of this picture: How it ends: hostile"))
    }
  }

  @Test func `where gnuplot fails the page has its tables, and a line says what keeps the script`()
    throws
  {
    try results { simrun in
      let programs = try simrun.programs([
        "gnuplot": "echo \"  line 7: out of memory\" >&2; exit 3"
      ])
      let finished = try simrun("report", "out", environment: ["PATH": "\(programs):/usr/bin:/bin"])
      #expect(finished.code == 1)
      #expect(finished.out == "")
      #expect(
        finished.err
          == "simrun: gnuplot failed at outcomes.gp: line 7: out of memory; out/report.html has tables and "
          + "no pictures; 'simrun chart out' keeps the script\n")
      let page = try simrun.read("out/report.html")
      #expect(!page.contains("<svg"))
      #expect(page.contains("Numbers of this picture: How it ends: hostile"))
      #expect(try simrun.names("out").allSatisfy { !$0.hasSuffix(".new") && $0 != "charts" })
      let one = try simrun(
        "report", "out", "--point", "hostile", environment: ["PATH": "\(programs):/usr/bin:/bin"])
      #expect(one.code == 1)
      #expect(one.err.hasSuffix("; 'simrun chart out --point hostile' keeps the script\n"))
    }
  }

  @Test func `a page that simrun did not write is left alone without --force`() throws {
    try results { simrun in
      try simrun.write("<p>mine</p>", to: "out/report.html")
      let finished = try simrun("report", "out", environment: ["PATH": "/nowhere"])
      #expect(finished.code == 74)
      #expect(
        finished.err
          == "simrun: out/report.html is no page of simrun; use --force to replace it or move it away\n"
      )
      #expect(try simrun.read("out/report.html") == "<p>mine</p>")
    }
  }

  @Test(
    .enabled(
      if: Tool.hasGnuplot && Tool.chromium != nil, "gnuplot or chromium is not installed"))
  func `a browser shows the page: its text, its pictures, on a wide and on a narrow screen`() throws
  {
    let chromium = try #require(Tool.chromium)
    try results { simrun in
      #expect(try simrun("report", "out", "-q", environment: Self.environment).code == 0)
      let url = "file://\(simrun.folder)/out/report.html"
      let common = [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--user-data-dir=\(simrun.folder)/profile",
      ]
      let shown = try Tool.run(chromium, common + ["--dump-dom", url])
      #expect(shown.code == 0)
      for text in [
        "hostile: &lt;script&gt;alert(1)&lt;/script&gt; &amp; 'so' \"on\" {{title}} 5 %",
        "How it ends", "What the limits mean", "deal_or_not", "km² {x}",
      ] {
        #expect(shown.out.contains(text), "\(text)")
      }
      #expect(shown.out.components(separatedBy: "<svg ").count == 5)
      #expect(!shown.out.contains("<script"))
      for width in ["1280", "380"] {
        let file = "\(simrun.folder)/\(width).png"
        let drawn = try Tool.run(
          chromium, common + ["--screenshot=\(file)", "--window-size=\(width),1600", url])
        #expect(drawn.code == 0)
        let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
        #expect(size > 10_000)
      }
    }
  }

  @Test(.enabled(if: Tool.hasGnuplot, "gnuplot is not installed"))
  func `the page on reports shows what its commands print`() throws {
    try PageExamples.check("docs/report.md")
  }
}
