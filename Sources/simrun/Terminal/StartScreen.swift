import Foundation
import Scenarios
import Sim

/// What texts are worth to whom at the start, which red lines they break, who must consent, and what each
/// party could accept on each issue.
struct StartScreen {
  let view: StartView
  /// Who must consent, in words.
  let consent: [String]
  let style: Style
  let width: Int

  /// One block of lines after another.
  func parts() -> [String] {
    guard !view.parties.isEmpty else {
      return [wrapped("There are no parties, so there is nothing to agree on.")]
    }
    guard !view.issues.isEmpty else {
      return [noDeals, wrapped("There are no issues, so no text can be judged.")]
    }
    guard view.texts.contains(where: { $0.judgements.contains { $0.worth != nil } }) else {
      return [wrapped(nothingJudged), noDeals, consents].filter { !$0.isEmpty }
    }
    return [worths, redLines, whoAccepts, consents, ranges].filter { !$0.isEmpty }
  }

  /// Why no text is judged.
  private var nothingJudged: String {
    guard view.parties.contains(where: { $0.ideals.contains { $0 != nil } }) else {
      return "No party has ideals by which a text could be judged."
    }
    return view.texts.isEmpty
      ? "There is no text to judge at the start: no plan, no opening, and not all issues have a status quo."
      : "No text could be judged at the start: parties need ideals, or worths of values, on all issues."
  }

  private func heading(_ text: String) -> String { style.bold(text) }

  private func wrapped(_ text: String) -> String { Wording.wrapped(text, width: width) }

  private func bullets(_ lines: [String]) -> String {
    lines.map { line in
      let parts = Wording.wrapped(line, width: max(20, width - 2)).split(separator: "\n")
      return parts.enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private var consents: String {
    consent.isEmpty ? "" : heading("Who must consent") + "\n" + bullets(consent)
  }

  // MARK: Worth

  private static let note =
    "At the start, with everything that is drawn at the median of its distribution. In parentheses what "
    + "the text is worth more than no deal; below 0 the party would refuse. ! is beyond a red line, !! "
    + "beyond a hard one."

  private var noDeals: String {
    let cells = view.parties.map { [VisibleText.cell($0.name), number($0.noDeal)] }
    return heading("What no deal is worth at the start") + "\n"
      + table([["party", "no deal"]] + cells)
  }

  private var worths: String {
    let names = view.texts.map { VisibleText.cell($0.name) }
    let first = min(max(12, width / 3), ([10] + names.map(\.count)).max() ?? 10)
    let columns = view.parties.indices.map(column)
    var blocks: [String] = []
    var next = 0
    while next < columns.count {
      var end = next
      var used = first
      while end < columns.count, end == next || used + 2 + columns[end].width <= width {
        used += 2 + columns[end].width
        end += 1
      }
      let rows = (0..<names.count + 2).map { row in
        let name = row == 0 ? "" : row == 1 ? "no deal" : clipped(names[row - 2], first)
        let line =
          name.padded(first) + columns[next..<end].map { "  " + $0.cells[row] }.joined()
        return row == 0 ? style.bold(line.trimmingTrailingSpace()) : line.trimmingTrailingSpace()
      }
      blocks.append(rows.joined(separator: "\n"))
      next = end
    }
    return heading("What each text is worth") + "\n" + blocks.joined(separator: "\n\n") + "\n"
      + style.dim(wrapped(Self.note))
  }

  private func column(_ p: Int) -> (width: Int, cells: [String]) {
    let name = clipped(VisibleText.cell(view.parties[p].name), 20)
    var cells = [number(view.parties[p].noDeal) + "           "]
    for text in view.texts {
      let judged = text.judgements[p]
      let lines = judged.broken.map { view.parties[p].redLines[$0] }
      let mark = lines.contains(where: \.isHard) ? "!!" : lines.isEmpty ? "" : "!"
      cells.append(
        number(judged.worth) + " (\(signed(judged.margin)))" + mark.padded(2))
    }
    let width = max(name.count, cells.map(\.count).max() ?? 0)
    return (width, [name.padded(width)] + cells.map { $0.aligned(width) })
  }

  private var redLines: String {
    var lines: [String] = []
    for (p, party) in view.parties.enumerated() {
      for (k, line) in party.redLines.enumerated() {
        let broken = view.texts.filter { $0.judgements[p].broken.contains(k) }.map(\.name)
        let side = line.isUpper ? "not above" : "not below"
        lines.append(
          "\(VisibleText.cell(party.name)): \(view.issues[line.issue].name) \(side) "
            + "\(limit(line))\(line.isHard ? ", hard" : ""); "
            + (broken.isEmpty ? "no text breaks it" : "broken by \(broken.joined(separator: ", "))")
        )
      }
    }
    return lines.isEmpty ? "" : heading("Red lines") + "\n" + bullets(lines)
  }

  /// In the unit of its issue, where that has one.
  private func limit(_ line: StartView.RedLine) -> String {
    let written = line.limit.flatMap { view.issues[line.issue].written($0) }
    return written.map(VisibleText.cell) ?? number(line.limit)
  }

  private var whoAccepts: String {
    let lines = view.parties.indices.map { p in
      let accepted = view.texts.filter { $0.judgements[p].accepts == true }
        .sorted { ($0.judgements[p].margin ?? 0) > ($1.judgements[p].margin ?? 0) }
        .map { "\($0.name) (\(signed($0.judgements[p].margin)))" }
      let name = VisibleText.cell(view.parties[p].name)
      return "\(name): " + (accepted.isEmpty ? "none of them" : accepted.joined(separator: ", "))
    }
    return heading("What each party would accept at the start") + "\n" + bullets(lines)
  }

  // MARK: Ranges

  private var aboutRanges: String {
    let (full, part) = style.hasBlocks ? ("█", "▒") : ("#", "+")
    let base = view.opening.map { "as in \(VisibleText.cell(view.texts[$0].name))" } ?? "unchanged"
    return
      "From 0 at the left to 1 at the right. \(full) is what the party would accept if everything else were "
      + "\(base); \(part) if everything else were as it wants: it accepts no term outside of that. | is a red line. "
      + "In parentheses the ends of \(part)."
  }

  private var ranges: String {
    let silent = view.parties.indices.filter { p in
      view.ranges.allSatisfy { $0[p] == nil }
        && view.parties[p].ideals.allSatisfy { $0 != nil }
    }
    let shown = view.parties.indices.filter { !silent.contains($0) }
    let needed = view.parties.indices.filter { p in
      view.texts.contains { $0.judgements[p].isNeeded }
    }
    var lines = [heading("What each party could accept, issue by issue")]
    let name = min(16, (["overlap"] + view.parties.map(\.name)).map(\.count).max() ?? 7)
    let cells = max(8, min(40, width - name - 31))
    let open = view.issues.indices.filter { k in shown.allSatisfy { isOpen(k, to: $0) } }
    for (k, issue) in view.issues.enumerated() where !open.contains(k) {
      lines.append(issueLine(issue))
      for p in shown {
        guard let range = view.ranges[k][p] else { continue }
        if let accepted = view.acceptedValues[k][p] {
          let listed = accepted.isEmpty ? "none" : accepted.joined(separator: ", ")
          lines.append(
            "  " + clipped(view.parties[p].name, name).padded(name) + " "
              + clipped(VisibleText.cell(listed), max(8, width - name - 3)))
          continue
        }
        let limits = view.parties[p].redLines.filter { $0.issue == k }.compactMap(\.limit)
        lines.append(
          "  " + clipped(view.parties[p].name, name).padded(name) + " "
            + bar(range, view.openingRanges[k][p], limits, cells) + " "
            + limitsText(view.openingRanges[k][p], within: range))
      }
      if shown.count > 1, needed.count > 1, issue.values.isEmpty {
        let overlap = view.overlap(k, of: needed)
        if let overlap, overlap.lowerBound < 0.005, overlap.upperBound > 0.995 { continue }
        lines.append(
          "  " + "overlap".padded(name) + " "
            + (overlap.map { bar($0, nil, [], cells) + " " + limitsText(nil, within: $0) }
              ?? String(repeating: style.hasBlocks ? "·" : ".", count: cells) + " none"))
      }
    }
    if !open.isEmpty, !shown.isEmpty {
      let names = open.map { VisibleText.cell(view.issues[$0].name) }.joined(separator: ", ")
      let who = silent.isEmpty ? "every party" : "every other party"
      lines.append(wrapped("\(names): \(who) could accept any term."))
    }
    if !silent.isEmpty {
      let names = silent.map { VisibleText.cell(view.parties[$0].name) }.joined(separator: ", ")
      lines.append(wrapped("\(names) would accept no text at the start."))
    }
    lines.append(style.dim(wrapped(aboutRanges)))
    return lines.joined(separator: "\n")
  }

  /// Whether a party has no red line on an issue and could accept any term.
  private func isOpen(_ k: Int, to p: Int) -> Bool {
    guard let range = view.ranges[k][p] else { return true }
    if let accepted = view.acceptedValues[k][p] {
      return accepted.count == view.issues[k].values.count
    }
    let inner = view.openingRanges[k][p]
    return range == 0...1 && (inner == nil || inner == 0...1)
      && !view.parties[p].redLines.contains { $0.issue == k }
  }

  private func issueLine(_ issue: StartView.Issue) -> String {
    var line = VisibleText.cell(issue.name)
    if !issue.values.isEmpty {
      line += ": \(VisibleText.cell(issue.values.joined(separator: ", ")))"
    } else if let low = issue.low, let high = issue.high {
      line += ": 0 \(VisibleText.cell(low)), 1 \(VisibleText.cell(high))"
    }
    if issue.isCore { line += " (core)" }
    return clipped(line, width)
  }

  private func bar(
    _ range: ClosedRange<Double>, _ inner: ClosedRange<Double>?, _ limits: [Double], _ cells: Int
  ) -> String {
    let (full, part, empty): (Character, Character, Character) =
      style.hasBlocks ? ("█", "▒", "·") : ("#", "+", ".")
    var row = [Character](repeating: empty, count: cells)
    func fill(_ range: ClosedRange<Double>?, _ mark: Character) {
      guard let range else { return }
      // What is narrower than a cell is still seen.
      let first = min(cells - 1, Int((range.lowerBound * Double(cells)).rounded()))
      let last = max(first + 1, Int((range.upperBound * Double(cells)).rounded()))
      for cell in first..<min(cells, last) { row[cell] = mark }
    }
    fill(range, part)
    fill(inner, full)
    for limit in limits { row[min(cells - 1, max(0, Int(limit * Double(cells))))] = "|" }
    return style.bar(String(row))
  }

  /// `0.20 – 0.60 (0.00 – 1.00)`, the second where it is wider.
  private func limitsText(_ inner: ClosedRange<Double>?, within range: ClosedRange<Double>)
    -> String
  {
    guard let inner else { return "(\(limits(range)))" }
    return inner == range ? limits(inner) : "\(limits(inner)) (\(limits(range)))"
  }

  private func limits(_ range: ClosedRange<Double>) -> String {
    range.lowerBound == range.upperBound
      ? "only \(number(range.lowerBound))"
      : "\(number(range.lowerBound)) \(style.dash) \(number(range.upperBound))"
  }

  // MARK: Numbers

  private func number(_ value: Double?) -> String { value.map { Wording.fixed($0, 2) } ?? "–" }

  private func signed(_ value: Double?) -> String {
    guard let value else { return "–" }
    let text = Wording.fixed(value, 2)
    return value < 0 || text.hasPrefix("-") ? text : "+" + text
  }

  private func clipped(_ text: String, _ width: Int) -> String {
    text.count <= width ? text : String(text.prefix(max(1, width - 3))) + "..."
  }

  private func table(_ rows: [[String]]) -> String {
    let widths = (rows.first ?? []).indices.map { k in rows.map { $0[k].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { $0.padded($1) }.joined(separator: "  ").trimmingTrailingSpace()
    }.joined(separator: "\n")
  }
}
