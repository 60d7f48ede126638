import Sim

/// Pictures of a search: the choices that nothing beats, the way to the best one, and what it is to stand.
struct SearchPictures {
  let results: ResultTables

  var all: [Picture] { front + path + views }

  private var run: String { results.facts.trialsAndSeed + "." }

  private func aim(_ place: Int) -> String {
    let aims = results.facts.aims
    return PictureText.short(aims.indices.contains(place) ? aims[place] : "aim", 60)
  }

  /// The rows of a table that are chosen, with columns of numbers.
  private func block(
    _ name: String, _ file: String, _ columns: [String], _ rows: [[Double]]
  ) -> PictureRows {
    PictureRows(
      PictureTable(
        .block(name, from: [file]), names: columns,
        rows: rows.map { row in row.map { GnuplotText.number($0) } }))
  }

  /// By two aims: the front, and the file as it is.
  private var front: [Picture] {
    guard let table = results.table("front.csv"), table.has("objective", "objective_2") else {
      return []
    }
    let all = PictureRows(table)
    var layers = [
      LinePanel.Layer(mark: .line, rows: all, y: "objective_2", colour: Palette.blue),
      LinePanel.Layer(
        mark: .points, rows: all, y: "objective_2", colour: Palette.blue,
        legend: "beaten by no other"),
    ]
    if let file = fileRow {
      layers.append(
        LinePanel.Layer(
          mark: .points,
          rows: block("file", "search.csv", ["objective", "objective_2"], [file]),
          y: "objective_2", colour: Palette.vermillion, legend: "the file as it is"))
    }
    return [
      Picture(
        "front", title: "Choices that no other beats in both aims",
        notes: ["\(run) Of those that were run on fresh draws."],
        description:
          "\(table.count) choices by \(aim(0)) and \(aim(1)); none is beaten by another in both.",
        panels: [
          Picture.Panel(
            content: .lines(
              LinePanel(
                x: LinePanel.Axis(column: "objective", title: aim(0)), y: aim(1), layers: layers)))
        ])
    ]
  }

  /// Both aims of the file as it is, on fresh draws.
  private var fileRow: [Double]? {
    guard let table = results.table("search.csv"), table.has("candidate", "stage", "objective_2")
    else { return nil }
    let last = (0..<table.count).last { row in
      table.text("candidate", row) == "0" && table.text("stage", row).hasSuffix(" estimate")
    }
    guard let row = last else { return nil }
    let values = [table.number("objective", row), table.number("objective_2", row)]
    return values.allSatisfy(\.isFinite) ? values : nil
  }

  /// What candidates come to, by stage, and the best of each.
  private var path: [Picture] {
    guard let table = results.table("search.csv"), results.table("front.csv") == nil,
      table.has("stage", "objective", "feasible")
    else { return [] }
    var (search, fresh): ([[Double]], [[Double]]) = ([], [])
    var best: [Double: Double] = [:]
    for row in 0..<table.count where table.text("feasible", row) == "1" {
      let parts = table.text("stage", row).split(separator: " ")
      let value = table.number("objective", row)
      guard parts.count == 2, let stage = Double(parts[0]), value.isFinite else { continue }
      if ["start", "climb", "review"].contains(parts[1]) {
        search.append([stage, value])
      } else {
        fresh.append([stage, value])
      }
      best[stage] = max(best[stage] ?? -.infinity, value)
    }
    guard best.count > 1 else { return [] }
    let columns = ["stage", "aim"]
    func points(
      _ name: String, _ rows: [[Double]], _ colour: Palette.Colour, _ legend: String
    ) -> [LinePanel.Layer] {
      guard !rows.isEmpty else { return [] }
      return [
        LinePanel.Layer(
          mark: .points, rows: block(name, "search.csv", columns, rows), y: "aim", colour: colour,
          legend: legend)
      ]
    }
    let line = block(
      "best", "search.csv", columns, best.sorted { $0.key < $1.key }.map { [$0.key, $0.value] })
    let layers =
      points("search", search, Palette.grey, "on the draws of the search")
      + points("fresh", fresh, Palette.blue, "on fresh draws") + [
        LinePanel.Layer(
          mark: .line, rows: line, y: "aim", colour: Palette.vermillion,
          legend: "the best of each stage")
      ]
    return [
      Picture(
        "search", title: "The way of the search",
        notes: [
          "\(run) Each point is a choice in a stage; choices that break a limit are left out. What is best of many on "
            + "the draws of the search looks better than it is."
        ],
        description: "What \(aim(0)) comes to for the choices of \(best.count) stages of a search.",
        panels: [
          Picture.Panel(
            content: .lines(
              LinePanel(
                x: LinePanel.Axis(column: "stage", title: "stage", kind: .whole), y: aim(0),
                layers: layers)))
        ])
    ]
  }

  /// What the file, the choice and the best of each view come to in it.
  private var views: [Picture] {
    guard let table = results.table("views.csv"), table.has("name", "file", "choice", "best") else {
      return []
    }
    let rows = PictureRows(table)
    let layers = [
      ("best", Palette.green, "best for it"), ("file", Palette.grey, "the file as it is"),
      ("choice", Palette.blue, "the choice"),
    ].map { column, colour, legend in
      RowPanel.Layer(
        mark: .dot, rows: rows, label: "name", value: column, colour: colour, legend: legend)
    }
    return [
      Picture(
        "views", title: "What the choice comes to, whichever view holds",
        notes: [
          "\(run) Blue: the choice; grey: the file as it is; green: the choice that is best for the view."
        ],
        description: "\(aim(0)) of the choice and of the file in \(table.count) views.",
        panels: [
          Picture.Panel(
            content: .rows(
              RowPanel(
                axis: aim(0),
                labels: rows.distinct("name").map { RowPanel.Label(key: $0, text: $0) },
                layers: layers)))
        ])
    ]
  }
}
