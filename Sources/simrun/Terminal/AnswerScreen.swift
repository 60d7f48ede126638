import Scenarios
import Sim

/// The answer to a question on at most 30 lines: what was asked of, the answer in words and a table or
/// two, and where the rest is.
struct AnswerScreen {
  static let mostLines = 30

  /// The question, or the scenarios it was asked of.
  var title: String
  /// Paragraphs and tables, in their order; each is wrapped unless it is a table.
  var parts: [Part]
  /// What to run next, and what else there is to know.
  var closing: [String]
  let style: Style
  let width: Int

  enum Part {
    case words(String)
    /// Lines that are laid out already; the first is a heading.
    case table([String])
  }

  /// The screen with the most parts that fits; with one if none does.
  static func fitting(atMost most: Int, _ screen: (Int) -> AnswerScreen) -> String {
    for count in stride(from: most, to: 1, by: -1) {
      let text = screen(count).text()
      if text.split(separator: "\n", omittingEmptySubsequences: false).count <= mostLines + 1 {
        return text
      }
    }
    return screen(1).text()
  }

  func text() -> String {
    var sections = [Wording.wrapped(VisibleText.text(title), width: width)]
    for part in parts {
      switch part {
      case .words(let text): sections.append(Wording.wrapped(text, width: width))
      case .table(let lines):
        guard let first = lines.first else { continue }
        sections.append(([style.bold(first)] + lines.dropFirst()).joined(separator: "\n"))
      }
    }
    if !closing.isEmpty {
      sections.append(
        closing.map { Wording.wrapped($0, width: width) }.joined(separator: "\n"))
    }
    return sections.joined(separator: "\n\n") + "\n"
  }
}
