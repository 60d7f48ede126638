import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("Tables of results")
struct ResultWriterTests {
  private let results = SmallResults()

  /// A new empty folder, gone afterwards.
  private func inFolder(_ body: (String) throws -> Void) throws {
    try TemporaryFolder.make { try body($0.path) }
  }

  private func read(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private func lines(_ path: String) throws -> [String] {
    try read(path).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func names(_ folder: String) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder))
  }

  @Test func `all files and nothing else`() throws {
    try inFolder { folder in
      try results.write(to: folder + "/new/deep/run/")
      #expect(
        try names(folder + "/new/deep/run")
          == Set(ResultWriter.fileNames).subtracting(AnswerTable.names + ChangedScenario.names)
          .subtracting([
            "differences.csv", "points.csv", "resume.bin",
          ]))
      #expect(try names(folder + "/new/deep") == ["run"])
      try results.write(to: folder + "/bare", trials: false)
      #expect(
        try names(folder + "/bare")
          == Set(ResultWriter.fileNames).subtracting(AnswerTable.names + ChangedScenario.names)
          .subtracting([
            "differences.csv", "points.csv", "trials.csv", "resume.bin",
          ]))
    }
  }

  @Test func `headers`() throws {
    try inFolder { folder in
      let run = folder + "/run"
      try results.write(to: run)
      let headers = [
        "outcomes.csv": "scenario,point,class,outcome,trials,count,share,ci_low,ci_high,"
          + "failed,share_if_failures,limits",
        "classes.csv": "scenario,point,class,trials,count,share,ci_low,ci_high,"
          + "failed,share_if_failures,limits",
        "timeline.csv": "scenario,point,step,date,quantity,basis,n,mean,sd,p5,p25,p50,p75,p95,"
          + "missing,resolution,unit",
        "incidence.csv": "scenario,point,step,date,event,count,share,ci_low,ci_high,kind,trials,"
          + "band_low,band_high",
        "measures.csv": "scenario,point,measure,unit,given,n,missing,mean,sd,"
          + "p5,p25,p50,p75,p95,standard_error,ci_low,ci_high,p5_low,p5_high,p25_low,"
          + "p25_high,p50_low,p50_high,p75_low,p75_high,p95_low,p95_high,resolution,"
          + "defined,defined_low,defined_high",
        "signals.csv": "scenario,point,signal,step,date,given,trials,count,share,ci_low,ci_high,"
          + "likelihood_ratio,lr_low,lr_high",
        "failures.csv": "scenario,point,trial,step,message,position,command",
        "trials.csv": "scenario,point,trial,seed,outcome,step,class,parameter_index,draw_index,"
          + "parameter_cost,parameter_step,aid,cost,signed",
        "columns.csv": "file,column,type,unit,meaning,role,constant,about",
      ]
      for (name, header) in headers {
        #expect(try lines(run + "/" + name).first == header)
      }
    }
  }

  @Test func `rows`() throws {
    try inFolder { folder in
      let run = folder + "/run"
      try results.write(to: run)
      #expect(
        try lines(run + "/outcomes.csv")[1].hasPrefix("demo,0,deal,\"deal, signed\",2,1,0.5,0."))
      #expect(
        try read(run + "/trials.csv").hasSuffix(
          """
          demo,0,0,1,"deal, signed",1,deal,0,0,0.25,7,0,1.5,1
          demo,0,2,1,war,1,war,2,2,0.25,7,0.2,,0

          """))
      #expect(
        try lines(run + "/failures.csv")[1]
          == "demo,0,1,1,\"division by zero: \"\"a / b\"\"\",s.yaml:9:4,"
          + "simrun explain s.yaml --trial 1")
      #expect(
        try lines(run + "/timeline.csv")[3] == "demo,0,1,2025-01-08,x,all,0,,,,,,,,0,,km")
      #expect(
        try lines(run + "/signals.csv")[1].hasPrefix("demo,0,talks,0,2025-01-01,all,2,0,0,0,0."))
    }
  }

  /// The data dictionary has a line for every column of every file, in their order.
  @Test func `dictionary matches headers`() throws {
    try inFolder { folder in
      let run = folder + "/run"
      try results.write(to: run)
      let entries = try lines(run + "/columns.csv").dropFirst().filter { !$0.isEmpty }
      let written = ResultWriter.fileNames.filter {
        $0.hasSuffix(".csv")
          && !(AnswerTable.names + ChangedScenario.names + [
            "columns.csv", "differences.csv", "points.csv",
          ]).contains($0)
      }
      for name in written {
        let reported = entries.filter { $0.hasPrefix(name + ",") }
          .map { $0.split(separator: ",", omittingEmptySubsequences: false)[1] }
        #expect(try reported.joined(separator: ",") == lines(run + "/" + name)[0])
      }
    }
  }

  /// sha256 of "abc": FIPS 180-4, example B.1.
  @Test func `manifest is sorted and knows no clock`() throws {
    try inFolder { folder in
      let run = folder + "/run"
      try results.write(to: run)
      #expect(
        try read(run + "/manifest.json") == """
          {
            "arithmetic": "f1",
            "assumptions": "d1",
            "block_size": 1024,
            "complete": true,
            "format": "simrun-results/1",
            "inputs": [
              {
                "path": "s.yaml",
                "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
              }
            ],
            "plan": "003cb2f9f26025763604926da434d92ef6d5952a53cfd271158e89b62e4a53ad",
            "seed": 1,
            "settings": [],
            "trials": 3,
            "version": "1.0.0"
          }

          """)
      #expect(
        try read(run + "/run.log.json") == """
          {
            "host": "h",
            "jobs": 2,
            "memory_needed": 0,
            "seconds": 2,
            "started": "2025-01-01T00:00:00Z",
            "trials_per_second": 1.5
          }

          """)
    }
  }

  @Test func `text in JSON is escaped`() {
    #expect(
      JSONText.text("a\"b\\c\n\u{1}é").document == "\"a\\\"b\\\\c\\n\\u0001é\"\n")
    #expect(
      JSONText.text("\u{7F}\u{9B}\u{202E}\u{2028}\u{E0041}").document
        == "\"\\u007f\\u009b\\u202e\\u2028\\udb40\\udc41\"\n")
    #expect(JSONText.list([]).document == "[]\n")
    #expect(JSONText.number(.nan).document == "null\n")
    #expect(JSONText.number(0.25).document == "0.25\n")
  }

  @Test func `an interrupted manifest says how far each scenario came`() {
    let manifest = Manifest(
      version: "1", seed: 1, trials: 9_000, completed: ["b": 0, "a": 2_048], blockSize: 1_024,
      inputs: [], assumptions: "", complete: false, arithmetic: "")
    #expect(
      manifest.text.contains(
        """
          "trials": 9000,
          "trials_completed": {
            "a": 2048,
            "b": 0
          },

        """))
  }

  @Test func `the failure of a setting names the setting`() {
    func place(_ position: String) -> String {
      Failure(trial: 0, step: 0, message: "m", position: position).place
    }
    #expect(place("a.yaml:3:4") == "a.yaml:3:4")
    #expect(place("--set parameters.x=1 / 0:0:1") == "'--set parameters.x=1 / 0'")
  }

  /// Two scenarios in one file: each column empty where the other has none.
  @Test func `columns of the trial table are never twice the same`() {
    let report = Report(
      steps: 0, outcomes: [.init(name: "done")],
      measures: [.init(name: "step"), .init(name: "measure_step"), .init(name: "cost")],
      signals: [], quantities: [], milestones: [],
      parameters: [
        .init(name: "cost"), .init(name: "parameter_cost"), .init(name: "seed"),
        .init(name: "point"), .init(name: "measure_point"),
      ])
    #expect(
      TrialTable([report]).dictionary.dropFirst(9).map(\.column) == [
        "parameter_parameter_cost", "parameter_cost", "parameter_seed", "parameter_point",
        "measure_point", "measure_measure_step", "measure_step", "cost",
      ])
  }

  @Test func `scenarios share the trial table`() {
    let other = Report(
      steps: 1, outcomes: [.init(name: "end")], measures: [.init(name: "gain")],
      parameters: [.init(name: "rate")])
    let table = TrialTable([results.report, other])
    var text = CSVText()
    table.writeHeader(to: &text)
    let batch = TrialBatch(other)
    batch.reset(firstTrial: 40, count: 1)
    batch.outcome[0] = 0
    batch.measures[0] = 2
    batch.parameters[0] = 3
    table.rows(scenario: "b", point: 2, seed: 9, report: other).write(batch, to: &text)
    #expect(
      String(decoding: text.bytes, as: UTF8.self) == """
        scenario,point,trial,seed,outcome,step,class,parameter_index,draw_index,parameter_cost,\
        parameter_step,aid,rate,cost,signed,gain
        b,2,40,9,end,0,end,40,40,,,,3,,,2

        """)
  }
}
