/// Commas between groups of three digits, which the language does not have: `1,500 EUR m`.
enum CommaGroups {
  /// The same without them; `nil` for any other text.
  static func plain(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: ",")) else { return nil }
    var scanner = DigitScanner(text)
    _ = scanner.takeSign()
    guard scanner.rest.first != "0", scanner.takeGroups(apartBy: [","]) != nil,
      scanner.rest.first != ","
    else { return nil }
    return text.filter { $0 != "," }
  }
}
