import Foundation

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
