import Foundation
import Scenarios
import Sim

/// Which plan is best as things stand, and what it would be worth to know more first.
struct WorthScreen {
  let utility: String
  let answer: WorthQuestion.Answer
  let files: [String]
  let trials: Int
  let repeats: Int
  let seed: UInt64
  let folder: String
  let style: Style
  let width: Int

  private static let mostRows = 6
  private static let mostPlans = 6

  func text() -> String {
    AnswerScreen(
      title:
        "What is worth finding out, of \(answer.plans.map(\.name).joined(separator: ", ")), for "
        + utility,
      parts: [.table(plans), .words(choice), .table(rows)] + words.map { .words($0) },
      closing: closing, style: style, width: width
    ).text()
  }

  var sentences: [String] { [choice] + words }

  private var best: WorthQuestion.Plan { answer.plans[answer.best] }

  private var plans: [String] {
    let sorted = answer.plans.sorted { $0.mean > $1.mean }
    var cells = [["plan", "worth", "best in % of parameter draws"]]
    for plan in sorted.prefix(Self.mostPlans) {
      cells.append([
        VisibleText.cell(plan.name), number(plan.mean),
        "\(percent(Double(plan.wins) / Double(max(1, answer.draws)))) "
          + "(\(percent(plan.best.low)) to \(percent(plan.best.high)))",
      ])
    }
    if answer.ties > 0 {
      let share = Double(answer.ties) / Double(max(1, answer.draws))
      cells.append(["two or more alike", "", percent(share)])
    }
    return ColumnText.lines(cells, width: width, least: 16, cut: .start)
  }

  /// What the last row of the table of plans counts.
  private var alike: String {
    guard answer.ties > 0 else { return "" }
    return
      " Two or more alike: parameter draws in which no plan alone is best, because the best are worth the "
      + "same."
  }

  private var choice: String { verdict + alike }

  private var verdict: String {
    let name = VisibleText.cell(best.name)
    guard let lead = best.lead else { return "\(name) is the best plan on average." }
    if lead.low > 0 {
      return
        "As things stand \(name) is the best plan, by \(number(lead.low)) to \(number(lead.high)) over the "
        + "next."
    }
    return
      "As things stand \(name) is the best plan of these draws, but not told apart from the next, by at "
      + "most \(number(max(-lead.low, lead.high)))."
  }

  /// Of one unknown each.
  private var single: [WorthQuestion.Row] {
    answer.rows.filter { $0.quantity == .evppi && $0.input?.contains(" + ") != true }
  }

  private var rows: [String] {
    var cells = [["knowing first", "is worth", "likely between"]]
    let all = answer.rows.filter { $0.quantity == .evpi }
    let pairs = answer.rows.filter { $0.quantity == .evppi && $0.input?.contains(" + ") == true }
    var told = single.filter(\.isToldApart).prefix(Self.mostRows)
    if !told.isEmpty { told += pairs.filter(\.isToldApart) }
    for row in all + told {
      cells.append([
        row.input.map(VisibleText.cell) ?? "everything (EVPI)", number(row.worth.value),
        "\(number(row.worth.interval.low)) to \(number(row.worth.interval.high))",
      ])
    }
    return ColumnText.lines(cells, width: width, least: 16, cut: .start)
  }

  private var words: [String] { unknowns + lacking }

  private var unknowns: [String] {
    if let never { return [never] }
    var words: [String] = []
    let told = single.filter(\.isToldApart)
    let noise = single.filter { !$0.isToldApart }
    if told.isEmpty, let most = noise.map(\.worth.interval.high).max() {
      return [
        "No single unknown is told apart from one that is worth nothing: "
          + (noise.count == 1 ? "it is" : "each of \(Wording.grouped(noise.count)) is")
          + " worth at most \(number(most))."
      ]
    }
    if !told.isEmpty {
      let names = told.prefix(3).compactMap(\.input).map(VisibleText.cell)
      words.append(
        "Worth finding out first: \(names.joined(separator: ", ")). Each row is the gain from knowing that "
          + "one thing exactly, and choosing the better plan for it.")
    }
    if let most = noise.map(\.worth.interval.high).max() {
      words.append(
        "\(Wording.counted(noise.count, "other unknown is", "other unknowns are")) not told apart from "
          + "nothing, at most \(number(most)) each.")
    }
    return words
  }

  /// Where one plan was never beaten, what these draws could not have seen: as rare as the upper limit of a
  /// share of none of them.
  private var never: String? {
    let others = answer.plans.indices.filter { $0 != answer.best }
    guard let all = answer.rows.first(where: { $0.quantity == .evpi }), all.worth.value == 0,
      others.allSatisfy({ answer.plans[$0].wins == 0 })
    else { return nil }
    let most = 100 * ShareInterval.exact(0, of: answer.draws).high
    return
      "In none of \(draws(answer.draws)) another plan was better than \(VisibleText.cell(best.name)), so nothing "
      + "that was drawn is worth knowing first; what comes in fewer than "
      + "\(SignificantDigits.rounded(most, to: 2)) % of them, however much, may not have been seen."
  }

  /// What the values lack.
  private var lacking: [String] {
    let missing = answer.missing
    var sentences: [String] = []
    if missing.failed > 0 {
      let them = missing.failed == 1 ? "it" : "them"
      sentences.append(
        "\(Wording.trials(missing.failed)) failed under some plan and "
          + "\(missing.failed == 1 ? "counts" : "count") under none; "
          + (missing.leadsAllowForFailed
            ? "how far the best plan is ahead allows for \(them), other limits do not."
            : "limits do not allow for \(them)."))
    }
    if missing.drawsInPart > 0 {
      sentences.append(
        "In \(draws(missing.drawsInPart)) some trials have no value: there the mean of each plan is over "
          + "those of its trials that have one.")
    }
    if missing.drawsWithout > 0 {
      sentences.append(
        "\(draws(missing.drawsWithout)) \(missing.drawsWithout == 1 ? "is" : "are") left out, as a plan has no "
          + "value in any trial; they may not be like the others.")
    }
    if missing.drawsOfOne > 0 {
      sentences.append(
        "In \(draws(missing.drawsOfOne)) a plan has a value in one trial only: there chance counts as if it "
          + "could be found out.")
    }
    return sentences.isEmpty ? [] : [sentences.joined(separator: " ")]
  }

  private func draws(_ count: Int) -> String {
    Wording.counted(count, "parameter draw", "parameter draws")
  }

  private var closing: [String] {
    let chance =
      repeats == 1
      ? "Each has one trial: what chance does counts as if it could be found out."
      : "Chance cannot be found out: it is averaged over, \(repeats) trials of each."
    var lines = [
      "\(Wording.grouped(answer.draws)) parameter draws, the same for all plans. \(chance) Seed \(seed); "
        + "limits: 95 %."
    ]
    if let first = single.first(where: \.isToldApart)?.input, let file = files.first {
      lines.append(
        "Next: simrun drivers \(VisibleText.line(file)) says what \(VisibleText.cell(first)) moves."
      )
    } else {
      lines.append("Next: more trials (-n \(4 * trials)) would halve the limits.")
    }
    lines.append("All rows: \(VisibleText.line(folder))/worth.csv (columns.csv explains it)")
    return lines
  }

  /// What is nothing beside the worth of plans is 0.
  private func number(_ value: Double) -> String {
    let most = answer.plans.map(\.mean.magnitude).max() ?? 0
    if value.magnitude < 1e-12 * most { return "0" }
    let text = "\(SignificantDigits.rounded(value, to: 2))"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private func percent(_ share: Double) -> String { Wording.fixed(100 * share, 0) }

}
