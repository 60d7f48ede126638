package import Sim

extension BoxQuestion {
  /// The tables that answer it.
  package static func files(rotates: Bool) -> [String] {
    rotates ? ["boxes.csv", "rotations.csv"] : ["boxes.csv"]
  }

  /// `boxes.csv`, and `rotations.csv` where inputs were turned. `parameters`: by name, what a value is
  /// drawn from.
  package static func tables(
    _ answers: [Answer], rotates: Bool, parameters: [String: DrawnParameter] = [:]
  ) -> [AnswerTable] {
    let boxes = AnswerTable(.boxes, answers.flatMap { BoxRow.rows($0, parameters) })
    return rotates
      ? [boxes, AnswerTable(.rotations, answers.flatMap(RotationRow.rows))] : [boxes]
  }
}

/// One limit of a box; of the box of all trials, none.
private struct BoxRow: Sendable {
  let answer: BoxQuestion.Answer
  let number: Int
  let box: BoxEvidence
  let limit: LimitEvidence?
  let setting: String?

  static func rows(
    _ answer: BoxQuestion.Answer, _ parameters: [String: DrawnParameter]
  ) -> [BoxRow] {
    answer.discovery.boxes.enumerated().flatMap { number, box in
      let limits = box.limits.map { limit in
        BoxRow(
          answer: answer, number: number, box: box, limit: limit,
          setting: answer.setting(limit, parameters))
      }
      return limits.isEmpty
        ? [BoxRow(answer: answer, number: number, box: box, limit: nil, setting: nil)] : limits
    }
  }

  var input: TrialData.Column? { limit.map { answer.inputs[$0.input] } }

  var range: (low: Double?, high: Double?) {
    guard case .range(let low, let high)? = limit?.limit else { return (nil, nil) }
    return (low.isFinite ? low : nil, high.isFinite ? high : nil)
  }
}

extension BoxQuestion.Answer {
  /// The values of a limit that is one of labels.
  package func labels(_ limit: LimitEvidence) -> [String]? {
    guard case .labels(let places) = limit.limit, let labels = inputs[limit.input].labels else {
      return nil
    }
    return places.filter(labels.indices.contains).map { labels[$0] }
  }

  /// What draws the input within its limit alone, as `--set` takes it. `parameters`: by name, the
  /// distribution. `nil` where there is none to cut.
  package func setting(_ limit: LimitEvidence, _ parameters: [String: DrawnParameter]) -> String? {
    guard discovery.rotation == nil, case .range(let low, let high) = limit.limit,
      let drawn = parameters[inputs[limit.input].name]
    else { return nil }
    let name = inputs[limit.input].name
    let (least, most) = (max(low, drawn.low), min(high, drawn.high))
    return
      "parameters.\(name)=truncated(\(drawn.distribution), \(Self.end(least)), \(Self.end(most)))"
  }

  /// A limit as the language writes it; an open end is further out than any value.
  private static func end(_ limit: Double) -> String {
    limit.isFinite ? rounded(limit) : limit < 0 ? "-1e300" : "1e300"
  }

  /// Five digits, as no more are needed to say where a limit lies between two values.
  private static func rounded(_ limit: Double) -> String {
    let text = "\(SignificantDigits.rounded(limit, to: 5))"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The box as a rule for `--given`; `nil` where inputs were turned, or the limits are of labels that
  /// are no words.
  package func rule(mattersAlone: Bool = true) -> String? {
    guard discovery.rotation == nil else { return nil }
    var parts: [String] = []
    for limit in chosen.limits where limit.matters || !mattersAlone {
      let name = inputs[limit.input].name
      switch limit.limit {
      case .range(let low, let high):
        if low.isFinite { parts.append("\(name) >= \(Self.rounded(low))") }
        if high.isFinite { parts.append("\(name) <= \(Self.rounded(high))") }
      case .labels:
        let any = (labels(limit) ?? []).map { "\(name) == \($0)" }
        parts.append(any.count == 1 ? any[0] : "(" + any.joined(separator: " or ") + ")")
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " and ")
  }
}

private struct RotationRow: Sendable {
  let answer: BoxQuestion.Answer
  let component: Int
  let input: String
  let loading: Double
  let mean: Double
  let deviation: Double

  static func rows(_ answer: BoxQuestion.Answer) -> [RotationRow] {
    guard let rotation = answer.discovery.rotation else { return [] }
    let names = answer.turnedInputs
    return rotation.loadings.enumerated().flatMap { component, loadings in
      loadings.enumerated().map { place, loading in
        RotationRow(
          answer: answer, component: component + 1, input: names[place], loading: loading,
          mean: rotation.means[place], deviation: rotation.deviations[place])
      }
    }
  }
}

extension Table where Row == BoxRow {
  fileprivate static var boxes: Table {
    Table(
      file: "boxes.csv",
      columns: [
        .text("scenario", "name of the scenario or table", role: .key) { $0.answer.scenario },
        .integer("box", nil, "number of the box, from that of all trials, 0, on", role: .key) {
          $0.number
        },
        .text("input", "what is limited; empty: the box of all trials", role: .key) {
          $0.input?.name
        },
        .number("low", nil, "lower limit, which belongs to the box; empty: none") { $0.range.low },
        .number("high", nil, "upper limit, which belongs to the box; empty: none") {
          $0.range.high
        },
        .number(
          "quasi_p", "probability",
          "of so many in the box, if the limit did nothing; of the second half of the trials"
        ) { $0.limit?.quasiP },
        .number("coverage", "share", "of all that ended so, how much lies in the box") {
          $0.box.coverage
        },
        .number("density", "share", "of the trials in the box, how many ended so") {
          $0.box.density
        },
        .integer("trials", "trials", "in the box, of the second half") { $0.box.counts.trials },
        .text("chosen", "yes: the box that says most") {
          $0.number == $0.answer.discovery.chosen ? "yes" : "no"
        },
        .integer("point", nil, "number of the sweep point; 0 without a sweep", role: .key) {
          $0.answer.point
        },
        .text("outcome", "what was looked for", role: .key) { $0.answer.target },
        .text("found", "yes: the density of the chosen box is above the share of all trials") {
          $0.answer.discovery.isFound ? "yes" : "no"
        },
        .text("values", "the labels in the box, with '|' between") { row in
          row.limit.flatMap(row.answer.labels)?.joined(separator: "|")
        },
        .text("unit", "unit of low and high") { $0.input?.unit },
        .text("matters", "no: the limit is not told apart from one that does nothing") {
          $0.limit.map { $0.matters ? "yes" : "no" }
        },
        .number("found_again", "share", "of searches in half of the trials that limit it too") {
          $0.limit?.foundAgain
        },
        .number("quasi_p_low", "probability", "quasi_p of the lower limit alone") {
          $0.limit?.quasiPLow
        },
        .number("quasi_p_high", "probability", "quasi_p of the upper limit alone") {
          $0.limit?.quasiPHigh
        },
        .number("coverage_low", "share", "lower 95 % limit of coverage") {
          $0.box.coverageInterval.low
        },
        .number("coverage_high", "share", "upper 95 % limit of coverage") {
          $0.box.coverageInterval.high
        },
        .number("density_low", "share", "lower 95 % limit of density") {
          $0.box.densityInterval.low
        },
        .number("density_high", "share", "upper 95 % limit of density") {
          $0.box.densityInterval.high
        },
        .number("base", "share", "of all trials of the second half, how many ended so") {
          $0.answer.discovery.base.density
        },
        .text("setting", "draws the input within the limit alone, for --set") { $0.setting },
      ])
  }
}

extension Table where Row == RotationRow {
  fileprivate static var rotations: Table {
    Table(
      file: "rotations.csv",
      columns: [
        .text("scenario", "name of the scenario or table", role: .key) { $0.answer.scenario },
        .integer("point", nil, "number of the sweep point; 0 without a sweep", role: .key) {
          $0.answer.point
        },
        .text("outcome", "what was looked for", role: .key) { $0.answer.target },
        .integer("component", nil, "number of the component", role: .key) { $0.component },
        .text("input", "name of the input", role: .key) { $0.input },
        .number("loading", nil, "what (value − mean)/deviation is multiplied with, then summed") {
          $0.loading
        },
        .number("mean", nil, "of the input, in the trials that found the boxes") { $0.mean },
        .number("deviation", nil, "its standard deviation there") { $0.deviation },
      ])
  }
}
