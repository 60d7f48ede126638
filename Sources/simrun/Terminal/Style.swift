import Foundation
import Sim

/// How text looks: colour on terminals only, and block characters where they can be shown.
struct Style: Sendable {
  var hasColour: Bool
  var hasBlocks: Bool

  static let plain = Style(hasColour: false, hasBlocks: true)

  /// `NO_COLOR` is honoured whatever it holds, unless it is empty (no-color.org).
  init(onTerminal: Bool, environment: [String: String]) {
    hasColour =
      onTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    // A terminal that was told its characters and has no others; files are always UTF-8.
    let isLimited =
      locale.map { name in
        let name = name.lowercased()
        return !name.contains("utf-8") && !name.contains("utf8")
      } ?? false
    hasBlocks = !(onTerminal && isLimited)
  }

  init(hasColour: Bool, hasBlocks: Bool) {
    self.hasColour = hasColour
    self.hasBlocks = hasBlocks
  }

  func bold(_ text: String) -> String { wrapped(text, "1") }
  func dim(_ text: String) -> String { wrapped(text, "2") }
  func bar(_ text: String) -> String { wrapped(text, "36") }
  func warning(_ text: String) -> String { wrapped(text, "33") }

  private func wrapped(_ text: String, _ code: String) -> String {
    hasColour && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private static let codes = ["0", "1", "2", "33", "36"]

  /// Text in which nothing but lines, tabs and, if it is styled, the codes of a style does anything
  /// to a terminal.
  static func neutral(_ text: String, isStyled: Bool) -> String {
    let escape: Character = "\u{1B}"
    guard isStyled, text.contains(escape) else { return VisibleText.text(text) }
    let parts = text.split(separator: escape, omittingEmptySubsequences: false)
    return parts.enumerated().map { index, part in
      guard index > 0 else { return VisibleText.text(String(part)) }
      let isOwn = codes.contains { part.hasPrefix("[\($0)m") }
      let start = isOwn ? String(escape) : VisibleText.code("\u{1B}")
      return start + VisibleText.text(String(part))
    }.joined()
  }

  /// `share` of so many cells, to an eighth of a cell.
  func bar(share: Double, width: Int) -> String {
    let eighths = Int((share * Double(width * 8)).rounded())
    if !hasBlocks { return String(repeating: "#", count: (eighths + 4) / 8) }
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  /// Between two limits.
  var dash: String { hasBlocks ? "–" : "-" }
}
