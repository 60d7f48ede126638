import Foundation
import Scenarios
import Sim

/// Which sets of parameters fit: how each target is met, what became of each parameter, what the data do not
/// settle.
struct CalibrationScreen {
  let title: String
  let answer: Calibration.Answer
  let file: String
  let sets: Int
  let seed: UInt64
  let folder: String
  let style: Style
  let width: Int

  private static let mostRows = 8

  func text() -> String {
    AnswerScreen(
      title: title,
      parts: [.table(targets), .table(parameters)] + sentences.map { .words($0) },
      closing: closing, style: style, width: width
    ).text()
  }

  private var targets: [String] {
    var rows = [["target", "known", "error", "before", "fitted", "nine in ten between", "off by"]]
    for one in answer.predictions.prefix(Self.mostRows) {
      rows.append([
        VisibleText.cell(one.target.name), Self.number(one.target.known.value),
        Self.number(one.target.known.error), Self.number(one.before.mean),
        Self.number(one.after.mean),
        "\(Self.number(one.quantiles[0])) to \(Self.number(one.quantiles[2]))",
        Wording.fixed(one.miss, 1) + " errors",
      ])
    }
    return ColumnText.lines(rows, words: [0, 6], width: width)
  }

  private var parameters: [String] {
    var rows = [["parameter", "before", "spread", "fitted", "spread", "nine in ten between", ""]]
    for one in answer.posteriors.prefix(Self.mostRows) {
      rows.append([
        VisibleText.cell(Self.short(one.path)), Self.number(one.before.mean),
        Self.number(one.before.deviation), Self.number(one.after.mean),
        Self.number(one.after.deviation),
        "\(Self.number(one.quantiles[0])) to \(Self.number(one.quantiles[2]))",
        one.isSettled ? "moved" : "not settled",
      ])
    }
    return ColumnText.lines(rows, words: [0, 6], width: width)
  }

  /// The answer in words.
  var sentences: [String] { [fit] + settled + drowned }

  private var fit: String {
    let rounds = Wording.counted(answer.rounds.count, "round", "rounds")
    var text =
      "\(rounds) of \(Wording.grouped(sets)) sets: those that fit are worth "
      + "\(Wording.grouped(Int(answer.effectiveSize.rounded()))) sets of equal weight."
    if !answer.isDone {
      text +=
        " They were let off by \(Self.number(answer.tolerance)) times the errors of the targets, not by one: "
        + "more --rounds or --sets would come nearer."
    }
    let missed = answer.predictions.filter { !$0.isMet }
    text +=
      missed.isEmpty
      ? " Every target is met within two of its errors."
      : " Missed by more than two errors: "
        + missed.map { VisibleText.cell($0.target.name) }.joined(separator: ", ") + "."
    return text
  }

  private var settled: [String] {
    let open = answer.posteriors.filter { !$0.isSettled }
    guard !open.isEmpty else { return ["The targets say something of every parameter."] }
    let names = open.prefix(6).map { one in
      "\(VisibleText.cell(Self.short(one.path))) (at most \(Self.number(one.distance.interval.high)))"
    }
    let rest = open.count - names.count
    return [
      "What the targets do not settle, not told apart from what was assumed before: "
        + names.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        + ". The number is the most by which the two distribution functions may differ."
    ]
  }

  private var drowned: [String] {
    let few = answer.predictions.filter(\.isDrowned).map { VisibleText.cell($0.target.name) }
    guard !few.isEmpty, let trials = answer.rounds.last?.trials else { return [] }
    return [
      "The noise of \(Wording.trials(trials)) is nearly as large as the error of "
        + few.joined(separator: ", ") + ": give a larger -n."
    ]
  }

  private var closing: [String] {
    let folder = VisibleText.line(self.folder)
    let trials = answer.rounds.last?.trials ?? 0
    return [
      "\(Wording.trials(trials)) of each set, seed \(seed).",
      "Next: simrun run \(ShellWord.quoted(file)) --ensemble \(ShellWord.quoted(self.folder + "/ensemble.csv"))",
      "All sets: \(folder)/ensemble.csv; posterior.csv, predictive.csv, rounds.csv (columns.csv explains "
        + "them)",
    ]
  }

  private static func short(_ path: String) -> String {
    path.hasPrefix("parameters.") ? String(path.dropFirst("parameters.".count)) : path
  }

  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    let text = "\(SignificantDigits.rounded(value, to: 3))"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

}
