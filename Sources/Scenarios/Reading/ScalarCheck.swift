import Sim

/// Compares one scalar with what is asked for. Expressions are left to the parser.
struct ScalarCheck {
  let findings: Findings
  let node: FileNode
  let path: String

  /// The node, or what was meant by it.
  func checked(_ text: String, as shape: Format.Shape) -> FileNode {
    switch shape {
    case .flag: return checkedFlag(text)
    case .count(let range): return checkedCount(text, range)
    case .date: checkDate(text)
    case .word: add(NameRule.problem(with: text))
    case .title: add(NameRule.problem(with: text, hyphens: true))
    case .choice(let choice): return checked(text, choice)
    default: break
    }
    return node
  }

  private func add(_ problem: (any Cause)?) {
    if let problem { findings.add(node.error(path: path, problem)) }
  }

  private var odd: String { LookAlike.note(node.text ?? "") }

  private func checkedFlag(_ text: String) -> FileNode {
    guard text != "true", text != "false" else { return node }
    let meant: String? =
      switch text.lowercased() {
      case "yes", "on", "y", "true": "true"
      case "no", "off", "n", "false": "false"
      default: nil
      }
    let hint = meant.map { ": write \($0)" } ?? ""
    add(FormatCause.expected("true or false", found: node.described, hint: hint + odd))
    return meant.map { node.with(.scalar($0, .plain)) } ?? node
  }

  /// Held at the limits, so that nothing that is read of the file afterwards is made larger.
  private func checkedCount(_ text: String, _ range: ClosedRange<Int>) -> FileNode {
    let digits = text.filter { $0 != "_" && $0 != "," && $0 != " " }
    if Int(text) == nil, WholeNumber.isWritten(text) {
      let isBelow = text.hasPrefix("-")
      add(
        isBelow
          ? FormatCause.belowLeast(text, range.lowerBound)
          : FormatCause.overLimit(text, range.upperBound))
      return node.with(.scalar(String(isBelow ? range.lowerBound : range.upperBound), .plain))
    }
    guard let count = Int(text), text == String(count) else {
      let hint = Int(digits).flatMap { $0 < 0 ? nil : ": write \($0)" } ?? ""
      add(FormatCause.expected("a whole number", found: node.described, hint: hint + odd))
      return Int(text).map(range.contains) == true ? node : node.with(.scalar("", .plain))
    }
    if count < range.lowerBound {
      add(FormatCause.belowLeast(text, range.lowerBound))
    }
    if count > range.upperBound { add(FormatCause.overLimit(text, range.upperBound)) }
    guard !range.contains(count) else { return node }
    return node.with(.scalar(String(min(max(count, range.lowerBound), range.upperBound)), .plain))
  }

  private func checkDate(_ text: String) {
    guard DateText.date(text) == nil else { return }
    add(
      DateText.isWellFormed(text)
        ? FormatCause.noSuchDay(text)
        : FormatCause.expected(
          "a date such as 2026-06-01", found: node.described, hint: Self.dates(text) + odd))
  }

  /// `2026-03-16:2026-05-16:3`, as numbers are swept.
  private static func dates(_ text: String) -> String {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, DateText.date(parts[0]) != nil, DateText.date(parts[1]) != nil else {
      return ""
    }
    return ": dates have no from:to:count; write each, with commas between them"
  }

  private func checked(_ text: String, _ choice: Format.Choice) -> FileNode {
    guard !choice.words.contains(text) else { return node }
    let near = nearest(text, in: choice.words)
    if let needed = choice.needing[text] {
      add(FormatCause.wordNeeds(text, needed))
    } else if let near {

      add(FormatCause.unknownWord(what: choice.what, text, hint: "; did you mean '\(near)'?"))
      return node.with(.scalar(near, .plain))
    } else if choice.isOpen {
      add(NameRule.problem(with: text))
    } else {

      let known = choice.words.joined(separator: ", ")
      add(FormatCause.unknownWord(what: choice.what, text, hint: "; known: \(known)"))
    }
    return node
  }
}
