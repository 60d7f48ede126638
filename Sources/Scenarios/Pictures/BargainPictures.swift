import Sim

/// Pictures of the parties before anything happens: what each plan is worth to each, and where their
/// ranges overlap.
struct BargainPictures {
  let results: ResultTables

  var all: [Picture] {
    guard let first = results.table("worths.csv") ?? results.table("ranges.csv") else { return [] }
    let scenarios = first.distinct("scenario")
    return scenarios.flatMap { scenario in
      let suffix = scenarios.count > 1 ? "." + FileName.safe(scenario) : ""
      return [margins(scenario, suffix), ranges(scenario, suffix)].compactMap { $0 }
    }
  }

  private static let start = "At the start, with every draw at its median."

  private func margins(_ scenario: String, _ suffix: String) -> Picture? {
    guard let table = results.table("worths.csv"), table.has("plan", "party", "margin") else {
      return nil
    }
    let rows = PictureRows(table, [.text("scenario", scenario)])
    let (plans, parties) = (rows.distinct("plan"), rows.distinct("party"))
    guard !plans.isEmpty, !parties.isEmpty else { return nil }
    var refused: [String] = []
    let cells = rows.indices.compactMap { row -> [String]? in
      let (plan, party) = (table.text("plan", row), table.text("party", row))
      let margin = table.number("margin", row)
      guard margin.isFinite, let y = plans.firstIndex(of: plan),
        let x = parties.firstIndex(of: party)
      else { return nil }
      let isRefused = table.text("accepts", row) == "0"
      let crosses = !table.text("red_lines", row).isEmpty
      if isRefused { refused.append("\(PictureText.shown(party)) \(PictureText.shown(plan))") }
      return [
        "\(x + 1)", "\(y + 1)", table.text("margin", row),
        Self.text(margin) + (crosses ? " *" : "") + (isRefused ? " no" : ""),
      ]
    }
    guard !cells.isEmpty else { return nil }
    let block = PictureTable(
      .block("margins", from: ["worths.csv"]), names: ["column", "row", "value", "text"],
      rows: cells)
    return Picture(
      "plans" + suffix, title: "What each plan is worth to each party: \(scenario)",
      notes: [
        "\(Self.start) Worth, with what is tolerated, less no deal: below 0 the party would refuse (no). "
          + "*: beyond a red line."
      ],
      description: refused.isEmpty
        ? "Every party would accept every plan."
        : "Who would refuse what: \(refused.listed()).",
      panels: [
        Picture.Panel(
          content: .cells(
            CellPanel(
              columns: parties, rows: plans, table: block, axis: "worth less no deal")))
      ])
  }

  /// With two decimals, and the minus of print, which begins no formula.
  private static func text(_ value: Double) -> String {
    let cents = (value * 100).rounded()
    guard cents.magnitude < 1e12 else { return "\(value)" }
    let whole = Int(cents.magnitude)
    let rest = whole % 100
    return (cents < 0 ? "−" : "") + "\(whole / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private func ranges(_ scenario: String, _ suffix: String) -> Picture? {
    guard let table = results.table("ranges.csv"), table.has("issue", "party", "low", "high") else {
      return nil
    }
    let rows = PictureRows(table, [.text("scenario", scenario)])
    let all = rows.distinct("party")
    var words: [String] = []
    var cells: [[String]] = []
    let issues = rows.distinct("issue")
    for issue in issues {
      let one = rows.with("issue", issue)
      for row in one.indices {
        // An empty limit is none: the issue ends there.
        cells.append(
          [issue, table.text("party", row)]
            + [("low", "0"), ("high", "1")].map { column, end in
              table.number(column, row).isFinite ? table.text(column, row) : end
            } + ["red_low", "red_high"].map { table.text($0, row) })
      }
      let parts = cells.filter { $0[0] == issue }
      let low = parts.compactMap { Double($0[2]) }.max() ?? 0
      let high = parts.compactMap { Double($0[3]) }.min() ?? 1
      if parts.count == all.count, low <= high {
        cells.append(
          [issue, Self.overlap, GnuplotText.number(low), GnuplotText.number(high), "", ""])
        words.append(
          "\(PictureText.shown(issue)) from \(Self.text(low)) to \(Self.text(high))")
      }
    }
    guard !cells.isEmpty else { return nil }
    let block = PictureTable(
      .block("ranges", from: ["ranges.csv"]),
      names: ["issue", "party", "low", "high", "red_low", "red_high"], rows: cells)
    let panels = issues.map { issue in
      let one = PictureRows(block, [.text("issue", issue)])
      let labels = (all + [Self.overlap]).map {
        RowPanel.Label(
          key: $0, text: $0, colour: $0 == Self.overlap ? Palette.green : Palette.blue)
      }
      func red(_ column: String) -> RowPanel.Layer {
        RowPanel.Layer(
          mark: .dot, rows: one, label: "party", value: column, colour: Palette.vermillion)
      }
      return Picture.Panel(
        title: PictureText.short(issue),
        content: .rows(
          RowPanel(
            axis: PictureText.short(rows.with("issue", issue).first("unit"), 60), labels: labels,
            layers: [
              RowPanel.Layer(mark: .thick, rows: one, label: "party", low: "low", high: "high"),
              RowPanel.Layer(mark: .thin, rows: one, label: "party", low: "low", high: "high"),
            ] + ["red_low", "red_high"].filter(one.hasNumbers).map(red), startsAtZero: true)))
    }
    return Picture(
      "ranges" + suffix, title: "What each party could accept on each issue: \(scenario)",
      notes: [
        "\(Self.start) Bars: terms with which the party would accept a text that is its own ideal on "
          + "every other issue. Green: where all of them overlap. Red dots: red lines."
      ],
      description: words.isEmpty
        ? "On no issue do the ranges of all parties overlap."
        : "All ranges overlap on \(words.listed()).",
      panels: panels)
  }

  private static let overlap = "(all of them)"
}
