import Scenarios
import Sim

/// What is said of a job for a cluster.
enum SubmitScreen {
  /// `about 1.2 h on one task of 2 threads, 3 MB a part`
  static func estimate(seconds: Double, threads: Int, bytes: Double) -> String {
    "\(duration(seconds)) on one task of \(Wording.counted(threads, "thread", "threads")), "
      + "\(MemoryBound.written(bytes)) a part"
  }

  /// `2`, `1.5`
  static func plain(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// `about 12 min`
  static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<1: "less than a second"
    case ..<90: "about \(Int(seconds.rounded())) s"
    case ..<5_400: "about \(Int((seconds / 60).rounded())) min"
    case ..<172_800: "about \(Wording.fixed(seconds / 3_600, 1)) h"
    default: "about \(Wording.fixed(seconds / 86_400, 1)) days"
    }
  }

  /// A task that takes less than this costs more to place than to run.
  private static let shortTask = 30.0
  private static let goodTask = 300.0

  /// How else to divide the study, where tasks are short. `seconds`: of one of them.
  static func advice(seconds: Double, shards: Int) -> String? {
    guard seconds < shortTask, shards > 1 else { return nil }
    let fewer = max(1, Int((seconds * Double(shards) / goodTask).rounded(.up)))
    return fewer == 1
      ? "tasks are short: one machine runs all of it in \(duration(seconds * Double(shards)))"
      : "tasks are short, and each takes seconds to place: --shards \(fewer) makes tasks of some minutes"
  }

  static func submitted(_ job: ShardJob, as taken: SubmittedJob, watch: String, plan: String)
    -> String
  {
    let jobs = (taken.arrays.count == 1 ? "job " : "jobs ") + taken.arrays.joined(separator: ", ")
    return """
      submitted: \(Wording.counted(job.shards.count, "task", "tasks")) (\(Shard.list(job.shards))) as \
      \(jobs), the merge as job \(taken.merge)
      watch:     \(watch)
      parts:     simrun shards \(plan)
      logs:      \(VisibleText.line(ShellWord.quoted(job.folder + "/" + ShardJob.logs)))

      """
  }
}
