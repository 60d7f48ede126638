import Foundation
import Sim

/// Numbers and words as the screen shows them.
enum Wording {
  /// `10,000`.
  static func grouped(_ number: Int) -> String { number.inGroups }

  static func trials(_ count: Int) -> String {
    "\(grouped(count)) \(count == 1 ? "trial" : "trials")"
  }

  static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(grouped(count)) \(count == 1 ? one : many)"
  }

  /// With so many decimals, and a point whatever the language. What is rounded to nothing has no sign.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    let text = String(format: "%.\(decimals)f", locale: nil, value)
    return text.hasPrefix("-") && text.allSatisfy({ "-0.".contains($0) })
      ? String(text.dropFirst()) : text
  }

  /// Lines of at most so many characters; a word that is longer has its own.
  static func wrapped(_ text: String, width: Int) -> String {
    var lines: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Long lines broken at spaces into lines of at most so many characters, all but the first
  /// indented; a word that is longer has its own. Of a line of a file with a caret under it, both
  /// begin with a space, the part around the caret is kept.
  static func folded(_ text: String, width: Int) -> String {
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let place = caret(in: line), let excerpt = lines.popLast() {
        lines += clipped(excerpt, place, width)
      } else {
        lines.append(line.first == " " ? line : folded(line: Array(line), width: width))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// How many characters stand before a caret, if there is nothing but space.
  private static func caret(in line: String) -> Int? {
    guard line.first == " ", line.last == "^" else { return nil }
    let before = line.dropLast()
    return before.allSatisfy(\.isWhitespace) ? before.count : nil
  }

  private static func clipped(_ line: String, _ place: Int, _ width: Int) -> [String] {
    let margin = line.prefix { $0 == " " }.prefix(2)
    let (body, at) = (Array(line.dropFirst(margin.count)), place - margin.count)
    // Room for an ellipsis on either side.
    let room = max(1, width - margin.count - 2)
    guard body.count > room + 2, at >= 0 else {
      return [line, tabbed(line, place) + "^"]
    }
    let start = max(0, min(at - room / 2, body.count - room))
    let end = min(body.count, start + room)
    let left = start > 0 ? "…" : ""
    return [
      margin + left + String(body[start..<end]) + (end < body.count ? "…" : ""),
      margin + blank(left) + blank(String(body[start..<min(at, body.count)])) + "^",
    ]
  }

  /// As wide as the beginning of a line, which may hold tabs and wide characters.
  private static func tabbed(_ line: String, _ count: Int) -> String {
    let start = blank(String(line.prefix(count)))
    return start + String(repeating: " ", count: max(0, count - start.count))
  }

  private static func blank(_ text: String) -> String {
    text.map(VisibleText.blank).joined()
  }

  private static let hangingIndent = 4

  private static func folded(line: [Character], width: Int) -> String {
    var lines: [String] = []
    var rest = line[...]
    while true {
      let room = max(1, lines.isEmpty ? width : width - hangingIndent)
      let indent = String(repeating: " ", count: lines.isEmpty ? 0 : hangingIndent)
      guard rest.count > room,
        let space = rest.prefix(room + 1).lastIndex(of: " ") ?? rest.firstIndex(of: " ")
      else {
        lines.append(indent + String(rest))
        return lines.joined(separator: "\n")
      }
      lines.append(indent + String(rest[..<space]))
      rest = rest[(space + 1)...]
    }
  }
}

extension String {
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  func aligned(_ width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count)) + self
  }
}
