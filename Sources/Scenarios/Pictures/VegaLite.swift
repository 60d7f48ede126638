import Sim

/// A picture as a specification of Vega-Lite 5, with its data inside, for those who draw on with Altair,
/// Observable or Datawrapper.
struct VegaLite {
  let picture: Picture

  init(_ picture: Picture) { self.picture = picture }

  /// With a newline at the end.
  var text: String {
    // Each panel has its own key, so none stands among them.
    let columns = min(PictureSize(picture).columns, 3)
    let heading = PictureText.lines(PictureText.shown(picture.title), width: 100)
    let notes = picture.notes.flatMap { PictureText.lines(PictureText.shown($0), width: 110) }
    let width = columns == 1 ? 560 : columns == 2 ? 300 : 240
    let panels = picture.panels.map { panel($0, width: width) }
    var entries: [String: JSONText] = [
      "$schema": .text("https://vega.github.io/schema/vega-lite/v5.json"),
      "description": .text(PictureText.shown(picture.description)),
      "background": .text("#FFFFFF"),
      "title": .map([
        "text": .list(heading.map { .text($0) }), "subtitle": .list(notes.map { .text($0) }),
        "anchor": .text("start"),
      ]),
    ]
    if panels.count == 1, let only = panels.first {
      entries.merge(only) { own, _ in own }
    } else {
      entries["columns"] = .integer(columns)
      entries["concat"] = .list(panels.map { .map($0) })
      entries["resolve"] = .map(["scale": .map(["color": .text("independent")])])
    }
    return JSONText.map(entries).document
  }

  private func panel(_ panel: Picture.Panel, width: Int) -> [String: JSONText] {
    var entries: [String: JSONText] = ["width": .integer(width)]
    if !panel.title.isEmpty {
      entries["title"] = .list(panel.title.split(separator: "\n").map { .text(String($0)) })
    }
    switch panel.content {
    case .rows(let rows):
      entries["height"] = .map(["step": .integer(24)])
      entries["layer"] = .list(layers(rows))
    case .lines(let lines):
      entries["height"] = .integer(width > 500 ? 320 : 160)
      entries["layer"] = .list(layers(lines, panel.content.legends))
    case .cells(let cells):
      entries["height"] = .map(["step": .integer(30)])
      entries["layer"] = .list(layers(cells))
    }
    return entries
  }

  private static func data(_ rows: [[String: JSONText]]) -> JSONText {
    .map(["values": .list(rows.map { .map($0) })])
  }

  private static func number(_ value: Double) -> JSONText {
    value.isFinite ? .number(value) : .null
  }

  private static func field(
    _ name: String, _ type: String, _ more: [String: JSONText] = [:]
  ) -> JSONText {
    .map(["field": .text(name), "type": .text(type)].merging(more) { _, new in new })
  }

  // MARK: Rows

  private func layers(_ panel: RowPanel) -> [JSONText] {
    let texts = Dictionary(panel.labels.map { ($0.key, PictureText.short($0.text)) }) { a, _ in a }
    let colours = Dictionary(panel.labels.map { ($0.key, $0.colour) }) { a, _ in a }
    let order = JSONText.list(panel.labels.map { .text(PictureText.short($0.text)) })
    let y = Self.field(
      "name", "nominal",
      ["sort": order, "title": .null, "axis": .map(["labelLimit": .integer(320)])])
    let legends = Picture.Content.rows(panel).legends
    var all = panel.layers.map { layer -> JSONText in
      let table = layer.rows.table
      let rows = layer.rows.indices.compactMap { row -> [String: JSONText]? in
        let key = table.text(layer.label, row)
        guard let name = texts[key] else { return nil }
        var entries: [String: JSONText] = ["name": .text(name)]
        for (field, column) in [("value", layer.value), ("low", layer.low), ("high", layer.high)]
        where !column.isEmpty {
          entries[field] = Self.number(table.number(column, row) * layer.scale)
        }
        if layer.colour == nil { entries["colour"] = .text((colours[key] ?? Palette.ink).code) }
        return entries
      }
      let isRange = layer.mark == .thick || layer.mark == .thin
      let axis: [String: JSONText] = [
        "title": .text(PictureText.shown(panel.axis)),
        "scale": .map(["zero": .flag(panel.startsAtZero || panel.reference == 0)]),
      ]
      var encoding: [String: JSONText] = [
        "y": y, "x": Self.field(isRange ? "low" : "value", "quantitative", axis),
        "color": Self.colour(layer.colour, layer.legend, legends),
      ]
      if isRange { encoding["x2"] = .map(["field": .text("high")]) }
      return .map([
        "data": Self.data(rows), "mark": Self.mark(layer.mark), "encoding": .map(encoding),
      ])
    }
    if let at = panel.reference {
      all.append(
        .map([
          "data": Self.data([["at": .number(at)]]),
          "mark": .map(["type": .text("rule"), "color": .text(Palette.ink.code)]),
          "encoding": .map(["x": Self.field("at", "quantitative")]),
        ]))
    }
    return all
  }

  private static func mark(_ mark: RowPanel.Layer.Mark) -> JSONText {
    switch mark {
    case .bar: .map(["type": .text("bar"), "opacity": .number(0.4)])
    case .thick: .map(["type": .text("bar"), "opacity": .number(0.5), "height": .integer(10)])
    case .thin: .map(["type": .text("rule"), "strokeWidth": .integer(2)])
    case .dot:
      .map([
        "type": .text("point"), "filled": .flag(true), "size": .integer(45), "opacity": .integer(1),
      ])
    }
  }

  private static func colour(
    _ colour: Palette.Colour?, _ legend: String,
    _ legends: [(text: String, colour: Palette.Colour)]
  ) -> JSONText {
    guard let colour else { return field("colour", "nominal", ["scale": .null]) }
    guard !legend.isEmpty else { return .map(["value": .text(colour.code)]) }
    return .map([
      "datum": .text(legend),
      "scale": .map([
        "domain": .list(legends.map { .text($0.text) }),
        "range": .list(legends.map { .text($0.colour.code) }),
      ]), "title": .null,
    ])
  }

  // MARK: Lines

  private func layers(
    _ panel: LinePanel, _ legends: [(text: String, colour: Palette.Colour)]
  ) -> [JSONText] {
    var y: [String: JSONText] = ["title": .text(PictureText.shown(panel.y))]
    if let limits = panel.limits {
      y["scale"] = .map([
        "domain": .list([.number(limits.lowerBound), .number(limits.upperBound)])
      ])
    } else {
      y["scale"] = .map(["zero": .flag(panel.startsAtZero)])
    }
    let isDate = panel.x.kind == .date
    var settings: [String: JSONText] = [
      "title": panel.x.title.isEmpty ? .null : .text(PictureText.shown(panel.x.title)),
      "scale": isDate ? .map([:]) : .map(["zero": .flag(false)]),
    ]
    if panel.x.kind == .whole { settings["axis"] = .map(["tickMinStep": .integer(1)]) }
    let x = Self.field("x", isDate ? "temporal" : "quantitative", settings)
    let drawn = panel.layers.map { layer -> JSONText in
      let table = layer.rows.table
      let rows = layer.rows.indices.map { row -> [String: JSONText] in
        var entries: [String: JSONText] = [
          "x": isDate
            ? .text(table.text(panel.x.column, row))
            : Self.number(table.number(panel.x.column, row))
        ]
        for (field, column) in [("y", layer.y), ("low", layer.low), ("high", layer.high)]
        where !column.isEmpty {
          entries[field] = Self.number(table.number(column, row) * layer.scale)
        }
        return entries
      }
      let isBand = layer.mark == .band
      var encoding: [String: JSONText] = [
        "x": x, "y": Self.field(isBand ? "low" : "y", "quantitative", y),
        "color": Self.colour(layer.colour, layer.legend, legends),
      ]
      if isBand { encoding["y2"] = .map(["field": .text("high")]) }
      return .map([
        "data": Self.data(rows), "mark": Self.mark(layer), "encoding": .map(encoding),
      ])
    }
    let rules = panel.rules.map { rule -> JSONText in
      .map([
        "data": Self.data([["x": .number(rule)]]),
        "mark": .map(["type": .text("rule"), "color": .text(Palette.vermillion.code)]),
        "encoding": .map(["x": Self.field("x", "quantitative")]),
      ])
    }
    return drawn + rules
  }

  private static func mark(_ layer: LinePanel.Layer) -> JSONText {
    switch layer.mark {
    case .band: .map(["type": .text("area"), "opacity": .number(layer.opacity)])
    case .line:
      .map([
        "type": .text("line"),
        "strokeDash": .list(
          layer.dash == 0 ? [.integer(1), .integer(0)] : [.integer(4 * layer.dash), .integer(3)]),
      ])
    case .points: .map(["type": .text("point"), "filled": .flag(true), "size": .integer(20)])
    case .steps: .map(["type": .text("bar"), "opacity": .number(0.5)])
    }
  }

  // MARK: Cells

  private func layers(_ panel: CellPanel) -> [JSONText] {
    func name(_ names: [String], _ position: Double) -> String {
      let index = Int(exactly: position).map { $0 - 1 } ?? -1
      return names.indices.contains(index) ? PictureText.short(names[index], 30) : ""
    }
    let rows = (0..<panel.table.count).map { row -> [String: JSONText] in
      [
        "column": .text(name(panel.columns, panel.table.number("column", row))),
        "row": .text(name(panel.rows, panel.table.number("row", row))),
        "value": Self.number(panel.table.number("value", row)),
        "text": .text(panel.table.text("text", row)),
      ]
    }
    let largest =
      (0..<panel.table.count).map { panel.table.number("value", $0).magnitude }
      .filter(\.isFinite).max() ?? 1
    func axis(_ field: String, _ names: [String], _ title: String) -> JSONText {
      Self.field(
        field, "nominal",
        [
          "sort": .list(names.map { .text(PictureText.short($0, 30)) }),
          "title": title.isEmpty ? .null : .text(PictureText.shown(title)),
          "axis": .map([
            "labelLimit": .integer(240), "labelAngle": .integer(field == "column" ? -20 : 0),
          ]),
        ])
    }
    let places: [String: JSONText] = [
      "x": axis("column", panel.columns, panel.x), "y": axis("row", panel.rows, panel.y),
    ]
    let colour = Self.field(
      "value", "quantitative",
      [
        "title": .text(PictureText.shown(panel.axis)),
        "scale": .map([
          "domain": .list(
            (panel.isShare ? [] : [.number(-largest)]) + [.integer(0), .number(largest)]),
          "range": .list(
            (panel.isShare ? [] : [.text("#F2B48A")]) + [.text("#F7F7F7"), .text("#8FC3E8")]),
        ]),
      ])
    return [
      .map([
        "data": Self.data(rows), "mark": .text("rect"),
        "encoding": .map(places.merging(["color": colour]) { a, _ in a }),
      ]),
      .map([
        "data": Self.data(rows), "mark": .map(["type": .text("text"), "color": .text("#111111")]),
        "encoding": .map(places.merging(["text": Self.field("text", "nominal")]) { a, _ in a }),
      ]),
    ]
  }
}
