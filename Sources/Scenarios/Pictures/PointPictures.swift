import Sim

/// Pictures of one scenario at one point: how it ends, by when, and what happens on the way.
struct PointPictures {
  let results: ResultTables
  let point: ResultPoint
  let colours: OutcomeColours
  /// What its files are called after their kind.
  let suffix: String

  private static let mostPanels = 12
  static let limits = "The limits hold with 95 % confidence; they are of sampling error alone."

  private func rows(_ file: String) -> PictureRows? {
    results.table(file).map {
      PictureRows($0, [.text("scenario", point.scenario), .number("point", point.point)])
    }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private var run: String {
    let settings = results.facts.settings
    return results.facts.trialsAndSeed
      + (settings.isEmpty ? "" : ", with \(settings.joined(separator: ", "))") + "."
  }

  private func picture(
    _ kind: String, _ title: String, _ note: String, _ description: String,
    _ panels: [Picture.Panel]
  ) -> Picture {
    Picture(
      kind + suffix, title: "\(title): \(point.name)", notes: ["\(run) \(note)"],
      description: description, panels: panels)
  }

  var all: [Picture] { shares + incidence + timeline + measures }

  // MARK: How it ends

  var shares: [Picture] {
    let outcomes = rows("outcomes.csv").map {
      shares($0, "outcomes", "How it ends", "outcome") { colours.style($0) }
    }
    let groups = rows("classes.csv")
    // A class of each outcome says the same again.
    let isOwn = groups.map { groups in
      groups.indices.count < (rows("outcomes.csv")?.indices.count ?? 0)
    }
    let classes = (isOwn == true ? groups : nil).map {
      shares($0, "classes", "How it ends, by class", "class") { colours.style(class: $0) }
    }
    return [outcomes, classes].compactMap { $0 }
  }

  private func shares(
    _ rows: PictureRows, _ kind: String, _ title: String, _ column: String,
    _ style: (String) -> (colour: Palette.Colour, dash: Int)
  ) -> Picture {
    let labels = rows.distinct(column).map {
      RowPanel.Label(key: $0, text: $0, colour: style($0).colour)
    }
    let areBounds = rows.distinct("limits").contains("bounds")
    let note =
      areBounds
      ? "Lines: bounds, which also allow for all that failed trials could have come to."
      : "Lines: limits of all rows together. \(Self.limits)"
    let words = rows.indices.map { row in
      let name = PictureText.shown(rows.table.text(column, row))
      return "\(name) \(percent(rows.table.number("share", row)))"
    }
    return picture(
      kind, title, note, "Bars of the share of trials: \(words.listed()).",
      [
        Picture.Panel(
          content: .rows(
            RowPanel(
              axis: "share of trials (%)", labels: labels,
              layers: [
                RowPanel.Layer(
                  mark: .bar, rows: rows, label: column, value: "share", scale: 100),
                RowPanel.Layer(
                  mark: .thin, rows: rows, label: column, low: "ci_low", high: "ci_high",
                  scale: 100),
                RowPanel.Layer(
                  mark: .dot, rows: rows, label: column, value: "share", scale: 100),
              ], startsAtZero: true)))
      ])
  }

  private func percent(_ share: Double) -> String {
    guard share.isFinite else { return "unknown" }
    let tenths = (share * 1_000).rounded() / 10
    return share > 0 && tenths == 0 ? "below 0.1 %" : "\(GnuplotText.number(tenths)) %"
  }

  // MARK: By when

  var incidence: [Picture] {
    guard let rows = rows("incidence.csv"), rows.distinct("step").count > 1 else { return [] }
    let outcomes = rows.with("kind", "outcome")
    let last = rows.distinct("step").last ?? ""
    let all = outcomes.distinct("event")
    // What is judged at the end is seen in the shares; here it would be a line along the axis.
    let early = all.filter { name in
      let one = outcomes.with("event", name)
      return one.indices.contains {
        one.table.number("count", $0) > 0 && one.table.text("step", $0) != last
      }
    }
    var pictures: [Picture] = []
    if !early.isEmpty {
      let late = all.filter { !early.contains($0) }
      let rest =
        late.isEmpty ? "" : " None before the last step: \(PictureText.few(late))."
      let layers = early.flatMap { name in
        LinePanel.Layer.share(
          outcomes.with("event", name), style: colours.style(name), legend: PictureText.shown(name))
      }
      pictures.append(
        picture(
          "incidence", "By when it has ended so",
          "What is judged at the end comes at the last step. Bands: 95 % limits of each point alone."
            + rest,
          "Lines of the share of trials that have ended in each outcome by each step.",
          [
            Picture.Panel(
              content: .lines(
                LinePanel(
                  x: time(rows), y: "share of trials (%)", layers: layers, startsAtZero: true)))
          ]))
    }
    return pictures + events(rows, "milestone", "milestones", "By when it first came")
      + events(rows, "event", "events", "By when it first happened")
  }

  /// Whether a truce can come: its milestone is there.
  private var canHaveTruce: Bool {
    rows("incidence.csv")?.with("kind", "milestone").distinct("event").contains("first_truce")
      ?? false
  }

  private func events(
    _ rows: PictureRows, _ kind: String, _ name: String, _ title: String
  ) -> [Picture] {
    let some = rows.with("kind", kind)
    // Where no truce can come, a halt is a settlement and nothing else.
    let names = some.distinct("event").filter {
      kind != "milestone" || $0 != "first_halt" || canHaveTruce
    }
    let panels = names.map { event in
      let one = some.with("event", event)
      return Picture.Panel(
        title: PictureText.short(event),
        content: .lines(
          LinePanel(
            x: time(rows), y: "%",
            layers: [
              LinePanel.Layer(
                mark: .band, rows: one, low: "ci_low", high: "ci_high", scale: 100,
                colour: Palette.blue, opacity: 0.3),
              LinePanel.Layer(
                mark: .line, rows: one, y: "share", scale: 100, colour: Palette.blue),
            ], limits: 0...100)))
    }
    return pages(panels) { index, part in
      picture(
        name + Self.page(index), title,
        "Share of trials in which it has come by each step. Bands: 95 % limits of each point alone.",
        "Lines of the share of trials over time, of \(part.map(\.title).listed()).", part)
    }
  }

  /// The axis of time: dates where the clock has them.
  private func time(_ rows: PictureRows) -> LinePanel.Axis {
    rows.first("date").isEmpty
      ? LinePanel.Axis(column: "step", title: "step", kind: .whole)
      : LinePanel.Axis(column: "date", title: "", kind: .date)
  }

  private static func page(_ index: Int) -> String { index == 0 ? "" : "-\(index + 1)" }

  private func pages(
    _ panels: [Picture.Panel], most: Int = mostPanels, _ make: (Int, [Picture.Panel]) -> Picture
  ) -> [Picture] {
    stride(from: 0, to: panels.count, by: most).enumerated().map { index, start in
      make(index, Array(panels[start..<min(panels.count, start + most)]))
    }
  }

  // MARK: On the way

  var timeline: [Picture] {
    guard let rows = rows("timeline.csv"), rows.distinct("step").count > 1 else { return [] }
    let all = rows.with("basis", "all")
    let names = all.distinct("quantity").filter { name in
      name != "truce" || canHaveTruce
        || all.with("quantity", name).numbers("mean").contains { $0 > 0 }
    }
    let panels = names.map { name in
      let one = all.with("quantity", name)
      let hasQuantiles = one.hasNumbers("p50")
      let layers =
        hasQuantiles
        ? [
          LinePanel.Layer(
            mark: .band, rows: one, low: "p5", high: "p95", colour: Palette.blue, opacity: 0.2),
          LinePanel.Layer(
            mark: .band, rows: one, low: "p25", high: "p75", colour: Palette.blue, opacity: 0.35),
          LinePanel.Layer(mark: .line, rows: one, y: "p50", colour: Palette.blue),
        ]
        : [
          LinePanel.Layer(
            mark: .line, rows: one, y: "mean", scale: 100, colour: Palette.vermillion)
        ]
      return Picture.Panel(
        title: PictureText.short(name),
        content: .lines(
          LinePanel(
            x: time(rows), y: hasQuantiles ? PictureText.shown(one.first("unit")) : "%",
            layers: layers, limits: hasQuantiles ? nil : 0...100)))
    }
    return pages(panels) { index, part in
      picture(
        "timeline" + Self.page(index), "On the way",
        "Blue: half of the trials lie in the dark band, nine of ten in the light one, the line is the "
          + "median. Red: the share of trials in which it holds. Trials that ended keep their last value.",
        "Fans over time of \(part.map(\.title).listed()).", part)
    }
  }

  // MARK: Measures

  /// Whether a measure has the same value in all trials that have one.
  private func isConstant(_ rows: PictureRows) -> Bool {
    let values = ["p5", "p50", "p95"].flatMap { rows.numbers($0) }.filter(\.isFinite)
    guard let low = values.min(), let high = values.max(), (low...high).isOneNumber else {
      return false
    }
    return rows.numbers("sd").filter(\.isFinite).allSatisfy { $0 <= 1e-9 * max(1, high.magnitude) }
  }

  var measures: [Picture] {
    guard let rows = rows("measures.csv") else { return [] }
    let named = rows.distinct("measure").filter { rows.with("measure", $0).hasNumbers("p50") }
    let varying = named.filter { !isConstant(rows.with("measure", $0)) }
    // Where all are constants, these are what it comes to.
    let drawn = varying.isEmpty ? named : varying
    let left = named.filter { !drawn.contains($0) }.map { name in
      let value = rows.with("measure", name).numbers("p50").first(where: \.isFinite) ?? .nan
      return "\(name) (\(GnuplotText.number(SignificantDigits.rounded(value, to: 6))))"
    }
    let rest = left.isEmpty ? "" : " The same in all trials: \(PictureText.few(left))."
    let panels = drawn.map { name -> Picture.Panel in
      let one = rows.with("measure", name)
      let given = one.indices.filter { one.table.number("p50", $0).isFinite }
        .map { one.table.text("given", $0) }
      let labels = given.map {
        RowPanel.Label(
          key: $0, text: $0, colour: $0 == "all" ? Palette.ink : colours.style($0).colour)
      }
      func layer(_ mark: RowPanel.Layer.Mark, _ value: String, _ low: String, _ high: String)
        -> RowPanel.Layer
      {
        RowPanel.Layer(
          mark: mark, rows: one, label: "given", value: value, low: low, high: high)
      }
      return Picture.Panel(
        title: PictureText.short(name),
        content: .rows(
          RowPanel(
            axis: PictureText.shown(one.first("unit")), labels: labels,
            layers: [
              layer(.thin, "", "p5", "p95"), layer(.thick, "", "p25", "p75"),
              layer(.dot, "p50", "", ""),
            ])))
    }
    return pages(panels, most: 8) { index, part in
      picture(
        "measures" + Self.page(index), "What it comes to",
        "Of all trials and of those that end in each outcome: half lie in the bar, nine of ten on the "
          + "line, the dot is the median." + rest,
        "Ranges of \(part.map(\.title).listed()), by outcome.", part)
    }
  }
}
