import Foundation
import Testing

@testable import Scenarios

@Suite("Folders for results")
struct ResultFolderTests {
  private let results = SmallResults()

  /// A new empty folder, gone afterwards.
  private func inFolder(_ body: (String) throws -> Void) throws {
    try TemporaryFolder.make { try body($0.path) }
  }

  private func read(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private func names(_ folder: String) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder))
  }

  @Test func `an existing folder is left alone`() throws {
    try inFolder { folder in
      let run = folder + "/x"
      try results.write(to: run)
      let error = #expect(throws: OutputError.self) { try results.write(to: run) }
      #expect(
        error?.description
          == "\(run) already exists; use --force to replace it or another --out")
      #expect(try names(folder) == ["x"])
    }
    #expect(
      OutputError.exists("results/x").description
        == "results/x already exists; use --force to replace it or another --out")
  }

  /// With force our files are replaced, those of an earlier run too; what is not ours stays.
  @Test func `force replaces only what we wrote`() throws {
    try inFolder { folder in
      let run = folder + "/x"
      try results.write(to: run, trials: true)
      try Data("mine".utf8).write(to: URL(fileURLWithPath: run + "/notes.txt"))
      try Data("old".utf8).write(to: URL(fileURLWithPath: run + "/outcomes.csv"))
      try results.write(to: run, force: true, trials: false)
      #expect(try read(run + "/notes.txt") == "mine")
      #expect(try read(run + "/outcomes.csv").hasPrefix("scenario,"))
      #expect(
        try names(run)
          == Set(ResultWriter.fileNames).subtracting(AnswerTable.names + ChangedScenario.names)
          .subtracting([
            "differences.csv", "points.csv", "trials.csv", "resume.bin",
          ])
          .union([
            "notes.txt"
          ]))
      #expect(try names(folder) == ["x"])
    }
  }

  /// Of two runs at once into one folder the later is refused at once, and leaves nothing.
  @Test(arguments: [false, true])
  func `the later of two is refused`(isThere: Bool) throws {
    try inFolder { folder in
      let run = folder + "/x"
      if isThere {
        try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: false)
      }
      do {
        let first = try ResultWriter(folder: run)
        for force in [false, true] {
          #expect(throws: OutputError.busy(run)) {
            _ = try ResultWriter(folder: run, force: force)
          }
        }
        try first.finish(results.manifest, log: results.log)
        #expect(throws: OutputError.exists(run)) { _ = try ResultWriter(folder: run) }
        #expect(try read(run + "/manifest.json") == results.manifest.text)
      }
      #expect(try names(folder) == ["x"])
    }
  }

  @Test func `an empty folder is not in the way`() throws {
    try inFolder { folder in
      try results.write(to: folder + "/")
      #expect(
        try names(folder)
          == Set(ResultWriter.fileNames).subtracting(AnswerTable.names + ChangedScenario.names)
          .subtracting([
            "differences.csv", "points.csv", "resume.bin",
          ]))
    }
  }

  /// A folder without our manifest is someone else's, whatever its files are called.
  @Test(arguments: ["outcomes.csv", "manifest.json"])
  func `force leaves other folders alone`(name: String) throws {
    try inFolder { folder in
      try Data("{\"format\": 3}".utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
      let error = #expect(throws: OutputError.self) { try results.write(to: folder, force: true) }
      #expect(
        error?.description
          == "\(folder) has files but no results of simrun (manifest.json); --force replaces "
          + "results only: use another --out")
      #expect(throws: OutputError.exists(folder)) { try results.write(to: folder) }
      #expect(try names(folder) == [name])
    }
  }

  @Test func `a file in the way`() throws {
    try inFolder { folder in
      let run = folder + "/x"
      try Data().write(to: URL(fileURLWithPath: run))
      for path in [run, run + "/below"] {
        let error = #expect(throws: OutputError.self) { try results.write(to: path, force: true) }
        #expect(
          error?.description == "\(run) is a file, not a folder; use another --out")
      }
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")))
  func `no permission`() throws {
    let error = #expect(throws: OutputError.self) { try results.write(to: "/proc/results") }
    #expect(error?.description.hasPrefix("cannot write /proc/results: ") == true)
    #expect(
      OutputError.system("results/x", EACCES).description
        == "cannot write results/x: permission denied")
    #expect(
      OutputError.system("results/x", EROFS).description
        == "cannot write results/x: the file system is read-only")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk is seen`() throws {
    let file = try OutputFile(at: "/dev/full", named: "results/x/trials.csv")
    var error: OutputError?
    do { try file.write([1, 2, 3]) } catch let caught { error = caught }
    #expect(
      error?.description == "cannot write results/x/trials.csv: no space left on the disk")
  }

  /// A writer that is dropped before the end leaves nothing.
  @Test func `half a run leaves nothing`() throws {
    try inFolder { folder in
      do {
        let writer = try ResultWriter(folder: folder + "/x", trials: TrialTable([results.report]))
        try writer.append(results.point)
        #expect(try names(folder).count == 1)
        #expect(try names(folder).first?.hasPrefix("x.partial-") == true)
      }
      #expect(try names(folder).isEmpty)
    }
  }
}
