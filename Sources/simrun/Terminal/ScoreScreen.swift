import Foundation
import Scenarios
import Sim

/// How good forecasts were: a line for each forecaster, the answer in words, who is better, and how often
/// things came that were said to come so often.
struct ScoreScreen {
  let file: String
  let answer: ScoreQuestion.Answer
  /// Until when forecasts are looked at, and when the first of all was made, as far as that is known.
  var until: (day: String, first: CalendarDate?)?
  /// The reference is how often it came in all.
  let isOwnRate: Bool
  /// Of the model; `nil` without one.
  let trials: Int?
  let seed: UInt64
  /// Where the tables are; `nil`: nowhere.
  let folder: String?
  let style: Style
  let width: Int

  private static let mostForecasters = 6
  private static let mostPairs = 3
  private static let mostReasons = 2

  func text() -> String {
    AnswerScreen(
      title: "How good were the forecasts of \(file)?", parts: parts, closing: closing,
      style: style, width: width
    ).text()
  }

  private var parts: [AnswerScreen.Part] {
    var parts: [AnswerScreen.Part] = []
    if !answer.scorers.isEmpty { parts.append(.table(scores)) }
    if !answer.points.isEmpty { parts.append(.table(points)) }
    parts += sentences.map { .words($0) }
    if answer.scorers.count <= 4, answer.points.isEmpty, let first = answer.scorers.first {
      parts.append(.table(reliability(first)))
    }
    return parts
  }

  /// The answer in words.
  var sentences: [String] {
    guard !answer.scorers.isEmpty || !answer.points.isEmpty else {
      if answer.questions == 0, let until {
        return [
          "No forecast was made by \(until.day)"
            + (until.first.map { ": the first is of \($0)." } ?? ".")
        ] + modelSentences
      }
      return [
        "None of \(Wording.counted(answer.questions, "question is", "questions is")) resolved yet, so that "
          + "there is nothing to score."
      ] + modelSentences
    }
    return [answer.scorers.first.map(words), pairWords, answer.points.isEmpty ? nil : pointWords]
      .compactMap { $0 } + modelSentences
  }

  // MARK: Tables

  private var scores: [String] {
    var rows = [
      ["forecaster", "forecasts", "questions", "Brier", "likely between", "log", "skill %"]
    ]
    for one in answer.scorers.prefix(Self.mostForecasters) {
      rows.append([
        VisibleText.cell(one.name), Wording.grouped(one.brier.values),
        Wording.grouped(one.brier.questions), Self.number(one.brier.mean),
        Self.limits(one.brier.interval),
        one.log.mean.isFinite ? Self.number(one.log.mean) : "infinite",
        one.skill.map { Wording.fixed(100 * $0, 0) } ?? "",
      ])
    }
    return ColumnText.lines(rows, width: width)
  }

  private var points: [String] {
    let hits = answer.within.enumerated().map { place, limit in
      (place == 0 ? "within " : "") + Self.plain(limit)
    }
    // All of them stand in point_scores.csv.
    let droppable = hits.indices.reversed().map { 4 + $0 }
    var rows = [["forecaster", "numbers", "error", "likely between"] + hits + ["wins"]]
    for one in answer.points.prefix(Self.mostForecasters) {
      rows.append(
        [
          VisibleText.cell(one.name), Wording.grouped(one.error.values),
          Self.significant(one.error.mean),
          one.error.interval.map {
            "\(Self.significant($0.low)) to \(Self.significant($0.high))"
          } ?? "",
        ] + one.hits.map { Wording.grouped($0) } + [
          one.contests == 0
            ? "" : "\(Self.plain(SignificantDigits.rounded(one.wins, to: 3))) of \(one.contests)"
        ])
    }
    return ColumnText.fitting(rows, width: width, least: 10, droppable: droppable)
  }

  private func reliability(_ scorer: ScoreQuestion.Scorer) -> [String] {
    var rows = [["forecast %", "forecasts", "said %", "came", "came %", "likely between"]]
    for bin in scorer.bins where bin.count > 0 {
      rows.append([
        "\(Self.percent(bin.low)) to \(Self.percent(bin.high))", Wording.grouped(bin.count),
        bin.meanForecast.map(Self.percent) ?? "", Wording.grouped(bin.came),
        bin.share.map(Self.percent) ?? "",
        "\(Self.percent(bin.interval.low)) to \(Self.percent(bin.interval.high))",
      ])
    }
    return ColumnText.lines(rows, width: width)
  }

  // MARK: Words

  private func words(_ one: ScoreQuestion.Scorer) -> String {
    let whose = VisibleText.cell(one.name)
    var text =
      "\(Wording.counted(one.brier.values, "forecast", "forecasts")) of "
      + "\(Wording.counted(one.brier.questions, "question", "questions")) (\(whose)): "
      + "\(Wording.grouped(one.came)) of the forecasts, "
      + "\(Self.percent(Double(one.came) / Double(one.brier.values))) %, were of what came. "
    let rate = "\(Self.percent(one.baseRate)) %"
    text +=
      "Always saying \(rate) would score \(Self.number(one.reference)); the forecasts score "
      + "\(Self.number(one.brier.mean)), "
    if let limits = one.gain.interval {
      if limits.low > 0 {
        text += "better by \(Self.number(limits.low)) to \(Self.number(limits.high)). "
      } else if limits.high < 0 {
        text += "worse by \(Self.number(-limits.high)) to \(Self.number(-limits.low)). "
      } else {
        text +=
          "which is not told apart from it, at most \(Self.number(limits.high)) better or "
          + "\(Self.number(-limits.low)) worse. "
      }
    } else {
      text += "with too few questions for limits. "
    }
    text +=
      "Of the score, \(Self.number(one.parts.miscalibration)) is miscalibration, and "
      + "\(Self.number(one.parts.discrimination)) was won by telling questions apart. "
    text +=
      one.test.pValue <= 0.05
      ? "Calibrated forecasts would show no more than \(Self.number(one.test.usual)) of the first: these "
        + "are not calibrated."
      : "Calibrated forecasts show up to \(Self.number(one.test.usual)) of the first by chance: these are "
        + "not told apart from calibrated ones."
    return text
  }

  /// Pairs by the Brier score and by the error of numbers; those that are told apart first.
  private var pairWords: String? {
    let pairs = answer.pairs.filter { $0.score != .log }
    guard !pairs.isEmpty else {
      let several = answer.scorers.count { $0.name != ScoreQuestion.everyone } > 1
      return several ? "No two forecasters answered the same question." : nil
    }
    let told = pairs.filter { $0.verdict == .better || $0.verdict == .worse }
    let rest = pairs.filter { $0.verdict == .notToldApart }
    let few = pairs.filter { $0.verdict == nil }
    var sentences = told.prefix(Self.mostPairs).compactMap { pair -> String? in
      guard let limits = pair.difference.interval else { return nil }
      let isBetter = limits.high < 0
      let (first, second) = isBetter ? (pair.name, pair.other) : (pair.other, pair.name)
      let (low, high) = isBetter ? (-limits.high, -limits.low) : (limits.low, limits.high)
      return
        "\(VisibleText.cell(first)) is better than \(VisibleText.cell(second)) by "
        + "\(Self.number(low)) to \(Self.number(high)) on \(shared(pair))."
    }
    sentences += rest.prefix(max(0, Self.mostPairs - told.count)).compactMap { pair in
      pair.difference.interval.map { limits in
        "\(VisibleText.cell(pair.name)) and \(VisibleText.cell(pair.other)) are not told apart on "
          + "\(shared(pair)): at most \(Self.number(max(-limits.low, limits.high))) lies between them."
      }
    }
    let unsaid = told.count + rest.count - sentences.count
    if unsaid > 0 {
      sentences.append("\(Wording.counted(unsaid, "more pair is", "more pairs are")) in the table.")
    }
    if !few.isEmpty { sentences.append(Self.few(few)) }
    return sentences.joined(separator: " ")
  }

  /// Of numbers there is no bound to what a question may come to, so that few of them give no limits.
  private static func few(_ pairs: [ScoreQuestion.Pair]) -> String {
    let names = pairs.prefix(mostPairs).map { pair in
      "\(VisibleText.cell(pair.name)) and \(VisibleText.cell(pair.other)) "
        + "(\(Wording.grouped(pair.difference.questions)) that both answered)"
    }
    let more = pairs.count - names.count
    return "There are too few questions about numbers to tell apart "
      + names.joined(separator: ", ")
      + (more > 0 ? " and \(Wording.counted(more, "more pair", "more pairs"))" : "")
      + "; limits need \(QuestionMean.fewestQuestions)."
  }

  private func shared(_ pair: ScoreQuestion.Pair) -> String {
    Wording.counted(pair.difference.questions, "question", "questions") + " that both answered"
  }

  private var pointWords: String {
    guard let least = answer.points.map(\.error.mean).min() else { return "" }
    // What rounding of sums leaves is no difference.
    let best = answer.points.filter { $0.error.mean - least <= 1e-12 * least.magnitude }
    let names = best.prefix(Self.mostForecasters).map { VisibleText.cell($0.name) }
    let more = best.count - names.count
    let others = more > 0 ? [Wording.counted(more, "other", "others")] : []
    return
      "Of numbers, \((names + others).listed())"
      + " \(best.count == 1 ? "is" : "are") off by \(Self.significant(least)) on average"
      + (best.count == answer.points.count ? (best.count > 1 ? " alike." : ".") : ", the least.")
  }

  private var modelSentences: [String] {
    guard let name = answer.modelName else { return [] }
    let left = answer.model.filter { $0.share == nil }
    var text =
      "The model \(VisibleText.cell(name)) answers \(answer.model.count - left.count) of "
      + "\(Wording.counted(answer.model.count, "question", "questions"))."
    if !left.isEmpty {
      let words = left.prefix(Self.mostReasons).map {
        "\"\(VisibleText.cell($0.question.name))\" (\(VisibleText.cell($0.reason ?? "")))"
      }
      let more = left.count - words.count
      text +=
        " It cannot express " + words.joined(separator: ", ")
        + (more > 0 ? " and \(more) more." : ".")
    }
    return [text]
  }

  private var closing: [String] {
    var lines: [String] = []
    if answer.openQuestions > 0 {
      lines.append(
        "Not scored: \(Wording.counted(answer.openForecasts, "forecast", "forecasts")) of "
          + "\(Wording.counted(answer.openQuestions, "question that is", "questions that are")) still open."
      )
    }
    if let trials {
      lines.append("\(Wording.trials(trials)), seed \(seed). Limits: 95 %, counting questions.")
    } else {
      lines.append("Limits: 95 %, counting questions: forecasts of one question share what came.")
    }
    if let folder {
      let folder = VisibleText.line(folder)
      lines.append(
        "All rows: \(folder)/scores.csv, "
          + (answer.points.isEmpty ? "" : "point_scores.csv, ")
          + "reliability.csv, comparisons.csv (columns.csv explains them)"
      )
    } else {
      lines.append("Next: -o FOLDER writes all tables.")
    }
    return lines
  }

  // MARK: Figures

  private static func number(_ value: Double) -> String {
    if value != 0, value.magnitude < 0.0005 { return "\(SignificantDigits.rounded(value, to: 1))" }
    return Wording.fixed(value, 3)
  }

  private static func limits(_ interval: Interval?) -> String {
    interval.map { "\(number($0.low)) to \(number($0.high))" } ?? ""
  }

  private static func significant(_ value: Double) -> String {
    plain(SignificantDigits.rounded(value, to: 3))
  }

  private static func plain(_ value: Double) -> String {
    // There is no −0.
    let text = "\(value == 0 ? 0 : value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// As whole per cents where that says all, else with two digits.
  private static func percent(_ share: Double) -> String {
    plain(SignificantDigits.rounded(100 * share, to: 2))
  }

}
