internal import Foundation
import Sim

/// Names of the language made of what others call things.
enum PlainName {
  /// Small letters, digits and underscores, with a letter first.
  static func made(of written: String, else standard: String) -> String {
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

  /// The same for a scenario, whose words hyphens join.
  static func ofScenario(_ written: String, else standard: String) -> String {
    made(of: written, else: standard).replacing("_", with: "-")
  }

  /// Letters of other alphabets, and those with marks, in the letters of ASCII: `Österreich` is
  /// `Osterreich`.
  private static func latin(_ written: String) -> String {
    guard !written.utf8.allSatisfy({ $0 < 0x80 }) else { return written }
    return written.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false)
      ?? written
  }
}
