package import Sim

/// Which inputs move the ends of a run most, from trials that it made anyway.
package struct StrongestInputs: Sendable {
  /// An input, and the class or outcome of whose variance most goes with it.
  package struct Line: Sendable {
    package let input: String
    package let target: String
    package let share: ValueInInterval
  }

  /// The strongest first, each told apart from none, of all inputs and ends together.
  package let lines: [Line]
  /// No input explains a larger share of the variance of one of them; the upper 95 % limits.
  package let most: Double
  /// Trials that were looked at.
  package let trials: Int
  /// All that was found, for tables.
  package let answers: [DriverQuestion.Answer]

  /// Trials after these are not looked at: they hardly narrow a share of the variance, and take memory.
  package static let mostTrials = 131_072
  private static let mostLines = 3

  /// `nil` where nothing is drawn once, or nothing varies, or of too few trials.
  package init?(_ point: StudiedPoint, jobs: Int) throws(TrialDataError) {
    guard let trials = point.trials, trials.count > 0, !trials.inputs.isEmpty else { return nil }
    var question = DriverQuestion()
    question.targets = Self.ends(point.result.summary)
    question.wantsSharesAlone = true
    question.jobs = jobs
    answers = try question.answers(trials)
    let all = answers.flatMap { answer in
      answer.influences.compactMap { influence in
        influence.share.map { (target: answer.target.name, input: influence.input, found: $0) }
      }
    }
    guard !all.isEmpty else { return nil }
    // What moves one of two ends moves the other as much.
    let inputs = Set(all.map(\.input)).count
    let compared = question.targets.count == 2 ? inputs : all.count
    var seen: Set<String> = []
    lines = Array(
      all.filter { $0.found.isToldApart(among: compared) }
        .sorted { $0.found.share.value > $1.found.share.value }
        .filter { seen.insert($0.input).inserted }.prefix(Self.mostLines)
        .map { Line(input: $0.input, target: $0.target, share: $0.found.share) })
    most = all.map { max(0, $0.found.share.interval.high) }.max() ?? 0
    self.trials = trials.count
  }

  /// Classes where they bring outcomes together, else outcomes, of those that were seen.
  private static func ends(_ summary: Summary) -> [String] {
    summary.classes.count < summary.outcomes.count
      ? summary.classes.filter { $0.share.count > 0 }.map(\.name)
      : summary.outcomes.filter { $0.share.count > 0 }.map(\.name)
  }
}
