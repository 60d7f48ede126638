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

  var words: SearchWords { SearchWords(task: task, answer: answer) }
  private var numbers: SearchNumbers { words.numbers }

  func text() -> String {
    AnswerScreen(
      title: "\(task.scenario.name): \(task.title)",
      parts: (answer.front.isEmpty ? [.table(levers)] : [.table(choices)])
        + (answer.views.isEmpty ? [] : [.table(views)]) + words.all.map { .words($0) },
      closing: closing, style: style, width: Streams.answerWidth
    ).text()
  }

  // MARK: Tables

  /// The first of some ways to lay a table out that is not too wide; else the last, with a first column that gives
  /// way.
  private func fitting(_ ways: [[[String]]], words: Set<Int>) -> [String] {
    let width = Streams.answerWidth
    for way in ways {
      let lines = ColumnText.lines(way, words: words, width: .max)
      if lines.allSatisfy({ $0.count <= width }) { return lines }
    }
    return ColumnText.lines(ways.last ?? [], words: words, width: width)
  }

  private var levers: [String] {
    let hasBest = !answer.isFileBest
    let hasUndone = hasBest && answer.views.isEmpty && !answer.around.isEmpty
    var heading = ["lever", "whose", "file"]
    if hasBest { heading += ["best", "as good"] }
    if hasUndone { heading.append("put back alone") }
    let nearest = answer.nearest.flatMap { $0.candidate == PlanSearch.file ? nil : $0 }
    if nearest != nil { heading.append("nearest") }
    var (whole, short) = ([heading], [heading])
    for (place, axis) in answer.space.axes.enumerated().prefix(Self.mostRows) {
      func shown(_ candidate: PlanSearch.Candidate) -> String {
        VisibleText.cell(candidate.values[place] ?? axis.start ?? "drawn")
      }
      var row = [
        SearchNumbers.short(axis.name), VisibleText.cell(axis.by ?? ""),
        VisibleText.cell(axis.start ?? "drawn"),
      ]
      if hasBest { row += [shown(answer.best), flat(place, axis)] }
      if let nearest { row.append(shown(answer.candidates[nearest.candidate])) }
      short.append(row)
      whole.append(row)
      guard hasUndone else { continue }
      let undone = answer.around.first { $0.axis == place && $0.kind == .undone }
      short[short.count - 1].append(
        undone.map { numbers.signed($0.difference, of: task.aims[0]) } ?? "")
      whole[whole.count - 1].append(
        undone.map {
          "\(numbers.signed($0.difference, of: task.aims[0])) "
            + "(\(numbers.limits($0.interval, inPoints: task.isShare)))"
        } ?? "")
    }
    // Whose a lever is stands in the file too, and what is as good in search.csv.
    func without(_ column: Int, _ rows: [[String]]) -> [[String]] {
      rows.map { row in row.enumerated().filter { $0.offset != column }.map(\.element) }
    }
    let hasOwners = whole.dropFirst().contains { !$0[1].isEmpty }
    var lines: [String]
    if hasOwners,
      ColumnText.lines(whole, words: [0, 1], width: .max).allSatisfy({
        $0.count <= Streams.answerWidth
      })
    {
      lines = ColumnText.lines(whole, words: [0, 1], width: .max)
    } else {
      let (wide, narrow) = (without(1, whole), without(1, short))
      lines = fitting([wide, narrow] + (hasBest ? [without(3, narrow)] : []), words: [0])
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
    var rows = [["if this holds", "file", "choice", "best for it", "loses elsewhere"]]
    for (place, view) in answer.views.enumerated().prefix(Self.mostRows) {
      let weight = task.setup.viewWeights[place].map { ", weight \(numbers.plain($0))" } ?? ""
      rows.append(
        [VisibleText.cell(task.setup.viewNames[place] + weight)]
          + [view.ofFile, view.ofWinner, view.ofBest].map {
            numbers.value($0, of: task.aims[0])
          } + [numbers.difference(view.lossOfBest, of: task.aims[0])])
    }
    var lines = ColumnText.lines(rows, width: Streams.answerWidth)
    if answer.views.count > Self.mostRows {
      lines.append("and \(answer.views.count - Self.mostRows) more, in views.csv")
    }
    return lines
  }

  private var choices: [String] {
    let front = answer.front
    let most = 10
    let shown =
      front.count <= most ? front : (0..<most).map { front[$0 * (front.count - 1) / (most - 1)] }
    func rows(_ count: Int) -> [[String]] {
      let axes = answer.space.axes.prefix(count)
      let heading =
        task.aims.map { VisibleText.cell($0.text) } + axes.map { SearchNumbers.short($0.name) }
      return [heading]
        + shown.map { choice in
          choice.values.enumerated().map { numbers.value($1.value, of: task.aims[$0]) }
            + axes.indices.map { place in
              VisibleText.cell(
                answer.candidates[choice.candidate].values[place]
                  ?? answer.space.axes[place].start ?? "drawn")
            }
        }
    }
    let counts = stride(from: min(4, answer.space.axes.count), through: 0, by: -1)
    var lines = fitting(counts.map(rows), words: [])
    let columns = counts.first { count in
      ColumnText.lines(rows(count), words: [], width: .max).allSatisfy {
        $0.count <= Streams.answerWidth
      }
    }
    let levers = answer.space.axes.count - (columns ?? 0)
    var left: [String] = []
    if shown.count < front.count {
      left.append(Wording.counted(front.count - shown.count, "choice", "choices"))
    }
    if levers > 0 { left.append(Wording.counted(levers, "lever", "levers")) }
    if !left.isEmpty { lines.append("and \(left.joined(separator: " and ")) more, in front.csv") }
    return lines
  }

  private var closing: [String] {
    let shown = VisibleText.line(folder)
    let files = PlanSearch.files(isFront: answer.isFront, hasViews: task.setup.views.count > 1)
    return [
      "\(Wording.trials(answer.spent)), \(Wording.grouped(answer.tried)) choices, seed "
        + "\(task.options.seed). Limits: 95 %. What a search does not know: whether people answer a text as the "
        + "rules of the model do.",
      "Next: \(VisibleText.line(next))",
      "All choices: \(shown)/\(files.joined(separator: ", ")) (columns.csv explains them)",
    ]
  }
}
