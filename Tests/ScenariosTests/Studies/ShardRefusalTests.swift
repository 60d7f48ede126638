import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("Parts that are refused")
struct ShardRefusalTests {
  @Test
  func
    `A changed bit, a cut and a part that is not there: the part is named and nothing is written`()
    throws
  {
    try ResumePlace.inFolder { place in
      let study = try Study(files: ["\(place.folder)/a.yaml"])
      let sharded = try ShardTests.sharded(
        place, study, ShardTests.settings(place, "x", trials: 4_500), shards: 4)
      func refusal() -> PartRefusal? {
        let error = #expect(throws: PartRefusal.self) { try sharded.merge(asking: nil) }
        #expect(!FileManager.default.fileExists(atPath: place.folder + "/x"))
        return error
      }
      let run = "Run 'simrun run --plan \(place.folder)/study/plan.json --shard K' for each K in"
      #expect(
        refusal()?.lines == [
          "parts 1-4 of 4 are missing; nothing was merged. \(run) 1-4"
        ])
      for shard in sharded.shards { _ = try sharded.run(shard) }
      let path = "\(place.folder)/study/parts/2-of-4.part"
      let bytes = try #require(FileManager.default.contents(atPath: path))
      func put(_ changed: Data) throws { try changed.write(to: URL(fileURLWithPath: path)) }
      for at in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 60)) {
        var changed = bytes
        changed[at] ^= 4
        try put(changed)
        #expect(sharded.parts.state(sharded.shards[1]) == .damaged)
      }
      for length in [0, 1, 20, 40, bytes.count / 2, bytes.count - 1] {
        try put(bytes.prefix(length))
        #expect(sharded.parts.state(sharded.shards[1]) == .damaged)
      }
      let lines = refusal()?.lines
      #expect(
        lines == [
          "\(place.folder)/study/parts/2-of-4.part is not as it was written",
          "part 2 of 4 is damaged; nothing was merged. \(run) 2",
        ])
      #expect(refusal()?.isForeign == false)
      // It is made anew, with the same bytes.
      guard case .made = try sharded.run(sharded.shards[1]) else {
        Issue.record("not made anew")
        return
      }
      #expect(FileManager.default.contents(atPath: path) == bytes)
      #expect(try sharded.run(sharded.shards[1]) == .wasThere)
    }
  }

  @Test
  func `A part of another seed, scenario, number of trials, division or name is refused`() throws {
    try ResumePlace.inFolder { place in
      let study = try Study(files: ["\(place.folder)/a.yaml"])
      let settings = ShardTests.settings(place, "x", trials: 3_000)
      let sharded = try ShardTests.sharded(place, study, settings, shards: 2)
      let shards = sharded.shards
      for shard in shards { _ = try sharded.run(shard) }
      let path = "\(place.folder)/study/parts/2-of-2.part"
      let own = try #require(FileManager.default.contents(atPath: path))
      func expectRefused(_ bytes: Data?, _ what: String) throws {
        try #require(bytes).write(to: URL(fileURLWithPath: path))
        let line = "\(place.folder)/study/parts/2-of-2.part \(what)"
        let error = #expect(throws: PartRefusal.self) { try sharded.merge(asking: nil) }
        #expect(
          error?.lines == [
            line, "nothing was merged; move these files away and run their shards",
          ])
        #expect(error?.isForeign == true)
        let again = #expect(throws: PartRefusal.self) { try sharded.run(shards[1]) }
        #expect(again?.lines == [line])
        #expect(again?.isForeign == true)
        #expect(!FileManager.default.fileExists(atPath: place.folder + "/x"))
      }
      func made(_ other: Study, _ settings: StudySettings, shards: Int = 2) throws -> Data? {
        let others = try ShardTests.sharded(place, other, settings, shards: shards, named: "other")
        for shard in others.shards { _ = try others.run(shard) }
        defer { ShardTests.remove(place, "other") }
        return FileManager.default.contents(
          atPath: "\(place.folder)/other/parts/2-of-\(shards).part")
      }
      try expectRefused(
        made(study, ShardTests.settings(place, "x", trials: 3_000, seed: 2)),
        "was made with seed 2, not 1")
      try expectRefused(
        made(study, ShardTests.settings(place, "x", trials: 3_001)),
        "was made for 3001 trials, not 3000")
      try expectRefused(
        made(Study(files: ["\(place.folder)/b.yaml"]), settings),
        "was made from b.yaml, not a.yaml")
      try expectRefused(
        made(study, settings, shards: 3), "is shard 2/3, under the name of another")
      try expectRefused(
        FileManager.default.contents(atPath: "\(place.folder)/study/parts/1-of-2.part"),
        "is shard 1/2, under the name of another")
      try expectRefused(Data("simrun-part/1\nxxxxxxxxxxxxx".utf8), "is of another format")
      try own.write(to: URL(fileURLWithPath: path))
      // One of another division beside them may have trials that they have too.
      let stranger = "\(place.folder)/study/parts/1-of-3.part"
      try own.write(to: URL(fileURLWithPath: stranger))
      let error = #expect(throws: PartRefusal.self) { try sharded.merge(asking: nil) }
      #expect(
        error?.lines.first == "\(stranger) is of another division of the study than into 2")
      ShardTests.remove(place, "study/parts/1-of-3.part")
      #expect(try sharded.merge(asking: nil).isComplete)
    }
  }

  /// The identity is made with another version; the checksum is right.
  @Test
  func `A part of another version or processor is refused`() throws {
    try ResumePlace.inFolder { place in
      let study = try Study(files: ["\(place.folder)/a.yaml"])
      let settings = ShardTests.settings(place, "x", trials: 1_500)
      let sharded = try ShardTests.sharded(place, study, settings, shards: 1)
      try sharded.parts.make()
      func state(_ change: (inout Manifest) -> Void) throws -> PartFolder.State {
        var manifest = study.manifest(settings.run)
        change(&manifest)
        try PartFile.write(
          PartLabel(
            plan: sharded.plan.name, shard: sharded.shards[0], identity: RunIdentity(manifest),
            trials: 1_500), [], [], to: sharded.parts.path, shown: sharded.parts.shown,
          draft: ".new")
        return sharded.parts.state(sharded.shards[0])
      }
      #expect(
        try state { $0.version = "0.0.9" }
          == .refused(
            "\(place.folder)/study/parts/1-of-1.part was made by simrun 0.0.9, not \(Release.version)"
          ))
      #expect(try state { $0.arithmetic = "x" } == .mixed)
      // It is not made again, and it is merged if that is asked for.
      #expect(try sharded.run(sharded.shards[0]) == .wasThere)
      let inventory = PartInventory(sharded)
      #expect(inventory.there == [1] && inventory.mixed == [1] && inventory.isComplete)
      #expect(
        #expect(throws: PartRefusal.self) { try sharded.merge(asking: nil) }?.lines == [
          "\(place.folder)/study/parts/1-of-1.part was made on a processor whose arithmetic differs in "
            + "its last digits", "nothing was merged; --mixed takes these parts too",
        ])
      #expect(sharded.mixed.parts.state(sharded.shards[0]) == .there)
      // A part that has not what its shard has is damaged, whatever its checksum says.
      #expect(try state { _ in } == .there)
      #expect(throws: ResumeError.self) { try sharded.merge(asking: nil) }
      #expect(!FileManager.default.fileExists(atPath: place.folder + "/x"))
    }
  }
}
