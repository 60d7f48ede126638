/// What a name looks like.
enum NameRule {
  /// Why a text is no name; `nil` if it is one.
  static func problem(with name: String, hyphens: Bool = false) -> String? {
    if name.count > Limits.nameLength {
      return "a name of \(name.count) characters; the limit is \(Limits.nameLength)"
    }
    let wellFormed =
      name.utf8.first.map(isLetter) == true
      && name.utf8.allSatisfy {
        isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "_") || (hyphens && $0 == UInt8(ascii: "-"))
      }
    guard !wellFormed else { return nil }
    return "'\(name)' is not a name: a name is a lower-case letter, then "
      + "lower-case letters, digits\(hyphens ? ", '_' and '-'" : " and '_'")"
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
