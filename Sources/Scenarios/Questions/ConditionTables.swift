import Sim

extension ConditionQuestion {
  package static let files = ["conditions.csv", "leads.csv"]

  package static func tables(_ answer: Answer?) -> [AnswerTable] {
    [
      AnswerTable(.conditions, answer?.rows ?? []), AnswerTable(.leads, answer?.leads ?? []),
    ]
  }
}

extension Table where Row == ConditionQuestion.Row {
  fileprivate static var conditions: Table {
    Table(
      file: "conditions.csv",
      columns: [
        .text("scenario", "name of the scenario", role: .key) { $0.scenario },
        .text(
          "mode",
          "all: the trials as they are; given: those in which the rule holds; do: all, with the event "
            + "forced", role: .key
        ) { $0.mode.rawValue },
        .text("rule", "the rule, or the event and when it is forced", role: .key) { $0.rule },
        .text("outcome", "name of the outcome, or of the class", role: .key) { $0.name },
        .integer("trials", "trials", "that are looked at") { $0.trials },
        .integer("count", "trials", "of them that ended so") { $0.count },
        .number("share", "share", "count of trials; empty without trials") {
          $0.trials > 0 ? $0.share : nil
        },
        .number("ci_low", "share", "lower 95 % limit of the share, \(together)") {
          $0.interval.low
        },
        .number("ci_high", "share", "upper 95 % limit of the share, \(together)") {
          $0.interval.high
        },
        .text("kind", "outcome or class", role: .key) { $0.kind.rawValue },
        .text(
          "against",
          "given: what the share is set against: trials still open (at the step of the sighting, that had "
            + "not seen it before) of a rule that is seen on the way, else other trials"
        ) { $0.against?.rawValue },
        .number(
          "expected", "share",
          "given: the share that these come to, weighted by when it was seen; empty: none"
        ) { $0.expected },
        .number("ratio", "ratio", "given: the share over what is expected") {
          finite($0.ratio?.ratio)
        },
        .number("ratio_low", "ratio", "its lower 95 % limit, \(together)") {
          $0.ratio?.interval.low
        },
        .number("ratio_high", "ratio", "its upper 95 % limit, \(together); empty: none") {
          finite($0.ratio?.interval.high)
        },
        .number("difference", "share", "do: the share less that of the same trials as they are") {
          $0.difference?.value
        },
        .number("difference_low", "share", "its lower 95 % limit, of pairs, \(together)") {
          $0.difference?.interval.low
        },
        .number("difference_high", "share", "its upper 95 % limit, of pairs, \(together)") {
          $0.difference?.interval.high
        },
        .text("rough", "yes: of fewer than \(ConditionalShares.fewTrials) trials") {
          $0.isRough ? "yes" : "no"
        },
      ])
  }
}

extension Table where Row == ConditionQuestion.Lead {
  fileprivate static var leads: Table {
    Table(
      file: "leads.csv",
      columns: [
        .text("scenario", "name of the scenario", role: .key) { $0.scenario },
        .text("signal", "name of the signal", role: .key) { $0.signal },
        .text("class", "how the trials ended", role: .key) { $0.name },
        .integer("trials", "trials", "that ended so and in which the signal was seen") {
          $0.time.trials
        },
        .number("lead", "steps", "median of the steps from its first sight to the end") {
          $0.time.median
        },
        .number("lead_low", "steps", "its lower 95 % limit; empty of too few trials") {
          $0.time.interval?.low
        },
        .number("lead_high", "steps", "its upper 95 % limit; empty of too few trials") {
          $0.time.interval?.high
        },
        .integer("seen", "trials", "in which the signal was seen, however they ended") {
          $0.sighting.seen
        },
        .number("share", "share", "of them that ended so; empty: none was seen") {
          $0.sighting.seen > 0
            ? Double($0.sighting.count) / Double($0.sighting.seen) : nil
        },
        .number(
          "expected", "share",
          "that ends so of the trials still open at the step of the sighting that had not seen it before, "
            + "weighted by when it was seen; empty: none was seen"
        ) { $0.sighting.expected },
        .number("ratio", "ratio", "the share over what is expected; empty: neither is above 0") {
          finite($0.sighting.ratio.ratio)
        },
        .number("ratio_low", "ratio", "its lower 95 % limit, of all rows together") {
          $0.sighting.ratio.interval.low
        },
        .number("ratio_high", "ratio", "its upper 95 % limit, of all rows together; empty: none") {
          finite($0.sighting.ratio.interval.high)
        },
      ])
  }
}

private let together = "of all rows of the mode and kind together"
