import Foundation
import Scenarios
import Sim

/// Which choice serves an aim best: what it changes, what it brings, how sure that is, who pays, and what the
/// search does not know.
struct SearchScreen {
  let task: SearchTask
  let answer: PlanSearch.Answer
  let folder: String
  /// How the choice is run.
  let next: String
  let style: Style

  private static let mostRows = 9

  func text() -> String {
    AnswerScreen(
      title: "\(task.scenario.name): \(task.title)",
      parts: (answer.front.isEmpty ? [.table(levers)] : [.table(choices)])
        + (answer.views.isEmpty ? [] : [.table(views)]) + sentences.map { .words($0) },
      closing: closing, style: style, width: Streams.answerWidth
    ).text()
  }

  var sentences: [String] {
    if !answer.front.isEmpty { return [frontWords] + limitWords }
    let found = [mainWords] + (answer.views.isEmpty ? flatteryWords : robustWords)
    return found + limitWords + worthWords + leverWords + priceWords
  }

  // MARK: Tables

  private var levers: [String] {
    var rows = [["lever", "whose", "file", "best", "as good", "put back alone"]]
    for (place, axis) in answer.space.axes.enumerated().prefix(Self.mostRows) {
      let undone = answer.around.first { $0.axis == place && $0.kind == .undone }
      rows.append([
        VisibleText.cell(Self.short(axis.name)), VisibleText.cell(axis.by ?? ""),
        VisibleText.cell(axis.start ?? "drawn"),
        VisibleText.cell(answer.best.values[place] ?? axis.start ?? "drawn"), flat(place, axis),
        undone.map { "\(signed($0.difference)) (\(limits($0.interval)))" } ?? "",
      ])
    }
    if answer.isFileBest { rows = rows.map { Array($0.prefix(3)) } }
    let width = Streams.answerWidth
    var lines = ColumnText.lines(rows, words: [0, 1], width: .max)
    if lines.contains(where: { $0.count > width }) {
      // Whose a lever is stands in the file too.
      lines = ColumnText.lines(rows.map { [$0[0]] + $0.dropFirst(2) }, width: width)
    }
    if answer.space.axes.count > Self.mostRows {
      lines.append("and \(answer.space.axes.count - Self.mostRows) more, in search.csv")
    }
    return lines
  }

  private func flat(_ place: Int, _ axis: LeverSpace.Axis) -> String {
    guard answer.flat.indices.contains(place), let range = answer.flat[place] else { return "" }
    let low = answer.space.value(axis, range.lowerBound)
    let high = answer.space.value(axis, range.upperBound)
    return low == high ? VisibleText.cell(low) : VisibleText.cell("\(low) to \(high)")
  }

  private var views: [String] {
    var rows = [["if this holds", "file", "this choice", "best for it", "which elsewhere loses"]]
    for (place, view) in answer.views.enumerated().prefix(Self.mostRows) {
      rows.append([
        VisibleText.cell(task.setup.viewNames[place]), value(view.ofFile), value(view.ofWinner),
        value(view.ofBest), points(view.lossOfBest),
      ])
    }
    return ColumnText.lines(rows, width: Streams.answerWidth)
  }

  private var choices: [String] {
    let axes = answer.space.axes.prefix(4)
    var rows = [
      task.aims.map { VisibleText.cell($0.text) }
        + axes.map { VisibleText.cell(Self.short($0.name)) }
    ]
    let front = answer.front
    let most = 10
    let shown =
      front.count <= most ? front : (0..<most).map { front[$0 * (front.count - 1) / (most - 1)] }
    for choice in shown {
      let candidate = answer.candidates[choice.candidate]
      rows.append(
        choice.values.enumerated().map { self.value($1.value, of: task.aims[$0]) }
          + axes.indices.map { place in
            VisibleText.cell(candidate.values[place] ?? answer.space.axes[place].start ?? "drawn")
          })
    }
    return ColumnText.lines(rows, words: [], width: .max)
  }

  // MARK: Words

  private var aim: String { VisibleText.line(task.aims[0].text) }

  private var mainWords: String {
    guard let own = answer.estimate.first else { return "" }
    let trials = Wording.trials(own.count(0))
    guard answer.hasFeasible else {
      return
        "None of \(Wording.grouped(answer.candidates.count)) choices that were tried keeps to all limits. What "
        + "stands above is the file as it is."
    }
    if answer.isFileBest {
      let value = "\(aim) is \(interval(own))"
      if own.mean(0) == 0, task.isShare {
        return
          "\(aim) was seen at no choice more often than as the file is, where it was never seen in \(trials): "
          + "there is nothing to climb. Look at what keeps it from coming with 'simrun explain'."
      }
      return
        "No choice is told apart from the file as it is, of \(Wording.grouped(answer.candidates.count)) that were "
        + "tried: \(value). So nothing is changed."
    }
    var text = "With this choice \(aim) is \(interval(own))"
    if let gain = answer.gain {
      text +=
        ", \(points(abs(gain.value))) \(gain.value < 0 ? "less" : "more") than as the file is "
        + "(\(limits(gain.interval)), the same draws)"
    }
    text += ". These are fresh draws, \(trials) of each."
    if !answer.isDecided, answer.views.isEmpty {
      text +=
        " The budget ended before the best few were told apart by \(points(answer.indifference)): another of "
        + "them may be as good."
    }
    return text
  }

  /// What a search makes of chance.
  private var flatteryWords: [String] {
    guard !answer.isFileBest, let before = answer.inSample, let own = answer.estimate.first else {
      return []
    }
    let flattery = before - own.mean(0)
    return [
      "On the draws with which it was found it came to \(value(before)), "
        + "\(points(abs(flattery))) \(flattery < 0 ? "less" : "more"): what is best of many on the same draws "
        + "looks better than it is."
    ]
  }

  private var robustWords: [String] {
    let losses = answer.views.map { $0.ofBest - $0.ofWinner }
    let worst = answer.views.map(\.ofWinner).min() ?? 0
    var text =
      "Whichever of these holds, this choice loses at most \(points(max(0, losses.max() ?? 0))) against the best "
      + "for it, and comes to \(value(worst)) at least."
    if let most = answer.views.map(\.lossOfBest).max() {
      text +=
        " A choice that is best for one of them loses up to \(points(max(0, most))) where another holds."
    }
    return [text]
  }

  private var limitWords: [String] {
    task.limits.enumerated().compactMap { place, limit in
      guard let own = answer.estimate.first, answer.hasFeasible else { return nil }
      let aim = task.aims.count + place
      guard let interval = own.interval(aim, isShare: false) else { return nil }
      let excess = own.mean(aim)
      let verb = interval.high <= 0 ? "is kept" : excess <= 0 ? "seems kept" : "does not seem kept"
      return
        "\(VisibleText.line(limit.text)) \(verb), by \(points(-excess)) (\(points(-interval.high)) to "
        + "\(points(-interval.low)))."
    }
  }

  /// Who gains and who loses, and who would not sign.
  private var worthWords: [String] {
    guard !answer.isFileBest, let own = answer.estimate.first, let other = answer.baseline.first
    else { return [] }
    let first = task.aims.count + task.limits.count
    let parties = task.setup.parties
    var (gains, losses, noise): ([String], [String], [String]) = ([], [], [])
    for (place, party) in parties.enumerated() where own.sums.indices.contains(first + place) {
      guard let difference = SearchSample.difference(own, other, aim: first + place) else {
        continue
      }
      let name = VisibleText.cell(party.name)
      let text = "\(name) \(plain(difference.value, signed: true))"
      if difference.interval.low > 0 {
        gains.append(text)
      } else if difference.interval.high < 0 {
        losses.append(text)
      } else {
        noise.append(name)
      }
    }
    var words: [String] = []
    if !gains.isEmpty { words.append("It gains: \(gains.joined(separator: ", ")).") }
    if !losses.isEmpty { words.append("It loses: \(losses.joined(separator: ", ")).") }
    if !noise.isEmpty {
      words.append("Not told apart from as it was: \(noise.joined(separator: ", ")).")
    }
    guard !words.isEmpty else { return [] }
    let worth =
      "Worth at the end, of the text in force or of no deal: " + words.joined(separator: " ")
    var refusals: [String] = []
    for (place, party) in parties.enumerated() {
      let aim = first + parties.count + place
      guard own.sums.indices.contains(aim), own.mean(aim) > 0.005 || other.mean(aim) > 0.005 else {
        continue
      }
      refusals.append(
        "\(VisibleText.cell(party.name)) in \(percent(own.mean(aim))) % of trials "
          + "(\(percent(other.mean(aim))) as the file is)")
    }
    guard !refusals.isEmpty else { return [worth] }
    return [
      worth,
      "Who would not sign the text as it stands at the end: \(refusals.joined(separator: ", ")).",
    ]
  }

  /// Levers that do nothing within their range.
  private var leverWords: [String] {
    guard !answer.isFileBest else { return [] }
    var idle: [String] = []
    var most = 0.0
    for (place, axis) in answer.space.axes.enumerated() {
      let ends = answer.around.filter { $0.axis == place }
      guard !ends.isEmpty, ends.allSatisfy({ $0.interval.low <= 0 && $0.interval.high >= 0 }) else {
        continue
      }
      idle.append(VisibleText.cell(Self.short(axis.name)))
      most = max(most, ends.map { max(-$0.interval.low, $0.interval.high) }.max() ?? 0)
    }
    guard !idle.isEmpty else { return [] }
    return [
      "Not told apart from moving nothing, whichever end they are at, at most \(points(most)): "
        + "\(idle.joined(separator: ", "))."
    ]
  }

  private var priceWords: [String] {
    guard !answer.isFileBest else { return [] }
    let after = answer.space.price(answer.best.values)
    let before = answer.space.price(answer.space.axes.map { _ in nil })
    return after.map { unit, amount in
      let old = before.first { $0.unit == unit }?.amount
      let words = unit.isEmpty ? "" : " \(VisibleText.cell(unit))"
      return
        "Its price: \(plain(amount))\(words)" + (old.map { ", \(plain($0)) as the file is" } ?? "")
        + "."
    }
  }

  private var frontWords: String {
    guard answer.hasFeasible else { return "No choice that was tried keeps to all limits." }
    let base = task.aims.enumerated().map { place, aim in
      "\(VisibleText.line(aim.text)) \(value(answer.baseline.first?.mean(place) ?? .nan, of: aim))"
    }
    let isKept = answer.front.contains { $0.candidate == PlanSearch.file }
    return
      "Of the choices that were run on fresh draws \(answer.front.count) "
      + "\(answer.front.count == 1 ? "is" : "are") beaten by no other in both aims. The file as it is has \(base.joined(separator: " and ")), and is "
      + "\(isKept ? "one of them" : "beaten by others"). best.yaml has the one that is best if both count alike."
  }

  private var closing: [String] {
    let shown = VisibleText.line(folder)
    return [
      "\(Wording.trials(answer.spent)), \(Wording.grouped(answer.candidates.count)) choices, seed "
        + "\(task.options.seed). Limits: 95 %. What a search does not know: whether people answer a text as the "
        + "rules of the model do.",
      "Next: \(VisibleText.line(next))",
      "All choices: \(shown)/search.csv\(answer.front.isEmpty ? "" : ", front.csv") (columns.csv explains them)",
    ]
  }

  // MARK: Numbers

  private func percent(_ share: Double) -> String {
    Wording.fixed(100 * share, abs(share) < 0.0995 ? 1 : 0)
  }

  private func value(_ value: Double, of aim: SearchAim? = nil) -> String {
    (aim ?? task.aims[0]).isShare ? "\(Wording.fixed(100 * value, 1)) %" : plain(value)
  }

  private func interval(_ sample: SearchSample) -> String {
    let own = value(sample.mean(0))
    guard let limits = sample.interval(0, isShare: task.isShare) else { return own }
    return
      task.isShare
      ? "\(own) (\(Wording.fixed(100 * limits.low, 1)) to \(Wording.fixed(100 * limits.high, 1)))"
      : "\(own) (\(plain(limits.low)) to \(plain(limits.high)))"
  }

  /// A difference of the aim.
  private func points(_ difference: Double) -> String {
    task.isShare ? "\(Wording.fixed(100 * difference, 1)) points" : plain(difference)
  }

  private func signed(_ difference: Double) -> String {
    let text = task.isShare ? Wording.fixed(100 * difference, 1) : plain(difference)
    return difference > 0 ? "+" + text : text
  }

  private func limits(_ interval: Interval) -> String {
    task.isShare
      ? "\(Wording.fixed(100 * interval.low, 1)) to \(Wording.fixed(100 * interval.high, 1))"
      : "\(plain(interval.low)) to \(plain(interval.high))"
  }

  private func plain(_ value: Double, signed: Bool = false) -> String {
    var text = "\(SignificantDigits.rounded(value, to: 3))"
    if text.hasSuffix(".0") { text = String(text.dropLast(2)) }
    return signed && value > 0 ? "+" + text : text
  }

  /// The end of a dotted name says most.
  private static func short(_ name: String) -> String {
    name.split(separator: ".").last.map(String.init) ?? name
  }

}
