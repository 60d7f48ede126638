import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("Trials read from tables") struct TrialTableTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/trials-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test
  func `numbers, conditions and texts, with missing values`() throws {
    try inFolder { folder in
      let path = folder + "/runs.csv"
      try "a,b,c\n1.5,true,x y\n,0,\"u, v\"\n-2e1,false,x y\n".write(
        toFile: path, atomically: true, encoding: .utf8)
      let trials = try TrialTableReader.read(path)
      #expect(trials.name == "runs")
      #expect(trials.numbers == [0, 1, 2])
      #expect(trials.inputs.isEmpty)
      let a = try #require(trials.column("a"))
      #expect(a.kind == .number)
      #expect(a.values[0] == 1.5 && a.values[1].isNaN && a.values[2] == -20)
      #expect(trials.column("b")?.kind == .condition)
      #expect(trials.column("b")?.values == [1, 0, 0])
      #expect(trials.column("c")?.kind == .labels(["u, v", "x y"]))
      #expect(trials.column("c")?.values == [1, 0, 1])
      #expect(try trials.withInputs(["a", "c"]).inputs.map(\.name) == ["a", "c"])
    }
  }

  @Test
  func `the trials of a folder, with its parameters as inputs, are those of the run`() throws {
    try inFolder { folder in
      let file = folder + "/s.yaml"
      try DifferencesTests.text.write(toFile: file, atomically: true, encoding: .utf8)
      let study = try Study(files: [file])
      let run = RunSettings(trials: 300, seed: 3, jobs: 1, keepsTrialRows: true)
      _ = try study.run(StudySettings(run: run, folder: folder + "/out"))
      let read = try TrialTableReader.read(folder + "/out")
      #expect(read.name == "s")
      #expect(read.inputs.map(\.name) == ["noise"])
      let kept = try #require(
        try study.studied(run, keepsTrials: true)?.first?.trials)
      #expect(kept.inputs.map(\.name) == ["noise"])
      #expect(read.numbers == kept.numbers)
      #expect(read.column("noise")?.values == kept.column("noise")?.values)
      #expect(read.column("end")?.values == kept.column("end")?.values)
      let names = { (trials: TrialData) -> [String] in
        let column = trials.column("outcome")
        return column?.values.map { column?.labels?[Int($0)] ?? "" } ?? []
      }
      #expect(names(read) == names(kept))
    }
  }

  @Test
  func `of several points one must be chosen`() throws {
    try inFolder { folder in
      let file = folder + "/s.yaml"
      try DifferencesTests.text.write(toFile: file, atomically: true, encoding: .utf8)
      let sweeps = [try Sweep(written: "parameters.drift=0,0.3")]
      _ = try Study(files: [file], sweeps: sweeps).run(
        StudySettings(
          run: RunSettings(trials: 100, seed: 3, jobs: 1, keepsTrialRows: true),
          folder: folder + "/out"))
      let out = folder + "/out"
      let several = #expect(throws: TrialDataError.self) { try TrialTableReader.read(out) }
      #expect(
        several?.description
          == "\(out) has trials of 2 points (s:1, s:2); choose one with --point")
      let second = try TrialTableReader.read(out, point: "s:2")
      #expect(second.point == 2 && second.count == 100)
      let unknown = #expect(throws: TrialDataError.self) {
        try TrialTableReader.read(out, point: "t")
      }
      #expect(unknown?.description == "there is no point 't'; known: s:1, s:2")
    }
  }

  @Test
  func `what cannot be read is said, with its place`() throws {
    try inFolder { folder in
      let message = { (path: String) -> String in
        do throws(TrialDataError) {
          _ = try TrialTableReader.read(path)
          return "read"
        } catch { return error.description }
      }
      #expect(message(folder + "/no.csv") == "cannot read \(folder)/no.csv: no such file")
      #expect(
        message(folder)
          == "\(folder) has no rows of trials; run with --keep-trials to have trials.csv")
      try "a,b\n1,2\n".write(toFile: folder + "/trials.csv", atomically: true, encoding: .utf8)
      #expect(
        message(folder)
          == "\(folder) has no columns.csv, which says what the columns of trials.csv are; give trials.csv itself, "
          + "with --inputs and --outcome")
      let path = folder + "/t.csv"
      try "a,b\n1,2\n3\n".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(
        message(path)
          == "\(path):3:1: error: this row has 1 field, but the header has 2\n  3\n  ^")
      try "a,b\n".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(
        message(path).hasPrefix("\(path):1:1: error: the file has a header but no rows"))
    }
  }

  @Test(arguments: [
    ("a,b\n1,2\nabc,3\n4,5\n", "abc", 1), ("a,b\n1,2\ninf,3\n4,5\n", "inf", 1),
    ("a,b\n1,2\n1e400,3\n4,5\n", "1e400", 1), ("a;b\n0,5;2\nabc;3\n4;5\n", "abc", 1),
  ])
  func `a text among numbers is an error where its column is asked for`(
    text: String, cell: String, column: Int
  ) throws {
    try inFolder { folder in
      let path = folder + "/t.csv"
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      let trials = try TrialTableReader.read(path)
      let message =
        "\(path):3:\(column): error: '\(cell)' is not a number, but most of column 'a' are; "
        + "leave a cell empty that has no value, or begin every cell with a letter if they are names\n"
      #expect(try trials.withInputs(["b"]).inputs.map(\.name) == ["b"])
      let asked = #expect(throws: TrialDataError.self) { try trials.withInputs(["a"]) }
      #expect(asked?.description.hasPrefix(message) == true, "\(asked?.description ?? "")")
      let rule = #expect(throws: TrialDataError.self) {
        try TrialRule("a > 2", option: "--given").holds(in: trials)
      }
      #expect(rule?.description.hasPrefix(message) == true)
      // Where nobody names it, it is no measure, as other words are none.
      #expect(try AskedTarget.asked([], in: trials).map(\.name) == ["b"])
      let note = message.replacing("error", with: "note").dropLast() + ". The column is left out."
      #expect(AskedTarget.leftOut(of: trials) == [String(note)])
      #expect(try AskedTarget.leftOut(of: trials.withInputs(["b"])).count == 1)
    }
  }

  @Test
  func `a column that is mostly numbers is words for who asks for one of its words`() throws {
    try inFolder { folder in
      let path = folder + "/t.csv"
      try "code,age\n1,10\n2,20\nb2,30+\n2,40\n".write(
        toFile: path, atomically: true, encoding: .utf8)
      let trials = try TrialTableReader.read(path)
      for rule in ["code == b2", "b2 == code", "not code != b2"] {
        #expect(
          try TrialRule(rule, option: "--given").holds(in: trials) == [false, false, true, false])
      }
      for name in ["code=b2", "age=30+"] {
        let target = try #require(try AskedTarget.asked([name], in: trials).first)
        #expect(try target.values(in: trials) == [0, 0, 1, 0])
      }
      let other = #expect(throws: TrialDataError.self) {
        try TrialRule("code == c", option: "--given").holds(in: trials)
      }
      #expect(
        other?.description.contains("'b2' is not a number, but most of column 'code' are") == true)
      let alone = #expect(throws: TrialDataError.self) { try AskedTarget.asked([], in: trials) }
      #expect(alone?.description.contains("'30+' is not a number") == true)
    }
  }

  @Test
  func `semicolons and decimal commas are found`() throws {
    try inFolder { folder in
      let path = folder + "/t.csv"
      try "a;b;c\n1,5;2;x, y\n;0,25;z\n".write(toFile: path, atomically: true, encoding: .utf8)
      let trials = try TrialTableReader.read(path)
      #expect(trials.columns.map(\.name) == ["a", "b", "c"])
      #expect(trials.column("a")?.values.first == 1.5)
      #expect(trials.column("a")?.values.last?.isNaN == true)
      #expect(trials.column("b")?.values == [2, 0.25])
      #expect(trials.column("c")?.labels == ["x, y", "z"])
      try "a\tb\n1.5\t2\n".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(try TrialTableReader.read(path).column("a")?.values == [1.5])
      try "a;b\n1,234;2\n".write(toFile: path, atomically: true, encoding: .utf8)
      let unclear = #expect(throws: TrialDataError.self) { try TrialTableReader.read(path) }
      #expect(
        unclear?.description.hasPrefix(
          "\(path):2:1: error: '1,234' may have decimals, or thousands in groups; write decimals after a point, "
            + "and thousands without separators\n") == true)
    }
  }

  @Test
  func `a column that is not there is named`() throws {
    let trials = TrialData(
      name: "t", numbers: [0], columns: [TrialData.Column("cost", values: [1])])
    let error = #expect(throws: TrialDataError.self) { try trials.withInputs(["cots"]) }
    #expect(error?.description == "there is no column 'cots'; did you mean 'cost'?")
  }
}
