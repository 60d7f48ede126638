import Sim

/// Trials that answer the questions of all checks, run as points of studies are.
struct AskedTrials {
  let answers: Answers
  let isComplete: Bool
  let shortage: String?

  init(
    _ loaded: LoadedScenario, _ settings: RunSettings, memory: MemoryBound,
    progress: (Int) -> Void, stops: @escaping @Sendable () -> Bool
  ) throws {
    var questions = Questions()
    for check in Sense.checks { check.ask(&questions, of: loaded) }
    let asked = Self.compiled(questions.measures, loaded)
    var settings = settings
    settings.keepsTrialRows = true
    // Answers are asked trial by trial: moments of each by outcome would grow with both.
    settings.countsMeasures = false
    settings.recording = .signals
    let run = try PointRun(asked.model, settings)
    var need = run.memoryNeed
    need.add(Self.part(answers: asked.measures.count, trials: settings.trials))
    let threads = try memory.jobs(
      need, asked: settings.jobs, held: 0,
      what: "the check of '\(loaded.scenario.name)'")
    var outcomes: [Int] = []
    var lastSteps: [Int] = []
    let trials = settings.trials
    var values = asked.measures.map { _ in
      var own: [Double] = []
      own.reserveCapacity(trials)
      return own
    }
    let result = try run.on(jobs: threads).run(
      rows: { batch in
        for lane in 0..<batch.count where batch.outcome[lane] >= 0 {
          outcomes.append(Int(batch.outcome[lane]))
          lastSteps.append(Int(batch.endStep[lane]))
          for k in values.indices {
            values[k].append(batch.measures[k * TrialBatch.capacity + lane])
          }
        }
      }, progress: progress, stops: stops)
    let summary = result.summary(jobs: threads)
    answers = Answers(
      counted: Counted(summary, run.report), outcomes: outcomes, lastSteps: lastSteps,
      values: Dictionary(zip(asked.measures.map(\.name.name), values)) { first, _ in first })
    isComplete = result.isComplete
    shortage = result.shortageOfThreads
  }

  /// What is kept of each trial until all have answered.
  private static func part(answers: Int, trials: Int) -> MemoryNeed.Part {
    .init(
      what: "the answers of its trials",
      bytes: Double(trials) * 8 * Double(answers + 2))
  }

  /// The model with what is asked before its measures, in which a trial can fail too. What the language
  /// refuses to answer here, as what moves only where a party judges, is left out.
  private static func compiled(_ asked: [Measure], _ loaded: LoadedScenario)
    -> (model: Model, measures: [Measure])
  {
    let names = Set(asked.map(\.name.name))
    let own = loaded.scenario.measures.filter { !names.contains($0.name.name) }
    func model(_ measures: [Measure]) -> Model? {
      var scenario = loaded.scenario
      scenario.measures = measures
      return try? scenario.plainModel()
    }
    if let model = model(asked + own) { return (model, asked) }
    let answered = asked.filter { model([$0]) != nil }
    if let model = model(answered + own) ?? model(answered) { return (model, answered) }
    return (model([]) ?? loaded.model, [])
  }
}
