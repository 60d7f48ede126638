import Sim

/// Pictures of the tables of questions: what moves it, what knowing is worth.
struct AnswerPictures {
  let results: ResultTables

  private static let mostRows = 12
  private static let mostPanels = 8

  private var run: String { results.facts.trialsAndSeed + "." }

  var all: [Picture] { drivers + indices + worth }

  private func pages(
    _ name: String, _ title: String, _ note: String, _ panels: [Picture.Panel]
  ) -> [Picture] {
    stride(from: 0, to: panels.count, by: Self.mostPanels).enumerated().map { index, start in
      let part = Array(panels[start..<min(panels.count, start + Self.mostPanels)])
      return Picture(
        name + (index == 0 ? "" : "-\(index + 1)"), title: title,
        notes: ["\(run) \(note)"],
        description: "\(title), of \(part.map(\.title).listed()).", panels: part)
    }
  }

  /// A dot with its interval in each row.
  static func dots(
    _ rows: PictureRows, _ label: String, value: String, low: String = "ci_low",
    high: String = "ci_high", scale: Double = 1, colour: Palette.Colour? = nil, legend: String = ""
  ) -> [RowPanel.Layer] {
    [
      RowPanel.Layer(
        mark: .thin, rows: rows, label: label, low: low, high: high, scale: scale, colour: colour),
      RowPanel.Layer(
        mark: .dot, rows: rows, label: label, value: value, scale: scale, colour: colour,
        legend: legend),
    ]
  }

  // MARK: Drivers

  private var drivers: [Picture] {
    guard let table = results.table("drivers.csv"), table.has("method", "input", "target")
    else { return [] }
    let all = PictureRows(table)
    let shares = targets(all.with("method", "anova")).compactMap { rows, title in
      panel(
        rows, title, axis: "share of the variance (%)", by: { $0 },
        Self.dots(rows, "input", value: "value", scale: 100, colour: Palette.blue)
          + [
            RowPanel.Layer(
              mark: .bar, rows: rows, label: "input", value: "value", scale: 100,
              colour: Palette.blue)
          ])
    }
    return pages(
      "drivers", "What moves it",
      "Shares of the variance with 95 % limits; chance is what stays however well the inputs are known.",
      shares) + tornado(all)
  }

  /// Inputs that move something and have no bar: nothing can hold them alone.
  private func unheld(_ all: PictureRows) -> String {
    let held = Set(all.with("method", "tornado_low").distinct("input"))
    var names: [String] = []
    for name in ["ks", "rank"].flatMap({ all.with("method", $0).distinct("input") })
    where !held.contains(name) && !names.contains(name) { names.append(name) }
    guard !names.isEmpty else { return "" }
    return
      " No bars: \(PictureText.few(names)). Only declared parameters that are independent of all others "
      + "can be held."
  }

  private func tornado(_ all: PictureRows) -> [Picture] {
    let panels = targets(all.with("method", "tornado_low")).compactMap {
      low, title -> Picture.Panel? in
      let high = all.with("kind", low.first("kind")).with("target", low.first("target"))
        .with("method", "tornado_high")
      let isShare = low.first("kind") != "measure"
      let scale = isShare ? 100.0 : 1
      let layers = [
        (low, Palette.vermillion, "input at its 5 % quantile"),
        (high, Palette.blue, "input at its 95 % quantile"),
      ].flatMap { rows, colour, legend in
        [
          RowPanel.Layer(
            mark: .bar, rows: rows, label: "input", value: "value", scale: scale, colour: colour,
            legend: legend),
          RowPanel.Layer(
            mark: .thin, rows: rows, label: "input", low: "ci_low", high: "ci_high", scale: scale,
            colour: colour),
        ]
      }
      return panel(
        low, title, axis: isShare ? "change of the share (points)" : "change of the mean",
        by: { $0.magnitude }, layers, reference: 0, also: high)
    }
    return pages(
      "tornado", "What moves it, one input at a time",
      "The change where one input is held at its 5 % quantile (orange) or its 95 % quantile (blue). Lines: "
        + "95 % limits." + unheld(all),
      panels)
  }

  /// Rows by what is moved: classes where there are any, else outcomes, and measures.
  private func targets(_ rows: PictureRows) -> [(PictureRows, String)] {
    let kinds = rows.distinct("kind")
    let chosen = kinds.filter { $0 != "outcome" || !kinds.contains("class") }
    return chosen.flatMap { kind in
      let some = rows.with("kind", kind)
      return some.distinct("target").map {
        (some.with("target", $0), PictureText.short($0))
      }
    }
  }

  /// The inputs with the largest values. `nil` if there are none.
  private func panel(
    _ rows: PictureRows, _ title: String, axis: String, by size: (Double) -> Double,
    _ layers: [RowPanel.Layer], reference: Double? = nil, also other: PictureRows? = nil
  ) -> Picture.Panel? {
    var largest: [String: Double] = [:]
    for part in [rows, other].compactMap({ $0 }) {
      for row in part.indices {
        let value = size(part.table.number("value", row))
        guard value.isFinite else { continue }
        let name = part.table.text("input", row)
        largest[name] = max(largest[name] ?? -.infinity, value)
      }
    }
    let names = rows.distinct("input").filter { largest[$0] != nil }
    let ordered = names.enumerated().sorted { a, b in
      let (x, y) = (largest[a.element] ?? 0, largest[b.element] ?? 0)
      return x != y ? x > y : a.offset < b.offset
    }
    // Where nothing moves it there is nothing to see.
    guard largest.values.contains(where: { $0 != 0 }) else { return nil }
    let labels = ordered.prefix(Self.mostRows).map {
      RowPanel.Label(key: $0.element, text: $0.element, colour: Palette.blue)
    }
    return Picture.Panel(
      title: title,
      content: .rows(
        RowPanel(axis: axis, labels: labels, layers: layers, reference: reference)))
  }

  // MARK: Indices

  /// Indices that are drawn together, as `indices.csv` names them, and what they say.
  private static let families = [
    (
      name: "indices", indices: ["S", "T"],
      title: "Which inputs matter, alone (S) and with others (T)"
    ),
    (
      name: "indices-shapley", indices: ["shapley"],
      title: "Which inputs matter, correlated ones together"
    ),
    (
      name: "indices-effects", indices: ["mu_star"],
      title: "Which inputs do anything (elementary effects)"
    ),
  ]

  private var indices: [Picture] {
    guard let table = results.table("indices.csv"), table.has("index", "input", "value", "target")
    else { return [] }
    let all = PictureRows(table)
    return Self.families.flatMap { family -> [Picture] in
      let present = family.indices.filter { !all.with("index", $0).isEmpty }
      guard let first = present.first else { return [] }
      let panels = targets(all.with("index", first)).compactMap { rows, title -> Picture.Panel? in
        let layers = present.enumerated().flatMap { place, name in
          Self.dots(
            all.with("kind", rows.first("kind")).with("target", rows.first("target"))
              .with("index", name), "input", value: "value",
            colour: Palette.style(place).colour, legend: name)
        }
        return panel(rows, title, axis: "index", by: { $0.magnitude }, layers, reference: 0)
      }
      let key = present.count > 1 ? "Blue: S; orange: T. " : ""
      return pages(
        family.name, family.title, key + "Lines: 95 % limits of each index alone.", panels)
    }
  }

  // MARK: Worth

  private var worth: [Picture] {
    guard let table = results.table("worth.csv"), table.has("ci_low", "ci_high") else { return [] }
    let (label, value) = (
      table.has("input") ? "input" : "name", table.has("value") ? "value" : "worth"
    )
    guard table.has(label, value) else { return [] }
    let rows = PictureRows(table)
    let names = rows.indices.filter { table.number(value, $0).isFinite }
      .sorted { table.number(value, $0) > table.number(value, $1) }
      .prefix(Self.mostRows).map { table.text(label, $0) }
    guard !names.isEmpty else { return [] }
    let labels = names.map { RowPanel.Label(key: $0, text: $0.isEmpty ? "everything" : $0) }
    return [
      Picture(
        "worth", title: "What it is worth to know first",
        notes: [
          "\(run) The gain from knowing one thing exactly before a plan is chosen. Lines: 95 % limits."
        ],
        description: "What it is worth to know each input, the largest first: "
          + "\(labels.map { PictureText.shown($0.text) }.listed()).",
        panels: [
          Picture.Panel(
            content: .rows(
              RowPanel(
                axis: "gain, in the unit of the worth", labels: labels,
                layers: Self.dots(rows, label, value: value, colour: Palette.blue), reference: 0)))
        ])
    ]
  }
}

/// Names of files made of names of tables.
enum FileName {
  static func safe(_ name: String) -> String {
    String(
      name.unicodeScalars.map { scalar in
        let isPlain =
          scalar.isASCII
          && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || "-_.".unicodeScalars.contains(scalar))
        return isPlain ? Character(scalar) : "_"
      })
  }
}
