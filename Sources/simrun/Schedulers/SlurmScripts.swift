import Scenarios
import Sim

/// The scripts of an array and of its merge, as `sbatch` takes them.
struct SlurmScripts {
  private let job: ShardJob

  init(_ job: ShardJob) { self.job = job }

  static func mergeName(_ job: ShardJob) -> String { job.name + "-merge" }

  /// How often a task that ran out of time goes back into the queue.
  private static let mostRequeues = 3

  static let array = "array.sbatch"
  static let merge = "merge.sbatch"

  var arrayScript: JobScripts.Script {
    JobScripts.Script(
      file: Self.array,
      text: ShellScript(
        """
        # Makes parts of a study, one in each task of an array. This script is yours to change: 'simrun submit'
        # keeps what was changed. By hand: sbatch \(VisibleText.line(path(Self.array)))
        \(options(name: job.name, log: "%A_%a", more: [
          "--array=\(Shard.list(job.shards))", "--cpus-per-task=\(job.threads)", "--requeue",
        ]))

        simrun=\(ShellWord.quoted(job.program))
        study=\(ShellWord.quoted(job.study))
        \(redirection(log: "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"))
        # Where there are more shards than tasks in an array, an argument says how many stand before.
        shard=$((SLURM_ARRAY_TASK_ID + ${1:-0}))

        # It stops by itself before Slurm would end it. What it has done by then is kept with the parts.
        "$simrun" run --plan "$study" --shard "$shard/\(job.count)" --jobs \(job.threads) --max-time \(job.stop)s
        code=$?

        # 75: it stopped in time. The task goes back into the queue, at most \(Self.mostRequeues) times, and goes on.
        if [ "$code" = 75 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt \(Self.mostRequeues) ]; then
          scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
        fi
        exit "$code"
        """
      ).text)
  }

  var mergeScript: JobScripts.Script {
    let out = job.results.map { " --out \(ShellWord.quoted($0))" } ?? ""
    return JobScripts.Script(
      file: Self.merge,
      text: ShellScript(
        """
        # Brings the parts of a study together when all tasks have ended, however they ended. It writes nothing
        # while parts are missing, and names them (exit code 6). This script is yours to change.
        \(options(name: Self.mergeName(job), log: "merge-%j", more: [
          "--cpus-per-task=\(job.threads)",
        ]))

        simrun=\(ShellWord.quoted(job.program))
        study=\(ShellWord.quoted(job.study))
        \(redirection(log: "merge-$SLURM_JOB_ID"))
        cd \(ShellWord.quoted(job.place)) || exit
        exec "$simrun" merge "$study"\(out) --jobs \(job.threads)
        """
      ).text)
  }

  private func path(_ file: String) -> String { ShellWord.quoted("\(job.folder)/\(file)") }

  /// What the user gave comes last and so prevails.
  private func options(name: String, log: String, more: [String]) -> String {
    var options = ["--job-name=\(name)", "--time=\(job.time.text)", "--mem=\(job.memory)M"] + more
    options.append("--output=\(hasPlainLogs ? logs(log) : "/dev/null")")
    options.append("--open-mode=append")
    return (options + job.arguments.map(Self.quoted)).map { "#SBATCH \($0)" }
      .joined(separator: "\n")
  }

  // MARK: Where tasks write what they say

  /// Slurm replaces what follows `%` in names of files, but where they have a backslash.
  private var hasPlainLogs: Bool {
    !job.folder.unicodeScalars.contains { $0 == "\\" || $0.value < 32 }
  }

  private func logs(_ name: String) -> String {
    let folder = job.folder.split(separator: "%", omittingEmptySubsequences: false)
      .joined(separator: "%%")
    return Self.quoted("\(folder)/\(ShardJob.logs)/\(name).log")
  }

  /// The script's own, where Slurm cannot be given the name.
  private func redirection(log: String) -> String {
    guard !hasPlainLogs else { return "" }
    return "exec >>\(ShellWord.quoted("\(job.folder)/\(ShardJob.logs)/"))\"\(log).log\" 2>&1\n"
  }

  /// One word of a line of options, as `sbatch` reads it.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      byte > 32 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
        && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "#")
    }
    guard !isPlain else { return word }
    let escaped = word.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "\"\(escaped)\""
  }
}
