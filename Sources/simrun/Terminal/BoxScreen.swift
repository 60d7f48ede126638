import Foundation
import Scenarios
import Sim

/// Where outcomes are common, in words: the strongest three boxes with their limits, what was not found,
/// and what to run next.
struct BoxScreen {
  let title: String
  /// How many trials, with which seed; empty, or with a space at the end.
  let extent: String
  let answers: [BoxQuestion.Answer]
  /// The file, for commands to run next; `nil`: the trials come from elsewhere.
  let file: String?
  /// By parameter: what its value is drawn from.
  let parameters: [String: DrawnParameter]
  /// Where the tables are; `nil`: nowhere.
  let folder: String?
  let style: Style
  let width: Int

  private static let mostShown = 3
  private static let mostLimits = 3

  private var found: [BoxQuestion.Answer] {
    answers.filter(\.discovery.isFound).sorted { $0.gain > $1.gain }
  }

  /// Without what need not be said where that would be too long.
  func text() -> String {
    let text = text(withSettings: true)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    return lines <= AnswerScreen.mostLines ? text : self.text(withSettings: false)
  }

  private func text(withSettings: Bool) -> String {
    AnswerScreen(
      title: title, parts: parts, closing: closing(withSettings: withSettings), style: style,
      width: width
    ).text()
  }

  /// The answer, a sentence for each thing that was looked for.
  var sentences: [String] {
    found.map { Self.sentence($0) } + answers.filter { !$0.discovery.isFound }.map(Self.none)
  }

  private var parts: [AnswerScreen.Part] {
    let shown = found.prefix(Self.mostShown)
    var parts = shown.map { AnswerScreen.Part.table(lines($0)) }
    let rest = found.dropFirst(Self.mostShown).map { VisibleText.cell($0.target) }
    if !rest.isEmpty {
      parts.append(.words("Boxes were found for \(rest.joined(separator: ", ")) too."))
    }
    let none = answers.filter { !$0.discovery.isFound }
    if none.count == 1 || found.isEmpty {
      parts += none.prefix(Self.mostShown).map { .words(Self.none($0)) }
    } else if !none.isEmpty {
      let names = none.map { VisibleText.cell($0.target) }.joined(separator: ", ")
      parts.append(
        .words(
          "No box for \(names): in the second half of the trials it is not told apart from all trials."
        ))
    }
    return parts
  }

  private func lines(_ answer: BoxQuestion.Answer) -> [String] {
    let box = answer.chosen
    var lines = Wording.wrapped(Self.sentence(answer), width: width).split(separator: "\n")
      .map(String.init)
    let limits = box.limits.sorted { $0.quasiP < $1.quasiP }
    let shown = limits.filter(\.matters).prefix(Self.mostLimits)
    let rows = shown.map { limit in
      let again = limit.foundAgain.map { share in
        "again \(Int((share * Double(Discovery.resamples)).rounded()))/\(Discovery.resamples)"
      }
      return [
        VisibleText.cell(answer.inputs[limit.input].name), Self.range(limit, answer),
        "quasi-p \(Self.probability(limit.quasiP))", again ?? "",
      ]
    }
    var widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    widths[0] = min(widths[0], max(12, width - widths.dropFirst().reduce(8, +)))
    for row in rows {
      let line = row.enumerated().map { column, cell in
        (column == 0 ? Self.shortened(cell, widths[0]) : cell).padded(widths[column])
      }.joined(separator: "  ")
      lines.append("  " + line.trimmingTrailingSpace())
    }
    let more = limits.filter(\.matters).dropFirst(Self.mostLimits).map {
      VisibleText.cell(answer.inputs[$0.input].name)
    }
    if !more.isEmpty { lines.append("  and limits of \(more.joined(separator: ", "))") }
    let idle = limits.filter { !$0.matters }.map { VisibleText.cell(answer.inputs[$0.input].name) }
    if !idle.isEmpty {
      lines += Wording.wrapped(
        "Not told apart from no limit: \(idle.joined(separator: ", ")).", width: width - 2
      ).split(separator: "\n").map { "  " + $0 }
    }
    return lines
  }

  private static func sentence(_ answer: BoxQuestion.Answer) -> String {
    let box = answer.chosen
    let name = VisibleText.cell(answer.target)
    return
      "\(name): \(percent(box.density)) % (\(range(box.densityInterval))) in a box, "
      + "\(percent(answer.discovery.base.density)) % in all. The box has "
      + "\(percent(share(box.counts.trials, answer.discovery.base.trials))) % of the trials and "
      + "\(percent(box.coverage)) % (\(range(box.coverageInterval))) of all that end so."
  }

  private static func none(_ answer: BoxQuestion.Answer) -> String {
    let name = VisibleText.cell(answer.target)
    let base = percent(answer.discovery.base.density)
    guard !answer.chosen.box.limits.isEmpty else {
      return
        "\(name): no box. No limit of any input leaves more of it than there is in all trials "
        + "(\(base) %)."
    }
    let density = answer.chosen.densityInterval
    return
      "\(name): no box. The best of the first half has \(range(density)) % in the second, where all "
      + "trials have \(base) %."
  }

  private func closing(withSettings: Bool) -> [String] {
    var lines: [String] = []
    if let first = answers.first {
      lines.append(
        extent + "Half of the trials found the boxes; the other "
          + "\(Wording.grouped(first.discovery.base.trials)) "
          + "\(first.discovery.base.trials == 1 ? "says" : "say") what they are worth. Limits: 95 %."
      )
    }
    let next = found.lazy.compactMap { answer in answer.rule().map { (answer, $0) } }.first
    if let file, let (answer, rule) = next {
      lines.append("Next: simrun condition \(VisibleText.line(file)) --given \"\(rule)\"")
      let settings = answer.chosen.limits.filter(\.matters).map {
        answer.setting($0, parameters)
      }
      if withSettings, !settings.contains(nil) {
        let sets = settings.compactMap(\.self).map { "--set \"\($0)\"" }.joined(separator: " ")
        lines.append("or draw within the box: simrun run \(VisibleText.line(file)) \(sets)")
      }
    }
    if let folder {
      lines.append("All boxes: \(VisibleText.line(folder))/boxes.csv (columns.csv explains it)")
    }
    return lines
  }

  // MARK: Numbers

  /// `above 0.35`, `0.2 to 0.4`, `strike or freeze`.
  private static func range(_ limit: LimitEvidence, _ answer: BoxQuestion.Answer) -> String {
    if let labels = answer.labels(limit) {
      return labels.map(VisibleText.cell).joined(separator: " or ")
    }
    guard case .range(let low, let high) = limit.limit else { return "" }
    let unit = answer.inputs[limit.input].unit.map { " " + VisibleText.cell($0) } ?? ""
    if !low.isFinite { return "up to \(number(high))\(unit)" }
    if !high.isFinite { return "from \(number(low))\(unit)" }
    return "\(number(low)) to \(number(high))\(unit)"
  }

  /// The end of a dotted name says most.
  private static func shortened(_ name: String, _ width: Int) -> String {
    name.count <= width ? name : ".." + name.suffix(max(1, width - 2))
  }

  private static func number(_ value: Double) -> String {
    let text = "\(SignificantDigits.rounded(value, to: 3))"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func share(_ count: Int, _ all: Int) -> Double {
    all > 0 ? Double(count) / Double(all) : 0
  }

  private static func percent(_ share: Double) -> String {
    Wording.fixed(100 * share, share < 0.0095 ? 2 : share < 0.095 ? 1 : 0)
  }

  private static func range(_ interval: Interval) -> String {
    let decimals = interval.high - interval.low < 0.02 ? 1 : 0
    return
      "\(Wording.fixed(100 * interval.low, decimals)) to \(Wording.fixed(100 * interval.high, decimals))"
  }

  private static func probability(_ p: Double) -> String {
    if p < 1e-4 { return "< 0.0001" }
    return Wording.fixed(p, p < 0.01 ? 4 : 2)
  }
}
