import Sim

/// An engine that places the shards of a study on the machines of a cluster. What is its own, as its
/// commands, its options and the words of its scripts, stands in its own file and nowhere else.
protocol Scheduler: Sendable {
  /// As `--engine` names it.
  static var name: String { get }

  /// Looks for its programs in the folders of `PATH`.
  init(searchPath: String)

  /// Whether its programs are installed here.
  var isInstalled: Bool { get }

  /// What is said where they are not.
  static var absence: String { get }

  /// What is wrong with an option that is to be handed on to it; `nil`: nothing.
  static func problem(withOption option: String) -> String?

  /// The scripts of a job, for people to read and to change.
  func scripts(of job: ShardJob) -> JobScripts

  /// What is in the queue of this study now.
  func queued(of job: ShardJob) throws(SchedulerProblem) -> QueuedJob

  /// The same as `submit` as command lines of a shell.
  func commands(of job: ShardJob, after queued: QueuedJob) throws(SchedulerProblem) -> [String]

  /// Submits tasks for the shards of the job, and the merge that follows when they and those in the queue
  /// have ended.
  func submit(_ job: ShardJob, after queued: QueuedJob) throws(SchedulerProblem) -> SubmittedJob

  /// What to type to watch a job that was submitted.
  func watch(_ submitted: SubmittedJob) -> String
}

enum Schedulers {
  /// A new engine is a file in this folder and a line here.
  static let all: [any Scheduler.Type] = [Slurm.self]

  static var names: [String] { all.map { $0.name } }

  static func named(_ name: String) -> (any Scheduler.Type)? { all.first { $0.name == name } }
}

/// The shards of a study that are to be run, and how.
struct ShardJob {
  /// The name of the plan, in hexadecimal digits.
  var plan: String
  /// What `--plan` is given, from the root.
  var study: String
  /// The folder that the plan lies in, from the root.
  var folder: String
  /// How many shards the plan has.
  var count: Int
  /// Those to be run.
  var shards: [Int]
  /// The path of simrun.
  var program: String
  /// Of each task.
  var threads: Int
  /// Of each task, in MB.
  var memory: Int
  var time: WallTime
  /// When a task is to stop on its own, in seconds.
  var stop: Int
  /// What `merge` is given as `--out`, from the root; `nil`: nothing.
  var results: String?
  /// Where `merge` is started.
  var place: String
  /// Options of the scheduler that the user gave.
  var arguments: [String]

  /// The folder, beside the plan, of what tasks say.
  static let logs = "logs"

  /// What the scheduler calls its tasks, short enough for its lists. The same plan in another folder is
  /// another job.
  var name: String {
    "simrun-" + SHA256.text(of: Array("\(plan)\n\(study)".utf8)).prefix(12)
  }
}

/// Tasks of a study that wait or run.
struct QueuedJob: Equatable {
  var shards: Set<Int> = []
  /// Numbers of the scheduler's own, of the jobs that these tasks belong to.
  var jobs: [String] = []
  /// Of merges that wait.
  var merges: [String] = []

  /// `job 17`, `jobs 17, 20`
  var named: String { (jobs.count == 1 ? "job " : "jobs ") + jobs.joined(separator: ", ") }
}

/// What a scheduler has taken.
struct SubmittedJob: Equatable {
  var arrays: [String]
  var merge: String
}

/// Why a scheduler did not do what it was asked for: one line.
enum SchedulerProblem: Error, Equatable, CustomStringConvertible {
  /// A program could not be started, or ended with what it says.
  case refused(program: String, says: String)
  /// Its answer is not what it should be.
  case unclear(program: String, says: String)
  /// It cannot do what is needed, in its own words.
  case unfit(String)
  /// The jobs that it had taken when it refused the next.
  indirect case inPart(SchedulerProblem, taken: [String])

  var description: String {
    switch self {
    case .refused(let program, let says): "\(program) refused: \(says)"
    case .unclear(let program, let says): "\(program) gave an answer that is no job: \(says)"
    case .unfit(let why): why
    case .inPart(let problem, let taken):
      "\(problem); submitted until then: \(taken.joined(separator: ", "))"
    }
  }
}
