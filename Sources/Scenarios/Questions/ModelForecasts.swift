package import Sim

/// What a model forecasts of questions: how often the rule of each has held by the date of the question.
///
/// Each rule is laid over the scenario as a signal of its own, so that nothing else of a run changes.
package struct ModelForecasts: Sendable {
  package struct Row: Sendable {
    package let question: ForecastFile.Question
    /// The step by whose end the rule must have held.
    package let step: Int?
    package let date: String?
    /// Of yes; `nil` where the question cannot be expressed.
    package let share: Summary.Share?
    /// Why not.
    package let reason: String?
  }

  private struct Expressed: Sendable {
    let signal: String
    let step: Int
  }

  private enum Way: Sendable {
    case expressed(Expressed)
    case not(String)
  }

  package let scenario: String
  private let questions: [ForecastFile.Question]
  private var ways: [Way]
  private let calendar: Calendar
  private let start: CalendarDate?

  /// `scenario`: as it is, without the rules.
  package init(_ file: ForecastFile, _ scenario: Scenario) {
    self.scenario = scenario.name
    questions = file.questions
    calendar = Calendar(scenario.clock)
    start = calendar.start
    let known = Set(scenario.signals.map(\.name.name))
    var ways: [Way] = []
    for (number, question) in file.questions.enumerated() {
      switch Self.step(of: question, calendar) {
      case .not(let reason): ways.append(.not(reason))
      case .step(let step):
        var name = "question_\(number + 1)"
        while known.contains(name) { name += "_" }
        ways.append(.expressed(Expressed(signal: name, step: step)))
      }
    }
    self.ways = ways
  }

  private enum Dated {
    case step(Int)
    case not(String)
  }

  /// The last step that ends by the date of the question.
  private static func step(of question: ForecastFile.Question, _ calendar: Calendar) -> Dated {
    if question.rule == nil { return .not(question.reason ?? "it has no rule") }
    if question.asksForNumber { return .not("it asks for a number, and a rule says yes or no") }
    guard let date = question.resolutionDate else { return .step(calendar.steps) }
    guard let start = calendar.start, let last = calendar.date(at: calendar.steps) else {
      return .not("the model has no dates")
    }
    guard date >= start else { return .not("it resolves before the model starts, on \(start)") }
    // What holds at the start says nothing of a step that has not ended.
    if let first = calendar.date(at: 1), date < first {
      return .not("it resolves before the first step of the model ends, on \(first)")
    }
    guard let covering = calendar.step(covering: date) else {
      // A last step may end some days before.
      if let next = calendar.date(at: calendar.steps + 1), date < next {
        return .step(calendar.steps)
      }
      return .not("it resolves after the model ends, on \(last)")
    }
    return .step(calendar.date(at: covering) == date ? covering : covering - 1)
  }

  /// Whether any question can be expressed.
  package var isEmpty: Bool {
    !ways.contains { if case .expressed = $0 { true } else { false } }
  }

  /// The rules, as they are laid over the file.
  package var settings: [Setting] { questions.indices.compactMap(setting) }

  private func setting(_ place: Int) -> Setting? {
    guard case .expressed(let way) = ways[place], let rule = questions[place].rule else {
      return nil
    }
    return Setting(path: "signals.\(way.signal)", value: rule.text, of: .rule)
  }

  /// The same without rules that the model cannot express. `check`: what is wrong with a setting.
  package func checked(_ check: ([Setting]) -> String?) -> ModelForecasts {
    guard check(settings) != nil else { return self }
    var result = self
    for place in ways.indices {
      guard let setting = setting(place), let reason = check([setting]) else { continue }
      result.ways[place] = .not(reason)
    }
    return result
  }

  /// From the summary of a run with the rules.
  package func rows(_ point: PointResult) -> [Row] {
    zip(questions, ways).map { question, way in
      guard case .expressed(let expressed) = way else {
        var reason: String?
        if case .not(let words) = way { reason = words }
        return Row(question: question, step: nil, date: nil, share: nil, reason: reason)
      }
      let signal = point.report.signals.firstIndex(of: expressed.signal)
      let found = point.summary.signals.first {
        $0.signal == signal && $0.step == expressed.step && $0.outcome == nil
      }
      return Row(
        question: question, step: expressed.step,
        date: calendar.date(at: expressed.step).map { "\($0)" },
        share: found.map { question.ruleSays ? $0.share : $0.share.opposite }, reason: nil)
    }
  }

  /// The rows as forecasts that were made when the model starts.
  package func forecasts(_ rows: [Row], as source: String) -> [ForecastFile.Forecast] {
    rows.enumerated().compactMap { place, row in
      row.share?.share.map {
        ForecastFile.Forecast(question: place, source: source, date: start, value: $0)
      }
    }
  }

  /// The scenario's name, unless a source of the file has it.
  package func source(in file: ForecastFile) -> String {
    file.sources.contains(scenario) ? scenario + " (model)" : scenario
  }
}

extension Summary.Share {
  /// Of the trials that it does not count.
  fileprivate var opposite: Summary.Share {
    Summary.Share(
      count: trials - count, trials: trials,
      interval: Interval(low: 1 - interval.high, high: 1 - interval.low))
  }
}

extension ScoreQuestion {
  /// The answer with a model among the forecasters. `point`: of its run with the rules.
  package func answer(
    _ file: ForecastFile, _ model: ModelForecasts, _ point: PointResult
  ) -> Answer {
    let rows = model.rows(point)
    let source = model.source(in: file)
    var result = answer(file.adding(model.forecasts(rows, as: source)), model: source)
    result.model = rows
    return result
  }
}
