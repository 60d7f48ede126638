import Sim

/// Reads trials from a folder with results, or from any CSV file with a header.
package enum TrialTableReader {
  /// Larger files are not read.
  static let mostBytes = 1 << 30

  /// The trials of a folder, or of a table. `point`: which, as `scenario` or `scenario:number`, where
  /// there are several.
  package static func read(_ path: String, point: String? = nil) throws(TrialDataError) -> TrialData
  {
    guard isFolder(path) else {
      let table = try CSVTable(path, shown: path)
      return try data(of: table, name: name(of: path), shown: path, roles: [:], point: point)
    }
    let trials = path + "/trials.csv"
    guard Disk.entry(trials) != .nothing else { throw .noTrials(path) }
    let table = try CSVTable(trials, shown: trials)
    guard table.rowCount > 0 else { throw .noTrials(path) }
    return try data(of: table, name: path, shown: path, roles: roles(path), point: point)
  }

  package static func isFolder(_ path: String) -> Bool { (try? Disk.isFolder(path)) == true }

  /// By column of `trials.csv`: whether it is an input, and its unit.
  private static func roles(
    _ folder: String
  ) throws(TrialDataError) -> [String: (isInput: Bool, unit: String?)] {
    let path = folder + "/columns.csv"
    guard Disk.entry(path) != .nothing else {
      throw .missing(
        "\(folder) has no columns.csv, which says what the columns of trials.csv are; give trials.csv itself, with "
          + "--inputs and --outcome")
    }
    let table = try CSVTable(path, shown: path)
    guard let files = table.texts("file"), let columns = table.texts("column"),
      let roles = table.texts("role"), let units = table.texts("unit")
    else { return [:] }
    var found: [String: (isInput: Bool, unit: String?)] = [:]
    for row in files.indices where files[row] == TrialTable.file {
      found[columns[row]] = (
        roles[row] == ColumnRole.input.rawValue, units[row].isEmpty ? nil : units[row]
      )
    }
    return found
  }

  /// `a/b.csv`: `b`.
  private static func name(of path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last.hasSuffix(".csv") ? String(last.dropLast(4)) : last
  }

  private static func data(
    of table: CSVTable, name: String, shown: String,
    roles: [String: (isInput: Bool, unit: String?)], point: String?
  ) throws(TrialDataError) -> TrialData {
    let columns = table.names.indices.map { place in
      let name = table.names[place]
      let (kind, values) = table.values(place)
      var column = TrialData.Column(
        name, unit: roles[name]?.unit, kind: kind, values: values,
        isInput: roles[name]?.isInput ?? false)
      column.odd = table.oddField(place)?.diagnostic(in: shown)
      return column
    }
    let isOurs = !roles.isEmpty
    let numbers =
      isOurs
      ? columns.first { $0.name == "trial" }?.values.map { Int(exactly: $0) ?? 0 } : nil
    let all = TrialData(
      name: name, numbers: numbers ?? Array(0..<table.rowCount), columns: columns)
    return isOurs ? try chosen(point, of: all, shown: shown) : all
  }

  /// The trials of one point of a folder.
  private static func chosen(
    _ asked: String?, of all: TrialData, shown: String
  ) throws(TrialDataError) -> TrialData {
    guard let scenarios = all.column("scenario"), let names = scenarios.labels,
      let points = all.column("point")
    else { return all }
    let keys = zip(scenarios.values, points.values).map { scenario, point in
      (name: scenario.isNaN ? "" : names[Int(scenario)], point: Int(exactly: point) ?? 0)
    }
    var known: [String] = []
    var seen: Set<String> = []
    for key in keys where seen.insert("\(key.name):\(key.point)").inserted {
      known.append("\(key.name):\(key.point)")
    }
    let matching = known.filter { key in
      asked == nil || key == asked || key.hasPrefix((asked ?? "") + ":")
    }
    guard let only = matching.first else {
      throw .missing(ScenarioCause.missing(asked ?? "", what: "point", among: known).wording)
    }
    guard matching.count == 1 else { throw .severalPoints(shown, matching) }
    let kept = all.filtered(keys.map { "\($0.name):\($0.point)" == only })
    let key = keys.first { "\($0.name):\($0.point)" == only }
    return TrialData(
      name: key?.name ?? all.name, point: key?.point ?? 0, numbers: kept.numbers,
      columns: kept.columns)
  }
}
