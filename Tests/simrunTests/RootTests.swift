import Foundation
import Testing

/// Variants may stand anywhere, if the user says where their files are.
struct RootTests {
  private static let base = """
    format: 1
    scenario: base
    data: {seen: {file: seen.csv, column: x}}
    parameters:
      p: empirical(seen)
      w: uniform(-0.1, 1)
      v: sqrt(w)
    outcomes: {high: {at_end: p > 1.5}, low: otherwise}
    """

  private func inFolders(_ body: (Executable) throws -> Void) throws {
    try Executable.inFolder { simrun in
      for name in ["library", "mine", "other"] {
        try FileManager.default.createDirectory(
          atPath: simrun.folder + "/" + name, withIntermediateDirectories: true)
      }
      try simrun.write(Self.base, to: "library/base.yaml")
      try simrun.write("x\n1\n2\n", to: "library/seen.csv")
      try simrun.write(
        "format: 1\nscenario: variant\nextends: ../library/base.yaml\n", to: "mine/v.yaml")
      try body(simrun)
    }
  }

  @Test func `nothing elsewhere is read unless allowed`() throws {
    try inFolders { simrun in
      let place = "mine/v.yaml:3:10: error: extends: cannot read ../library/base.yaml: "
      let start = place + "it is outside the folder of the first file"
      for command in ["run", "validate"] {
        let refused = try simrun(command, "mine/v.yaml")
        #expect(refused.code == 3)
        #expect(refused.err.hasPrefix(start + "; --root DIR allows files in a folder DIR\n"))
        let elsewhere = try simrun(command, "mine/v.yaml", "--root", "other")
        #expect(elsewhere.code == 3)
        #expect(elsewhere.err.hasPrefix(start + " and outside --root other\n"))
      }
      #expect(try simrun("validate", "mine/v.yaml", "--root", "library").code == 0)
      #expect(try simrun("validate", "mine/v.yaml", "--root", ".").code == 0)
    }
  }

  @Test func `a link out of the allowed folder is refused`() throws {
    try inFolders { simrun in
      try FileManager.default.createSymbolicLink(
        atPath: simrun.folder + "/other/base.yaml", withDestinationPath: "../library/base.yaml")
      try simrun.write(
        "format: 1\nscenario: variant\nextends: ../other/base.yaml\n", to: "mine/v.yaml")
      #expect(try simrun("validate", "mine/v.yaml", "--root", "other").code == 3)
    }
  }

  @Test(arguments: [
    ("nowhere", "no such folder"), ("coin.yaml", "it is not a folder"), ("", "no such folder"),
  ])
  func `a folder that is none is wrong use`(_ folder: String, _ reason: String) throws {
    try inFolders { simrun in
      for command in ["run", "validate", "verify"] {
        let finished = try simrun(command, "coin.yaml", "--root", folder)
        #expect(finished.code == 2)
        #expect(finished.err == "simrun: --root \(folder): \(reason)\n")
      }
    }
  }

  @Test func `a run names its files from the first one and goes on`() throws {
    try inFolders { simrun in
      let arguments = ["run", "mine/v.yaml", "--root", "library", "-o", "out", "-q"]
      #expect(try simrun.finished(arguments + ["-n", "1000"]).code == 4)
      let manifest = try simrun.read("out/manifest.json")
      #expect(manifest.contains("\"path\": \"../library/base.yaml\""))
      #expect(manifest.contains("\"path\": \"../library/seen.csv\""))
      #expect(!manifest.contains(simrun.folder))
      // The command that replays a trial allows the folder too.
      let row = try simrun.lines("out/failures.csv")[1]
      #expect(row.hasSuffix(" --root library"))
      let command = try #require(row.split(separator: ",").last).dropFirst("simrun".count)
      let explained = try simrun.shell("\"$SIMRUN\"\(command)")
      #expect(explained.code == 0)
      #expect(explained.out.contains("sqrt of a number below 0"))
      #expect(try simrun.finished(arguments + ["-n", "3000", "--resume"]).code == 4)
      try simrun.write(Self.base.replacing("1.5", with: "1.6"), to: "library/base.yaml")
      let changed = try simrun.finished(arguments + ["-n", "4000", "--resume"])
      #expect(changed.code == 65)
      #expect(changed.err.contains("from another ../library/base.yaml than the one"))
    }
  }

  @Test func `points of a sweep read the same files`() throws {
    try inFolders { simrun in
      let swept = try simrun(
        "run", "mine/v.yaml", "--root", "library", "-n", "100", "-q", "-o", "out", "--sweep",
        "parameters.w=0.2,0.4")
      #expect(swept.code == 0, "\(swept.err)")
    }
  }
}
