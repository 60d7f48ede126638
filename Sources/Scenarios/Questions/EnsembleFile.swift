import Sim

/// Sets of parameters with weights, as `simrun calibrate` writes them: trials draw a set each, by its weight.
///
/// Each trial draws one number, which says the set; every parameter of the file then reads it. So all tables
/// of a run, and their limits, are of trials that are alike in law, and need no weights of their own.
package struct EnsembleFile: Sendable {
  package static let name = "ensemble.csv"
  static let weight = "weight"
  package static let mostSets = 10_000
  /// One expression chooses among so many at most. Of more sets so many of equal weight are taken.
  static let mostChosen = 200

  package let paths: [String]
  /// By set: the values by path.
  package let sets: [[Double]]
  /// By set; their sum is 1.
  package let weights: [Double]

  package var effectiveSize: Double { 1 / weights.reduce(0) { $0 + $1 * $1 } }

  /// `source`: where it is read from, if not from the disk.
  package init(path: String, from source: FileSource? = nil) throws(TrialDataError) {
    let table = try CSVTable(given: path, from: source)
    let names = table.names.filter { $0 != Self.weight }
    guard names.count < table.names.count else {
      throw .missing(
        "\(path): " + ScenarioCause.missing(Self.weight, what: "column", among: table.names).wording
      )
    }
    guard !names.isEmpty else { throw .missing("\(path) has no column of a parameter") }
    guard table.rowCount <= Self.mostSets else {
      throw .missing("\(path) has \(table.rowCount) sets; \(Self.mostSets) are the most")
    }
    var columns: [[Double]] = []
    for name in names + [Self.weight] {
      guard let column = table.numbers(name), !column.contains(where: \.isNaN) else {
        throw .wrong([table.fieldWithoutNumber(name)?.diagnostic(in: path)].compactMap { $0 })
      }
      columns.append(column)
    }
    let given = columns[names.count]
    let sum = given.reduce(0, +)
    if let below = table.fieldBelowZero(Self.weight) {
      throw .wrong([below.diagnostic(in: path)])
    }
    guard sum > 0, sum.isFinite else {
      throw .missing("\(path): weights are 0 or more, and not all 0")
    }
    let chosen = Self.chosen(given.map { $0 / sum })
    paths = names.map { $0.contains(".") ? $0 : "parameters.\($0)" }
    sets = chosen.map { row in names.indices.map { columns[$0][row.place] } }
    weights = chosen.map(\.weight)
  }

  /// Sets with a weight above 0. Of more than `mostChosen` those at so many even steps along their
  /// summed weights (systematic resampling: Carpenter, Clifford and Fearnhead 1999).
  static func chosen(_ weights: [Double]) -> [(place: Int, weight: Double)] {
    let kept = weights.indices.filter { weights[$0] > 0 }
    guard kept.count > mostChosen else { return kept.map { ($0, weights[$0]) } }
    let step = 1 / Double(mostChosen)
    var found: [(place: Int, weight: Double)] = []
    var (sum, next) = (0.0, step / 2)
    for place in kept {
      sum += weights[place]
      let count = max(0, ((sum - next) / step).rounded(.down) + 1)
      guard count > 0 else { continue }
      found.append((place, count * step))
      next += count * step
    }
    return found
  }

  /// What is laid over a scenario.
  package var settings: [Setting] {
    var bounds: [Double] = []
    var sum = 0.0
    for weight in weights.dropLast() {
      sum += weight
      bounds.append(sum)
    }
    let draw = Setting(path: Setting.ensembleDraw, value: "uniform(0, 1)", of: .ensemble)
    return [draw]
      + paths.indices.map { column in
        Setting(
          path: paths[column],
          value: Self.choice(sets.map { $0[column] }[...], bounds), of: .ensemble)
      }
  }

  /// `if(ensemble_draw < …, …, …)`, halving the sets each time.
  private static func choice(_ values: ArraySlice<Double>, _ bounds: [Double]) -> String {
    guard values.count > 1 else { return values.first.map { "\($0)" } ?? "0" }
    let middle = values.startIndex + values.count / 2
    let low = choice(values[..<middle], bounds)
    let high = choice(values[middle...], bounds)
    return low == high ? low : "if(ensemble_draw < \(bounds[middle - 1]), \(low), \(high))"
  }
}
