/// Which parts of a study are there.
package struct PartInventory: Sendable {
  /// Numbers of shards.
  package var there: [Int] = []
  /// Of those that are there, the ones of processors with another arithmetic than this one.
  package var mixed: [Int] = []
  package var missing: [Int] = []
  package var damaged: [Int] = []
  /// Files that are no parts of the study, and what is wrong with them.
  package var refused: [String] = []
  /// All shards.
  package let count: Int
  /// How many parts a shard makes besides, each in a folder `side-1`, `side-2` … of parts.
  private let sides: Int
  /// Of shards whose parts are missing or damaged: how many trials they have, and how many points.
  package var lackingTrials = 0
  package var lackingPoints = 0
  private let plan: String

  package init(_ sharded: ShardedStudy) {
    count = sharded.shards.count
    sides = sharded.sides.count
    plan = sharded.plan.name
    for parts in sharded.all.map(\.parts) {
      refused += parts.strangers.map {
        "\(parts.shown)/\($0) is of another division of the study than into \(count)"
      }
    }
    var lacking: [Shard] = []
    for shard in sharded.shards {
      switch sharded.state(shard) {
      case .there: there.append(shard.number)
      case .mixed:
        there.append(shard.number)
        mixed.append(shard.number)
      case .missing:
        missing.append(shard.number)
        lacking.append(shard)
      case .damaged:
        damaged.append(shard.number)
        lacking.append(shard)
      case .refused(let what): refused.append(what)
      }
    }
    (lackingTrials, lackingPoints) = sharded.extent(lacking)
  }

  /// Those that are to be run.
  package var lacking: [Int] { (missing + damaged).sorted() }

  package var isComplete: Bool { there.count == count && refused.isEmpty }

  /// As JSON, with lists of shards as array jobs write them.
  package var document: String {
    JSONText.map([
      "format": .text("simrun-parts/1"), "plan": .text(plan), "shards": .integer(count),
      "sides": .integer(sides),
      "there": .text(Shard.list(there)), "mixed": .text(Shard.list(mixed)),
      "missing": .text(Shard.list(missing)),
      "damaged": .text(Shard.list(damaged)), "to_run": .text(Shard.list(lacking)),
      "refused": .list(refused.map { .text($0) }), "complete": .flag(isComplete),
      "lacking_trials": .integer(lackingTrials), "lacking_points": .integer(lackingPoints),
    ]).document
  }
}
