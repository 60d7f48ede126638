import Sim

/// Pictures of how scenarios, or points, differ trial by trial.
struct DifferencePictures {
  let results: ResultTables
  let colours: OutcomeColours

  private static let mostPanels = 8
  /// More pairs than this are read from the lines of a sweep.
  static let mostPairs = 24

  private struct Pair: Hashable {
    let baseline: ResultPoint
    let point: ResultPoint
  }

  private var table: PictureTable? {
    results.table("differences.csv").flatMap {
      $0.has("baseline", "baseline_point", "point", "kind", "name") ? $0 : nil
    }
  }

  private static func pair(_ table: PictureTable, _ row: Int) -> Pair {
    Pair(
      baseline: ResultPoint(
        scenario: table.text("baseline", row),
        point: Int(table.text("baseline_point", row)) ?? 0),
      point: ResultPoint(
        scenario: table.text("scenario", row), point: Int(table.text("point", row)) ?? 0))
  }

  private static func pairs(_ table: PictureTable) -> [Pair] {
    var seen: Set<Pair> = []
    return (0..<table.count).map { pair(table, $0) }.filter { seen.insert($0).inserted }
  }

  /// Why nothing is drawn, where there are too many.
  var left: String? {
    guard let table else { return nil }
    let count = Self.pairs(table).count
    return count > Self.mostPairs
      ? "differences.csv, which has \(count) pairs, more than \(Self.mostPairs)" : nil
  }

  var all: [Picture] {
    guard let table else { return [] }
    let pairs = Self.pairs(table)
    guard pairs.count <= Self.mostPairs else { return [] }
    let names = PointNames(results)
    let shares = ["outcome", "class"].flatMap { (kind: String) -> [Picture] in
      pages(
        kind == "outcome" ? "differences" : "differences-classes",
        kind == "outcome" ? "How the shares differ" : "How the shares of classes differ",
        pairs.compactMap { pair -> Picture.Panel? in
          let rows = Self.rows(table, pair).with("kind", kind)
          return panel(
            rows, Self.title(names.name(pair.point), names.name(pair.baseline, beside: pair.point)))
        })
    }
    return shares
      + pages("differences-measures", "How the measures differ", measures(table, pairs, names))
  }

  private static let longestTitle = 50

  /// In one line if there is room, else in two.
  private static func title(_ point: String, _ baseline: String) -> String {
    let words: [String] = [point, "less \(baseline)"]
    let line: String = words.joined(separator: " ")
    return line.count <= longestTitle
      ? PictureText.shown(line)
      : words.map { PictureText.short($0, Self.longestTitle) }.joined(separator: "\n")
  }

  private static func rows(_ table: PictureTable, _ pair: Pair) -> PictureRows {
    PictureRows(
      table,
      [
        .text("baseline", pair.baseline.scenario),
        .number("baseline_point", pair.baseline.point), .text("scenario", pair.point.scenario),
        .number("point", pair.point.point),
      ])
  }

  private func pages(_ name: String, _ title: String, _ panels: [Picture.Panel]) -> [Picture] {
    let note =
      "\(results.facts.trialsAndSeed). Trial by trial with the same draws. Lines: 95 % limits; where they "
      + "hold 0 the two are not told apart."
    return stride(from: 0, to: panels.count, by: Self.mostPanels).enumerated().map {
      index, start in
      let part = Array(panels[start..<min(panels.count, start + Self.mostPanels)])
      return Picture(
        name + (index == 0 ? "" : "-\(index + 1)"), title: title, notes: [note],
        description: "\(title): \(part.map(\.line).listed()).", panels: part)
    }
  }

  private func panel(_ rows: PictureRows, _ title: String) -> Picture.Panel? {
    guard !rows.isEmpty else { return nil }
    let labels = rows.distinct("name").map {
      RowPanel.Label(key: $0, text: $0, colour: colours.style($0).colour)
    }
    return Picture.Panel(
      title: title,
      content: .rows(
        RowPanel(
          axis: "difference of shares (points)", labels: labels,
          layers: AnswerPictures.dots(rows, "name", value: "difference", scale: 100),
          reference: 0)))
  }

  /// A panel for each measure, a row for each scenario or point beside the first baseline.
  private func measures(
    _ table: PictureTable, _ pairs: [Pair], _ names: PointNames
  ) -> [Picture.Panel] {
    guard let baseline = pairs.first?.baseline else { return [] }
    let beside = pairs.filter { $0.baseline == baseline }.map(\.point)
    let arePoints = beside.contains { $0.point > 0 }
    // A row is found by one column: the scenario, or the point of the only scenario.
    guard !arePoints || Set(beside.map(\.scenario)).count == 1 else { return [] }
    let column = arePoints ? "point" : "scenario"
    let rows = PictureRows(
      table,
      [
        .text("kind", "measure"), .text("baseline", baseline.scenario),
        .number("baseline_point", baseline.point),
      ])
    return rows.distinct("name").compactMap { name in
      let one = rows.with("name", name)
      // What no limits are given for, and what is the same everywhere, is no picture.
      let shown = one.indices.filter {
        table.number("ci_low", $0).isFinite && table.number("ci_high", $0).isFinite
      }
      let differs = shown.contains {
        table.number("ci_low", $0) != 0 || table.number("ci_high", $0) != 0
      }
      guard differs else { return nil }
      let labels = shown.map { row in
        RowPanel.Label(
          key: table.text(column, row), text: names.name(Self.pair(table, row).point),
          colour: Palette.blue)
      }
      let axis = "less \(PictureText.short(names.name(baseline)))"
      return Picture.Panel(
        title: PictureText.short(name),
        content: .rows(
          RowPanel(
            axis: PictureText.axis(axis, unit: one.first("unit")), labels: labels,
            layers: AnswerPictures.dots(one, column, value: "difference"), reference: 0)))
    }
  }
}
