/// One picture, whatever draws it: panels of rows, of lines or of cells, each with the rows of a table.
package struct Picture: Sendable {
  /// Of its files, without an ending.
  package let name: String
  package let title: String
  /// What it was made of and what its marks mean, a sentence or a few in each.
  package var notes: [String]
  /// What it shows in words, for those who cannot see it.
  package let description: String
  let panels: [Panel]

  struct Panel: Sendable {
    /// Empty where the picture has but one.
    var title = ""
    let content: Content

    /// The title in one line.
    var line: String { title.split(separator: "\n").joined(separator: " ") }
  }

  enum Content: Sendable {
    case rows(RowPanel)
    case lines(LinePanel)
    case cells(CellPanel)
  }

  init(
    _ name: String, title: String, notes: [String], description: String, panels: [Panel]
  ) {
    self.name = name
    let own = panels.count == 1 ? panels.first?.line ?? "" : ""
    self.title = own.isEmpty ? title : "\(title): \(own)"
    self.notes = notes
    self.description = description
    self.panels = panels
  }

  /// The tables that stand in the script itself.
  var blocks: [PictureTable] {
    var seen: Set<PictureTable.Place> = []
    return panels.flatMap(\.content.tables).filter {
      if case .block = $0.place { return seen.insert($0.place).inserted }
      return false
    }
  }

  /// The key of panels of lines, where there are several: all of them share it.
  var sharedKey: [(text: String, colour: Palette.Colour, dash: Int)] {
    guard panels.count > 1 else { return [] }
    var seen: Set<String> = []
    return panels.flatMap { panel -> [LinePanel.Layer] in
      if case .lines(let lines) = panel.content { lines.layers } else { [] }
    }.filter { !$0.legend.isEmpty && seen.insert($0.legend).inserted }
      .map { (text: $0.legend, colour: $0.colour, dash: $0.dash) }
  }

  /// The CSV files that it is drawn from.
  package var files: [String] {
    var seen: Set<String> = []
    return panels.flatMap(\.content.tables).flatMap { table -> [String] in
      switch table.place {
      case .file(let name): [name]
      case .block(_, let names): names
      }
    }.filter { seen.insert($0).inserted }
  }
}

/// Named rows from top to bottom, a value or a range in each.
struct RowPanel: Sendable {
  struct Label: Sendable {
    /// As the table names the row.
    let key: String
    let text: String
    var colour = Palette.ink
  }

  struct Layer: Sendable {
    enum Mark: Sendable, Hashable { case bar, thick, thin, dot }
    let mark: Mark
    let rows: PictureRows
    /// The column that names the row.
    let label: String
    /// Of a bar and a dot.
    var value = ""
    /// Of a range, thick or thin.
    var low = ""
    var high = ""
    var scale = 1.0
    /// `nil`: that of the row.
    var colour: Palette.Colour?
    /// For the key; none in it without.
    var legend = ""
  }

  let axis: String
  let labels: [Label]
  let layers: [Layer]
  /// A vertical line, as that of no difference.
  var reference: Double?
  var startsAtZero = false
}

/// Lines and bands over time or over a number.
struct LinePanel: Sendable {
  struct Axis: Sendable {
    /// `whole`: numbers that are counted, as steps are.
    enum Kind: Sendable, Hashable { case number, whole, date }
    let column: String
    let title: String
    var kind = Kind.number
  }

  struct Layer: Sendable {
    enum Mark: Sendable, Hashable { case line, band, points, steps }
    let mark: Mark
    let rows: PictureRows
    /// Of a line, of points and of steps.
    var y = ""
    /// Of a band.
    var low = ""
    var high = ""
    var scale = 1.0
    let colour: Palette.Colour
    var opacity = 0.2
    /// 0 is a whole line.
    var dash = 0
    var legend = ""
  }

  let x: Axis
  let y: String
  let layers: [Layer]
  /// Of the vertical axis.
  var limits: ClosedRange<Double>?
  var startsAtZero = false
  /// Vertical lines.
  var rules: [Double] = []
}

/// A table of coloured cells with their numbers.
struct CellPanel: Sendable {
  let columns: [String]
  let rows: [String]
  /// With the columns `column`, `row` (positions from 1), `value` and `text`.
  let table: PictureTable
  let axis: String
  /// What columns and rows are values of; empty where their names say it.
  var x = ""
  var y = ""
  /// Values from 0 on, rather than on both sides of it.
  var isShare = false
}

extension Picture.Content {
  var tables: [PictureTable] {
    switch self {
    case .rows(let panel): panel.layers.map(\.rows.table)
    case .lines(let panel): panel.layers.map(\.rows.table)
    case .cells(let panel): [panel.table]
    }
  }

  /// What the key names, each once.
  var legends: [(text: String, colour: Palette.Colour)] {
    var seen: Set<String> = []
    let all: [(String, Palette.Colour)] =
      switch self {
      case .rows(let panel): panel.layers.map { ($0.legend, $0.colour ?? Palette.ink) }
      case .lines(let panel): panel.layers.map { ($0.legend, $0.colour) }
      case .cells: []
      }
    return all.filter { !$0.0.isEmpty && seen.insert($0.0).inserted }
      .map { (text: $0.0, colour: $0.1) }
  }
}

extension RowPanel {
  /// From the smallest to the largest number that is drawn; `nil` without any.
  var extent: ClosedRange<Double>? {
    let keys = Set(labels.map(\.key))
    var values = reference.map { [$0] } ?? []
    if startsAtZero || layers.contains(where: { $0.mark == .bar }) { values.append(0) }
    for layer in layers {
      for row in layer.rows.indices where keys.contains(layer.rows.table.text(layer.label, row)) {
        for column in [layer.value, layer.low, layer.high] where !column.isEmpty {
          values.append(layer.rows.table.number(column, row) * layer.scale)
        }
      }
    }
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return nil }
    return low...high
  }
}

extension ClosedRange<Double> {
  /// Whether its ends are the same, but for rounding.
  var isOneNumber: Bool {
    upperBound - lowerBound <= 1e-9 * Swift.max(lowerBound.magnitude, upperBound.magnitude)
  }
}

extension LinePanel {
  /// From the smallest to the largest number of the horizontal axis; `nil` without any.
  var extent: ClosedRange<Double>? {
    let values = layers.flatMap { $0.rows.numbers(x.column) }.filter(\.isFinite) + rules
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }
}

extension LinePanel.Layer {
  /// The share of an outcome in percent: its line in a band of its limits.
  static func share(
    _ rows: PictureRows, style: (colour: Palette.Colour, dash: Int), legend: String
  ) -> [LinePanel.Layer] {
    [
      LinePanel.Layer(
        mark: .band, rows: rows, low: "ci_low", high: "ci_high", scale: 100, colour: style.colour),
      LinePanel.Layer(
        mark: .line, rows: rows, y: "share", scale: 100, colour: style.colour, dash: style.dash,
        legend: legend),
    ]
  }
}
