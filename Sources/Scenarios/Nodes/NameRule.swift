import Sim

/// What a name looks like, whatever it names: an entry, an outcome, a regime, a role, a ratifier, a
/// means of enforcement, a group, a step of the clock. What names share with the language is in
/// `ReservedWords`.
enum NameRule {
  /// Why a text is no name; `nil` if it is one.
  static func problem(with name: String, hyphens: Bool = false) -> ScenarioCause? {
    if name.count > Limits.nameLength {
      return .nameTooLong(name.count, limit: Limits.nameLength)
    }
    let wellFormed =
      name.utf8.first.map(isLetter) == true
      && name.utf8.allSatisfy {
        isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "_") || (hyphens && $0 == UInt8(ascii: "-"))
      }
    guard !wellFormed else {
      // A scenario's own name, which may have hyphens, is read by nothing.
      return !hyphens && ReservedWords.grammar.contains(name)
        ? .reservedName(name) : nil
    }
    return .notAName(name, hyphens: hyphens, meant: meant(by: name))
  }

  /// The name that was meant where only capitals, spaces or hyphens are wrong; `nil` elsewhere.
  static func meant(by name: String) -> String? {
    let lower = name.lowercased()
    let joined = String(lower.map { $0 == "-" || $0 == " " ? "_" : $0 })
    guard joined != name, problem(with: joined) == nil else { return nil }
    return joined
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
