/// Commas between groups of three digits, which the language does not have: `1,500 EUR m`.
enum CommaGroups {
  /// The same without them; `nil` for any other text.
  static func plain(_ text: String) -> String? {
    guard
      text.wholeMatch(of: /[-+−]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?(?:[^0-9,].*)?/) != nil
    else {
      return nil
    }
    return text.filter { $0 != "," }
  }
}
