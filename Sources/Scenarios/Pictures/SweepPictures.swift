import Sim

/// Pictures over the points of a study: shares and measures against what was swept.
struct SweepPictures {
  let results: ResultTables
  let colours: OutcomeColours

  private static let mostPanels = 12

  /// What a point stands for: its place on the axis, and what else is set there.
  private struct Place {
    /// The days since the first on an axis of dates.
    let x: Double
    /// As the tables of pictures have it: a number or a date.
    let cell: String
    let label: String
    let group: String
  }

  private let places: [ResultPoint: Place]
  /// What the points differ in.
  private let swept: [String]
  /// Those of these paths that have a value of their own at each place of the axis.
  private let together: [String]
  /// Those of these paths whose values are all on a line.
  private let scales: [String: SweptScale]
  /// The path on the axis; `nil` where points differ in nothing on a line.
  private let axis: String?

  init(_ results: ResultTables, _ colours: OutcomeColours) {
    self.results = results
    self.colours = colours
    guard let table = results.table("points.csv") else {
      (places, swept, together, scales, axis) = ([:], [], [], [:], nil)
      return
    }
    let laid = table.names.filter { !["scenario", "point", "name"].contains($0) }
    let swept = laid.filter { table.distinct($0).count > 1 }
    let scales = Dictionary(
      uniqueKeysWithValues: swept.compactMap { path -> (String, SweptScale)? in
        let values = table.distinct(path).map(PictureText.shown)
        return SweptScale(path, values).flatMap { $0.holds(values) ? (path, $0) : nil }
      })
    let axis = swept.filter { scales[$0] != nil }
      .max { table.distinct($0).count < table.distinct($1).count }
    let scale = axis.flatMap { scales[$0] }
    let others = swept.filter { $0 != axis }
    // Values that go together are one line: no place on the axis is taken twice.
    let taken = axis.map { axis in
      Set((0..<table.count).map { [table.text("scenario", $0), table.text(axis, $0)] })
    }
    let goTogether = taken?.count == table.count
    let short: [String: String] = PointNames.short(swept)
    let apart: [String] = goTogether ? [] : others
    var places: [ResultPoint: Place] = [:]
    for row in 0..<table.count {
      let point = ResultPoint(
        scenario: table.text("scenario", row), point: Int(table.text("point", row)) ?? 0)
      let rest: [String] = apart.map { (path: String) -> String in
        let name: String = short[path] ?? path
        return "\(name) = \(PictureText.shown(table.text(path, row)))"
      }
      let name = table.text("name", row)
      let value = axis.map { PictureText.shown(table.text($0, row)) } ?? ""
      let x = scale?.number(value) ?? .nan
      places[point] = Place(
        x: x, cell: scale?.day(x).map { "\($0)" } ?? GnuplotText.number(x),
        label: !name.isEmpty ? name : rest.isEmpty ? point.name : rest.joined(separator: ", "),
        group: rest.joined(separator: ", "))
    }
    self.places = places
    together = goTogether ? others : []
    self.swept = swept
    self.scales = scales
    self.axis = axis
  }

  /// Whether the folder has more than one point of a scenario.
  static func isSweep(_ results: ResultTables) -> Bool { results.points.contains { $0.point > 0 } }

  var all: [Picture] {
    guard Self.isSweep(results), !places.isEmpty else { return [] }
    return axis == nil ? listed : shares + maps + measures
  }

  private var run: String {
    let facts = results.facts
    return "\(facts.trialsAndSeed), of each point."
  }

  private func groups() -> [(scenario: String, group: String, title: String)] {
    let scenarios = Set(results.points.map(\.scenario)).count
    var seen: Set<String> = []
    return results.points.compactMap { point in
      guard let place = places[point] else { return nil }
      let title = [scenarios > 1 || place.group.isEmpty ? point.scenario : "", place.group]
        .filter { !$0.isEmpty }.joined(separator: ": ")
      return seen.insert(point.scenario + "\n" + place.group).inserted
        ? (point.scenario, place.group, title) : nil
    }
  }

  /// Rows of a table beside their place on the axis, in the order of the axis.
  private func joined(
    _ name: String, _ file: String, key: String, _ columns: [String],
    _ isKept: (PictureTable, Int) -> Bool = { _, _ in true }
  ) -> PictureTable? {
    guard let table = results.table(file) else { return nil }
    let rows = (0..<table.count).compactMap { row -> (Place, ResultPoint, Int)? in
      let point = ResultPoint(
        scenario: table.text("scenario", row), point: Int(table.text("point", row)) ?? 0)
      guard isKept(table, row), let place = places[point] else { return nil }
      return (place, point, row)
    }
    let ordered = rows.enumerated().sorted { a, b in
      let (x, y) = (a.element.0.x, b.element.0.x)
      return x == y || x.isNaN ? a.offset < b.offset : x < y
    }.map(\.element)
    guard !ordered.isEmpty else { return nil }
    return PictureTable(
      .block(name, from: ["../points.csv", "../\(file)"].map { String($0.dropFirst(3)) }),
      names: ["scenario", "group", "label", "x", key] + columns,
      rows: ordered.map { place, point, row in
        [
          point.scenario, place.group, place.label, place.cell,
          table.text(key, row),
        ] + columns.map { table.text($0, row) }
      })
  }

  private func pages(
    _ name: String, _ title: String, _ note: String, _ panels: [Picture.Panel]
  ) -> [Picture] {
    stride(from: 0, to: panels.count, by: Self.mostPanels).enumerated().map { index, start in
      let part = Array(panels[start..<min(panels.count, start + Self.mostPanels)])
      return Picture(
        name + (index == 0 ? "" : "-\(index + 1)"), title: title, notes: ["\(run) \(note)"],
        description: "\(title), of \(part.map(\.title).listed()).", panels: part)
    }
  }

  /// The axis of a path, with the unit of its numbers.
  private func line(_ path: String) -> LinePanel.Axis {
    let scale = scales[path]
    let title = PictureText.axis(path, unit: scale?.unit ?? "")
    return LinePanel.Axis(
      column: "x",
      title: together.isEmpty ? title : "\(title), together with \(PictureText.few(together))",
      kind: scale?.firstDay == nil ? .number : .date)
  }

  private var maps: [Picture] {
    guard swept.count == 2, together.isEmpty, let axis,
      let other = swept.first(where: { $0 != axis }),
      let points = results.table("points.csv"), let outcomes = results.table("outcomes.csv"),
      let (x, y) = scales[axis].flatMap({ own in scales[other].map { (own, $0) } })
    else { return [] }
    return SweepMap(
      x: .init(path: axis, scale: x), y: .init(path: other, scale: y), points: points,
      outcomes: outcomes
    ).panels.map { panels in
      pages(
        "sweep-map", "How often each outcome comes, over \(axis) and \(other)",
        "Shares of trials in percent; their limits are in outcomes.csv.", panels)
    } ?? []
  }

  private var shares: [Picture] {
    guard let axis,
      let table = joined("sweep", "outcomes.csv", key: "outcome", ["share", "ci_low", "ci_high"])
    else { return [] }
    let all = PictureRows(table)
    // What nobody comes to at any point would be a line along the axis.
    let (seen, never) = all.distinct("outcome").reduce(into: ([String](), [String]())) {
      parts, name in
      let isSeen = all.with("outcome", name).numbers("share").contains { $0 > 0 }
      if isSeen { parts.0.append(name) } else { parts.1.append(name) }
    }
    let rest = never.isEmpty ? "" : " At no point: \(PictureText.few(never))."
    // Panels that are seen beside each other have one scale.
    let highest = all.numbers("ci_high").filter(\.isFinite).max() ?? 1
    let limits = 0...min(100, max(10, (10 * highest).rounded(.up) * 10))
    let panels = groups().map { scenario, group, title in
      let rows = all.with("scenario", scenario).with("group", group)
      let layers = seen.flatMap { name in
        let one = rows.with("outcome", name)
        let style = colours.style(name)
        return LinePanel.Layer.share(one, style: style, legend: PictureText.shown(name)) + [
          LinePanel.Layer(mark: .points, rows: one, y: "share", scale: 100, colour: style.colour)
        ]
      }
      return Picture.Panel(
        title: PictureText.short(title, 60),
        content: .lines(
          LinePanel(
            x: line(axis), y: "share of trials (%)",
            layers: layers, limits: limits)))
    }
    return pages(
      "sweep", "How it ends, over \(axis)",
      "Bands: limits of all outcomes of a point together. Whether points differ is in differences.csv."
        + rest,
      panels)
  }

  private var measures: [Picture] {
    guard let axis,
      let table = joined(
        "measures", "measures.csv", key: "measure", ["unit", "mean", "ci_low", "ci_high"],
        { $0.text("given", $1) == "all" })
    else { return [] }
    let all = PictureRows(table)
    let groups = groups()
    guard groups.count <= Palette.colours.count else { return [] }
    let panels = all.distinct("measure").compactMap { name -> Picture.Panel? in
      let one = all.with("measure", name)
      guard one.hasNumbers("mean") else { return nil }
      let layers = groups.enumerated().flatMap { place, found in
        let rows = one.with("scenario", found.scenario).with("group", found.group)
        let colour = Palette.style(place).colour
        return [
          LinePanel.Layer(
            mark: .band, rows: rows, low: "ci_low", high: "ci_high", colour: colour),
          LinePanel.Layer(
            mark: .line, rows: rows, y: "mean", colour: colour,
            legend: groups.count > 1 ? found.title : ""),
        ]
      }
      return Picture.Panel(
        title: PictureText.short(name),
        content: .lines(
          LinePanel(
            x: line(axis), y: PictureText.shown(one.first("unit")),
            layers: layers)))
    }
    return pages(
      "sweep-measures", "What it comes to, over \(axis)",
      "Means; bands: 95 % limits of each alone.",
      panels)
  }

  /// Points that differ in words: a panel for each outcome, a row for each point.
  private var listed: [Picture] {
    guard
      let table = joined("sweep", "outcomes.csv", key: "outcome", ["share", "ci_low", "ci_high"])
    else { return [] }
    let all = PictureRows(table)
    let panels = all.distinct("outcome").map { name in
      let rows = all.with("outcome", name)
      let colour = colours.style(name).colour
      let labels = rows.distinct("label").map {
        RowPanel.Label(key: $0, text: $0, colour: colour)
      }
      return Picture.Panel(
        title: PictureText.short(name),
        content: .rows(
          RowPanel(
            axis: "share of trials (%)", labels: labels,
            layers: [
              RowPanel.Layer(
                mark: .thin, rows: rows, label: "label", low: "ci_low", high: "ci_high", scale: 100),
              RowPanel.Layer(mark: .dot, rows: rows, label: "label", value: "share", scale: 100),
            ], startsAtZero: true)))
    }
    return pages(
      "sweep", "How it ends, by point",
      "Lines: limits of all outcomes of a point together. Whether points differ is in differences.csv.",
      panels)
  }
}
