import Foundation
import Scenarios
import Sim

/// What is seen beside what is done: shares of all trials, of those in which a rule holds, and with an
/// event forced, side by side; then what announces which end.
struct ConditionScreen {
  let title: String
  let question: ConditionQuestion
  let answer: ConditionQuestion.Answer
  let file: String
  let trials: Int
  let seed: UInt64
  let folder: String
  let style: Style
  let width: Int
  /// The outcome of a class that has no other, by name of the class.
  var only: [String: String] = [:]
  /// What is said of trials that failed.
  var leftOut = ""

  private static let mostRows = 9
  private static let mostLeads = 3

  func text() -> String {
    var parts = [AnswerScreen.Part.table(table)]
    parts += sentences.map { .words($0) }
    return AnswerScreen(
      title: title, parts: parts, closing: closing, style: style, width: width
    ).text()
  }

  /// Classes where they bring outcomes together.
  private var kind: ConditionQuestion.Kind {
    let classes = answer.rows(.all, .class)
    return classes.count < answer.rows(.all, .outcome).count ? .class : .outcome
  }

  private var table: [String] {
    let all = answer.rows(.all, kind).enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.prefix(Self.mostRows)
    let (given, done) = (answer.rows(.given, kind), answer.rows(.do, kind))
    // With --do there is no room for what the sentence says, too.
    let isOpen = done.isEmpty && given.contains { $0.against == .open }
    let shown = { (rows: [ConditionQuestion.Row]) in RoundedShares(rows.map(\.asShare)) }
    let (ofAll, ofGiven, ofDone) = (shown(answer.rows(.all, kind)), shown(given), shown(done))
    let ofOpen = RoundedShares(expected: given.map { $0.expected ?? 0 }, decimals: ofGiven.decimals)
    var rows = [
      ["share %", "all"] + (isOpen ? ["open then"] : [])
        + (given.isEmpty ? [] : ["given", "likely between"])
        + (done.isEmpty ? [] : ["do", "difference, in points"])
    ]
    for (place, row) in all {
      var cells = [name(row.name), ofAll.text(place)]
      if isOpen { cells.append(given[place].expected == nil ? "" : ofOpen.text(place)) }
      if !given.isEmpty {
        let limits = ofGiven.limits(given[place].interval, around: [place])
        cells += [
          given[place].trials > 0 ? ofGiven.text(place) : "", "\(limits.low) to \(limits.high)",
        ]
      }
      if !done.isEmpty {
        cells.append(ofDone.text(place))
        cells.append(done[place].difference.map { Self.difference($0.interval, $0.value) } ?? "")
      }
      rows.append(cells)
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, cell in
        column == 0 || column == row.count - 1 && !done.isEmpty
          ? cell.padded(widths[column]) : cell.aligned(widths[column])
      }.joined(separator: "  ").trimmingTrailingSpace()
    }
  }

  /// A class of one outcome is called as that, as the screen of a run has it.
  private func name(_ name: String) -> String { VisibleText.cell(only[name] ?? name) }

  /// The answer in words.
  var sentences: [String] { seen + did + announced }

  private var seen: [String] {
    guard let given = question.given, let count = answer.given else { return [] }
    let start =
      "Seen: \(given.text) holds in \(Wording.grouped(count)) of \(Wording.trials(answer.trials))."
    if count == 0 { return [start + " Nothing can be said of them."] }
    let rough =
      count < ConditionalShares.fewTrials
      ? " That is fewer than \(ConditionalShares.fewTrials): the shares are rough." : ""
    let rows = answer.rows(.given, kind)
    let isOpen = rows.contains { $0.against == .open }
    let told = rows.filter { row in
      row.ratio.map { $0.interval.low > 1 || $0.interval.high < 1 } ?? false
    }.sorted { Self.strength($0.ratio) > Self.strength($1.ratio) }
    let parts = told.prefix(3).compactMap { row in
      row.ratio.map { "\(name(row.name)) \(Self.times($0))" }
    }
    let words =
      parts.isEmpty
      ? " No share is told apart from that of "
        + (isOpen ? "trials still open then, that had not seen it before." : "the other trials.")
      : " Against "
        + (isOpen ? "trials still open then, that had not seen it before, " : "the other trials, ")
        + "\(parts.listed())."
    return [start + rough + words]
  }

  private var did: [String] {
    guard let forced = question.forced else { return [] }
    let rows = answer.rows(.do, kind)
    let told = rows.filter { row in
      row.difference.map { $0.interval.low > 0 || $0.interval.high < 0 } ?? false
    }.sorted { ($0.difference?.value.magnitude ?? 0) > ($1.difference?.value.magnitude ?? 0) }
    let rest = rows.filter { row in !told.contains { $0.name == row.name } }
    let most = rest.compactMap(\.difference).map { max(-$0.interval.low, $0.interval.high) }.max()
    var text = "Done: \(forced) in every trial, with the same random numbers, "
    text +=
      told.isEmpty
      ? "moves no share that can be told apart from none"
      : "makes "
        + told.prefix(3).compactMap { row in
          row.difference.map {
            "\(name(row.name)) \(Self.points($0.value)) points "
              + ($0.value > 0 ? "more" : "less") + " frequent"
          }
        }.listed()
    if let most {
      let names = rest.prefix(4).map { name($0.name) }.joined(separator: ", ")
      text +=
        told.isEmpty
        ? ", by at most \(ShareTable.bound(most)) points each"
        : "; not told apart from no difference, by at most \(ShareTable.bound(most)) points each: "
          + names + (rest.count > 4 ? " and others" : "")
    }
    return [text + "."]
  }

  /// The strongest signals of all classes.
  private var announced: [String] {
    let told = answer.leads.filter {
      $0.sighting.ratio.interval.low > 1 && $0.time.median != nil && $0.time.trials >= 20
    }.sorted { $0.sighting.ratio.interval.low > $1.sighting.ratio.interval.low }
    guard !told.isEmpty else {
      return answer.leads.isEmpty
        ? []
        : [
          "No signal makes an end more frequent than it is in trials still open when the signal is first "
            + "seen, as far as these trials show."
        ]
    }
    // As good as equally frequent is no announcement, however sure it is.
    let strong = told.filter { Self.number($0.sighting.ratio.ratio ?? 0) != "1" }
    guard !strong.isEmpty else {
      return [
        "No signal makes an end more than 1.05 times as frequent as it is in trials still open when the "
          + "signal is first seen."
      ]
    }
    let parts = strong.prefix(Self.mostLeads).map { lead in
      "\(VisibleText.cell(lead.signal)) announces \(name(lead.name)) ("
        + "\(Self.number(lead.sighting.ratio.ratio ?? 0)) times as frequent, a median of "
        + "\(Self.number(lead.time.median ?? 0)) steps ahead)"
    }
    return [
      "Signals, against trials still open when one is first seen: \(parts.listed())."
    ]
  }

  private var closing: [String] {
    var lines = [
      "\(Wording.trials(trials))\(leftOut), seed \(seed). Limits: 95 %, of all rows together, "
        + LeftOutTrials.error(areInLimits: answer.allowsForFailed) + "."
    ]
    if question.given != nil, question.forced == nil {
      lines.append(
        "Next: seeing is not doing. --do EVENT@STEP makes an event happen and says what it causes.")
    } else if question.given == nil {
      lines.append(
        "Next: --given 'RULE' says what to expect where something is seen, as in --given 'step > 20'."
      )
    } else {
      lines.append(
        "Next: simrun discover \(VisibleText.line(file)) says where an outcome is common.")
    }
    lines.append(
      "All rows: \(VisibleText.line(folder))/conditions.csv and leads.csv (columns.csv explains them)"
    )
    return lines
  }

  // MARK: Numbers

  private static func points(_ difference: Double) -> String {
    Wording.fixed(100 * difference.magnitude, difference.magnitude < 0.0995 ? 1 : 0)
  }

  /// `+4.1 (3.0 to 5.2)`, with the signs of the limits where they differ.
  private static func difference(_ interval: Interval, _ value: Double) -> String {
    let signed = { (x: Double) in
      let text = points(x)
      return text.contains { ("1"..."9").contains($0) } ? (x < 0 ? "-" : "+") + text : text
    }
    return "\(signed(value)) (\(signed(interval.low)) to \(signed(interval.high)))"
  }

  private static func strength(_ ratio: RatioInterval?) -> Double {
    guard let ratio else { return 0 }
    return ratio.interval.low > 1 ? log(ratio.interval.low) : -log(max(1e-9, ratio.interval.high))
  }

  /// `is 1.4 times (1.2 to 1.6) as frequent`
  static func times(_ ratio: RatioInterval) -> String {
    let (low, high) = (ratio.interval.low, ratio.interval.high)
    let value = ratio.ratio ?? 0
    // As many digits as it takes to see that it is not 1.
    let digits =
      (2...mostDigits).first { digits in
        [value, low, high].allSatisfy { $0 == 1 || number($0, digits) != "1" }
      } ?? mostDigits
    let limits =
      high.isFinite
      ? "\(number(low, digits)) to \(number(high, digits))" : "\(number(low, digits)) or more"
    return "is \(number(value, digits)) times (\(limits)) as frequent"
  }

  private static let mostDigits = 5

  private static func number(_ value: Double, _ digits: Int = 2) -> String {
    guard value.isFinite else { return "infinitely many" }
    let text = "\(SignificantDigits.rounded(value, to: digits))"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension ConditionQuestion.Row {
  fileprivate var asShare: Summary.Share {
    Summary.Share(count: count, trials: trials, interval: interval)
  }
}
