import Sim

/// The table behind a picture, for those who would rather read numbers, or cannot see.
enum PictureTables {
  /// So many rows are read; lines are shown at so many of their points.
  private static let mostRows = 240
  private static let mostPoints = 9

  static func table(of picture: Picture) -> ReportTable? {
    var columns: [String] = []
    var rows: [(name: String, at: String, values: [String: String])] = []
    let maps = picture.panels.compactMap { panel -> (title: String, panel: CellPanel)? in
      if case .cells(let cells) = panel.content { (panel.title, cells) } else { nil }
    }
    if !maps.isEmpty { return cells(maps, picture) }
    for panel in picture.panels {
      let title = panel.title.split(separator: "\n").first.map(String.init) ?? ""
      switch panel.content {
      case .rows(let content): add(content, title, &columns, &rows)
      case .lines(let content): add(content, title, &columns, &rows)
      case .cells: break
      }
    }
    guard !rows.isEmpty else { return nil }
    // What it is before the limits that it lies between, whichever is drawn first.
    let values = Set(picture.panels.flatMap { Self.values(of: $0.content) })
    columns = columns.filter(values.contains) + columns.filter { !values.contains($0) }
    let hasPlaces = rows.contains { !$0.at.isEmpty }
    return ReportTable(
      caption: "Numbers of this picture: \(picture.title)",
      columns: [ReportTable.Column(name: "what")]
        + (hasPlaces ? [ReportTable.Column(name: "at")] : [])
        + columns.map { ReportTable.Column(name: Self.shown($0), isNumber: true) },
      rows: rows.prefix(mostRows).map { row in
        [row.name] + (hasPlaces ? [row.at] : []) + columns.map { row.values[$0] ?? "" }
      }, isFolded: true)
  }

  /// The columns of values, rather than of ends of ranges.
  private static func values(of content: Picture.Content) -> [String] {
    switch content {
    case .rows(let panel): panel.layers.map(\.value).filter { !$0.isEmpty }
    case .lines(let panel): panel.layers.map(\.y).filter { !$0.isEmpty }
    case .cells: []
    }
  }

  /// Names of columns as people say them.
  private static func shown(_ column: String) -> String {
    switch column {
    case "ci_low": "lower limit"
    case "ci_high": "upper limit"
    case "p50": "median"
    default: column.replacingOccurrencesOfUnderscores
    }
  }

  private static func number(_ table: PictureTable, _ column: String, _ row: Int, _ scale: Double)
    -> String
  {
    ReportText.number(table.number(column, row) * scale)
  }

  private static func add(
    _ panel: RowPanel, _ title: String, _ columns: inout [String],
    _ rows: inout [(name: String, at: String, values: [String: String])]
  ) {
    let texts = Dictionary(panel.labels.map { ($0.key, PictureText.shown($0.text)) }) { a, _ in a }
    var places: [String: Int] = [:]
    for layer in panel.layers {
      for row in layer.rows.indices {
        let key = layer.rows.table.text(layer.label, row)
        guard let text = texts[key] else { continue }
        let name = [title, text, layer.legend].filter { !$0.isEmpty }.joined(separator: ": ")
        // The limits of a bar stand in its row, though they have no entry in the key.
        let place =
          places[name] ?? (layer.legend.isEmpty ? places.first { $0.key == name }?.value : nil)
          ?? rows.count
        if place == rows.count { rows.append((name, "", [:])) }
        places[name] = place
        for column in [layer.value, layer.low, layer.high] where !column.isEmpty {
          if !columns.contains(column) { columns.append(column) }
          rows[place].values[column] = number(layer.rows.table, column, row, layer.scale)
        }
      }
    }
  }

  private static func add(
    _ panel: LinePanel, _ title: String, _ columns: inout [String],
    _ rows: inout [(name: String, at: String, values: [String: String])]
  ) {
    var places: [String: Int] = [:]
    var name = title
    // The band of a line comes before it and has no name.
    let named = panel.layers.reversed().map { layer -> (LinePanel.Layer, String) in
      if !layer.legend.isEmpty {
        name = [title, layer.legend].filter { !$0.isEmpty }.joined(separator: ": ")
      }
      return (layer, name)
    }
    for (layer, name) in named.reversed() {
      let count = layer.rows.indices.count
      let step = max(1, (count + mostPoints - 2) / (mostPoints - 1))
      for (index, row) in layer.rows.indices.enumerated()
      where index % step == 0 || index == count - 1 {
        let at = layer.rows.table.text(panel.x.column, row)
        let shown = Double(at).map(ReportText.number) ?? at
        let key = name + "\n" + at
        let place = places[key] ?? rows.count
        if place == rows.count { rows.append((name, shown, [:])) }
        places[key] = place
        for column in [layer.y, layer.low, layer.high] where !column.isEmpty {
          if !columns.contains(column) { columns.append(column) }
          rows[place].values[column] = number(layer.rows.table, column, row, layer.scale)
        }
      }
    }
  }

  /// A row for each row of each map.
  private static func cells(_ maps: [(title: String, panel: CellPanel)], _ picture: Picture)
    -> ReportTable
  {
    let rows = maps.flatMap { title, panel in
      panel.rows.enumerated().map { y, name in
        [maps.count > 1 ? "\(title): \(PictureText.shown(name))" : PictureText.shown(name)]
          + panel.columns.indices.map { x in text(panel.table, x + 1, y + 1) }
      }
    }
    let first = maps[0].panel
    let corner =
      first.y.isEmpty ? "plan" : PictureText.shown("\(first.y), by \(first.x)")
    return ReportTable(
      caption: "Numbers of this picture: \(picture.title)",
      columns: [ReportTable.Column(name: corner)]
        + first.columns.map { ReportTable.Column(name: PictureText.shown($0), isNumber: true) },
      rows: Array(rows.prefix(mostRows)), isFolded: true)
  }

  /// As it stands in a cell, or the number where nothing does.
  private static func text(_ table: PictureTable, _ column: Int, _ row: Int) -> String {
    let found = (0..<table.count).first {
      table.number("row", $0) == Double(row) && table.number("column", $0) == Double(column)
    }
    return found.map { place in
      let text = table.text("text", place)
      return text.isEmpty ? ReportText.number(table.number("value", place)) : text
    } ?? ""
  }
}

extension String {
  /// `tornado_low` as `tornado low`.
  fileprivate var replacingOccurrencesOfUnderscores: String {
    String(map { $0 == "_" ? " " : $0 })
  }
}
