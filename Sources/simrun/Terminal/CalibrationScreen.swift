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
    return ColumnText.fitting(rows, words: [0, 6], width: width, droppable: [3, 2])
      + unshown(answer.predictions.map(\.target.name), "predictive.csv")
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
    return ColumnText.fitting(rows, words: [0, 6], width: width, droppable: [2, 4, 6])
      + unshown(answer.posteriors.map { Self.short($0.path) }, "posterior.csv")
  }

  /// What has no row of its own.
  private func unshown(_ names: [String], _ file: String) -> [String] {
    let rest = names.dropFirst(Self.mostRows)
    guard !rest.isEmpty else { return [] }
    let text = "also in \(file): " + rest.map { VisibleText.cell($0) }.joined(separator: ", ")
    return Wording.wrapped(text, width: width).split(separator: "\n").map(String.init)
  }

  /// The answer in words.
  var sentences: [String] { [fit] + reach + settled + drowned }

  private var fit: String {
    let rounds = Wording.counted(answer.rounds.count, "round", "rounds")
    var text =
      "\(rounds) of \(Wording.grouped(sets)) sets: those that fit are worth "
      + "\(Wording.grouped(Int(answer.effectiveSize.rounded()))) sets of equal weight."
    text += checked
    let missed = answer.predictions.filter { !$0.isMet }
    if missed.isEmpty {
      text += " Every target is met within two of its errors."
    } else {
      let all = Wording.counted(answer.predictions.count, "target", "targets")
      text +=
        " \(missed.count) of \(all) \(missed.count == 1 ? "is" : "are") not met: "
        + missed.map { "\(VisibleText.cell($0.target.name)), \(Self.errors($0.miss)) off" }
        .joined(separator: "; ") + "."
    }
    guard !answer.isDone else { return text }
    text +=
      " Sets were told apart at \(Self.number(answer.tolerance)) times the errors of the targets, not at one"
    if answer.predictions.contains(where: \.isOutOfReach) { return text + "." }
    return text
      + (answer.isStalled
        ? ", and the last round brought that down by less than a tenth."
        : ": more --rounds or --sets would come nearer.")
  }

  /// Of which trials what is fitted is.
  private var checked: String {
    let most = answer.predictions.map { 1.96 * $0.missError }.max() ?? 0
    let bound = Wording.fixed(max(0.1, (10 * most).rounded(.up) / 10), 1)
    return
      " What is fitted is of \(Wording.trials(answer.fresh.trials)) of these sets that chose nothing; "
      + "chance moves it by less than \(bound) errors of a target (95 %)."
  }

  /// What no set came near, so that more of the same would hardly help.
  private var reach: [String] {
    let far = answer.predictions.filter(\.isOutOfReach)
    guard !far.isEmpty else { return [] }
    let names = far.map { one in
      one.nearest.isFinite
        ? "\(VisibleText.cell(one.target.name)) (the nearest is \(Self.errors(one.nearest)) off)"
        : VisibleText.cell(one.target.name)
    }.joined(separator: ", ")
    return [
      "No set that was tried comes within two errors of \(names). More rounds would hardly change that: look "
        + "at where the parameters may lie, at the target and at the scenario."
    ]
  }

  /// `10.0 errors`
  private static func errors(_ miss: Double) -> String {
    "\(Wording.fixed(miss.magnitude, 1)) errors"
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
    let few = answer.predictions.filter(\.isDrowned)
    guard let first = few.first, let trials = answer.rounds.last?.trials else { return [] }
    let rest = few.dropFirst().map {
      ", \(Self.times($0.relativeNoise)) that of \(VisibleText.cell($0.target.name))"
    }
    return [
      "The noise of \(Wording.trials(trials)) is \(Self.times(first.relativeNoise)) the error of "
        + VisibleText.cell(first.target.name) + rest.joined() + ": give a larger -n."
    ]
  }

  /// `1.7 times`, `40 times`
  private static func times(_ ratio: Double) -> String {
    let text = "\(SignificantDigits.rounded(ratio, to: 2))"
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " times"
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
