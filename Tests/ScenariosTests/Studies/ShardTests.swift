import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("Shards of a study")
struct ShardTests {
  /// The scenarios `a` and `b` of a folder, at three values of an entry each.
  private static func study(_ place: ResumePlace, values: Int = 3) throws -> Study {
    let sweep = try Sweep(
      path: "state.x.random_walk.sd", written: (1...values).map { "\(Double($0) / 8)" })
    return try Study(files: ["a", "b"].map { "\(place.folder)/\($0).yaml" }, sweeps: [sweep])
  }

  static func settings(
    _ place: ResumePlace, _ out: String, trials: Int, keeps: Bool = false, jobs: Int = 1,
    seed: UInt64 = 1
  ) -> StudySettings {
    StudySettings(
      run: RunSettings(
        trials: trials, seed: seed, jobs: jobs, keepsTrialRows: keeps),
      folder: place.folder + "/" + out)
  }

  static func sharded(
    _ place: ResumePlace, _ study: Study, _ settings: StudySettings, shards: Int,
    asking question: StudyQuestion? = nil, named name: String = "study"
  ) throws -> ShardedStudy {
    let plan = ShardPlan(
      path: "\(place.folder)/\(name)/plan.json", arguments: ["run"], files: KeptFiles([]),
      shards: shards, of: study, settings)
    return try ShardedStudy(plan, study, settings, asking: question)
  }

  static func remove(_ place: ResumePlace, _ names: String...) {
    for name in names { try? FileManager.default.removeItem(atPath: "\(place.folder)/\(name)") }
  }

  /// Six points of 2,500 trials have 18 blocks; the last of each point is partial.
  @Test(arguments: [(1, false), (2, true), (3, false), (7, true), (18, false), (21, true)])
  func `Merged they come to the bytes of one run, however many there are`(
    shards: Int, keeps: Bool
  ) throws {
    try ResumePlace.inFolder { place in
      let study = try Self.study(place)
      _ = try study.run(Self.settings(place, "whole", trials: 2_500, keeps: keeps))
      // The last first, on other numbers of threads.
      for shard in try Self.sharded(
        place, study, Self.settings(place, "x", trials: 2_500, keeps: keeps), shards: shards
      ).shards.reversed() {
        let settings = Self.settings(
          place, "x", trials: 2_500, keeps: keeps, jobs: 1 + shard.number % 3)
        let sharded = try Self.sharded(place, study, settings, shards: shards)
        let made = try sharded.run(shard)
        guard case .made(let trials, _) = made else {
          Issue.record("\(made)")
          continue
        }
        #expect(trials == sharded.extent([shard]).trials)
      }
      let merging = try Self.sharded(
        place, study, Self.settings(place, "merged", trials: 2_500, keeps: keeps, jobs: 2),
        shards: shards)
      #expect(merging.extent(merging.shards).trials == 6 * 2_500)
      #expect(try merging.merge(asking: nil).isComplete)
      place.expectEqual("merged", "whole")
    }
  }

  /// Of more than 20 points rows of tables are kept, not blocks, but of those that are divided.
  @Test(arguments: [5, 72])
  func `Of many points too`(shards: Int) throws {
    try ResumePlace.inFolder { place in
      let study = try Self.study(place, values: 12)
      _ = try study.run(Self.settings(place, "whole", trials: 2_100))
      let sharded = try Self.sharded(
        place, study, Self.settings(place, "merged", trials: 2_100, jobs: 2), shards: shards)
      for shard in sharded.shards { _ = try sharded.run(shard) }
      _ = try sharded.merge(asking: nil)
      place.expectEqual("merged", "whole")
    }
  }

  @Test(arguments: [1, 4, 9])
  func `A question sees the same trials, and none of them is run again`(shards: Int) throws {
    try ResumePlace.inFolder { place in
      let study = try Study(files: ["a", "b"].map { "\(place.folder)/\($0).yaml" })
      var seen: [[TrialColumns]] = []
      let question = StudyQuestion(files: [], mostTrials: 3_000) { points in
        seen.append(points.compactMap(\.columns))
        return []
      }
      _ = try study.run(Self.settings(place, "whole", trials: 4_500), asking: question)
      let sharded = try Self.sharded(
        place, study, Self.settings(place, "merged", trials: 4_500), shards: shards,
        asking: question)
      for shard in sharded.shards { _ = try sharded.run(shard) }
      var begun: Int?
      _ = try sharded.merge(asking: question, progress: { _, done, _ in begun = begun ?? done })
      place.expectEqual("merged", "whole")
      // The whole blocks are there from the start.
      #expect(begun == 2 * 4 * Block.size)
      #expect(seen.count == 2)
      #expect(seen[0].map(\.count) == [3_072, 3_072])
      for (one, other) in zip(seen[0], seen[1]) {
        let bytes = [one, other].map { columns in
          var writer = ByteWriter()
          columns.write(to: &writer)
          return writer.bytes
        }
        #expect(bytes[0] == bytes[1])
      }
    }
  }

  @Test
  func `Each block of each point is in one shard, and no shard has two more than another`() {
    for (points, trials) in [(1, 1), (1, 10_000), (7, 1_024), (5, 3_000), (10_000, 1_025)] {
      let blocks = points * Block.count(trials: trials)
      for count in [1, 2, 3, 7, 64, blocks, blocks + 3] {
        var owners = Array(repeating: 0, count: blocks)
        var sizes: Set<Int> = []
        var sum = 0
        for number in [1, 2, count / 2, count - 1, count] where number >= 1 {
          guard let shard = Shard(number: number, of: count) else { continue }
          let share = ShardShare(shard, points: points, trials: trials)
          sizes.insert(share.points.reduce(0) { $0 + share.blocks(of: $1).count })
        }
        if count <= 100 {
          for number in 1...count {
            guard let shard = Shard(number: number, of: count) else { continue }
            let share = ShardShare(shard, points: points, trials: trials)
            sum += share.trialCount
            for place in share.points {
              for block in share.blocks(of: place) {
                owners[place * Block.count(trials: trials) + block] += 1
              }
            }
          }
          #expect(owners.allSatisfy { $0 == 1 })
          #expect(sum == points * trials)
        }
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
      }
    }
  }

  @Test
  func `Lists of shards are those of array jobs`() {
    #expect(Shard.list([]) == "")
    #expect(Shard.list([3]) == "3")
    #expect(Shard.list([9, 4, 5, 6, 1, 2]) == "1-2,4-6,9")
  }

  // MARK: What goes wrong on the way

  @Test(arguments: [0, 3_000, .max])
  func `A shard that was stopped is gone on with, and leaves nothing but its part`(
    keptTrials: Int
  ) throws {
    try ResumePlace.inFolder { place in
      let study = try Study(files: ["\(place.folder)/a.yaml"])
      var settings = Self.settings(place, "x", trials: 12_000)
      settings.checkpointSeconds = 0
      let question = StudyQuestion(files: [], mostTrials: keptTrials) { _ in [] }
      let sharded = try Self.sharded(place, study, settings, shards: 2, asking: question)
      _ = try sharded.run(sharded.shards[0])
      let path = "\(place.folder)/study/parts/1-of-2.part"
      let whole = FileManager.default.contents(atPath: path)
      Self.remove(place, "study/parts/1-of-2.part", "study/parts/1-of-2.json")
      let asked = Counted()
      #expect(
        try sharded.run(sharded.shards[0], stops: { asked.next() > 3 }) == .stopped)
      #expect(sharded.parts.state(sharded.shards[0]) == .missing)
      var begun: Int?
      guard
        case .made = try sharded.run(
          sharded.shards[0], progress: { _, done, _ in begun = begun ?? done })
      else {
        Issue.record("not made")
        return
      }
      #expect(begun == 3 * Block.size)
      #expect(FileManager.default.contents(atPath: path) == whole)
      let names = ["1-of-2.json", "1-of-2.part"]
      let parts = "\(place.folder)/study/parts"
      #expect(try FileManager.default.contentsOfDirectory(atPath: parts).sorted() == names)
      // Cut off just before it would have removed its folders.
      _ = try study.run(Self.settings(place, "study/parts/.1-of-2", trials: 2_000))
      try FileManager.default.createDirectory(
        atPath: parts + "/.1-of-2-2.partial-simrun/1", withIntermediateDirectories: true)
      #expect(try sharded.run(sharded.shards[0]) == .wasThere)
      #expect(try FileManager.default.contentsOfDirectory(atPath: parts).sorted() == names)
    }
  }

  @Test
  func `Two copies of a shard at once come to the same part`() throws {
    try ResumePlace.inFolder { place in
      let study = try Study(files: ["\(place.folder)/a.yaml"])
      let sharded = try Self.sharded(
        place, study, Self.settings(place, "x", trials: 3_000), shards: 1)
      try sharded.parts.make()
      // The other copy is at work in the first folder.
      let other = try ResultFolder("\(sharded.parts.shown)/.1-of-1", purpose: .anew)
      _ = try sharded.run(sharded.shards[0])
      let path = "\(place.folder)/study/parts/1-of-1.part"
      let one = FileManager.default.contents(atPath: path)
      withExtendedLifetime(other) {}
      Self.remove(place, "study/parts/1-of-1.part")
      _ = try sharded.run(sharded.shards[0])
      #expect(FileManager.default.contents(atPath: path) == one)
    }
  }

  private final class Counted: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    func next() -> Int {
      lock.withLock {
        count += 1
        return count
      }
    }
  }
}
