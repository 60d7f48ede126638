import Sim

/// The columns of a share, the same in every table.
private func shareColumns<T>(
  of what: String, limits: String, _ share: @escaping @Sendable (T) -> Summary.Share
) -> [Column<PointRow<T>>] {
  [
    .integer("count", "trials", what) { share($0.row).count },
    .number("share", "share", "count divided by trials") { share($0.row).share },
    .number("ci_low", "share", "lower limit of the share, \(limits)") {
      share($0.row).interval.low
    },
    .number("ci_high", "share", "upper limit of the share, \(limits)") {
      share($0.row).interval.high
    },
  ]
}

private func trials<T>(
  _ meaning: String, _ share: @escaping @Sendable (T) -> Summary.Share
) -> Column<PointRow<T>> {
  .integer("trials", "trials", meaning) { share($0.row).trials }
}

private func failureColumns<T>(
  _ shareIfFailures: @escaping @Sendable (T) -> Double?
) -> [Column<PointRow<T>>] {
  [
    .integer("failed", "trials", "trials that failed; they are in no other column") {
      $0.point.summary.failureCount
    },
    .number("share_if_failures", "share", "the share if all failed trials had ended so") {
      shareIfFailures($0.row)
    },
  ]
}

/// What the limits of a point's shares are of.
private func limitsColumn<T>() -> Column<PointRow<T>> {
  .text(
    "limits",
    "sampling: ci_low and ci_high say how far chance alone may have moved the share; bounds: more than "
      + "1 % of all trials failed, and they also say what the share would be had none or all of these "
      + "ended so"
  ) { $0.point.summary.limitsAreBounds ? "bounds" : "sampling" }
}

private let together = "95 %, for all shares of the point together"
private let single = "95 %, for this share alone; a bound if more than 1 % of all trials failed"

extension Table where Row == PointRow<Summary.OutcomeRow> {
  static var outcomes: Table {
    Table(
      file: "outcomes.csv",
      columns: [
        .scenario(), .point(),
        .text("class", "class of the outcome", role: .key) { $0.row.className },
        .text("outcome", "name of the outcome", role: .key) { $0.row.name },
        trials("trials that finished", \.share),
      ] + shareColumns(of: "trials that ended so", limits: together, \.share)
        + failureColumns(\.shareIfFailures) + [limitsColumn()])
  }
}

extension Table where Row == PointRow<Summary.ClassRow> {
  static var classes: Table {
    Table(
      file: "classes.csv",
      columns: [
        .scenario(), .point(),
        .text("class", "class of outcomes", role: .key) { $0.row.name },
        trials("trials that finished", \.share),
      ] + shareColumns(of: "trials that ended so", limits: together, \.share)
        + failureColumns(\.shareIfFailures) + [limitsColumn()])
  }
}

extension Table where Row == PointRow<Summary.IncidenceRow> {
  static var incidence: Table {
    Table(
      file: "incidence.csv",
      columns: [
        .scenario(), .point(),
        .integer("step", "steps", "step of the clock", role: .key) { $0.row.step },
        .date(\.step),
        .text("event", "name of the outcome, class, milestone or declared event", role: .key) {
          $0.row.event
        },
      ] + shareColumns(of: "trials with it by the end of the step", limits: single, \.share) + [
        .text("kind", "outcome, class, milestone or event", role: .key) { $0.row.kind.rawValue },
        trials("trials that finished", \.share),
        .number("band_low", "share", "lower edge of the 95 % band that holds at all steps") {
          $0.row.band.low
        },
        .number("band_high", "share", "upper edge of the 95 % band that holds at all steps") {
          $0.row.band.high
        },
      ])
  }
}

extension Table where Row == PointRow<Summary.SignalRow> {
  static var signals: Table {
    Table(
      file: "signals.csv",
      columns: [
        .scenario(), .point(),
        .text("signal", "name of the signal", role: .key) {
          $0.point.report.signals[$0.row.signal]
        },
        .integer("step", "steps", "step of the clock", role: .key) { $0.row.step },
        .date(\.step),
        .text("given", "all: trials of every outcome; else the outcome", role: .key) {
          row in row.row.outcome.map { row.point.report.outcomes[$0].name } ?? "all"
        },
        trials(
          "all: every trial that finished, ended by this step or not; an outcome: its trials "
            + "still open after this step", \.share),
      ]
        + shareColumns(
          of: "of these, seen by the end of the step", limits: single, \.share) + [
          .number(
            "likelihood_ratio", "ratio",
            "share seen given the outcome over share seen given any other, of trials still open; "
              + "inf: never seen before any other; empty for all and where never seen"
          ) { $0.row.likelihoodRatio?.ratio },
          .number("lr_low", "ratio", "lower 95 % limit of the likelihood ratio") {
            $0.row.likelihoodRatio?.interval.low
          },
          .number("lr_high", "ratio", "upper 95 % limit of the likelihood ratio; may be inf") {
            $0.row.likelihoodRatio?.interval.high
          },
        ])
  }
}

extension Table where Row == PointRow<Failure> {
  static var failures: Table {
    Table(
      file: "failures.csv",
      columns: [
        .scenario(), .point(),
        .integer(
          "trial", nil,
          "number of the trial; of a scenario no more than the first \(BlockTally.mostFailuresListed) "
            + "failed trials have a row", role: .key
        ) { $0.row.trial },
        .integer("step", "steps", "step in which it failed") { $0.row.step },
        .text("message", "why") { $0.row.message },
        .text("position", "where in the files, or the --set or --sweep") { $0.row.place },
        .text("command", "what replays the trial") { $0.point.replay($0.row.trial) },
      ])
  }
}
