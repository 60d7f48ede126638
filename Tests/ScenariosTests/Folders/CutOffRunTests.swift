import Foundation
import Testing

@testable import Scenarios

@Suite("What a run that was cut off leaves")
struct CutOffRunTests {
  private func found(
    _ folder: TemporaryFolder, _ purpose: ResultFolder.Purpose
  ) throws -> [String] {
    var said: [String] = []
    _ = try ResultFolder(folder.path + "/r", purpose: purpose) { said.append($0) }
    return said
  }

  @Test(arguments: [false, true])
  func `Without a checkpoint it is removed, and that is said`(isThere: Bool) throws {
    try TemporaryFolder.make { folder in
      if isThere { try folder.makeFolder("r") }
      let work = isThere ? "r/.partial-simrun" : "r.partial-simrun"
      for purpose in [ResultFolder.Purpose.anew, .replace] {
        try folder.write("", to: work + "/lock")
        try folder.write("x", to: work + "/1/outcomes.csv")
        try folder.write("x", to: work + "/2/checkpoint.new")
        try folder.write("x", to: work + "/complete.new")
        #expect(try found(folder, purpose) == ["a run was cut off here; what it left is removed"])
        #expect(try folder.names() == (isThere ? ["r"] : []))
        if isThere { #expect(try folder.names("r") == []) }
      }
    }
  }

  @Test
  func `A checkpoint is not removed unless that is asked for`() throws {
    try TemporaryFolder.make { folder in
      for name in ["checkpoint.bin", "trials.csv", "outcomes.csv"] {
        try folder.write("x", to: "r.partial-simrun/3/" + name)
      }
      let error = #expect(throws: OutputError.self) { try found(folder, .anew) }
      #expect(
        error?.description.replacing(folder.path + "/", with: "")
          == "r has the checkpoint of a run that was cut off; use --resume to go on from it, --force "
          + "to run anew, or another --out")
      #expect(try folder.names("r.partial-simrun/3") == ["checkpoint.bin", "trials.csv"])
      do {
        let resumed = try ResultFolder(folder.path + "/r", purpose: .resume)
        #expect(resumed.generation == 4)
        #expect(resumed.earlier == [3])
      }
      #expect(try folder.names("r.partial-simrun") == ["3", "lock"])
      #expect(
        try found(folder, .replace) == [
          "a run was cut off here; what it left, a checkpoint too, is removed"
        ])
      #expect(try folder.names() == [])
    }
  }

  @Test
  func `What a run at work needs is left alone, and the other run is reported`() throws {
    try TemporaryFolder.make { folder in
      let first = try ResultFolder(folder.path + "/r", purpose: .anew)
      for purpose in [ResultFolder.Purpose.anew, .replace, .resume] {
        let error = #expect(throws: OutputError.self) { try found(folder, purpose) }
        #expect(
          error?.description.replacing(folder.path + "/", with: "")
            == "another run is writing to r; wait until it has ended or use another --out")
      }
      #expect(try folder.names("r.partial-simrun") == ["1", "lock"])
      _ = first.path
    }
  }

  @Test
  func `A folder that came after the run was cut off takes its checkpoint in`() throws {
    try TemporaryFolder.make { folder in
      try folder.write("x", to: "r.partial-simrun/1/checkpoint.bin")
      try folder.makeFolder("r")
      do {
        let resumed = try ResultFolder(folder.path + "/r", purpose: .resume)
        #expect(resumed.earlier == [1])
      }
      #expect(try folder.names() == ["r"])
      #expect(try folder.names("r") == [".partial-simrun"])
    }
  }

  @Test
  func `Folders that had to be made go with the run`() throws {
    try TemporaryFolder.make { folder in
      do { _ = try ResultFolder(folder.path + "/a/b/r", purpose: .anew) }
      #expect(try folder.names() == [])
    }
  }

  @Test
  func `The root of a new file system is empty`() throws {
    try TemporaryFolder.make { folder in
      try folder.makeFolder("r/lost+found")
      #expect(try found(folder, .anew) == [])
      try folder.write("", to: "r/mine")
      #expect(throws: OutputError.exists(folder.path + "/r")) { try found(folder, .anew) }
    }
  }

  @Test(arguments: [
    "{\"a\":1,\"format\":\"simrun-results/1\"}",
    "\u{FEFF}{\r\n\t\"format\" :\r\n\t\"simrun-results\\/7\"\r\n}\r\n",
    "{\"x\": {\"format\": 3}, \"f\\u006Frmat\": \"simrun-results/1\"}",
  ])
  func `A manifest is known however it is laid out`(text: String) {
    #expect(FolderContent.isOurs(Array(text.utf8)))
  }

  @Test(arguments: [
    "", "{", "[\"format\", \"simrun-results/1\"]", "{\"format\": \"other/1\"}", "{\"format\": 3}",
    "{\"x\": {\"format\": \"simrun-results/1\"}}",
  ])
  func `What is not a manifest of results is not ours`(text: String) {
    #expect(!FolderContent.isOurs(Array(text.utf8)))
    #expect(!FolderContent.isOurs(Array(repeating: UInt8(ascii: "["), count: 100_000)))
  }
}
