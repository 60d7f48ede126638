import Foundation
import Testing

@testable import Scenarios

@Suite("Where results go")
struct ResultPlaceTests {
  private func refusal(_ path: String, in folder: TemporaryFolder) -> String? {
    let error = #expect(throws: OutputError.self) { _ = try ResultPlace(path) }
    return error?.description.replacing(folder.path + "/", with: "")
  }

  @Test
  func `Links are followed once; dots and closing slashes say nothing`() throws {
    try TemporaryFolder.make { folder in
      try folder.makeFolder("there/below")
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/link", withDestinationPath: "there")
      for spelt in ["there", "there/", "there/.", "there/./", "link", "link/below/.."] {
        let place = try ResultPlace(folder.path + "/" + spelt)
        #expect(place.path == folder.path + "/there")
        #expect(place.exists && place.missing.isEmpty)
        #expect(place.inside == folder.path + "/there/.partial-simrun")
      }
      let new = try ResultPlace(folder.path + "/link/a/./b/")
      #expect(new.path == folder.path + "/there/a/b")
      #expect(new.missing == [folder.path + "/there/a"])
      #expect(new.beside == folder.path + "/there/a/b.partial-simrun")
      #expect(new.shownBeside == folder.path + "/link/a/./b.partial-simrun")
    }
  }

  @Test
  func `What cannot be a folder is refused`() throws {
    try TemporaryFolder.make { folder in
      try folder.write("", to: "file")
      for (name, target) in [("lost", "nowhere"), ("round", "about"), ("about", "round")] {
        try FileManager.default.createSymbolicLink(
          atPath: folder.path + "/" + name, withDestinationPath: target)
      }
      for name in ["file", "file/x"] {
        #expect(
          refusal(folder.path + "/" + name, in: folder)
            == "file is a file, not a folder; use another --out")
      }
      for name in ["lost", "lost/x"] {
        #expect(
          refusal(folder.path + "/" + name, in: folder)
            == "lost is a link to nowhere, which does not exist; make that folder or use another "
            + "--out")
      }
      #expect(
        refusal(folder.path + "/round/x", in: folder)
          == "cannot write round/x: its links lead in a circle")
      #expect(
        refusal(folder.path + "/no/../x", in: folder)
          == "cannot write no/../x: No such file or directory")
      let long = String(repeating: "a", count: 256)
      #expect(
        refusal(folder.path + "/" + long, in: folder)
          == "cannot write \(long): the name is too long")
    }
  }

  @Test
  func `A name that leaves no room for a suffix has another working folder`() throws {
    try TemporaryFolder.make { folder in
      let long = String(repeating: "a", count: 255)
      let beside = try ResultPlace(folder.path + "/" + long).beside
      #expect(beside.hasSuffix(".partial-simrun"))
      #expect(beside.utf8.count < folder.path.utf8.count + 60)
      _ = try ResultFolder(folder.path + "/" + long, purpose: .anew)
      #expect(try folder.names() == [])
      // Nor are folders left that had to be made for one that cannot be.
      let error = #expect(throws: OutputError.self) {
        _ = try ResultFolder(folder.path + "/a/b/" + long + "a", purpose: .anew)
      }
      #expect(error?.description.hasSuffix(": the name is too long") == true)
      #expect(try folder.names() == [])
    }
  }
}
