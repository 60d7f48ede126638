import Foundation
import Scenarios

/// Slurm: an array of tasks, and a merge that depends on it. Only here stands what is Slurm's own.
struct Slurm: Scheduler {
  static let name = "slurm"

  static let absence =
    "Slurm is not installed here: sbatch, squeue, scontrol and scancel are needed"

  private static let takesNoArrays =
    "this Slurm takes no arrays of tasks (MaxArraySize is below 2)"

  private let sbatch: OtherProgram?
  private let squeue: OtherProgram?
  private let scontrol: OtherProgram?
  private let scancel: OtherProgram?

  init(searchPath: String) {
    sbatch = OtherProgram("sbatch", searchPath: searchPath)
    squeue = OtherProgram("squeue", searchPath: searchPath)
    scontrol = OtherProgram("scontrol", searchPath: searchPath)
    scancel = OtherProgram("scancel", searchPath: searchPath)
  }

  var isInstalled: Bool { sbatch != nil && squeue != nil && scontrol != nil && scancel != nil }

  func scripts(of job: ShardJob) -> JobScripts {
    let scripts = SlurmScripts(job)
    return JobScripts(array: scripts.arrayScript, merge: scripts.mergeScript)
  }

  /// Options that are given already, and how else they are given.
  private static let given: [(names: [String], how: String)] = [
    (["--array", "-a"], "simrun says which tasks there are"),
    (["--dependency", "-d"], "simrun says what the merge waits for"),
    (["--job-name", "-J"], "by its name simrun knows the job again"),
    (["--time", "-t"], "use --walltime"),
    (["--cpus-per-task", "-c"], "use --jobs"),
    (["--parsable", "--wrap", "--test-only", "--wait", "-W"], "simrun could not read the answer"),
  ]

  static func problem(withOption option: String) -> String? {
    guard option.hasPrefix("-") else { return "it must be an option, as --partition=long" }
    guard option.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) else {
      return "it must be one line"
    }
    let name =
      option.hasPrefix("--") ? String(option.prefix { $0 != "=" }) : String(option.prefix(2))
    return given.first { $0.names.contains(name) }?.how
  }

  func watch(_ submitted: SubmittedJob) -> String {
    "squeue -j \((submitted.arrays + [submitted.merge]).joined(separator: ","))"
  }

  // MARK: Submitting

  /// Tasks that are one array: their numbers in it begin with 1 again after `offset` shards.
  private struct Array {
    var offset: Int
    var tasks: [Int]
  }

  /// Without Slurm as large as where nobody changed it.
  private static let usualMaxArraySize = 1_001

  /// The numbers of tasks lie below `MaxArraySize`; where there are more shards, there are several arrays.
  private func arrays(_ shards: [Int], maxArraySize: Int) throws(SchedulerProblem) -> [Array] {
    let most = maxArraySize - 1
    guard most >= 1 else { throw .unfit(Self.takesNoArrays) }
    let groups = Dictionary(grouping: shards) { ($0 - 1) / most * most }
    return groups.sorted { $0.key < $1.key }.map { offset, shards in
      Array(offset: offset, tasks: shards.map { $0 - offset })
    }
  }

  private func maxArraySize() throws(SchedulerProblem) -> Int {
    guard let scontrol else { return Self.usualMaxArraySize }
    let answer = try scontrol.answer(["show", "config"])
    let line = answer.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
    let value = line?.split(separator: "=").last.flatMap {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
    guard let value else { throw .unclear(program: "scontrol", says: "no MaxArraySize") }
    return value
  }

  private func arguments(_ array: Array, of job: ShardJob) -> [String] {
    let own = array.offset == 0 ? [] : ["\(array.offset)"]
    return ["--array=\(Shard.list(array.tasks))", "--job-name=\(name(job, array.offset))"]
      + ["\(job.folder)/\(SlurmScripts.array)"] + own
  }

  private func mergeArguments(_ jobs: [String], _ job: ShardJob) -> [String] {
    // Whatever becomes of the tasks: it says what is missing.
    (jobs.isEmpty ? [] : ["--dependency=afterany:\(jobs.joined(separator: ":"))"])
      + ["\(job.folder)/\(SlurmScripts.merge)"]
  }

  private func name(_ job: ShardJob, _ offset: Int) -> String {
    offset == 0 ? job.name : "\(job.name)+\(offset)"
  }

  func submit(_ job: ShardJob, after queued: QueuedJob) throws(SchedulerProblem) -> SubmittedJob {
    guard let sbatch, let scancel else { throw .refused(program: "sbatch", says: "not installed") }
    var taken: [String] = []
    do throws(SchedulerProblem) {
      for array in try arrays(job.shards, maxArraySize: maxArraySize()) {
        taken.append(try Self.job(sbatch, ["--parsable"] + arguments(array, of: job)))
      }
      let merge = try Self.job(
        sbatch, ["--parsable"] + mergeArguments(taken + queued.jobs, job))
      // The new one waits for all that those wait for.
      if !queued.merges.isEmpty {
        _ = try? scancel.answer(["--state=PENDING"] + queued.merges)
      }
      return SubmittedJob(arrays: taken, merge: merge)
    } catch {
      throw taken.isEmpty ? error : .inPart(error, taken: taken)
    }
  }

  /// The number of a job that was taken: `17`, or `17;cluster`.
  private static func job(_ sbatch: OtherProgram, _ arguments: [String]) throws(SchedulerProblem)
    -> String
  {
    let answer = try sbatch.answer(arguments).trimmingCharacters(in: .whitespacesAndNewlines)
    let number = answer.prefix { $0 != ";" }
    guard !number.isEmpty, number.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      throw .unclear(program: "sbatch", says: answer.isEmpty ? "nothing" : answer)
    }
    return String(number)
  }

  func commands(of job: ShardJob, after queued: QueuedJob) throws(SchedulerProblem) -> [String] {
    var lines: [String] = []
    var jobs: [String] = []
    // To be looked at only, so that it need not answer now.
    let size = (try? maxArraySize()) ?? Self.usualMaxArraySize
    for (k, array) in try arrays(job.shards, maxArraySize: size).enumerated() {
      let words = arguments(array, of: job).map(ShellWord.quoted).joined(separator: " ")
      let variable = "array\(k + 1)"
      lines.append("\(variable)=$(sbatch --parsable \(words))")
      jobs.append("${\(variable)%%;*}")
    }
    let dependency = (jobs + queued.jobs).joined(separator: ":")
    let script = ShellWord.quoted("\(job.folder)/\(SlurmScripts.merge)")
    lines.append(
      dependency.isEmpty
        ? "sbatch \(script)" : "sbatch --dependency=afterany:\(dependency) \(script)")
    return lines
  }

  // MARK: The queue

  func queued(of job: ShardJob) throws(SchedulerProblem) -> QueuedJob {
    guard let squeue else { return QueuedJob() }
    let most = max(1, try maxArraySize() - 1)
    let offsets = Swift.Array(stride(from: 0, to: job.count, by: most))
    let merge = SlurmScripts.mergeName(job)
    let names = (offsets.map { name(job, $0) } + [merge]).joined(separator: ",")
    let answer = try squeue.answer(
      ["--noheader", "--array", "--name=\(names)", "--format=%j|%F|%K|%T"])
    var found = QueuedJob()
    for line in answer.split(separator: "\n") {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard fields.count == 4 else { continue }
      if fields[0] == merge {
        if fields[3] == "PENDING" { found.merges.append(fields[1]) }
      } else if let task = Int(fields[2]) {
        let offset = fields[0].dropFirst(job.name.count + 1)
        found.shards.insert(task + (Int(offset) ?? 0))
        if !found.jobs.contains(fields[1]) { found.jobs.append(fields[1]) }
      }
    }
    return found
  }
}
