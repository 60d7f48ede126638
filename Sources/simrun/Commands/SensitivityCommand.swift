import ArgumentParser
import Foundation
import Scenarios
import Sim

struct SensitivityCommand: StudyCommand {
  enum Method: String, ExpressibleByArgument, CaseIterable { case sobol, morris, both }

  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Say which inputs matter, alone and together with others.",
    discussion: """
      Sobol' indices of the chance of each class, or of the mean of a measure, given the parameters: how \
      much of its variance an input explains alone (S), and alone and together with others (T). Morris' \
      elementary effects move one input at a time over a grid. Start with 'simrun drivers', which takes \
      a fraction of the trials.
      """)

  @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"), completion: .scenarios)
  var file: String

  @Option(
    name: .customLong("outcome"), parsing: .singleValue,
    help: ArgumentHelp(
      "What is moved: an outcome, a class, a measure, or a rule; may be repeated (default: all classes, "
        + "outcomes and measures).", valueName: "name"))
  var outcomes: [String] = []

  @Option(help: "sobol, morris or both.")
  var method = Method.both

  @Option(
    parsing: .unconditional,
    help: "Levels of each input for Morris, an even number; results depend on it. (default: 6)",
    transform: Int.init(option:))
  var levels = 6

  @Option(
    parsing: .unconditional,
    help: "Trajectories for Morris, at least 4; 16 or more are better. (default: 16)",
    transform: Int.init(option:))
  var trajectories = 16

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The quantiles of each input between which the levels for Morris lie.",
      valueName: "low:high"))
  var between = "0.05:0.95"

  @Option(
    parsing: .unconditional, help: "Trials at each point for Morris.",
    transform: TrialCount.init(option:))
  var morrisTrials: TrialCount = 512

  @OptionGroup var options: RunOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard levels > 1, levels.isMultiple(of: 2), levels <= 1_000 else {
      throw ValidationError(
        "--levels must be an even number from 2 to 1,000, but it is \(levels)")
    }
    guard (ElementaryEffect.fewestTrajectories...10_000).contains(trajectories) else {
      throw ValidationError(
        "--trajectories must be from \(ElementaryEffect.fewestTrajectories) to 10,000, but it is "
          + "\(trajectories)")
    }
    guard quantiles != nil else {
      throw ValidationError(
        "--between must be two shares from 0 to 1, as 0.05:0.95, but it is '\(between)'")
    }
    guard (1...1_000_000).contains(morrisTrials.count) else {
      throw ValidationError(
        "--morris-trials must be from 1 to 1,000,000, but it is \(morrisTrials)")
    }
  }

  private var quantiles: ClosedRange<Double>? {
    let parts = between.split(separator: ":", omittingEmptySubsequences: false).map {
      Double($0)
    }
    guard parts.count == 2, let low = parts[0], let high = parts[1], low >= 0, high <= 1,
      low < high
    else { return nil }
    return low...high
  }

  func run() throws {
    let conductor = Conductor(options)
    try conductor.carryOut(asked(conductor, reading.folder()))
  }

  func asked(_ conductor: Conductor, _ root: FileSource?) throws -> AskedStudy {
    let study = try conductor.load { () throws(StudyError) in
      try Study(
        files: [file], settings: reading.settings, root: root, jobs: options.work.threads)
    }
    guard let member = study.members.first else { throw Ending(.usage, "no scenario") }
    _ = try conductor.guarded { try AskedTarget.asked(outcomes, in: member.columns) }
    let work = SensitivityWork(
      conductor: conductor, file: file, settings: reading.settings, root: root, member: member,
      run: options.settings(study.standardRecording))
    var answers: [IndexQuestion.Answer] = []
    let asked = StudyQuestion(
      files: IndexQuestion.files, needsTrials: true, unanswered: IndexQuestion.tables([])
    ) { points in
      guard let trials = points.first?.trials else { return IndexQuestion.tables([]) }
      let targets = try AskedTarget.asked(outcomes, in: trials)
      answers = try work.sobol(targets, trials, isWanted: method != .morris)
      if method != .sobol, let quantiles {
        answers = try work.morris(
          answers, trials, levels: levels, trajectories: trajectories, between: quantiles,
          count: morrisTrials.count)
      }
      return IndexQuestion.tables(answers)
    }
    var whole = AskedStudy(
      study: study, settings: work.run,
      folder: options.out ?? study.folder(of: "sensitivity"), question: asked
    ) { result, written, _ in
      if result.isComplete {
        let name = member.scenario.name
        let screen = IndexScreen(
          title: "\(name): \(study.titles[name] ?? "")",
          trials: "\(Wording.trials(options.trials.count)) of each design, seed \(options.seed)",
          answers: answers, groups: work.groups, levels: method == .sobol ? nil : levels,
          between: between, pointTrials: morrisTrials.count, file: file, folder: written,
          style: conductor.style, width: Streams.answerWidth)
        try show(conductor, screen, name, written)
      }
      try conductor.end(result, in: written)
    }
    whole.sides = { try work.sides(isWanted: method != .morris) }
    return whole
  }

  private func show(
    _ conductor: Conductor, _ screen: IndexScreen, _ scenario: String, _ folder: String
  ) throws {
    try conductor.answer(in: answer.format, text: screen.text) {
      AnswerDocument(
        command: "sensitivity", scenarios: [scenario], trials: options.trials.count,
        seed: options.seed, isComplete: true, folder: folder, answer: screen.sentences,
        tables: IndexQuestion.tables(screen.answers))
    }
  }
}

/// The runs that the question takes.
struct SensitivityWork {
  let conductor: Conductor
  let file: String
  let settings: [Setting]
  let root: FileSource?
  let member: Study.Member
  let run: RunSettings

  var groups: [InputGroup] { InputGroup.all(of: member.model) }

  /// So many designs are held in memory at once.
  private static let atOnce = 4

  func sobol(
    _ targets: [AskedTarget], _ trials: TrialData, isWanted: Bool
  ) throws -> [IndexQuestion.Answer] {
    let groups = groups
    let name = member.scenario.name
    var answers = targets.map { IndexQuestion.Answer(scenario: name, target: $0) }
    if isWanted, !groups.isEmpty {
      let designs = IndexQuestion.designs(groups, member.model)
      // By design, then by target. The first is the run itself.
      var values = [try targets.map { try $0.values(in: trials, of: run.trials) }]
      for range in chunks(designs) {
        let found = try conductor.study(
          study(designs, range), answering, keepsTrials: true,
          what:
            "designs \(range.lowerBound) to \(range.upperBound - 1) of \(designs.count - 1)")
        for point in found {
          guard let trials = point.trials else { continue }
          values.append(try targets.map { try $0.values(in: trials, of: run.trials) })
        }
      }
      answers = targets.indices.map { place in
        IndexQuestion.answer(
          targets[place], scenario: name, groups: groups, values.map { $0[place] })
      }
    }
    for place in targets.indices {
      answers[place].indices += IndexQuestion.shapley(
        try targets[place].values(in: trials), groups, trials)
    }
    return answers
  }

  /// The runs that Sobol' indices take, which are known before anything is run.
  func sides(isWanted: Bool) throws -> [SideStudy] {
    let groups = groups
    guard isWanted, !groups.isEmpty else { return [] }
    let designs = IndexQuestion.designs(groups, member.model)
    return try chunks(designs).map {
      SideStudy(try study(designs, $0), answering, keepsTrials: true)
    }
  }

  /// All designs but the first, which is the run itself, as many at a time as are held in memory.
  private func chunks(_ designs: [Design]) -> [Range<Int>] {
    stride(from: 1, to: designs.count, by: Self.atOnce).map {
      $0..<min($0 + Self.atOnce, designs.count)
    }
  }

  private func study(_ designs: [Design], _ range: Range<Int>) throws -> Study {
    let points = range.map { StudyPoint(number: $0, values: [], design: designs[$0]) }
    return try Study(
      files: [file], settings: settings, points: PointSet(listed: points), root: root)
  }

  private var answering: RunSettings {
    var run = run
    run.recording = .answers
    return run
  }

  func morris(
    _ answers: [IndexQuestion.Answer], _ trials: TrialData, levels: Int, trajectories: Int,
    between quantiles: ClosedRange<Double>, count: Int
  ) throws -> [IndexQuestion.Answer] {
    guard
      let morris = MorrisPoints(
        trials, groups, member.model, levels: levels, trajectories: trajectories,
        between: quantiles, seed: run.seed)
    else { return answers }
    var few = answering
    few.trials = count
    // About as many trials at a time as the designs of Sobol' indices hold.
    let most = max(1, Self.atOnce * run.trials / max(1, count * morris.length))
    // By target, then by trajectory.
    var courses = Array(repeating: [MorrisPoints.Course](), count: answers.count)
    for start in stride(from: 0, to: trajectories, by: most) {
      let range = start..<min(start + most, trajectories)
      let study = try Study(
        files: [file], settings: settings, points: morris.points(range), root: root, jobs: run.jobs)
      let found = try conductor.study(
        study, few, keepsTrials: true,
        what: "elementary effects, starts \(start + 1) to \(range.upperBound) of \(trajectories)"
      ).compactMap(\.trials)
      guard found.count == range.count * morris.length else { continue }
      for (place, answer) in answers.enumerated() {
        let values = try found.map { try answer.target.values(in: $0, of: count) }
        courses[place] += range.indices.map { number in
          let first = (number - start) * morris.length
          return MorrisPoints.Course(Array(values[first..<first + morris.length]))
        }
      }
    }
    return zip(answers, courses).map { answer, courses in
      var answer = answer
      answer.indices += morris.effects(courses) ?? []
      return answer
    }
  }
}
