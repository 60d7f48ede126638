import Foundation
import Scenarios
import Sim

/// A scenario with what holds where its files say nothing.
struct ListingScreen {
  let listing: ScenarioListing
  let style: Style
  let width: Int

  static let note = "What no file says is marked (default)."

  func text() -> String {
    listing.lines.map { line in
      let text = VisibleText.text(line.text) + (line.isDefault ? " (default)" : "")
      let start = String(repeating: "  ", count: line.indent)
      let parts = Wording.wrapped(text, width: max(20, width - start.count - 2))
        .split(separator: "\n")
      let shown = parts.enumerated().map { start + ($0 == 0 ? "" : "  ") + $1 }
        .joined(separator: "\n")
      if line.isDefault { return style.dim(shown) }
      return line.indent == 0 ? style.bold(shown) : shown
    }.joined(separator: "\n")
  }
}

/// Every expression as it is written, and what it reads.
struct EquationScreen {
  let equations: Equations
  let style: Style
  let width: Int

  func text() -> String {
    equations.sections.map { section in
      ([style.bold(section.title)]
        + section.equations.map { equation in
          let lines = hanging("\(equation.name) = \(equation.text)", indent: 2)
          guard !equation.reads.isEmpty else { return lines }
          return lines + "\n"
            + style.dim(hanging("reads \(equation.reads.joined(separator: ", "))", indent: 6))
        }).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private func hanging(_ text: String, indent: Int) -> String {
    let start = String(repeating: " ", count: indent)
    return Wording.wrapped(VisibleText.text(text), width: max(20, width - indent - 2))
      .split(separator: "\n").enumerated().map { start + ($0 == 0 ? "" : "  ") + $1 }
      .joined(separator: "\n")
  }
}
