internal import Foundation
import Sim

/// Names of the language for names of others, each once.
struct ImportedNames {
  /// Of the clock of what is imported, which nothing else may be called.
  static let step = "round"

  private var taken: Set<String> = []

  /// A name that expressions read.
  mutating func entry(_ written: String, else standard: String) -> String {
    let plain = PlainName.made(of: written, else: standard)
    let reserved = ScenarioFile.format.words.union(ScenarioFile.format.textWords)
    let isTaken = reserved.contains(plain) || plain == Self.step
    return unique(isTaken ? "\(standard)_\(plain)" : plain)
  }

  /// The name of a value, which stands beside its issue only.
  mutating func value(_ written: String) -> String {
    let plain = PlainName.made(of: written, else: "value")
    return unique(ReservedWords.grammar.contains(plain) ? "value_\(plain)" : plain)
  }

  private mutating func unique(_ name: String) -> String {
    var result = name
    var number = 1
    while !taken.insert(result).inserted {
      number += 1
      result = "\(name)_\(number)"
    }
    return result
  }

  static func scenario(_ written: String) -> String {
    PlainName.ofScenario(written, else: "imported")
  }

  /// On one line, as a comment takes it.
  static func line(_ text: String) -> String {
    VisibleText.line(text)
  }

  /// As a text of YAML.
  static func quoted(_ text: String) -> String {
    let escaped = line(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }
}
