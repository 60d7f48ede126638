import Sim

/// The panels of a picture as commands of gnuplot.
struct GnuplotPanels {
  private let picture: Picture
  private let folder: String
  /// By panel: which of the functions that find rows and colours it uses.
  private var functions: [Int: Int] = [:]
  /// What stands before the first panel.
  private(set) var definitions: [String] = []

  init(_ picture: Picture, folder: String) {
    self.picture = picture
    self.folder = folder
    var known: [[String]: Int] = [:]
    for (index, panel) in picture.panels.enumerated() {
      guard case .rows(let rows) = panel.content else { continue }
      let key = rows.labels.flatMap { [$0.key, $0.colour.code] }
      if let function = known[key] {
        functions[index] = function
        continue
      }
      let number = known.count + 1
      known[key] = number
      functions[index] = number
      let places = rows.labels.enumerated().map { place, label in
        "name eq \(GnuplotText.key(label.key)) ? \(rows.labels.count - place) : "
      }
      let colours = rows.labels.map { label in
        "name eq \(GnuplotText.key(label.key)) ? \(label.colour.number) : "
      }
      definitions += [
        "", "# Where the row of a name stands, from below, and its colour.",
        "row\(number)(name) = \(places.joined())NaN",
        "colour\(number)(name) = \(colours.joined())\(Palette.ink.number)",
      ]
    }
  }

  func commands(_ index: Int, isAlone: Bool) -> [String] {
    let panel = picture.panels[index]
    var lines: [String] = []
    lines.append(isAlone ? "unset title" : "set title \(GnuplotText.quoted(panel.title))")
    if case .lines = panel.content, isAlone, !panel.content.legends.isEmpty {
      lines.append("set key outside right center vertical Left reverse noinvert samplen 2")
    } else {
      lines.append("unset key")
    }
    switch panel.content {
    case .rows(let rows): lines += commands(rows, functions[index] ?? 1, isAlone)
    case .lines(let panel): lines += commands(panel, isAlone)
    case .cells(let cells): lines += commands(cells)
    }
    return lines
  }

  /// A panel with nothing but the key.
  func key(_ entries: [(text: String, colour: Palette.Colour, dash: Int)]) -> [String] {
    [
      "unset title", "unset border", "unset xtics", "unset ytics", "unset grid", "unset xlabel",
      "unset ylabel",
      "unset arrow", "set xrange [0:1]", "set yrange [0:1]", "set offsets 0, 0, 0, 0",
      "set key center center vertical Left reverse noinvert samplen 2",
    ]
      + Self.plot(
        entries.map { entry in
          "NaN with lines lw 2 dt \(entry.dash + 1) lc rgb '\(entry.colour.code)' \(Self.title(entry.text))"
        })
  }

  /// One command over several lines.
  private static func plot(_ elements: [String]) -> [String] {
    elements.enumerated().map { index, element in
      (index == 0 ? "plot " : "  ") + element + (index + 1 < elements.count ? ", \\" : "")
    }
  }

  /// The distance of names on an axis of numbers: 1, 2, 2.5 or 5 times a power of ten, at most so many.
  private static func step(
    _ extent: ClosedRange<Double>?, _ most: Int, isWhole: Bool = false
  ) -> String {
    guard let extent else { return "auto" }
    let width = extent.upperBound - extent.lowerBound
    guard width.isFinite, width > 1e-290, width < 1e290 else { return "auto" }
    var power = 1.0
    while power * 10 <= width { power *= 10 }
    while power > width { power /= 10 }
    let steps = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5].map { $0 * power }
      .filter { !isWhole || $0.rounded() == $0 }
    return GnuplotText.number(steps.first { width / $0 <= Double(most) } ?? power)
  }

  /// One number alone is the only one named: the axis around it means nothing, and its names would run into
  /// each other.
  private static func tics(_ extent: ClosedRange<Double>?, _ most: Int) -> String {
    guard let extent, extent.isOneNumber else { return step(extent, most) }
    return "(\(GnuplotText.number(extent.lowerBound)))"
  }

  // MARK: Rows

  private func commands(_ panel: RowPanel, _ function: Int, _ isAlone: Bool) -> [String] {
    let count = panel.labels.count
    let tics = panel.labels.enumerated().map { place, label in
      "\(GnuplotText.tic(PictureText.short(label.text, isAlone ? PictureText.longest : 26))) \(count - place)"
    }
    var lines = [
      "set ytics (\(tics.joined(separator: ", ")))",
      "set yrange [0.4:\(count).6]",
      "set xrange [\(Self.range(panel))]",
      "set format x '%g'", "set xtics \(Self.tics(panel.extent, isAlone ? 8 : 4))",
      "set xlabel \(GnuplotText.quoted(PictureText.shown(panel.axis)))",
      "set autoscale xfix", "set offsets graph 0.02, graph 0.04, 0, 0", "unset arrow",
    ]
    if let at = panel.reference {
      lines.append(
        "set arrow from \(GnuplotText.number(at)),graph 0 to \(GnuplotText.number(at)),graph 1 nohead "
          + "lc rgb '\(Palette.ink.code)' lw 1.5")
    }
    return lines + Self.plot(panel.layers.map { element($0, function) })
  }

  /// As far as the numbers go, and always as far as the line that they are seen beside.
  private static func range(_ panel: RowPanel) -> String {
    guard let at = panel.reference.map(GnuplotText.number) else {
      return panel.startsAtZero ? "0:*" : "*:*"
    }
    return "*<\(at):\(at)<*"
  }

  private func element(_ layer: RowPanel.Layer, _ function: Int) -> String {
    let name = "strcol(\(GnuplotText.quoted(layer.label)))"
    let row = "row\(function)(\(name))"
    let colour =
      layer.colour.map { ("", "lc rgb '\($0.code)'") }
      ?? (":(colour\(function)(\(name)))", "lc rgb variable")
    func value(_ column: String) -> String { GnuplotText.column(column, scale: layer.scale) }
    func when(_ text: String) -> String {
      "(\(GnuplotText.condition(layer.rows.matches)) ? \(text) : NaN)"
    }
    let place = GnuplotText.place(layer.rows.table.place, folder: folder)
    let (using, style): (String, String) =
      switch layer.mark {
      case .bar:
        (
          "\(when(value(layer.value))):(\(row)):(0):(\(value(layer.value))):(\(row)-0.36):(\(row)+0.36)",
          "boxxyerror fs transparent solid 0.4 noborder"
        )
      case .thick:
        (
          "\(when(value(layer.low))):(\(row)):(\(value(layer.low))):(\(value(layer.high))):(\(row)-0.2):(\(row)+0.2)",
          "boxxyerror fs transparent solid 0.5 noborder"
        )
      case .thin:
        (
          "\(when(value(layer.low))):(\(row)):(\(value(layer.high))-\(value(layer.low))):(0)",
          "vectors nohead lw 2"
        )
      case .dot: ("\(when(value(layer.value))):(\(row))", "points pt 7 ps 0.7")
      }
    return
      "\(place) using \(using)\(colour.0) with \(style) \(colour.1) \(Self.title(layer.legend))"
  }

  private static func title(_ legend: String) -> String {
    legend.isEmpty ? "notitle" : "title \(GnuplotText.quoted(PictureText.short(legend, 30)))"
  }

  // MARK: Lines

  private func commands(_ panel: LinePanel, _ isAlone: Bool) -> [String] {
    let low =
      panel.limits.map { GnuplotText.number($0.lowerBound) } ?? (panel.startsAtZero ? "0" : "*")
    let high = panel.limits.map { GnuplotText.number($0.upperBound) } ?? "*"
    var lines = [
      "set ytics auto", "set yrange [\(low):\(high)]", "set format y '%g'",
      "set xlabel \(GnuplotText.quoted(PictureText.shown(panel.x.title)))",
      "set ylabel \(GnuplotText.quoted(PictureText.shown(panel.y)))",
      "unset arrow", "set xrange [*:*]", "set offsets 0, 0, 0, 0", "set autoscale xfix",
    ]
    switch panel.x.kind {
    case .number, .whole:
      let step = Self.step(panel.extent, isAlone ? 8 : 4, isWhole: panel.x.kind == .whole)
      lines += ["set format x '%g'", "set xtics \(step)"]
    case .date:
      let tics = DateTics(panel).tics.map {
        "\(GnuplotText.tic($0.text)) day('\($0.date)')"
      }
      lines.append("set xtics (\(tics.joined(separator: ", ")))")
    }
    for at in panel.rules.map(GnuplotText.number) {
      lines.append(
        "set arrow from \(at),graph 0 to \(at),graph 1 nohead front lc rgb "
          + "'\(Palette.vermillion.code)' lw 1.5")
    }
    return lines + Self.plot(panel.layers.map { element($0, panel.x) })
  }

  private func element(_ layer: LinePanel.Layer, _ axis: LinePanel.Axis) -> String {
    let column =
      axis.kind == .date
      ? "day(strcol(\(GnuplotText.quoted(axis.column))))" : GnuplotText.column(axis.column)
    let x = "(\(GnuplotText.condition(layer.rows.matches)) ? \(column) : NaN)"
    func value(_ column: String) -> String {
      "(\(GnuplotText.column(column, scale: layer.scale)))"
    }
    let (using, style): (String, String) =
      switch layer.mark {
      case .line: ("\(x):\(value(layer.y))", "lines lw 2 dt \(layer.dash + 1)")
      case .band:
        (
          "\(x):\(value(layer.low)):\(value(layer.high))",
          "filledcurves fs transparent solid \(layer.opacity) noborder"
        )
      case .points: ("\(x):\(value(layer.y))", "points pt 7 ps 0.5")
      case .steps: ("\(x):\(value(layer.y))", "boxes fs transparent solid 0.5 noborder")
      }
    let place = GnuplotText.place(layer.rows.table.place, folder: folder)
    return
      "\(place) using \(using) with \(style) lc rgb '\(layer.colour.code)' \(Self.title(layer.legend))"
  }

  // MARK: Cells

  private func commands(_ panel: CellPanel) -> [String] {
    func tics(_ names: [String], _ place: (Int) -> Int) -> String {
      names.enumerated().map {
        "\(GnuplotText.tic(PictureText.short($1, 30))) \(place($0))"
      }.joined(separator: ", ")
    }
    let rows = panel.rows.count
    let largest =
      (0..<panel.table.count).map { panel.table.number("value", $0).magnitude }
      .filter(\.isFinite).max() ?? 1
    let limit = GnuplotText.number(largest > 0 ? largest : 1)
    let place = GnuplotText.place(panel.table.place, folder: folder)
    let y = "(\(rows + 1)-column('row'))"
    let titles =
      panel.x.isEmpty
      ? []
      : [
        "set xlabel \(GnuplotText.quoted(PictureText.shown(panel.x)))",
        "set ylabel \(GnuplotText.quoted(PictureText.shown(panel.y)))",
      ]
    let colours =
      panel.isShare
      ? ["set palette defined (0 '#F7F7F7', 1 '#8FC3E8')", "set cbrange [0:\(limit)]"]
      : [
        "set palette defined (-1 '#F2B48A', 0 '#F7F7F7', 1 '#8FC3E8')",
        "set cbrange [-\(limit):\(limit)]",
      ]
    // Names that have room beside each other stand upright.
    let longest = panel.columns.map { PictureText.short($0, 30).count }.max() ?? 0
    let turn = longest * panel.columns.count <= 40 ? "norotate" : "rotate by 20 right"
    return titles + [
      "set xtics (\(tics(panel.columns) { $0 + 1 })) \(turn)",
      "set ytics (\(tics(panel.rows) { rows - $0 }))",
      "set xrange [0.5:\(panel.columns.count).5]", "set yrange [0.5:\(rows).5]", "unset grid",
    ] + colours + ["set cblabel \(GnuplotText.quoted(PictureText.shown(panel.axis)))"]
      + Self.plot([
        "\(place) using (column('column')):\(y):(column('column')-0.48):(column('column')+0.48):"
          + "(\(rows + 1)-column('row')-0.46):(\(rows + 1)-column('row')+0.46):(column('value')) with "
          + "boxxyerror fs solid noborder lc palette notitle",
        "\(place) using (column('column')):\(y):(strcol('text')) with labels tc rgb '#111111' notitle",
      ])
  }
}
