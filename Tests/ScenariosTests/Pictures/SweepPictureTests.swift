import Foundation
import Sim
import Testing

@testable import Scenarios

/// Pictures over what a sweep varies.
struct SweepPictureTests {
  private static func shares(_ count: Int, of war: (Int) -> Double = { Double($0) / 10 }) -> String
  {
    "scenario,point,class,outcome,trials,count,share,ci_low,ci_high,limits\n"
      + (1...count).flatMap { point in
        ["war", "peace"].map { name in
          let share = name == "war" ? war(point) : 1 - war(point)
          return
            "s,\(point),\(name),\(name),100,10,\(share),\(share - 0.05),\(share + 0.05),sampling\n"
        }
      }.joined()
  }

  @Test
  func `amounts and dates are places on an axis, with the unit in its title`() throws {
    let amounts = "scenario,point,plans.a.terms.b\ns,1,40 km3\ns,2,30 km3\n"
    try PictureTests().results(["points.csv": amounts, "outcomes.csv": Self.shares(2)]) { results in
      let script = GnuplotScript(
        try #require(try PictureBook(results).pictures.first), formats: ["svg"]
      ).text
      #expect(script.contains("\ns,,s:2,30,war,0.2,"))
      #expect(script.contains("  set xlabel 'plans.a.terms.b (km3)'\n"))
    }
    let dates = "scenario,point,events.e.date\ns,1,2027-04-05\ns,2,2027-03-01\n"
    try PictureTests().results(["points.csv": dates, "outcomes.csv": Self.shares(2)]) { results in
      let picture = try #require(try PictureBook(results).pictures.first)
      let script = GnuplotScript(picture, formats: ["svg"]).text
      #expect(script.contains("\ns,,s:2,2027-03-01,war,0.2,"))
      #expect(script.contains("  set xlabel 'events.e.date'\n"))
      #expect(script.contains("day(strcol('x'))"))
      #expect(VegaLite(picture).text.contains("\"temporal\""))
    }
  }

  @Test
  func `two swept amounts are a map of each outcome besides`() throws {
    let points = """
      scenario,point,plans.a.terms.b,plans.a.terms.c
      s,1,30 km3,300 EUR m
      s,2,30 km3,600 EUR m
      s,3,40 km3,300 EUR m
      s,4,40 km3,600 EUR m

      """
    try PictureTests().results(["points.csv": points, "outcomes.csv": Self.shares(4)]) { results in
      let pictures = try PictureBook(results).pictures
      #expect(pictures.map(\.name) == ["sweep", "sweep-map"])
      let (lines, map) = (try #require(pictures.first), try #require(pictures.last))
      // Panels that are seen beside each other have one scale, that of the highest limit, 0.95.
      #expect(
        GnuplotScript(lines, formats: ["svg"]).text.components(
          separatedBy: "set yrange [0:100]\n"
        ).count == 3)
      // Six panels and the key fill two rows but for one place.
      let many = Picture(
        "many", title: "", notes: [], description: "",
        panels: Array(repeating: lines.panels, count: 3).flatMap(\.self))
      #expect(PictureSize(many).columns == 4 && PictureSize(many).rows == 2)
      #expect(VegaLite(many).text.contains("\"columns\": 3"))
      #expect(map.panels.map(\.title) == ["war", "peace"])
      let script = GnuplotScript(map, formats: ["svg"]).text
      let data = """
        # From points.csv and outcomes.csv.
        $map1 << EndOfRows
        column,row,value,text
        1,2,10,10
        """
      #expect(script.contains(data))
      #expect(script.contains("  set ytics ('600 EUR m' 2, '300 EUR m' 1)\n"))
      #expect(script.contains("  set xlabel 'plans.a.terms.b'\n"))
      #expect(script.contains("  set cbrange [0:40]\n"))
      #expect(script.contains("  set xtics ('30 km3' 1, '40 km3' 2) norotate\n"))
      let table = try #require(PictureTables.table(of: map))
      #expect(table.rows.first == ["war: 600 EUR m", "20", "40"])
    }
  }

  /// Of an outcome alone, with limits up to 0.34 and to 0.09; and seven columns whose names need room.
  @Test
  func `the scale of shares goes to the next ten above the highest limit`() throws {
    let points =
      "scenario,point,p.a,p.b\n"
      + (1...14).map { "s,\($0),\(100_000 * (($0 + 1) / 2)),\($0 % 2)\n" }.joined()
    for (highest, top) in [(0.29, 40), (0.04, 10)] {
      let rows = Self.shares(14) { $0 == 14 ? highest : 0.01 }
        .split(separator: "\n").filter { !$0.contains("peace") }.joined(separator: "\n")
      try PictureTests().results(["points.csv": points, "outcomes.csv": rows + "\n"]) { results in
        let pictures = try PictureBook(results).pictures
        let lines = GnuplotScript(try #require(pictures.first), formats: ["svg"]).text
        #expect(lines.components(separatedBy: "set yrange [0:\(top)]\n").count == 3)
        let map = GnuplotScript(try #require(pictures.last), formats: ["svg"]).text
        #expect(map.contains(" rotate by 20 right\n"))
      }
    }
  }

  @Test
  func `gnuplot reads all of a text with a comma, and a point is found by it`() throws {
    let points = "scenario,point,a.b,c.d\ns,1,x,\"y, z\"\ns,2,z,\"say \"\"no\"\"\"\n"
    try PictureTests().results(["points.csv": points, "outcomes.csv": Self.shares(2)]) { results in
      let script = GnuplotScript(
        try #require(try PictureBook(results).pictures.first), formats: ["svg"]
      ).text
      #expect(script.contains("s,b = x\u{201A} d = y\u{201A} z,"))
      #expect(script.contains("name eq 'b = z\u{201A} d = say \u{201D}no\u{201D}' ? 1"))
    }
    let named = PictureTests.outcomes(["war"]).replacing("s,0,war", with: "s,0,\"war, hot\"")
    try PictureTests().results(["outcomes.csv": named]) { results in
      let script = GnuplotScript(
        try #require(try PictureBook(results).pictures.first), formats: ["svg"]
      ).text
      #expect(script.contains("$rows_of_outcomes << EndOfRows\n"))
      #expect(script.contains("plot $rows_of_outcomes using "))
    }
  }
}
