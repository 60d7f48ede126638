package import Sim

/// Looks for what is allowed in a scenario but can hardly be meant.
///
/// What it finds are notes, never errors, and no result depends on it.
package enum Sense {
  /// A new check is a line here.
  static let checks: [any SenseCheck] = [
    FailedTrials(), ConstantsThatFail(), PercentTerms(), EndsOfIssues(), FoundForms(),
    NothingAgreed(),
    ConstraintsApart(), TalksThatStandStill(), LoneBelligerent(), VetoOfMediators(), CoreLeftOpen(),
    ValuesWithoutOrder(),
    OddNumbers(), StepsAtOnce(),
    OutcomesNever(), EventsNever(), RatifierVerdicts(), StatesAtBounds(),
    StatesThatStandStill(), CoarseSteps(),
    LoneWeights(), ParametersWithoutEffect(), AuthorsOfNothing(),
    PenaltiesWithoutAuthors(), SalienceInElections(), UnreadEntries(), UnreadOwnNumbers(),
    UnreadQuantities(),
  ]

  /// What is seen before anything is run. The most serious notes come first.
  package static func notes(of scenario: Scenario, _ model: Model) -> [SenseNote] {
    let loaded = LoadedScenario(scenario, model)
    return wanted(checks.flatMap { $0.notes(of: loaded) }, in: loaded)
  }

  /// The same with what the results of a run show.
  package static func notes(
    of scenario: Scenario, _ model: Model, ranAs result: PointResult
  ) -> [SenseNote] {
    let loaded = LoadedScenario(scenario, model)
    let counted = Counted(result.summary, result.report)
    return wanted(
      checks.flatMap { $0.notes(of: loaded) + $0.notes(of: loaded, counted: counted) },
      in: loaded)
  }

  /// Each once, without what follows from another and without those that the scenario expects.
  static func wanted(_ notes: [SenseNote], in loaded: LoadedScenario) -> [SenseNote] {
    let expected = loaded.scenario.expected
    return Consequences.removed(from: notes, in: loaded).filter { note in
      !expected.contains { $0.word.name == note.kind.rawValue && note.isExpected(at: $0.path) }
    }.inOrder
  }
}

/// What `simrun check` finds: the same, and what questions to the trials answer.
package struct SenseReport: Sendable {
  package let trials: Int
  package let notes: [SenseNote]
  /// Words under `expect:` that silence nothing.
  package let needless: [NeedlessExpectation]
  package let isComplete: Bool
  /// What to say where fewer threads worked than were asked for.
  package let shortage: String?

  /// Plays so many trials. Throws `SiteCollision` and `MemoryShortage`.
  package init(
    _ scenario: Scenario, _ model: Model, _ settings: RunSettings,
    memory: MemoryBound = MemoryBound(), progress: (Int) -> Void = { _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws {
    let loaded = LoadedScenario(scenario, model)
    let asked = try AskedTrials(
      loaded, settings, memory: memory, progress: progress, stops: stops)
    let found = Sense.checks.flatMap {
      ($0.notes(of: loaded) + $0.notes(of: loaded, counted: asked.answers.counted)).filter {
        !$0.cause.isProvisional
      } + $0.notes(of: loaded, answers: asked.answers)
    }
    trials = asked.answers.trials + asked.answers.counted.failed
    notes = Sense.wanted(found, in: loaded)
    let seen = Consequences.removed(from: found, in: loaded)
    // A parent's words are for its other children too.
    let file = scenario.inputs.first?.path
    needless = scenario.expected.filter { expected in
      expected.word.source.file == file
        && !seen.contains {
          $0.isExpected(at: expected.path) && $0.kind.rawValue == expected.word.name
        }
    }.map(NeedlessExpectation.init)
    isComplete = asked.isComplete
    shortage = asked.shortage
  }
}

/// `expect: never` on what does come.
package struct NeedlessExpectation: Sendable, CustomStringConvertible {
  package let position: SourcePosition
  package let path: String
  package let word: String

  init(_ expected: ExpectedNote) {
    position = expected.word.source.position(of: 0)
    path = expected.path
    word = expected.word.name
  }

  package var description: String {
    let entry = path.isEmpty ? "" : "\(path): "
    return VisibleText.line(
      "\(position.file):\(position.line):\(position.column): note: \(entry)"
        + "'expect: \(word)' silences nothing here")
  }
}
