import Scenarios
import Sim

/// Which parts of a plan are there.
struct ShardScreen {
  let sharded: ShardedStudy
  let inventory: PartInventory

  var text: String {
    let (there, all) = (inventory.there.count, inventory.count)
    var lines = [
      "\(VisibleText.line(sharded.parts.shown)): "
        + "\(there) of \(Wording.counted(all, "part", "parts")) \(there == 1 ? "is" : "are") there"
    ]
    if !inventory.mixed.isEmpty {
      lines.append(
        "mixed:   \(Shard.list(inventory.mixed)), of processors whose arithmetic differs from this one's"
      )
    }
    if !inventory.missing.isEmpty { lines.append("missing: \(Shard.list(inventory.missing))") }
    if !inventory.damaged.isEmpty { lines.append("damaged: \(Shard.list(inventory.damaged))") }
    lines += inventory.refused.map { "refused: \(VisibleText.line($0))" }
    let plan = ShellWord.quoted(sharded.plan.path)
    if !inventory.lacking.isEmpty {
      let points = sharded.study.pointCount
      let lacking =
        points == 1
        ? ""
        : " of \(Wording.grouped(inventory.lackingPoints)) of \(Wording.grouped(points)) points"
      lines.append("lacking: \(Wording.trials(inventory.lackingTrials))\(lacking)")
      lines.append(
        "to run:  simrun run --plan \(plan) --shard K, K in \(Shard.list(inventory.lacking))")
    } else if inventory.isComplete {
      lines.append("to do:   simrun merge \(plan)\(inventory.mixed.isEmpty ? "" : " --mixed")")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
