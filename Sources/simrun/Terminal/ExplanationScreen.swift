import Foundation
import Scenarios
import Sim

/// One trial, step by step.
struct ExplanationScreen {
  let explanation: Explanation
  /// Why it is this trial, if it was looked for.
  let why: String?
  let style: Style
  let width: Int

  func text() -> String {
    var sections = [style.bold(wrapped(title))]
    if let why { sections.append(wrapped(why)) }
    let drawn = explanation.parameters.filter { !$0.isConstant }
    if !drawn.isEmpty {
      sections.append(
        style.bold("What it drew once") + "\n" + indented(drawn.map(value).joined(separator: ", ")))
    }
    for passage in explanation.passages {
      let lines = explanation.lines(passage)
      guard !lines.isEmpty else { continue }
      sections.append(
        style.bold(VisibleText.text(explanation.heading(passage)).capitalizedFirst) + "\n"
          + bullets(lines))
    }
    sections.append(
      style.bold("How it ended") + "\n"
        + bullets(explanation.ending + [explanation.missing].compactMap(\.self)))
    if !explanation.measures.isEmpty {
      sections.append(
        style.bold("What was measured") + "\n"
          + indented(explanation.measures.map(value).joined(separator: ", ")))
    }
    return sections.joined(separator: "\n\n") + "\n"
  }

  private var title: String {
    let start = "\(explanation.scenario), trial \(explanation.trial), seed \(explanation.seed): "
    guard let outcome = explanation.outcome else {
      return start + "it failed in \(explanation.stepWord) \(explanation.endStep)"
    }
    let date = explanation.dates.last.map { " (\($0))" } ?? ""
    return VisibleText.text(
      start + "\(outcome) at the end of \(explanation.stepWord) \(explanation.endStep)\(date)")
  }

  private func value(_ value: Explanation.Value) -> String {
    let name = VisibleText.cell(value.name)
    guard let number = value.value else { return "\(name) missing" }
    if value.isCondition { return "\(name) \(number != 0 ? "true" : "false")" }
    return "\(name) \(Shown.number(number))"
  }

  private func wrapped(_ text: String) -> String { Wording.wrapped(text, width: width) }

  private func indented(_ text: String) -> String {
    Wording.wrapped(text, width: max(20, width - 2)).split(separator: "\n").map { "  " + $0 }
      .joined(separator: "\n")
  }

  private func bullets(_ lines: [String]) -> String {
    lines.map { line in
      let parts = Wording.wrapped(VisibleText.text(line), width: max(20, width - 4))
        .split(separator: "\n")
      return parts.enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }.joined(separator: "\n")
    }.joined(separator: "\n")
  }
}

extension String {
  /// With a capital at the beginning.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
