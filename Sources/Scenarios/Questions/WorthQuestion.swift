package import Sim

/// "Which unknown is worth finding out before a plan is chosen?", asked of the same parameter draws under
/// several plans.
package struct WorthQuestion: Sendable {
  /// What an end of a trial is worth.
  package enum Utility: Sendable, Hashable {
    /// By outcome or class; other ends are worth 0.
    case ends([String: Double])
    /// The value of a measure; trials in which a plan has none do not count for that plan.
    case measure(String)
  }

  package let utility: Utility
  /// Trials that share their parameters.
  package let repeats: Int

  package init(_ utility: Utility, repeats: Int) {
    self.utility = utility
    self.repeats = repeats
  }

  package enum Quantity: String, Sendable {
    case evpi = "EVPI"
    case evppi = "EVPPI"
  }

  package struct Row: Sendable {
    package let quantity: Quantity
    /// Names of inputs, with ` + ` between; `nil`: all.
    package let input: String?
    package let worth: InformationValue.Worth

    /// Whether it is more than noise may make of nothing.
    package var isToldApart: Bool { worth.interval.low > 0 }
  }

  /// A plan, in the order of the files.
  package struct Plan: Sendable {
    package let name: String
    package let mean: Double
    /// How much it is better than the best other plan; paired, of all plans together. `nil` of too few draws.
    /// Where more than 1 % of the trials failed and worths are bounded, it allows for all that failed trials
    /// could have been worth.
    package let lead: Interval?
    /// In what share of parameter draws it is the best.
    package let best: Interval
    package let wins: Int
  }

  package struct Answer: Sendable {
    package let rows: [Row]
    package let plans: [Plan]
    /// Position of the plan that is best on average.
    package let best: Int
    /// Parameter draws.
    package let draws: Int
    package let unit: String?
    package let ties: Int
    package let missing: Missing
  }

  /// What the values lack, in parameter draws and in trials.
  package struct Missing: Sendable, Hashable {
    /// Trials that failed under some plan. They count under none.
    package var failed = 0
    /// Whether leads allow for these.
    package var leadsAllowForFailed = false
    /// Draws in which a plan has no value in any trial. They are left out.
    package var drawsWithout = 0
    /// Draws in which a plan has values in some trials only.
    package var drawsInPart = 0
    /// Draws in which a plan has a value in one trial only.
    package var drawsOfOne = 0
  }

  /// `trials`: of each plan, all of the same numbers; each with its columns as they were run.
  package func answer(
    _ plans: [(name: String, trials: TrialColumns)]
  ) throws(TrialDataError) -> Answer {
    var utilities: [[Double]] = []
    for plan in plans { utilities.append(try values(plan.trials, plan.name)) }
    let known = utilities
    let failed = Self.leaveOut(plans.map(\.trials.outcomes), of: &utilities)
    guard let information = InformationValue(utilities, repeats: repeats) else {
      throw .missing(
        "too few parameter draws: \(InformationValue.fewestDraws) are needed, each of \(repeats) trials, in "
          + "which every plan has a value; give a larger -n")
    }
    let inputs = inputs(plans.map(\.trials), in: information.rows)
    var rows = [Row(quantity: .evpi, input: nil, worth: information.perfect())]
    var single: [(row: Row, column: BoxInput)] = []
    for input in inputs {
      guard let worth = information.partial([input.values]) else { continue }
      single.append((Row(quantity: .evppi, input: input.name, worth: worth), input.values))
    }
    single.sort { $0.row.worth.value > $1.row.worth.value }
    rows += single.map(\.row)
    // The two that are worth most may be worth more, or less, together.
    if single.count > 1, let worth = information.partial([single[0].column, single[1].column]) {
      let names = single.prefix(2).compactMap(\.row.input).joined(separator: " + ")
      rows.append(Row(quantity: .evppi, input: names, worth: worth))
    }
    let best = BestPlan(information.means)
    let bounds = bounds(plans.map(\.trials), failed)
    let isFailed = plans.map { $0.trials.outcomes.map { $0 < 0 } }
    let means = information.means.map { $0.reduce(0, +) / Double(max(1, $0.count)) }
    return Answer(
      rows: rows,
      plans: plans.indices.map { place in
        Plan(
          name: plans[place].name, mean: means[place],
          lead: bounds.map {
            PlanLead.bounds(known, isFailed: isFailed, of: place, repeats: repeats, within: $0)
          } ?? PlanLead.interval(information.means, of: place), best: best.intervals[place],
          wins: best.wins[place])
      },
      best: information.best, draws: information.means.first?.count ?? 0, unit: unit(plans),
      ties: best.ties,
      missing: Missing(
        failed: failed, leadsAllowForFailed: bounds != nil, drawsWithout: information.drawsWithout,
        drawsInPart: information.drawsInPart, drawsOfOne: information.drawsOfOne))
  }

  /// Takes the values of trials that failed under some plan out of all plans, which are compared in the
  /// same trials. How many they are.
  private static func leaveOut(_ outcomes: [[Int32]], of utilities: inout [[Double]]) -> Int {
    var failed = 0
    for trial in 0..<(outcomes.map(\.count).min() ?? 0)
    where outcomes.contains(where: { $0[trial] < 0 }) {
      failed += 1
      for plan in utilities.indices { utilities[plan][trial] = .nan }
    }
    return failed
  }

  private func unit(_ plans: [(name: String, trials: TrialColumns)]) -> String? {
    guard case .measure(let name) = utility else { return nil }
    return plans.first?.trials.report.measures.first { $0.name == name }?.unit
  }

  /// Between what a failed trial is worth, if leads are to allow for `failed` of them; `nil` if not, or if
  /// nothing bounds it.
  private func bounds(_ plans: [TrialColumns], _ failed: Int) -> ClosedRange<Double>? {
    let trials = plans.map(\.count).min() ?? 0
    guard Summary.bounding(trials - failed, failed) > 0 else { return nil }
    let worths: [Double]
    switch utility {
    case .measure(let name):
      let isCondition = plans.allSatisfy { trials in
        trials.report.measures.first { $0.name == name }?.isCondition ?? false
      }
      worths = isCondition ? [0, 1] : []
    case .ends(let worth): worths = plans.flatMap { Self.worths(worth, $0.report) }
    }
    guard let least = worths.min(), let most = worths.max() else { return nil }
    return least...most
  }

  /// By outcome.
  private static func worths(_ worth: [String: Double], _ report: Report) -> [Double] {
    report.outcomes.enumerated().map { place, outcome in
      worth[outcome.name] ?? worth[report.classes[report.classOfOutcome[place]]] ?? 0
    }
  }

  /// Whether a plan has what is asked for, by what it reports.
  package func check(_ report: Report, of plan: String) throws(TrialDataError) {
    _ = try values(TrialColumns(report), plan)
  }

  /// By trial; NaN where it failed.
  private func values(
    _ trials: TrialColumns, _ plan: String
  ) throws(TrialDataError) -> [Double] {
    let report = trials.report
    switch utility {
    case .measure(let name):
      guard let place = report.measures.firstIndex(where: { $0.name == name }) else {
        throw .missing(
          "\(plan): "
            + ScenarioCause.missing(name, what: "measure", among: report.measures.map(\.name))
            .wording
        )
      }
      return zip(trials.measures[place], trials.outcomes).map { $1 < 0 ? .nan : $0 }
    case .ends(let worth):
      let known = report.outcomes.map(\.name) + report.classes
      for name in worth.keys.sorted() where !known.contains(name) {
        throw .missing(
          "\(plan): " + ScenarioCause.missing(name, what: "outcome", among: known).wording)
      }
      let values = Self.worths(worth, report)
      return trials.outcomes.map { $0 < 0 ? .nan : values[Int($0)] }
    }
  }

  /// What is drawn once and varies in the parameter draws that are looked at, by parameter draw, as of its
  /// first trial that has it; of the first plan that has it in all of them.
  private func inputs(
    _ plans: [TrialColumns], in rows: [Int]
  ) -> [(name: String, values: BoxInput)] {
    var known: Set<String> = []
    return plans.flatMap { trials in
      zip(trials.report.parameters, trials.parameters).compactMap { parameter, values in
        guard parameter.constant == nil, !known.contains(parameter.name) else { return nil }
        let draws = stride(from: 0, to: values.count - values.count % repeats, by: repeats).map {
          values[$0..<$0 + repeats].first { !$0.isNaN } ?? .nan
        }
        let own = rows.map { draws[$0] }
        guard let first = own.first, own.contains(where: { $0 != first }),
          !own.contains(where: \.isNaN)
        else { return nil }
        known.insert(parameter.name)
        return (parameter.name, BoxInput(draws.map { $0.isNaN ? first : $0 }))
      }
    }
  }
}

extension WorthQuestion.Utility {
  /// `compromise=1, freeze=0.4`, or the name of a measure. `nil` where it is neither.
  package init?(_ text: String) {
    guard text.contains("=") else {
      let name = text.filter { $0 != " " }
      guard !name.isEmpty else { return nil }
      self = .measure(name)
      return
    }
    var worth: [String: Double] = [:]
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=").map { side in
        String(side.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      guard sides.count == 2, !sides[0].isEmpty, let value = Self.worth(sides[1]), value.isFinite,
        worth[sides[0]] == nil
      else { return nil }
      worth[sides[0]] = value
    }
    guard !worth.isEmpty else { return nil }
    self = .ends(worth)
  }

  /// `0.4` or `40%`.
  private static func worth(_ text: String) -> Double? {
    text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
  }
}

extension WorthQuestion {
  package static let files = ["worth.csv"]

  package static func tables(_ answer: Answer?) -> [AnswerTable] {
    [AnswerTable(.worth(unit: answer?.unit), answer?.rows ?? [])]
  }
}

extension Table where Row == WorthQuestion.Row {
  fileprivate static func worth(unit: String?) -> Table {
    Table(
      file: "worth.csv",
      columns: [
        .text(
          "quantity",
          "EVPI: the worth of knowing all parameters before a plan is chosen; EVPPI: of one, or of two "
            + "together", role: .key
        ) { $0.quantity.rawValue },
        .text("input", "the parameter; empty: all", role: .key) { $0.input },
        .number("value", unit, "expected gain, in the unit of the utility") { $0.worth.value },
        .number("ci_low", unit, "lower 95 % limit; 0: not told apart from nothing") {
          $0.worth.interval.low
        },
        .number("ci_high", unit, "upper 95 % limit") { $0.worth.interval.high },
      ])
  }
}
