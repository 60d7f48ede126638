import Sim

/// The limits of p5 to p95.
private let quantileLimitColumns: [Column<PointRow<Summary.MeasureRow>>] =
  Summary.shares.enumerated().flatMap { index, share in
    let name = "p\(Int((share * 100).rounded()))"
    let few = "empty of too few values and for a condition"
    return [
      Column<PointRow<Summary.MeasureRow>>.number(
        "\(name)_low", nil, "lower 95 % limit of \(name), by ranks; \(few)"
      ) { $0.row.quantileIntervals[index]?.low },
      .number("\(name)_high", nil, "upper 95 % limit of \(name), by ranks; \(few)") {
        $0.row.quantileIntervals[index]?.high
      },
    ]
  }

/// p5 to p95, as in `Summary.shares`. `quantile`: by place among them.
private func quantileColumns<T>(
  _ quantile: @escaping @Sendable (T, Int) -> Double?
) -> [Column<PointRow<T>>] {
  Summary.shares.enumerated().map { index, share in
    let percent = Int((share * 100).rounded())
    return .number("p\(percent)", nil, "\(percent) % quantile; empty for a condition") {
      quantile($0.row, index)
    }
  }
}

/// Of what is asked for alone: a whole column of a summary is long to copy.
private func momentColumns<T>(
  _ mean: @escaping @Sendable (T) -> Double?, _ moments: @escaping @Sendable (T) -> Moments,
  _ quantile: @escaping @Sendable (T, Int) -> Double?
) -> [Column<PointRow<T>>] {
  [
    .number(
      "mean", nil,
      "mean of the values; of a condition the share that holds; empty if too large for a number"
    ) {
      mean($0.row)
    },
    .number("sd", nil, "standard deviation; empty if too large for a number") {
      moments($0.row).standardDeviation
    },
  ] + quantileColumns(quantile)
}

private func resolutionColumn<T>(
  _ resolution: @escaping @Sendable (T) -> Double?
) -> Column<PointRow<T>> {
  .number(
    "resolution", nil,
    "how far p5 to p95 may be from those of the values they are taken of: the widest bin one of them "
      + "lies in; empty where they are exact"
  ) {
    resolution($0.row)
  }
}

extension Table where Row == PointRow<Summary.TimelineRow> {
  static var timeline: Table {
    Table(
      file: "timeline.csv",
      columns: [
        .scenario(), .point(),
        .integer("step", "steps", "step of the clock", role: .key) { $0.row.step },
        .date(\.step),
        .text("quantity", "name of the quantity", role: .key) {
          $0.point.report.quantities[$0.row.quantity].name
        },
        .text("basis", "all: ended trials keep their last value; open: still running", role: .key) {
          $0.row.basis.rawValue
        },
        .integer("n", "trials", "trials in which it has a value") {
          $0.row.column.moments.count
        },
      ] + momentColumns(\.column.mean, \.column.moments) { $0.column.quantiles?[$1] } + [
        .integer("missing", "trials", "trials in which it is missing") {
          $0.row.column.moments.missing
        },
        resolutionColumn(\.column.resolution),
        .text("unit", "unit of the quantity") {
          $0.point.report.quantities[$0.row.quantity].unit
        },
      ])
  }
}

extension Table where Row == PointRow<Summary.MeasureRow> {
  static var measures: Table {
    let mean =
      "95 % limit of the mean; empty of fewer than \(MeanInterval.fewestValues) values and where more "
      + "than 1 % of the trials failed, but for a condition"
    return Table(
      file: "measures.csv",
      columns: [
        .scenario(), .point(),
        .text("measure", "name of the measure", role: .key) {
          $0.point.report.measures[$0.row.measure].name
        },
        .text("unit", "unit of the measure") { $0.point.report.measures[$0.row.measure].unit },
        .text("given", "all: every trial; an outcome: trials that ended so", role: .key) { row in
          row.row.outcome.map { row.point.report.outcomes[$0].name } ?? "all"
        },
        .integer("n", "trials", "trials in which it has a value") {
          $0.row.column.moments.count
        },
        .integer("missing", "trials", "trials in which it is missing") {
          $0.row.column.moments.missing
        },
      ] + momentColumns(\.column.mean, \.column.moments) { $0.column.quantiles?[$1] } + [
        .number(
          "standard_error", nil, "standard error of the mean; empty if too large for a number"
        ) {
          $0.row.column.moments.standardError
        },
        .number("ci_low", nil, "lower \(mean)") { $0.row.interval?.low },
        .number("ci_high", nil, "upper \(mean)") { $0.row.interval?.high },
      ] + quantileLimitColumns + [
        resolutionColumn(\.column.resolution),
        .number("defined", "share", "n divided by n and missing") { $0.row.defined.share },
        .number("defined_low", "share", "lower 95 % limit of defined") {
          $0.row.defined.interval.low
        },
        .number("defined_high", "share", "upper 95 % limit of defined") {
          $0.row.defined.interval.high
        },
      ])
  }
}
