package import Sim

/// Forecasts of many questions by one forecaster or several, and what came of them.
package struct ForecastFile: Sendable {
  /// What is asked: by its words and the date by which it is resolved.
  package struct Question: Sendable {
    package let name: String
    package let resolutionDate: CalendarDate?
    /// Whether it is answered with a number; else with a probability.
    package var asksForNumber: Bool
    /// 1 if it came and 0 if not, or the number; `nil` while it is open.
    package var resolution: Double?
    /// When a model says that it has come.
    package var rule: Rule?
    /// Whether the question then comes out as yes.
    package var ruleSays: Bool
    /// Why there is no rule.
    package var reason: String?
  }

  /// A condition in the words of the scenario language.
  package struct Rule: Sendable {
    package let text: String
  }

  package struct Forecast: Sendable {
    /// Position in `questions`.
    package let question: Int
    package let source: String
    /// When it was made; `nil` where that is not known.
    package let date: CalendarDate?
    /// A probability, or a number on the scale of the question.
    package let value: Double
  }

  /// By name, then by date.
  package let questions: [Question]
  /// By question, source and date.
  package private(set) var forecasts: [Forecast]

  init(questions: [Question], forecasts: [Forecast]) {
    self.questions = questions
    self.forecasts = forecasts.sorted {
      ($0.question, $0.source, $0.date ?? .earliest) < (
        $1.question, $1.source, $1.date ?? .earliest
      )
    }
  }

  /// A day as it is written, year-month-day.
  package static func date(_ text: String) -> CalendarDate? { DateText.date(text) }

  /// By name.
  package var sources: [String] { Set(forecasts.map(\.source)).sorted() }

  /// When the first forecast was made; `nil` where none has a date.
  package var firstDate: CalendarDate? { forecasts.compactMap(\.date).min() }

  /// The last forecast of each source on each question up to a date. Those without a date stay.
  package func asOf(_ date: CalendarDate) -> ForecastFile {
    var result = self
    let known = forecasts.filter { $0.date.map { $0 <= date } ?? true }
    result.forecasts = known.enumerated().filter { place, forecast in
      let next = place + 1 < known.count ? known[place + 1] : nil
      return next?.question != forecast.question || next?.source != forecast.source
    }.map(\.element)
    return result
  }

  /// The same with forecasts of another source.
  func adding(_ more: [Forecast]) -> ForecastFile {
    ForecastFile(questions: questions, forecasts: forecasts + more)
  }
}

extension CalendarDate {
  fileprivate static let earliest = CalendarDate(dayNumber: .min)
}
