import Foundation
import Testing

@testable import Scenarios

/// The folder `r` holds old results with a file that the new ones have not, and one that is not
/// ours.
@Suite("Publishing results")
struct PublicationTests {
  private let known = ["outcomes.csv", "trials.csv", "manifest.json"]
  private let before = [
    "outcomes.csv": "old", "trials.csv": "old", "notes": "mine",
    "manifest.json": "{\"format\": \"simrun-results/1\", \"by\": \"old\"}",
  ]
  private let after = [
    "outcomes.csv": "new", "notes": "mine",
    "manifest.json": "{\"format\": \"simrun-results/1\", \"by\": \"new\"}",
  ]

  private func inFolder(_ body: (TemporaryFolder) throws -> Void) throws {
    try TemporaryFolder.make { folder in
      try folder.writeResults("old", to: "r", also: "trials.csv")
      try folder.write("mine", to: "r/notes")
      try body(folder)
    }
  }

  private func publication(_ folder: TemporaryFolder) throws -> Publication {
    try folder.writeResults("new", to: "r/.partial-simrun/1")
    let publication = Publication(
      goal: folder.path + "/r", work: folder.path + "/r/.partial-simrun", generation: 1,
      known: known)
    try publication.mark()
    return publication
  }

  private func found(_ folder: TemporaryFolder, _ purpose: ResultFolder.Purpose) throws -> [String]
  {
    var said: [String] = []
    _ = try ResultFolder(folder.path + "/r", purpose: purpose, known: known) { said.append($0) }
    return said
  }

  @Test(arguments: [false, true])
  func `New files replace the old ones, and what is not ours stays`(isPrepared: Bool) throws {
    try inFolder { folder in
      let results = try ResultFolder(folder.path + "/r", purpose: .replace, known: known)
      try folder.writeResults("new", to: "r/.partial-simrun/1")
      if isPrepared { results.prepare() }
      try results.publish()
      #expect(try folder.content("r") == after)
      #expect(try folder.names("r").contains(".partial-simrun") == false)
    }
  }

  @Test
  func `Of results that were prepared and not published nothing is left`() throws {
    try inFolder { folder in
      do {
        let results = try ResultFolder(folder.path + "/r", purpose: .replace, known: known)
        try folder.writeResults("new", to: "r/.partial-simrun/1")
        results.prepare()
        #expect(
          folder.read("r/.partial-simrun/complete.new")
            == "simrun-complete/1\n1\noutcomes.csv\nmanifest.json\n")
      }
      #expect(try folder.content("r") == before)
      #expect(try folder.names("r").contains(".partial-simrun") == false)
    }
  }

  /// The moves in their order, cut off after each of them, and after the emptied folder is gone.
  @Test(arguments: 0...6)
  func `Cut off at any move it is finished by the next run, which says so`(moves: Int) throws {
    try inFolder { folder in
      _ = try publication(folder)
      let r = folder.path + "/r"
      let work = r + "/.partial-simrun"
      try folder.makeFolder("r/.partial-simrun/old")
      let steps = [
        ("\(r)/manifest.json", "\(work)/old/manifest.json"),
        ("\(r)/trials.csv", "\(work)/old/trials.csv"),
        ("\(r)/outcomes.csv", "\(work)/old/outcomes.csv"),
        ("\(work)/1/outcomes.csv", "\(r)/outcomes.csv"),
        ("\(work)/1/manifest.json", "\(r)/manifest.json"),
      ]
      for (from, to) in steps.prefix(moves) { try Disk.move(from, to: to) }
      if moves > steps.count { #expect(Disk.removeFolder(work + "/1")) }
      #expect(
        try found(folder, .replace) == [
          "a run was cut off while it moved its results in; that is done now"
        ])
      #expect(try folder.content("r") == after)
    }
  }

  @Test(arguments: 0...2)
  func `It can be taken back from any move`(moves: Int) throws {
    try inFolder { folder in
      let publication = try publication(folder)
      if moves > 0 { try publication.moveIn() }
      if moves > 1 {
        try Disk.move(
          folder.path + "/r/manifest.json",
          to: folder.path + "/r/.partial-simrun/1/manifest.json")
      }
      #expect(publication.moveBack())
      try publication.forget()
      let content = try folder.content("r")
      #expect(content.filter { !$0.key.hasPrefix(".") } == before)
      #expect(content[".partial-simrun/1/manifest.json"] == after["manifest.json"])
    }
  }

  @Test
  func `An old file that cannot be removed is reported, and left to the next run`() throws {
    try inFolder { folder in
      let publication = try publication(folder)
      try publication.moveIn()
      let old = "r/.partial-simrun/old"
      // A folder is not removed as a file is.
      try Disk.remove("\(folder.path)/\(old)/outcomes.csv")
      try folder.makeFolder("\(old)/outcomes.csv")
      #expect(throws: Disk.Failure.self) { try publication.finish() }
      #expect(try folder.names(old) == ["outcomes.csv"])
      #expect(try folder.names("r/.partial-simrun").contains("complete"))
      #expect(Disk.removeFolder("\(folder.path)/\(old)/outcomes.csv"))
      #expect(
        try found(folder, .replace) == [
          "a run was cut off while it moved its results in; that is done now"
        ])
      #expect(try folder.content("r") == after)
    }
  }

  @Test
  func `A refused run finishes what was cut off all the same`() throws {
    try inFolder { folder in
      _ = try publication(folder)
      var said: [String] = []
      #expect(throws: OutputError.exists(folder.path + "/r")) {
        _ = try ResultFolder(folder.path + "/r", purpose: .anew, known: known) { said.append($0) }
      }
      #expect(said == ["a run was cut off while it moved its results in; that is done now"])
      #expect(try folder.content("r") == after)
    }
  }

  @Test
  func `A new folder that was about to get its name gets it`() throws {
    try TemporaryFolder.make { folder in
      try folder.writeResults("new", to: "r.partial-simrun/1")
      try folder.write("", to: "r.partial-simrun/1/checkpoint.bin")
      try Publication(
        goal: folder.path + "/r", work: folder.path + "/r.partial-simrun", generation: 1,
        known: known
      ).mark()
      #expect(
        try found(folder, .replace) == [
          "a run was cut off while it gave this folder its name; that is done now"
        ])
      #expect(try folder.names() == ["r"])
      #expect(try folder.names("r") == ["manifest.json", "outcomes.csv"])
    }
  }

  @Test
  func `What is left beside a folder that has its name is removed`() throws {
    try TemporaryFolder.make { folder in
      try folder.writeResults("new", to: "r")
      try folder.write("simrun-complete/1\n2\nmanifest.json\n", to: "r.partial-simrun/complete")
      try folder.write("x", to: "r.partial-simrun/1/checkpoint.bin")
      #expect(
        try found(folder, .replace) == [
          "a run was cut off while it gave this folder its name; that is done now"
        ])
      #expect(try folder.names() == ["r"])
      #expect(try folder.names("r") == ["manifest.json", "outcomes.csv"])
    }
  }

  @Test
  func `A folder in the way is refused before the run, and loses nothing at the end`() throws {
    try inFolder { folder in
      let results = try ResultFolder(folder.path + "/r", purpose: .replace, known: known)
      try folder.writeResults("new", to: "r/.partial-simrun/1")
      try Disk.remove(folder.path + "/r/trials.csv")
      try folder.makeFolder("r/trials.csv")
      let error = #expect(throws: OutputError.self) { try results.publish() }
      let reported =
        "r/trials.csv is a folder, but a file of the results has this name; move it away or use "
        + "another --out"
      #expect(
        error?.description.replacing(folder.path + "/", with: "")
          == reported
          + "; the new results are in r.unpublished, and what was there before is as it was")
      #expect(try folder.names() == ["r", "r.unpublished"])
      #expect(try folder.content("r") == before.filter { $0.key != "trials.csv" })
      #expect(try folder.content("r.unpublished") == after.filter { $0.key != "notes" })
      let refused = #expect(throws: OutputError.self) { _ = try found(folder, .replace) }
      #expect(refused?.description.replacing(folder.path + "/", with: "") == reported)
      #expect(try folder.names("r").contains(".partial-simrun") == false)
    }
  }

  @Test(arguments: [false, true], [false, true])
  func `A folder that another program filled meanwhile stays as it is`(
    isThere: Bool, isPrepared: Bool
  ) throws {
    try TemporaryFolder.make { folder in
      if isThere { try folder.makeFolder("r") }
      let results = try ResultFolder(folder.path + "/r", purpose: .anew, known: known)
      try folder.writeResults("other", to: "r")
      let number = results.growing.dropFirst(folder.path.count + 1)
      try folder.writeResults("new", to: String(number))
      if isPrepared { results.prepare() }
      let error = #expect(throws: OutputError.self) { try results.publish() }
      #expect(
        error?.description.replacing(folder.path + "/", with: "")
          == "r already exists; use --force to replace it or another --out; the new results are in "
          + "r.unpublished, and what was there before is as it was")
      #expect(folder.read("r/outcomes.csv") == "other")
      #expect(folder.read("r.unpublished/outcomes.csv") == "new")
      #expect(try folder.names() == ["r", "r.unpublished"])
    }
  }

  @Test(arguments: [false, true])
  func `With force the results that came meanwhile are replaced`(isPrepared: Bool) throws {
    try TemporaryFolder.make { folder in
      let results = try ResultFolder(folder.path + "/r", purpose: .replace, known: known)
      try folder.writeResults("new", to: "r.partial-simrun/1")
      if isPrepared { results.prepare() }
      try folder.writeResults("old", to: "r", also: "trials.csv")
      try results.publish()
      #expect(try folder.names() == ["r"])
      #expect(try folder.content("r") == after.filter { $0.key != "notes" })
    }
  }
}
