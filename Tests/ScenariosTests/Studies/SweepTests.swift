import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("what --sweep reads") struct SweepTests {
  @Test(arguments: [
    ("p=1,2,3", ["1", "2", "3"]), ("p=0:1:5", ["0", "0.25", "0.5", "0.75", "1"]),
    ("p=0.1:0.5:5", ["0.1", "0.2", "0.3", "0.4", "0.5"]), ("p=10%:30%:3", ["10%", "20%", "30%"]),
    ("p=2:-1:4", ["2", "1", "0", "-1"]),
    ("p=normal(0, 1), uniform(1, 2)", ["normal(0, 1)", "uniform(1, 2)"]),
    ("p= 1 , 2 ", ["1", "2"]), ("p=[a, b],c", ["[a, b]", "c"]), ("p=\"a,b\",c", ["\"a,b\"", "c"]),
    ("p=7 days:21 days:3", ["7 days", "14 days", "21 days"]),
    ("p=0,0.5:1:3", ["0", "0.5", "0.75", "1"]),
    ("p=1 year:4 years:4", ["1 year", "2 years", "3 years", "4 years"]),
    ("p=9 weeks:1 week:3", ["9 weeks", "5 weeks", "1 week"]),
    ("p=-3 weeks:-1 week:3", ["-3 weeks", "-2 weeks", "-1 week"]),
    ("p=1% per week:3% per week:2", ["1% per week", "3% per week"]), ("p=30%,0.3", ["30%", "0.3"]),
    ("p=2026-01-05,2026-02-01", ["2026-01-05", "2026-02-01"]), ("p=a:b", ["a:b"]),
    ("p=0.5", ["0.5"]), ("p=1e3:2e3:2", ["1000", "2000"]), ("p=a:b:c", ["a:b:c"]),
  ])
  func `values`(_ written: String, _ values: [String]) throws {
    let sweep = try Sweep(written: written)
    #expect(sweep.path == "p")
    #expect(sweep.values == values)
  }

  @Test(arguments: [
    ("p", "it must be path=a,b,c or path=from:to:count, as in parameters.monitoring=0:1:11"),
    ("=1", "it must be path=a,b,c or path=from:to:count, as in parameters.monitoring=0:1:11"),
    ("p=", "a value is missing: write path=a,b,c or path=from:to:count"),
    ("p=1,,2", "a value is missing: write path=a,b,c or path=from:to:count"),
    ("p=1,2,1", "the value 1 stands there twice"),
    ("p=0:1:1", "from:to:count needs a whole number of values from 2 to 100000, but it is '1'"),
    ("p=0:1:2.5", "from:to:count needs a whole number of values from 2 to 100000, but it is '2.5'"),
    ("p=1:1:3", "both ends of from:to:count are 1"),
    ("p=0%:1:3", "both ends must be percentages, or none"),
    ("p=0:1e305:3", "the ends of a range lie between -1e300 and 1e300"),
    ("p=-1e308:1e308:5", "the ends of a range lie between -1e300 and 1e300"),
    ("p=0:inf:3", "'inf' is no number; every number is finite"),
    ("p=nan:1", "'nan' is no number; every number is finite"),
    ("p=0:1e400:3", "'1e400' is no number; every number is finite"),
  ])
  func `problems`(_ written: String, _ problem: String) {
    let error = #expect(throws: Sweep.Problem.self) { try Sweep(written: written) }
    #expect(error?.description == problem)
  }

  @Test
  func `points are all combinations, the last sweep fastest; without a sweep there is point 0`() {
    let sweeps = [
      Sweep(path: "a", values: ["1", "2"]), Sweep(path: "b", values: ["x", "y", "z"]),
    ]
    let points = StudyPoint.all(of: sweeps)
    #expect(points.map(\.number) == Array(1...6))
    #expect(
      points.map { $0.values.map(\.value).joined() } == ["1x", "1y", "1z", "2x", "2y", "2z"])
    #expect(StudyPoint.all(of: []) == [StudyPoint(number: 0, values: [])])
  }

  @Test(arguments: [
    (
      [Sweep(path: "a", values: ["1"]), Sweep(path: "a", values: ["2"])], [],
      "'a' is swept twice; give all its values in one --sweep"
    ),
    (
      [Sweep(path: "a", values: ["1"])], [Setting(path: "a", value: "2")],
      "'a' is both set and swept; leave one of them out"
    ),
    (
      [Sweep(path: "a", values: ["1"])], [Setting(path: "a.value", value: "2")],
      "'a' is both set and swept; leave one of them out"
    ),
    (
      [Sweep(path: "a.b", values: ["1"]), Sweep(path: "a", values: ["2"])], [],
      "'a' is swept twice; give all its values in one --sweep"
    ),
    (
      [
        Sweep(path: "a", values: (0..<2000).map(String.init)),
        Sweep(path: "b", values: (0..<2000).map(String.init)),
      ], [],
      "the sweeps have 4000000 points together; 1000000 is the most"
    ),
  ])
  func `refusals`(_ sweeps: [Sweep], _ settings: [Setting], _ message: String) {
    let error = #expect(throws: StudyError.self) {
      try Study(files: [], settings: settings, sweeps: sweeps)
    }
    #expect(error?.description == message)
    #expect(error?.isWrongUse == true)
  }
}
