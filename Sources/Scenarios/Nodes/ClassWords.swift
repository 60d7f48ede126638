/// Names of classes, which may be any words, as plain names: `truce that holds` is `truce_that_holds` too.
enum ClassWords {
  /// In lower case, with `_` for what no name has. As many characters as there were.
  static func of(_ name: String) -> String {
    String(
      name.map { character in
        guard character.isASCII, character.isLetter || character.isNumber else { return "_" }
        return Character(character.lowercased())
      })
  }

  /// Where the one that is meant stands: the one that is written so, else one that is so as a plain name.
  static func place(of written: String, among names: [String]) -> Int? {
    names.firstIndex(of: written) ?? names.firstIndex { of($0) == of(written) }
  }
}
