import Sim

/// The sections of the page on a folder of results.
package struct ReportSections {
  let results: ResultTables
  let book: PictureBook
  /// The files of the scenarios, where they were found.
  let files: [ReportedFile]
  /// The outcomes of a point as the screen of a run has them: name, share in percent, its limits.
  let outcomes: (ResultPoint) -> [ShownShare]

  package struct ShownShare {
    package let name: String
    package let share: String
    package let limits: String
    package let className: String
    package let count: Int

    package init(name: String, share: String, limits: String, className: String, count: Int) {
      self.name = name
      self.share = share
      self.limits = limits
      self.className = className
      self.count = count
    }
  }

  package init(
    _ results: ResultTables, _ book: PictureBook, files: [ReportedFile],
    outcomes: @escaping (ResultPoint) -> [ShownShare]
  ) {
    self.results = results
    self.book = book
    self.files = files
    self.outcomes = outcomes
  }

  /// Sections without blocks are left out.
  package var all: [ReportSection] {
    let sections = [
      section("ends", "How it ends", shares + pictures(["outcomes", "classes"])),
      section("when", "By when", pictures(["incidence", "milestones", "events"])),
      section("measures", "What it comes to", measures + pictures(["measures"])),
      section("way", "On the way", pictures(["timeline"])),
      section(
        "sweep", "Over what was varied",
        points + pictures(["sweep", "sweep-map", "sweep-measures"])),
      section(
        "differences", "How scenarios differ",
        differences
          + pictures(["differences", "differences-classes", "differences-measures"])),
      section(
        "drivers", "What moves it",
        pictures(["drivers", "tornado", "indices", "indices-shapley", "indices-effects"])),
      section("worth", "What is worth finding out", pictures(["worth"])),
      section(
        "search", "Which choice serves the aim", choices + pictures(["front", "search", "views"])),
      section("parties", "The parties at the start", pictures(["plans", "ranges"])),
      section("assumptions", "Assumptions and their sources", assumptions),
      section("notes", "What to look at again", notes),
      section("intervals", "What the limits mean", limits),
      section("again", "How to get the same again", again),
      section("bounds", "What this does not say", bounds),
    ]
    return sections.filter { !$0.blocks.isEmpty }
  }

  private func section(_ id: String, _ heading: String, _ blocks: [ReportBlock]) -> ReportSection {
    ReportSection(id: id, heading: heading, blocks: blocks)
  }

  /// Those of some kinds, whatever scenario or page their names go on with.
  private func pictures(_ kinds: [String]) -> [ReportBlock] {
    book.pictures.filter { picture in
      kinds.contains { kind in
        guard picture.name.hasPrefix(kind) else { return false }
        let rest = picture.name.dropFirst(kind.count)
        return rest.isEmpty || rest.first == "."
          || rest.first == "-" && rest.dropFirst().first?.isNumber == true
      }
    }.map(ReportBlock.picture)
  }

  // MARK: Shares

  private var shares: [ReportBlock] {
    guard !SweepPictures.isSweep(results) else { return [] }
    let points = results.points
    return points.flatMap { point -> [ReportBlock] in
      let rows = outcomes(point)
      let areBounds = results.shares(of: point).areBounds
      let cells = rows.map { row in
        [row.name, row.share, row.limits, row.count.inGroups, row.className]
      }
      let shown = ReportTable(
        caption: "Share of trials that end in each outcome: \(point.name)",
        columns: [
          .init(name: "outcome"), .init(name: "share, %", isNumber: true),
          .init(name: areBounds ? "may be between" : "likely between", isNumber: true),
          .init(name: "trials", isNumber: true), .init(name: "class"),
        ], rows: cells)
      return (points.count > 1 ? [.heading(point.name)] : []) + [.table(shown)]
    }
  }

  // MARK: Measures

  private static let mostRows = 40

  private var measures: [ReportBlock] {
    guard let table = results.table("measures.csv"), !SweepPictures.isSweep(results) else {
      return []
    }
    return results.points.compactMap { point -> ReportBlock? in
      let rows = PictureRows(
        table,
        [
          .text("scenario", point.scenario), .number("point", point.point),
          .text("given", "all"),
        ])
      guard !rows.isEmpty else { return nil }
      let cells = rows.indices.prefix(Self.mostRows).map { row in
        [PictureText.shown(table.text("measure", row))]
          + ["mean", "ci_low", "ci_high", "p5", "p50", "p95"].map {
            ReportText.number(table.number($0, row))
          } + [PictureText.shown(table.text("unit", row))]
      }
      return .table(
        ReportTable(
          caption: "Measures over all trials: \(point.name)",
          columns: [ReportTable.Column(name: "measure")]
            + ["mean", "lower limit", "upper limit", "5 %", "median", "95 %"].map {
              ReportTable.Column(name: $0, isNumber: true)
            } + [ReportTable.Column(name: "unit")], rows: cells, isFolded: cells.count > 12))
    }
  }

  // MARK: Points and differences

  private var points: [ReportBlock] {
    guard let table = results.table("points.csv"), SweepPictures.isSweep(results) else { return [] }
    let names = table.names
    return [
      .table(
        ReportTable(
          caption: "The points, and what is set at each",
          columns: names.map { .init(name: PictureText.shown($0)) },
          rows: (0..<table.count).prefix(100).map { table.row($0).map(PictureText.shown) },
          isFolded: table.count > 12))
    ]
  }

  private var differences: [ReportBlock] {
    guard let table = results.table("differences.csv"), table.has("verdict") else { return [] }
    let rows = PictureRows(table).with("kind", "outcome")
    guard !rows.isEmpty, book.pictures.contains(where: { $0.name.hasPrefix("differences") }) else {
      return []
    }
    let names = PointNames(results)
    func name(_ scenario: String, _ point: String, _ row: Int) -> String {
      names.name(
        ResultPoint(
          scenario: table.text(scenario, row), point: Int(table.text(point, row)) ?? 0))
    }
    func points(_ column: String, _ row: Int) -> String {
      let text = ReportText.percent(table.number(column, row).magnitude, decimals: 1)
      return (table.number(column, row) < 0 ? "−" : "") + text
    }
    let cells = rows.indices.map { row in
      [
        PictureText.shown(table.text("name", row)), name("scenario", "point", row),
        name("baseline", "baseline_point", row), points("difference", row),
        "\(points("ci_low", row)) to \(points("ci_high", row))",
        PictureText.shown(table.text("verdict", row)),
      ]
    }
    return [
      .words(
        "Each trial of one scenario is compared with the same trial of another, which has the same draws. A "
          + "difference is claimed only where its limits leave out 0."),
      .table(
        ReportTable(
          caption: "Differences of the shares of outcomes, in points of a percentage",
          columns: [
            .init(name: "outcome"), .init(name: "scenario"), .init(name: "beside"),
            .init(name: "difference", isNumber: true), .init(name: "limits", isNumber: true),
            .init(name: "what the limits say"),
          ], rows: cells)),
    ]
  }

  // MARK: Search

  /// The choices of a search that were estimated on fresh draws, with their levers.
  private var choices: [ReportBlock] {
    guard let table = results.table("search.csv"), let asked = results.facts.asked,
      table.has("candidate", "stage", "objective", "ci_low", "ci_high", "trials", "kept")
    else { return [] }
    let levers = table.names.prefix { $0 != "trials" }.dropFirst(2)
    let rows = (0..<table.count).filter { table.text("stage", $0).hasSuffix(" estimate") }
    var cells: [[String]] = []
    for row in rows {
      let candidate = table.text("candidate", row)
      var own = [candidate == "0" ? "the file" : candidate]
      for lever in levers { own.append(PictureText.shown(table.text(lever, row))) }
      for column in ["objective", "ci_low", "ci_high"] {
        own.append(ReportText.number(table.number(column, row)))
      }
      own.append(table.text("kept", row) == "1" ? "yes" : "")
      cells.append(own)
    }
    guard !cells.isEmpty else { return [] }
    var columns = [ReportTable.Column(name: "candidate")]
    for lever in levers { columns.append(ReportTable.Column(name: PictureText.shown(lever))) }
    for name in ["aim", "lower limit", "upper limit"] {
      columns.append(ReportTable.Column(name: name, isNumber: true))
    }
    columns.append(ReportTable.Column(name: "kept"))
    let aims = results.facts.aims.map { PictureText.shown($0) }.joined(separator: " and ")
    return [
      .words("Asked was: \(asked). The limits are those of one choice."),
      .table(
        ReportTable(
          caption: "Choices on fresh draws: levers (empty: as the file has it), and \(aims)",
          columns: columns, rows: cells, isFolded: cells.count > 20)),
    ]
  }

  // MARK: Assumptions

  private var assumptions: [ReportBlock] {
    guard !results.facts.inputs.isEmpty else { return [] }
    let missing = files.filter { $0.scenario == nil }
    var blocks = missing.map { file in
      ReportBlock.words(
        "\(file.name): the scenario file is not where this page was made, so its assumptions are left "
          + "out. Name it to have them: simrun report \(ShellWord.quoted(results.folder)) FILE.")
    }
    for file in files {
      guard let scenario = file.scenario else { continue }
      if files.count > 1 { blocks.append(.heading(scenario.name)) }
      if file.hasChanged {
        blocks.append(
          .words(
            "\(file.name) has changed since the run. The table shows the file as it is now; the results are "
              + "those of the file as it was."))
      }
      if let about = scenario.about { blocks.append(.words(about)) }
      blocks += ReportAssumptions(scenario).blocks
    }
    return blocks
  }

  private var notes: [ReportBlock] {
    let found = files.filter { $0.scenario != nil }
    guard !found.isEmpty else { return [] }
    return found.flatMap { file -> [ReportBlock] in
      let heading: [ReportBlock] = files.count > 1 ? [.heading(file.name)] : []
      if file.notes.isEmpty {
        return heading + [
          .words(
            "Nothing in \(file.name) looks as if it could not be meant. simrun check also asks trials."
          )
        ]
      }
      return heading + [
        .words(
          "What is allowed in \(file.name) but may not be meant, the most serious first. simrun check also "
            + "asks trials."),
        .list(file.notes),
      ]
    }
  }
}
