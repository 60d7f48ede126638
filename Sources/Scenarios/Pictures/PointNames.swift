/// What the points of a study are called: by their name where they are listed, else by what is set there.
struct PointNames {
  private var names: [ResultPoint: String] = [:]
  private let hasScenarios: Bool

  init(_ results: ResultTables) {
    hasScenarios = Set(results.points.map(\.scenario)).count > 1
    guard let table = results.table("points.csv") else { return }
    let swept = table.names.filter {
      !["scenario", "point", "name"].contains($0) && table.distinct($0).count > 1
    }
    let short = Self.short(swept)
    for row in 0..<table.count {
      let point = ResultPoint(
        scenario: table.text("scenario", row), point: Int(table.text("point", row)) ?? 0)
      let name = PictureText.shown(table.text("name", row))
      let set = swept.compactMap { path -> String? in
        let value = table.text(path, row)
        let name: String = short[path] ?? path
        return value.isEmpty ? nil : "\(name) = \(PictureText.shown(value))"
      }
      names[point] = name.isEmpty ? set.joined(separator: ", ") : name
    }
  }

  /// A path is known by its last part, unless another of them ends so too.
  static func short(_ paths: [String]) -> [String: String] {
    let endings: [String] = paths.map { (path: String) -> String in
      guard let dot = path.lastIndex(of: ".") else { return path }
      return String(path[path.index(after: dot)...])
    }
    var names: [String: String] = [:]
    for (path, ending) in zip(paths, endings) {
      let alike = endings.filter { $0 == ending }
      names[path] = alike.count == 1 ? ending : path
    }
    return names
  }

  /// With the scenario where there are several, but for a point beside another of the same.
  func name(_ point: ResultPoint, beside other: ResultPoint? = nil) -> String {
    let own = names[point] ?? ""
    guard !own.isEmpty else { return point.name }
    let isKnown = !hasScenarios || other?.scenario == point.scenario
    return isKnown ? own : "\(point.scenario): \(own)"
  }
}
