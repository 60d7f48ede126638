import Foundation

/// Numbers and words as the screen shows them.
enum Wording {
  /// `10,000`.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var result = number < 0 ? "-" : ""
    for (k, digit) in digits.enumerated() {
      if k > 0, (digits.count - k) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  static func trials(_ count: Int) -> String {
    "\(grouped(count)) \(count == 1 ? "trial" : "trials")"
  }

  static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(grouped(count)) \(count == 1 ? one : many)"
  }

  /// With so many decimals, and a point whatever the language.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", locale: nil, value)
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
  /// indented; a word that is longer has its own. Lines that begin with a space, such as the excerpt
  /// of a file and the caret under it, stay as they are.
  static func folded(_ text: String, width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.first == " " ? String($0) : folded(line: Array($0), width: width) }
      .joined(separator: "\n")
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
