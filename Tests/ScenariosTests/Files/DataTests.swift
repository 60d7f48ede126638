import Foundation
import Scenarios
import Sim
import Testing

/// Columns of CSV files (RFC 4180) to draw from.
struct DataTests {
  private let body = """
    data: {prices: {file: prices.csv, column: price}}
    parameters: {p: empirical(prices)}
    measures: {m: p}
    outcomes: {done: otherwise}
    """

  private func values(_ csv: String) throws -> Set<Double> {
    let play = try Play(body, others: ["prices.csv": csv])
    return Set(try play.measures("m", trials: 500))
  }

  @Test(arguments: [
    "price\n1\n-2.5\n3e2\n", "price\r\n1\r\n-2.5\r\n3e2", "\u{FEFF}price\n 1\n-2.5 \n+300\n",
    "day,price,note\n1,1,\n2,-2.5,\"a, \"\"b\"\"\nc\"\n3,300,x\n",
    "\"price\",n\n\"1\",2\n-2.5,3\n300,\n",
  ])
  func `a column is read`(csv: String) throws {
    #expect(try values(csv) == [1, -2.5, 300])
  }

  @Test(arguments: [
    ("", "prices.csv:1:1: error: data.prices: the file is empty"),
    ("price\n", "prices.csv:1:1: error: data.prices: the file has a header but no rows"),
    ("price\n1\nx\n", "prices.csv:3:1: error: data.prices: 'x' is not a number"),
    (
      "n,price\n1,a\n2,3\n3,b\n4,c\n",
      "prices.csv:2:3: error: data.prices: 'a' is not a number; so are 2 more values of 'price'"
    ),
    (
      "n,price\n1,2.5\n2,\"3,5\"\n",
      "prices.csv:3:3: error: data.prices: '3,5' is not a number; a decimal point is needed, and no "
        + "separators"
    ),
    ("price\nnan\n", "prices.csv:2:1: error: data.prices: 'nan' is not a number"),
    ("price\n0x10\n", "prices.csv:2:1: error: data.prices: '0x10' is not a number"),
    ("price\n1e999\n", "prices.csv:2:1: error: data.prices: '1e999' is not a number"),
    ("price\n5%\n", "prices.csv:2:1: error: data.prices: '5%' is not a number"),
    (
      "n,price\n1,\n",
      "prices.csv:2:3: error: data.prices: a number is missing; take the row out if its value is not "
        + "known"
    ),
    (
      "n,price\n1,2\n3\n",
      "prices.csv:3:1: error: data.prices: this row has 1 field, but the header has 2"
    ),
    (
      "n,price\n\"1\n2\",2\n1,2,3\n",
      "prices.csv:4:1: error: data.prices: this row has 3 fields, but the header has 2"
    ),
    (
      "n,price\n\"1,2\n", "prices.csv:2:1: error: data.prices: this quote is never closed"
    ),
    (
      "n,price\n\"1\"x,2\n",
      "prices.csv:2:4: error: data.prices: only a comma or the end of the row may follow a closing "
        + "quote"
    ),
    (
      "n,price\nä\"b,2\n",
      "prices.csv:2:2: error: data.prices: a quote stands only around a whole field"
    ),
    (
      "n,prise\n1,2\n",
      "a.yaml:3:43: error: data.prices.column: there is no column 'price'; did you mean 'prise'? in "
        + "prices.csv"
    ),
    (
      "price,price\n1,2\n",
      "a.yaml:3:43: error: data.prices.column: 2 columns are called 'price' in prices.csv"
    ),
  ])
  func `a file that cannot be used`(csv: String, message: String) throws {
    let found = try errors(body, others: ["prices.csv": csv])
    #expect(found == [message], "\(found)")
  }

  @Test(arguments: [
    "price\n1\n2\n", "price\n1\n2", "price\r\n1\r\n2\r\n", "price\r1\r2", "\u{FEFF}price\n1\n2\n",
    "price\n1\n2\n\n\n", "price\n1\n2\n \n\t\n", "price\r\n1\r\n2\r\n\r\n", "n,price\n5,1\n6,2\n\n",
    "\"price\"\n\"1\"\n\" 2 \"", "price\n+1\n2.0e0\n", "\u{FEFF}\"price\",n\n1,2\n2,3\n\r\n",
  ])
  func `lines may end and files may begin as programs make them`(csv: String) throws {
    #expect(try values(csv) == [1, 2])
  }

  @Test func `a blank line between others is a row`() throws {
    #expect(
      try errors(body, others: ["prices.csv": "price\n1\n\n2\n"]) == [
        "prices.csv:3:1: error: data.prices: a number is missing; take the row out if its value is not "
          + "known"
      ])
  }

  /// Nothing of a file that is not the one that is meant.
  @Test(arguments: [
    (
      "root:x:0:0:root:/root:/bin/bash\nbin:x:1:1\n",
      "there is no column 'price' among the 1 field of line 1"
    ),
    ("SECRET=abc,def\n1,2\n", "there is no column 'price' among the 2 fields of line 1"),
    ("a=b;c\n1;2\n", "there is no column 'price' among the 2 fields of line 1"),
    ("n;prise\n1;2,5\n", "there is no column 'price'; did you mean 'prise'?"),
    ("hunter2\nqwerty\n", "there is no column 'price' among the 1 field of line 1"),
    ("\u{1B}[31mprise,b\n1,2\n", "there is no column 'price' among the 2 fields of line 1"),
    ("a,b\n1\n", "there is no column 'price' among the 2 fields of line 1"),
    ("a,b\n1,2\n", "there is no column 'price'; known: a, b"),
    ("Año,rate (EUR/t)\n2020,2\n", "there is no column 'price'; known: Año, rate (EUR/t)"),
  ])
  func `a file without the column is not shown`(csv: String, message: String) throws {
    let found = try errors(body, others: ["prices.csv": csv])
    #expect(
      found == ["a.yaml:3:43: error: data.prices.column: \(message) in prices.csv"], "\(found)")
  }

  @Test(arguments: [
    ("-----BEGIN \"KEY\"\n", "a quote stands only around a whole field", nil),
    ("n,price\n1,x\n", "'x' is not a number", "1,x"),
  ])
  func `a line is shown once the column is found`(
    csv: String, message: String, excerpt: String?
  ) throws {
    do {
      _ = try scenario(body, others: ["prices.csv": csv])
      Issue.record("it was read")
    } catch let diagnostics as Diagnostics {
      #expect(diagnostics.all.map(\.message) == [message])
      #expect(diagnostics.all.map(\.excerpt) == [excerpt])
    }
  }

  @Test func `data in other encodings`() throws {
    #expect(
      try errors(body, others: ["prices.csv": "p\0r\0i\0"]) == [
        "prices.csv:1:1: error: data.prices: the file is UTF-16 text: save it as UTF-8"
      ])
    #expect(
      try errors(body, others: ["prices.csv": "price\n−5\n"]) == [
        "prices.csv:2:1: error: data.prices: '−5' is not a number; U+2212 (minus sign) is not '-'"
      ])
  }

  @Test func `limits of rows and columns`() throws {
    let wide = (0...1000).map { "c\($0)" }.joined(separator: ",")
    #expect(
      try errors(body, others: ["prices.csv": wide + "\n"]) == [
        "prices.csv:1:1: error: data.prices: 1001 columns; the limit is 1000"
      ])
    let long = "price\n" + String(repeating: "1\n", count: 1_000_001)
    #expect(
      try errors(body, others: ["prices.csv": long]) == [
        "prices.csv:1000002:1: error: data.prices: more than 1000000 rows, which is the limit"
      ])
  }

  @Test(arguments: [
    (
      "data: {d: {column: x}}",
      "3:8: error: data.d: 'file' is missing (a CSV file, relative to this one)"
    ),
    (
      "data: {d: {file: no.csv, column: x}}",
      "3:18: error: data.d.file: cannot read no.csv: no such file"
    ),
    (
      "data: {p: {file: d.csv, column: x}}\nparameters: {p: 1}",
      "4:14: error: parameters.p: the name 'p' is taken: a column of data at line 3, column 8"
    ),
    (
      "data: {d: {file: d.csv, column: x}}\nparameters: {p: d + 1}",
      "4:17: error: parameters.p: 'd' is a column of data; write empirical(d) to draw from it"
    ),
    (
      "data: {dax: {file: d.csv, column: x}}\nparameters: {p: empirical(dix)}",
      "4:27: error: parameters.p: there is no column of data 'dix'; did you mean 'dax'?"
    ),
    ("data: 5\nparameters: {p: empirical(d)}", "3:7: error: data: expected a map, but this is '5'"),
    (
      "data: {d: {file: no.csv, column: x}}\nparameters: {p: empirical(d), q: \"normal(0, 1)\"}\n"
        + "correlations: {c: {between: [p, q], spearman: 0.3}}",
      "3:18: error: data.d.file: cannot read no.csv: no such file"
    ),
    (
      "parameters: {p: empirical(d)}",
      "3:27: error: parameters.p: there is no column of data 'd'"
    ),
    (
      "parameters: {p: \"empirical(1, 2)\"}",
      "3:18: error: parameters.p: write empirical(name), with a name from the section 'data'"
    ),
    (
      "data: {d: {file: d.csv, column: x}}\nparameters: {p: empirical(d), q: \"normal(0, 1)\"}\n"
        + "correlations: {c: {between: [p, q], spearman: 0.3}}",
      "5:30: error: correlations.c.between: 'p' cannot be correlated: one value of d makes up more "
        + "than 1 % of the data, so ranks would be tied"
    ),
  ])
  func `what is wrong around data`(body: String, message: String) throws {
    let text = body + "\noutcomes: {done: otherwise}"
    let others = ["d.csv": "x\n1\n2\n1\n"]
    var found = try errors(text, others: others)
    if found.isEmpty {
      do {
        _ = try scenario(text, others: others).model()
      } catch let diagnostics as Diagnostics {
        found = diagnostics.all.map(\.headline)
      }
    }
    #expect(found == ["a.yaml:\(message)"], "\(found)")
  }

  @Test func `data of many values can be correlated`() throws {
    let csv = "x\n" + (0..<500).map { "\($0 * $0)\n" }.joined()
    let play = try Play(
      """
      data: {d: {file: d.csv, column: x}}
      parameters: {p: empirical(d), q: "normal(0, 1)"}
      correlations: {c: {between: [p, q], spearman: 0.9}}
      measures: {low: p < 10000 and q < 0, high: p >= 62500 and q >= 0}
      outcomes: {done: otherwise}
      """, others: ["d.csv": csv])
    _ = try play.values("low")
    // P(both above their medians) = ¼ + asin(ρ)/2π, ρ = 2 sin(.9π/6).
    let both = try play.measures("high", trials: 20_000)
    #expect(both.deviation(fromShare: 0.25 + 0.18119) < 4)
  }

  // MARK: On disk

  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "data-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("inside/sub"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func write(_ text: String, _ folder: URL, _ name: String) throws {
    try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  private func scenarioText(_ file: String) -> String {
    """
    format: 1
    scenario: s
    data: {d: {file: \(file), column: x}}
    outcomes: {done: otherwise}
    """
  }

  @Test func `the file is relative to the one that names it, and among the inputs once`() throws {
    try inFolder { folder in
      try write("x\n1\n", folder, "inside/sub/d.csv")
      try write(
        """
        format: 1
        scenario: parent
        data: {d: {file: d.csv, column: x}, e: {file: d.csv, column: x}}
        outcomes: {done: otherwise}
        """, folder, "inside/sub/parent.yaml")
      try write("format: 1\nscenario: s\nextends: sub/parent.yaml\n", folder, "inside/s.yaml")
      let path = folder.appendingPathComponent("inside/s.yaml").path
      let read = try ScenarioFile.load(path: path)
      #expect(read.inputs.map(\.path) == [path, "sub/parent.yaml", "sub/d.csv"])
      #expect(read.inputs[2].bytes == Array("x\n1\n".utf8))
    }
  }

  @Test(arguments: ["../d.csv", "link.csv"])
  func `a file outside the folder is refused, through links too`(file: String) throws {
    try inFolder { folder in
      try write("x\n1\n", folder, "d.csv")
      try FileManager.default.createSymbolicLink(
        atPath: folder.appendingPathComponent("inside/link.csv").path,
        withDestinationPath: folder.appendingPathComponent("d.csv").path)
      try write(scenarioText(file), folder, "inside/s.yaml")
      do {
        _ = try ScenarioFile.load(path: folder.appendingPathComponent("inside/s.yaml").path)
        Issue.record("it was read")
      } catch let diagnostics as Diagnostics {
        #expect(
          diagnostics.all.map(\.message) == [
            "cannot read \(file): it is outside the folder of the first file; --root DIR allows files in a "
              + "folder DIR"
          ])
      }
    }
  }

  @Test(arguments: [
    (".", "cannot read .: it is a folder"), ("''", "cannot read '': the name of a file is needed"),
  ])
  func `a folder is no file of data, and neither is nothing`(file: String, message: String) throws {
    try inFolder { folder in
      try write(scenarioText(file), folder, "s.yaml")
      let error = #expect(throws: Diagnostics.self) {
        try ScenarioFile.load(path: folder.appendingPathComponent("s.yaml").path)
      }
      #expect(error?.all.map(\.message) == [message])
    }
  }

  @Test func `a file of more than 64 MiB is refused`() throws {
    try inFolder { folder in
      let path = folder.appendingPathComponent("inside/d.csv").path
      #expect(FileManager.default.createFile(atPath: path, contents: nil))
      let handle = try #require(FileHandle(forWritingAtPath: path))
      try handle.truncate(atOffset: 67_108_865)
      try handle.close()
      try write(scenarioText("d.csv"), folder, "inside/s.yaml")
      do {
        _ = try ScenarioFile.load(path: folder.appendingPathComponent("inside/s.yaml").path)
        Issue.record("it was read")
      } catch let diagnostics as Diagnostics {
        #expect(
          diagnostics.all.map(\.message) == [
            "cannot read d.csv: it is larger than 67108864 bytes, which is the limit"
          ])
      }
    }
  }
}
