import Sim

/// What a text is worth to a party.
struct WorthRow: Sendable {
  let view: StartView
  let text: StartView.Text
  let party: Int

  var judgement: StartView.Judgement { text.judgements[party] }
}

/// What a party could accept on an issue.
struct RangeRow: Sendable {
  let view: StartView
  let issue: Int
  let party: Int
  let range: ClosedRange<Double>

  /// The narrowest line on one side.
  func line(isUpper: Bool) -> Double? {
    let limits = view.parties[party].redLines
      .filter { $0.issue == issue && $0.isUpper == isUpper }.compactMap(\.limit)
    return isUpper ? limits.min() : limits.max()
  }
}

private let start = "at the start, with every draw at its median"

extension Table where Row == WorthRow {
  static var worths: Table {
    Table(
      file: "worths.csv",
      columns: [
        .text("scenario", "name of the scenario", role: .key) { $0.view.scenario },
        .text(
          "plan", "name of the plan; draft: the text that talks open with; status_quo", role: .key
        ) { $0.text.name },
        .text("party", "name of the party", role: .key) { $0.view.parties[$0.party].name },
        .number("worth", nil, "what the text is worth to the party \(start)") {
          $0.judgement.worth
        },
        .number("no_deal", nil, "what no deal is worth to it \(start)") { $0.judgement.noDeal },
        .number("margin", nil, "worth and tolerance less no_deal; below 0 it would refuse") {
          $0.judgement.margin
        },
        .text(
          "red_lines",
          "issues on which the text is beyond a red line of the party, with semicolons; (hard) where "
            + "nothing makes up for it"
        ) { row in
          row.judgement.broken.map { row.view.shown(row.view.parties[row.party].redLines[$0]) }
            .joined(separator: "; ")
        },
        .integer("accepts", nil, "1 if the party would accept the text, else 0") {
          $0.judgement.accepts.map { $0 ? 1 : 0 }
        },
      ])
  }
}

extension Table where Row == RangeRow {
  static var ranges: Table {
    Table(
      file: "ranges.csv",
      columns: [
        .text("scenario", "name of the scenario", role: .key) { $0.view.scenario },
        .text("issue", "name of the issue", role: .key) { $0.view.issues[$0.issue].name },
        .text(
          "party", "name of the party; one that would accept no text has no row", role: .key
        ) { $0.view.parties[$0.party].name },
        .number(
          "low", nil,
          "the lowest term with which the party would accept a text that is its own ideal on every other "
            + "issue, \(start); 0 is one end of the issue and 1 the other"
        ) { $0.range.lowerBound },
        .number("high", nil, "the highest such term") { $0.range.upperBound },
        .number("red_low", nil, "a red line of the party that terms should not be below") {
          $0.line(isUpper: false)
        },
        .number("red_high", nil, "a red line of the party that terms should not be above") {
          $0.line(isUpper: true)
        },
        .text("unit", "what 0 and 1 are on the issue") { row in
          let issue = row.view.issues[row.issue]
          guard let low = issue.low, let high = issue.high else { return issue.unit }
          return "0: \(low); 1: \(high)"
        },
        .number(
          "opening_low", nil,
          "the lowest term with which the party would accept the text that talks open with (the status quo "
            + "where there is none) if nothing else in it changed, \(start); empty: no term would do"
        ) { $0.view.openingRanges[$0.issue][$0.party]?.lowerBound },
        .number("opening_high", nil, "the highest such term") {
          $0.view.openingRanges[$0.issue][$0.party]?.upperBound
        },
      ])
  }
}

extension StartView {
  /// `worths.csv` and `ranges.csv`.
  package var tables: [AnswerTable] { Self.tables([self]) }

  /// Of several scenarios, which share the files.
  package static func tables(_ views: [StartView]) -> [AnswerTable] {
    [
      AnswerTable(
        .worths,
        views.flatMap { view in
          view.texts.flatMap { text in
            view.parties.indices.map { WorthRow(view: view, text: text, party: $0) }
          }
        }),
      AnswerTable(
        .ranges,
        views.flatMap { view in
          view.issues.indices.flatMap { k in
            view.parties.indices.compactMap { p in
              view.ranges[k][p].map { RangeRow(view: view, issue: k, party: p, range: $0) }
            }
          }
        }),
    ]
  }
}
