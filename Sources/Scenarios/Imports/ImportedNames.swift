internal import Foundation
import Sim

/// Names of the language for names of others, each once.
struct ImportedNames {
  /// Of the clock of what is imported, which nothing else may be called.
  static let step = "round"

  private var taken: Set<String> = []

  /// A name that expressions read.
  mutating func entry(_ written: String, else standard: String) -> String {
    let plain = Self.plain(written, else: standard)
    let reserved = ScenarioFile.format.words.union(ScenarioFile.format.textWords)
    let isTaken = reserved.contains(plain) || plain == Self.step
    return unique(isTaken ? "\(standard)_\(plain)" : plain)
  }

  /// The name of a value, which stands beside its issue only.
  mutating func value(_ written: String) -> String {
    let plain = Self.plain(written, else: "value")
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
    plain(written, else: "imported").replacing("_", with: "-")
  }

  /// Small letters, digits and underscores, with a letter first.
  private static func plain(_ written: String, else standard: String) -> String {
    var result = ""
    for character in latin(written).lowercased() {
      let isPlain =
        character.isASCII && (character.isLetter || character.isNumber)
      if isPlain {
        result.append(character)
      } else if !result.isEmpty, result.last != "_" {
        result.append("_")
      }
    }
    while result.last == "_" { result.removeLast() }
    if result.first?.isLetter != true {
      result = result.isEmpty ? standard : "\(standard)_\(result)"
    }
    return String(result.prefix(Limits.nameLength - 8))
  }

  /// Letters of other alphabets, and those with marks, in the letters of ASCII: `Österreich` is
  /// `Osterreich`.
  private static func latin(_ written: String) -> String {
    guard !written.utf8.allSatisfy({ $0 < 0x80 }) else { return written }
    return written.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false)
      ?? written
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
