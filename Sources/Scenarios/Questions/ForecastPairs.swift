import Sim

/// Two forecasters on the questions that both answered.
///
/// A forecast stands until the next one of the same forecaster. The two are compared at each date at which
/// one of them speaks and both have spoken; the mean of these differences is that of the question.
struct ForecastPairs {
  struct Pair {
    let question: Int
    let own: Double
    let other: Double
    /// Own less other, had the question come out the other way; `nil` of numbers.
    let otherwise: Double?
  }

  let pairs: [Pair]

  /// `score`: of a forecast, by its value and the resolution of its question.
  init(
    _ own: String, _ other: String, in file: ForecastFile, numbers: Bool,
    score: (_ value: Double, _ resolution: Double) -> Double
  ) {
    var found: [Pair] = []
    for (place, forecasts) in Self.byQuestion(file) {
      let question = file.questions[place]
      guard let resolution = question.resolution, question.asksForNumber == numbers else {
        continue
      }
      let first = forecasts.filter { $0.source == own }
      let second = forecasts.filter { $0.source == other }
      guard let start = [first.first, second.first].compactMap({ $0 }).map(Self.day).max(),
        !first.isEmpty, !second.isEmpty
      else { continue }
      let days = Set((first + second).map(Self.day) + [start]).filter { $0 >= start }.sorted()
      let count = Double(days.count)
      func mean(_ forecasts: [ForecastFile.Forecast], _ resolution: Double) -> Double {
        days.reduce(0) { $0 + score(Self.standing(forecasts, $1), resolution) } / count
      }
      found.append(
        Pair(
          question: place, own: mean(first, resolution), other: mean(second, resolution),
          otherwise: numbers ? nil : mean(first, 1 - resolution) - mean(second, 1 - resolution)))
    }
    pairs = found
  }

  private static func byQuestion(
    _ file: ForecastFile
  ) -> [(Int, [ForecastFile.Forecast])] {
    var groups = Array(repeating: [ForecastFile.Forecast](), count: file.questions.count)
    for forecast in file.forecasts { groups[forecast.question].append(forecast) }
    return groups.enumerated().filter { !$0.element.isEmpty }.map { ($0.offset, $0.element) }
  }

  /// Without a date it stands from the first on.
  private static func day(_ forecast: ForecastFile.Forecast) -> Int {
    forecast.date?.dayNumber ?? .min
  }

  /// `forecasts`: of one forecaster, by date; the first is not later than `day`.
  private static func standing(_ forecasts: [ForecastFile.Forecast], _ day: Int) -> Double {
    (forecasts.last { Self.day($0) <= day } ?? forecasts[0]).value
  }
}
