import Sim

extension PlanSearch {
  /// The tables of a search for two aims, or over several views.
  package static func files(isFront: Bool, hasViews: Bool) -> [String] {
    ["search.csv"] + (isFront ? ["front.csv"] : []) + (hasViews ? ["views.csv"] : [])
  }

  package static func tables(_ answer: Answer, _ setup: SearchSetup) -> [AnswerTable] {
    let isFront = answer.isFront
    let rows = answer.rows.compactMap { row in
      answer.candidates.indices.contains(row.candidate)
        ? SearchRow(row: row, candidate: answer.candidates[row.candidate]) : nil
    }
    var tables = [AnswerTable(.search(answer.space, isFront: isFront), rows)]
    if isFront {
      let choices = answer.front.map {
        FrontRow(choice: $0, candidate: answer.candidates[$0.candidate])
      }
      tables.append(AnswerTable(.front(answer.space), choices))
    }
    if setup.views.count > 1 {
      tables.append(
        AnswerTable(
          .views,
          answer.views.enumerated().map { place, view in
            ViewRow(
              number: place + 1, name: setup.viewNames[place], weight: setup.viewWeights[place],
              view: view)
          }))
    }
    return tables
  }
}

private struct SearchRow: Sendable {
  let row: PlanSearch.Row
  let candidate: PlanSearch.Candidate
}

private struct ViewRow: Sendable {
  let number: Int
  let name: String
  let weight: Double?
  let view: PlanSearch.Answer.View
}

extension Table where Row == ViewRow {
  fileprivate static let views = Table(
    file: "views.csv",
    columns: [
      .integer("view", nil, "number of the view", role: .key) { $0.number },
      .text("name", "what holds in it", role: .input) { $0.name },
      .number("weight", nil, "of a set; empty for parameters at their quantiles") { $0.weight },
      .number("file", nil, "what the file as it is comes to in this view") { $0.view.ofFile },
      .number("choice", nil, "what the choice comes to") { $0.view.ofWinner },
      .integer("best_candidate", nil, "the candidate that is best in this view") { $0.view.best },
      .number("best", nil, "what that one comes to") { $0.view.ofBest },
      .number("loss_elsewhere", nil, "the most that it loses where another view holds") {
        $0.view.lossOfBest
      },
    ])
}

private struct FrontRow: Sendable {
  let choice: PlanSearch.Answer.Choice
  let candidate: PlanSearch.Candidate
}

extension Table where Row == SearchRow {
  fileprivate static func search(_ space: LeverSpace, isFront: Bool) -> Table {
    let levers = space.axes.enumerated().map { place, axis in
      Column<SearchRow>.text(
        axis.name, "value of \(axis.path); empty: as the file has it", role: .input
      ) { $0.candidate.values[place] }
    }
    func aim(_ number: Int, _ end: String) -> [Column<SearchRow>] {
      [
        .number(
          "objective" + end, nil, "what the candidate comes to, as judged; larger is better"
        ) { $0.row.values[number].value },
        .number("ci_low" + end, nil, "lower 95 % limit of one candidate; none of several views") {
          $0.row.values[number].interval?.low
        },
        .number("ci_high" + end, nil, "upper 95 % limit") { $0.row.values[number].interval?.high },
      ]
    }
    return Table(
      file: "search.csv",
      columns: [
        .integer("candidate", nil, "number of the candidate; 0 is the file as it is", role: .key) {
          $0.row.candidate
        },
        .text(
          "stage",
          "number and kind of the stage: start, climb and review search; select and estimate have fresh draws",
          role: .key
        ) { "\($0.row.number) \($0.row.kind.rawValue)" },
      ] + levers + [
        .integer("trials", "trials", "of the candidate that have a value") { $0.row.trials }
      ] + aim(0, "") + [
        .integer("feasible", nil, "1: it keeps to all limits in this stage") {
          $0.row.isFeasible ? 1 : 0
        },
        .integer("kept", nil, "1: it is what the stage keeps") { $0.row.isKept ? 1 : 0 },
      ] + (isFront ? aim(1, "_2") : []) + [
        .integer("failed", "trials", "of the candidate that failed, of all views") {
          $0.row.failed
        },
        .text("origin", "where the candidate comes from") { $0.candidate.origin },
      ])
  }
}

extension Table where Row == FrontRow {
  fileprivate static func front(_ space: LeverSpace) -> Table {
    let levers = space.axes.enumerated().map { place, axis in
      Column<FrontRow>.text(
        axis.name, "value of \(axis.path); empty: as the file has it", role: .input
      ) { $0.candidate.values[place] }
    }
    func aim(_ number: Int, _ end: String, _ meaning: String) -> [Column<FrontRow>] {
      [
        .number("objective" + end, nil, meaning) { $0.choice.values[number].value },
        .number("ci_low" + end, nil, "lower 95 % limit of one candidate") {
          $0.choice.values[number].interval?.low
        },
        .number("ci_high" + end, nil, "upper 95 % limit") {
          $0.choice.values[number].interval?.high
        },
      ]
    }
    return Table(
      file: "front.csv",
      columns: [
        .integer("candidate", nil, "number of the candidate; 0 is the file as it is", role: .key) {
          $0.choice.candidate
        }
      ] + levers + aim(0, "", "the first objective, on fresh draws")
        + aim(1, "_2", "the second objective, on the same draws"))
  }
}
