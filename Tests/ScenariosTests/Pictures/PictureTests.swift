import Foundation
import Sim
import Testing

@testable import Scenarios

/// Pictures as scripts of gnuplot: whatever stands in the tables.
struct PictureTests {
  private static let manifest = """
    {"format": "simrun-results/1", "version": "1", "seed": 3, "trials": 100, "complete": true}
    """

  func results(
    _ tables: [String: String], _ body: (ResultTables) throws -> Void
  ) throws {
    try TemporaryFolder.make { folder in
      try folder.write(Self.manifest, to: "manifest.json")
      for (name, text) in tables { try folder.write(text, to: name) }
      try body(try ResultTables(folder.path))
    }
  }

  static func outcomes(_ names: [String], scenario: String = "s") -> String {
    "scenario,point,class,outcome,trials,count,share,ci_low,ci_high,limits\n"
      + names.map { "\(scenario),0,\($0),\($0),100,10,0.1,0.05,0.2,sampling\n" }.joined()
  }

  @Test func `an apostrophe, a backquote and a line feed are text to gnuplot`() {
    #expect(
      GnuplotText.quoted("it's `ls` @a {b} \"c\" 5 %") == #"'it'."'".'s `ls` @a {b} "c" 5 %'"#)
    #expect(GnuplotText.quoted("'=a") == #"''."'".'=a'"#)
    #expect(GnuplotText.quoted("a\nb") == #"'a'."\n".'b'"#)
    #expect(GnuplotText.tic("5 %g") == "'5 %%g'")
  }

  @Test func `a script reads the rows of its scenario from the file in the folder above`() throws {
    try results(["outcomes.csv": Self.outcomes(["war", "peace"])]) { results in
      let book = try PictureBook(results)
      #expect(book.pictures.map(\.name) == ["outcomes"])
      let picture = try #require(book.pictures.first)
      #expect(picture.files == ["outcomes.csv"])
      #expect(picture.title == "How it ends: s")
      #expect(
        picture.description == "Bars of the share of trials: war 10 % and peace 10 %.")
      let script = GnuplotScript(picture, formats: ["svg"]).text
      for line in [
        "set datafile columnheaders",
        "at(scenario, number) = strcol('scenario') eq scenario && column('point') == number",
        "row1(name) = name eq 'war' ? 2 : name eq 'peace' ? 1 : NaN",
        "colour1(name) = name eq 'war' ? 0x0072B2 : name eq 'peace' ? 0xD55E00 : 0x6E6E6E",
        "  set xlabel 'share of trials (%)'",
        "do for [format in 'svg'] {",
      ] {
        #expect(script.contains("\n\(line)\n"), "\(line)")
      }
      #expect(script.contains("'../outcomes.csv' using (at('s', 0) ? 100*column('share') : NaN)"))
      #expect(!script.contains("mouse"))
    }
  }

  @Test func `whether somebody changed a script is seen`() throws {
    try results(["outcomes.csv": Self.outcomes(["war"])]) { results in
      let picture = try #require(try PictureBook(results).pictures.first)
      let script = GnuplotScript(picture, formats: ["svg"]).text
      #expect(GnuplotScript.isUnchanged(script))
      #expect(!GnuplotScript.isUnchanged(script.replacingOccurrences(of: "900", with: "901")))
      #expect(!GnuplotScript.isUnchanged("plot x\n"))
    }
  }

  @Test func `an outcome has one colour in all pictures, and thirty have dashes besides`() throws {
    let names = (1...30).map { "outcome_\($0)" }
    try results(["outcomes.csv": Self.outcomes(names)]) { results in
      let colours = OutcomeColours(results)
      let styles = names.map { colours.style($0) }
      #expect(styles[0] == (Palette.blue, 0))
      #expect(styles[8] == (Palette.blue, 1))
      #expect(Set(styles.map { "\($0.colour.code) \($0.dash)" }).count == 30)
      let picture = try #require(try PictureBook(results).pictures.first)
      #expect(PictureSize(picture).height > 30 * 20)
    }
  }

  @Test func `several scenarios have a picture each, with names that are safe for files`() throws {
    let text = Self.outcomes(["war"]) + "a/b,0,war,war,100,10,0.1,0.05,0.2,sampling\n"
    try results(["outcomes.csv": text]) { results in
      let names = try PictureBook(results).pictures.map(\.name)
      #expect(names == ["outcomes.s", "outcomes.a_b"])
    }
  }

  @Test
  func
    `of a sweep lines are drawn over the number that is swept, and points one by one on request`()
    throws
  {
    let points = "scenario,point,parameters.p\ns,1,0.5\ns,2,0.25\n"
    let outcomes = """
      scenario,point,class,outcome,trials,count,share,ci_low,ci_high,limits
      s,1,war,war,100,10,0.1,0.05,0.2,sampling
      s,2,war,war,100,20,0.2,0.1,0.3,sampling

      """
    try results(["points.csv": points, "outcomes.csv": outcomes]) { results in
      let book = try PictureBook(results)
      #expect(book.pictures.map(\.name) == ["sweep"])
      #expect(book.left == ["the 2 points one by one (--point s:1 draws one)"])
      let script = GnuplotScript(try #require(book.pictures.first), formats: ["svg"]).text
      let data = """
        # From points.csv and outcomes.csv.
        $sweep << EndOfRows
        scenario,group,label,x,outcome,share,ci_low,ci_high
        s,,s:2,0.25,war,0.2,0.1,0.3
        s,,s:1,0.5,war,0.1,0.05,0.2
        EndOfRows
        """
      #expect(script.contains(data))
      #expect(
        try PictureBook(results, point: "s:2").pictures.map(\.name) == ["outcomes", "sweep"])
      #expect(throws: PictureError.noPoint("s:3", ["s:1", "s:2"])) {
        try PictureBook(results, point: "s:3")
      }
    }
  }

  @Test
  func `what ends an issue stands in for a limit that is empty, and what all accept is a row`()
    throws
  {
    let ranges = """
      scenario,issue,party,low,high,red_low,red_high,unit
      s,wage,union,0.4,,,,
      s,wage,firm,,0.6,,0.5,

      """
    let worths = """
      scenario,plan,party,worth,no_deal,margin,red_lines,accepts
      s,draft,union,0.5,0.4,0.1,,1
      s,draft,firm,0.2,0.4,-0.2,wage,0

      """
    try results(["ranges.csv": ranges, "worths.csv": worths]) { results in
      let book = try PictureBook(results)
      #expect(book.pictures.map(\.name) == ["plans", "ranges"])
      #expect(
        book.pictures.map(\.description) == [
          "Who would refuse what: firm draft.", "All ranges overlap on wage from 0.40 to 0.60.",
        ])
      let scripts = book.pictures.map { GnuplotScript($0, formats: ["svg"]).text }
      #expect(scripts[0].contains("\n2,1,-0.2,−0.20 * no\n"))
      #expect(scripts[1].contains("\nwage,union,0.4,1,,\nwage,firm,0,0.6,,0.5\n"))
      #expect(scripts[1].contains("\nwage,(all of them),0.4,0.6,,\n"))
    }
  }

  @Test func `an axis of dates has names at months or years, few enough to be read`() throws {
    func tics(_ from: String, _ to: String) throws -> [String] {
      let dates = try [from, to].map { text in
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return try #require(CalendarDate(year: parts[0], month: parts[1], day: parts[2]))
      }
      return DateTics(dates).tics.map(\.text)
    }
    #expect(try tics("2025-11-26", "2027-11-24") == ["2026-01", "2026-07", "2027-01", "2027-07"])
    #expect(
      try tics("1951-07-01", "1953-07-27") == [
        "1951-07", "1952-01", "1952-07", "1953-01", "1953-07",
      ])
    #expect(try tics("1990-01-01", "2030-01-01") == ["1990", "2000", "2010", "2020", "2030"])
    #expect(try tics("2026-03-01", "2026-03-20") == ["2026-03-01", "2026-03-20"])
  }

  @Test func `numbers of inputs are shown with three digits, and quantiles are those of type 7`() {
    #expect(InputPictures.short(0.0313999) == "0.0314")
    #expect(InputPictures.short(-27.28) == "-27.3")
    #expect(InputPictures.short(1_234_567) == "1230000")
    #expect(InputPictures.quantile([1, 2, 3, 4], 0.5) == 2.5)
  }

  @Test func `a folder that is none of results is refused`() throws {
    try TemporaryFolder.make { folder in
      let error = PictureError.notResults(folder.path)
      #expect(throws: error) { try ResultTables(folder.path) }
    }
  }

  @Test
  func
    `what is drawn has its written value and quantiles, and pairs that are correlated a picture`()
    throws
  {
    let scenario = try ScenarioFile.load(
      text: """
        format: 1
        scenario: pair
        title: Two inputs
        parameters:
          a: uniform(0, 1)
          b: {value: "normal(10, 2)", unit: km}
        correlations:
          together: {between: [a, b], spearman: 0.8}
        outcomes: {end: otherwise}
        """, name: "pair.yaml")
    let values = (0..<200).map { Double($0) / 199 }
    let data = TrialData(
      name: "pair", numbers: Array(0..<200),
      columns: [
        TrialData.Column("a", values: values, isInput: true),
        TrialData.Column("b", unit: "km", values: values.map { 10 * $0 }, isInput: true),
      ])
    let pictures = InputPictures(data, trials: "200 trials, seed 1", scenario: scenario).pictures()
    #expect(pictures.map(\.name) == ["inputs", "correlations"])
    #expect(
      pictures[0].panels.map(\.title) == [
        "a\nuniform(0, 1)\n0.05 | 0.5 | 0.95", "b\nnormal(10, 2)\n0.5 | 5 | 9.5",
      ])
    #expect(
      pictures[1].description == "Scatters, with rank correlations: a and b 1.")
  }

  @Test func `what is counted has names at whole numbers`() throws {
    let rows = (1...4).map { "\($0),\($0) climb,0.1,1024,0.\($0),0.05,0.5,1,0,0,climb\n" }
    let table = "candidate,stage,x,trials,objective,ci_low,ci_high,feasible,kept,failed,origin\n"
    try results(["search.csv": table + rows.joined()]) { results in
      let picture = try #require(SearchPictures(results: results).all.first)
      let script = GnuplotScript(picture, formats: ["svg"]).text
      #expect(script.contains("\n  set xtics 1\n"))
      let vega = VegaLite(picture).text
      #expect(vega.contains("\"tickMinStep\": 1"))
    }
  }

  @Test
  func
    `differences show the line of none, points by what is set, and no more pairs than can be read`()
    throws
  {
    func tables(_ count: Int) -> [String: String] {
      let points = (0...count).map { "s,\($0 + 1),\(0.1 * Double($0))\n" }.joined()
      let rows = (1...count).map {
        "s,s,outcome,war,,0.1,0.3,0.2,0.1,0.3,higher,1,\($0 + 1),share\n"
      }.joined()
      return [
        "points.csv": "scenario,point,parameters.p\n" + points,
        "differences.csv":
          "baseline,scenario,kind,name,step,baseline_value,value,difference,ci_low,ci_high,verdict,"
          + "baseline_point,point,unit\n" + rows,
      ]
    }
    try results(tables(1)) { results in
      let pictures = try PictureBook(results).pictures
      #expect(pictures.map(\.name) == ["differences"])
      let picture = try #require(pictures.first)
      #expect(picture.title == "How the shares differ: p = 0.1 less p = 0.0")
      let script = GnuplotScript(picture, formats: ["svg"]).text
      #expect(script.contains("\n  set xrange [*<0:0<*]\n"))
    }
    try results(tables(25)) { results in
      let book = try PictureBook(results)
      #expect(book.pictures.isEmpty)
      #expect(book.left.contains("differences.csv, which has 25 pairs, more than 24"))
    }
  }
}
