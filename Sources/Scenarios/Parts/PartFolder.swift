internal import Sim

/// The parts of a plan, on disk.
package struct PartFolder {
  /// Of one part.
  package enum State: Hashable, Sendable {
    case there
    /// Sound, but of a processor with another arithmetic than this one; `merge` asks before it takes it.
    case mixed
    case missing
    case damaged
    /// What is wrong, as a sentence that begins with the part.
    case refused(String)
  }

  /// As messages name it.
  package let shown: String
  /// Without links; as given where it is not there yet.
  let path: String
  let label: (Shard) -> PartLabel
  let shards: Int
  /// Parts are taken too whose processor differs in the last digits of its arithmetic.
  var isMixed = false

  /// `folder`: as messages name it.
  init(_ plan: ShardPlan, _ folder: String, identity: RunIdentity, trials: Int) {
    shown = folder
    path = (try? ResultPlace(folder))?.path ?? folder
    shards = plan.shards
    let name = plan.name
    label = { PartLabel(plan: name, shard: $0, identity: identity, trials: trials) }
  }

  func make() throws(OutputError) {
    do {
      try ResultPlace(shown).make()
    } catch let failure as Disk.Failure {
      throw .system(shown, failure)
    } catch let error as OutputError {
      throw error
    } catch {
      throw .cannotWrite(shown, reason: "\(error)")
    }
  }

  /// A part of this plan, checked.
  func part(_ shard: Shard) throws(PartFile.Problem) -> PartFile {
    let part = try PartFile(folder: path, shown: shown, name: shard.file)
    let asked = label(shard)
    guard part.label != asked else { return part }
    var found = part.label
    found.identity.arithmetic = asked.identity.arithmetic
    guard found == asked else { throw .foreign(Self.difference(part.label, from: asked)) }
    guard isMixed else { throw .otherArithmetic }
    return part
  }

  /// How a part differs from what it should be: `is shard 3 of 64, under the name of another`.
  private static func difference(_ label: PartLabel, from asked: PartLabel) -> String {
    if let what = label.identity.difference(from: asked.identity) { return "was made \(what)" }
    if label.trials != asked.trials {
      return "was made for \(label.trials) trials, not \(asked.trials)"
    }
    if label.shard != asked.shard {
      return "is shard \(label.shard), under the name of another"
    }
    return "is of another plan"
  }

  package func state(_ shard: Shard) -> State {
    do {
      _ = try part(shard)
      return .there
    } catch {
      return switch error {
      case .missing: .missing
      case .damaged: .damaged
      case .unreadable(let reason): .refused("\(shown)/\(shard.file) cannot be read: \(reason)")
      case .otherFormat: .refused("\(shown)/\(shard.file) is of another format")
      case .otherArithmetic: .mixed
      case .foreign(let what): .refused("\(shown)/\(shard.file) \(what)")
      }
    }
  }

  /// Parts of another division of the study, by name.
  package var strangers: [String] {
    ((try? Disk.names(in: path)) ?? []).filter { name in
      Shard(file: name).map { $0.count != shards } ?? false
    }.sorted()
  }
}
