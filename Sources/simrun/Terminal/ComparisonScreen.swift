import Foundation
import Scenarios
import Sim

/// The answer of a comparison: what differs in what is written, then in how it ends, and what is left
/// open.
struct ComparisonScreen {
  /// More lines of what differs in the files are left to the reader.
  private static let mostWritten = 6
  static let mostRows = 12

  let answer: ComparisonAnswer
  let decision: Decision?
  let isDecisionWanted: Bool
  /// By scenario after the baseline.
  let written: [[WrittenDifference]]
  /// What was typed.
  let command: String
  let result: StudyResult
  /// How many scenarios or points were to be run.
  let extent: Int
  let seed: UInt64
  let folder: String
  let style: Style
  let width: Int

  private var done: DoneTrials { DoneTrials(result.points, asked: 0) }

  /// Those that each has.
  var trials: Int {
    !result.isComplete && done.counts.count < extent ? 0 : done.counts.min() ?? 0
  }

  /// Of a part: the pairs of trials.
  func trials(_ part: ComparisonAnswer.Part) -> Int {
    guard !result.isComplete else { return trials }
    return part.rows.first { $0.kind == .outcome }?.pairs ?? trials
  }

  func text() -> String {
    var parts: [AnswerScreen.Part] = []
    // With more than two scenarios there is room for the words alone.
    let areTwo = answer.parts.count == 1
    for (k, part) in answer.parts.enumerated() {
      if areTwo, written.indices.contains(k) {
        parts += Self.written(written[k]).map { .table($0) }
      }
      if areTwo { parts.append(.table(table(part))) }
      parts += sentences(part).map { .words($0) }
    }
    if let text = decisionText { parts.append(.words(text)) }
    return AnswerScreen(
      title: title, parts: parts, closing: closing, style: style, width: width
    ).text()
  }

  /// The answer in words.
  var sentences: [String] {
    answer.parts.flatMap(sentences) + [decisionText].compactMap(\.self)
  }

  // MARK: Names

  private var title: String {
    guard let first = answer.parts.first else {
      return "Interrupted before there was anything to compare: --resume goes on."
    }
    var names: [String] = []
    for part in answer.parts where !names.contains(name(part.point)) {
      names.append(name(part.point))
    }
    let baselines = Set(answer.parts.map(baseline))
    let other = baselines.count == 1 ? baseline(first) : "each one before"
    return "\(names.joined(separator: ", ")) compared with \(other), trial by trial"
  }

  private func name(_ point: PointResult) -> String {
    point.point == 0 ? point.scenario : Self.values(point.values, in: point.scenario)
  }

  private func baseline(_ part: ComparisonAnswer.Part) -> String {
    guard part.beside.point > 0 else { return part.beside.scenario }
    let values =
      result.points.first {
        $0.scenario == part.beside.scenario && $0.point == part.beside.point
      }?.values ?? []
    return Self.values(values, in: part.beside.scenario)
  }

  private static func values(_ values: [Setting], in scenario: String) -> String {
    values.isEmpty
      ? "\(scenario) as it is"
      : "\(scenario) with \(values.map { "\($0.path) = \($0.value)" }.joined(separator: ", "))"
  }

  // MARK: What differs in the files

  private static func written(_ differences: [WrittenDifference]) -> [[String]] {
    guard !differences.isEmpty else { return [["The files say the same."]] }
    let shown = differences.prefix(mostWritten).map { line($0) }
    let rest = differences.count - shown.count
    return [
      ["What differs in what is written"] + shown
        + (rest > 0 ? ["  and \(Wording.counted(rest, "entry", "entries")) more"] : [])
    ]
  }

  private static func line(_ one: WrittenDifference) -> String {
    let text =
      switch (one.baseline, one.value) {
      case (let before?, let after?): "\(one.path): \(shortened(before)) → \(shortened(after))"
      case (let before?, nil): "\(one.path): \(shortened(before)) → not there"
      case (nil, let after?): "\(one.path): not there → \(shortened(after))"
      case (nil, nil): one.path
      }
    return "  " + VisibleText.cell(text)
  }

  private static func shortened(_ text: String) -> String { ColumnText.cut(text, to: 24, .end) }

  // MARK: The table

  private func table(_ part: ComparisonAnswer.Part) -> [String] {
    let shown = part.rows.prefix(Self.mostRows)
    let least = DifferenceFigures.decimals(ofShares: shown)
    let rows = shown.map { row in
      let isShare = DifferenceFigures(row).isShare
      let figures = DifferenceFigures(row, least: isShare ? least : 0)
      return [
        VisibleText.cell(row.kind == .class ? "\(row.name) (class)" : row.name),
        figures.text(row.baseline), figures.text(row.value),
        figures.signed + " " + figures.signedLimits, row.verdict.map { $0.rawValue } ?? "",
      ]
    }
    let all = [["", "baseline", "here", "difference (95 %)", ""]] + rows
    let widths = (0..<5).map { column in all.map { $0[column].count }.max() ?? 0 }
    let room = max(8, width - widths[1...].reduce(0, +) - 8)
    let names = ShortNames.of(all.map { $0[0] }, most: room)
    let lines = zip(all, names).map { row, name in
      ([name.padded(min(room, widths[0])), row[1].aligned(widths[1]), row[2].aligned(widths[2])]
        + [row[3].padded(widths[3]), row[4]]).joined(separator: "  ").trimmingTrailingSpace()
    }
    let rest = part.rows.count - rows.count
    return lines + (rest > 0 ? ["(\(rest) more in differences.csv)"] : [])
  }

  // MARK: Words

  private func sentences(_ part: ComparisonAnswer.Part) -> [String] {
    let names = answer.parts.count > 1 ? "\(name(part.point)) against \(baseline(part)): " : ""
    let leftOut = leftOut(part)
    if part.isTheSame {
      return leftOut.isEmpty
        ? [
          "\(names)All \(Wording.trials(trials(part))) end alike: of these the difference is exactly 0."
        ]
        : ["\(names)All pairs of trials that did not fail end alike. \(leftOut)"]
    }
    guard part.hasCommonOutcome else {
      return [
        "\(names)The two have no outcome in common, so there is nothing to compare: outcomes are "
          + "compared by their names."
      ]
    }
    var texts: [String] = []
    let apart = part.apart.prefix(3).map { row in
      "\(AnswerSentence.spoken(row.name)) in \(DifferenceFigures(row).size) points "
        + "\(row.difference > 0 ? "more" : "fewer") of the trials \(DifferenceFigures(row).limits)"
    }
    let more = part.apart.count - apart.count
    if !apart.isEmpty {
      texts.append(
        "\(names)\(apart.joined(separator: "; "))"
          + (more > 0 ? "; and \(Wording.counted(more, "other", "others"))" : "") + ".")
    }
    if let most = part.rest.compactMap(\.most).max() {
      let rest = part.rest.map { AnswerSentence.spoken($0.name) }.joined(separator: ", ")
      texts.append(
        "\(apart.isEmpty ? names : "")Not told apart from no difference, by at most "
          + "\(ShareTable.bound(most)) points each: \(rest).")
    }
    if !leftOut.isEmpty { texts.append(leftOut) }
    texts += partly(part)
    if !part.unshown.isEmpty {
      let names = part.unshown.prefix(4).map { AnswerSentence.spoken($0.name) }.joined(
        separator: ", ")
      let more = part.unshown.count > 4 ? " and \(part.unshown.count - 4) more" : ""
      texts.append("Measures that differ too, in differences.csv: \(names)\(more).")
    }
    if let ratios = part.varianceRatios, ratios.upperBound > 0 {
      let (low, high) = (Self.ratio(ratios.lowerBound), Self.ratio(ratios.upperBound))
      texts.append(
        "Variance ratio \(low == high ? low : "\(low) to \(high)"): so many times as many trials would "
          + "be needed without shared random numbers.")
    }
    return texts
  }

  private static func ratio(_ value: Double) -> String { Wording.fixed(value, value < 10 ? 1 : 0) }

  private var decisionText: String? {
    guard isDecisionWanted, result.isComplete || decision != nil else { return nil }
    guard let decision, let up = decision.difference.up, let down = decision.difference.down else {
      return
        "Not decided by \(Wording.trials(trials)): no difference has the evidence that it takes at "
        + "repeated looks."
    }
    let evidence = decision.evidence < 1e6 ? Wording.grouped(Int(decision.evidence)) : "a million"
    return
      "Decided after \(Wording.trials(trials)): \(AnswerSentence.spoken(decision.difference.name)) is "
      + "\(up > down ? "more" : "less") frequent in \(name(decision.point)). Of the pairs that differ "
      + "\(Wording.grouped(up)) have it here and \(Wording.grouped(down)) there, at least \(evidence) "
      + "times likelier than if both were alike. The decision holds at 5 % however often it was looked "
      + "at; limits do not, since the run stopped for what it saw."
  }

  private var closing: [String] {
    var lines: [String] = []
    if !isDecisionWanted, result.isComplete, let part = answer.parts.first, answer.parts.count == 1,
      let next = part.nextToBeToldApart, let needed = next.neededPairs, needed < 1e9,
      Int(needed) > trials
    {
      lines.append(
        "Such a difference in \(AnswerSentence.spoken(next.name)) would be told apart by about "
          + "\(Wording.trials(Self.round(Int(needed)))): \(command) -n \(Self.round(Int(needed)))")
    }
    lines.append(style.dim(extentText))
    let tables =
      answer.parts.isEmpty ? "" : " (differences.csv has every difference with its limits)"
    lines.append("All results: \(VisibleText.line(folder))\(tables)")
    return lines
  }

  /// How many trials there are; of an interrupted comparison, how many of which.
  private var extentText: String {
    let start = result.isComplete ? "" : "Interrupted: "
    guard !result.isComplete, !done.isEven(extent) else {
      return "\(start)\(Wording.trials(trials)) of each, seed \(seed); \(error)."
    }
    let each = done.each(result.points.map(name), of: extent)
    let pairs =
      answer.parts.isEmpty ? "" : "; compared are trials that both have, \(error)"
    return "\(start)\(each), seed \(seed)\(pairs)."
  }

  /// What limits are of.
  private var error: String {
    LeftOutTrials.error(areInLimits: answer.parts.contains { $0.rows.contains { $0.failed > 0 } })
  }

  /// Up, to two digits.
  private static func round(_ count: Int) -> Int {
    var unit = 1
    while count / unit >= 100 { unit *= 10 }
    return (count + unit - 1) / unit * unit
  }
}
