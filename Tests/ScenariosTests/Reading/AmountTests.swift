import Testing

@testable import Scenarios

/// Amounts and groups of digits, against the patterns that say what they are.
@Suite("Amounts as they are written") struct AmountTests {
  /// Texts of characters that matter, by a fixed generator.
  private static func texts(_ count: Int, of alphabet: [Character]) -> [String] {
    var state: UInt64 = 20_261_129
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    return (0..<count).map { _ in
      String((0..<(1 + next(9))).map { _ in alphabet[next(alphabet.count)] })
    }
  }

  @Test func `4,000 random texts are amounts where the pattern says so`() {
    let pattern =
      /([-+−]?)([0-9]{1,3}(?:[ \u{00A0}\u{202F}][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*(%|[\p{L}€$£°][\p{L}\p{N}€$£°\/²³ ]*)/
    let alphabet = Array("0001123456789  \u{00A0}\u{202F}..-+−%kmé€°²/,")
    var found = 0
    for text in Self.texts(4_000, of: alphabet) {
      let trimmed = text.trimmed
      let match = trimmed.wholeMatch(of: pattern)
      let amount = Amount(text)
      #expect((amount != nil) == (match != nil), "'\(text)'")
      guard let match, let amount else { continue }
      found += 1
      let number = Double(String(match.2.filter { !$0.isWhitespace })) ?? .nan
      #expect(amount.value == (["-", "−"].contains(match.1) ? -number : number), "'\(text)'")
      #expect(amount.written == String(match.3), "'\(text)'")
    }
    #expect(found > 100)
  }

  @Test func `4,000 random texts have groups of digits where the pattern says so`() {
    let pattern = /[-+−]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?(?:[^0-9,].*)?/
    let alphabet = Array("0123456789,,,,.-k")
    var found = 0
    let some = ["1,500", "-1,500.25 EUR", "12,345,678k", "1,500.5,3", "0,500", "1,50", "1234,567"]
    for text in some + Self.texts(4_000, of: alphabet) {
      let isSo = text.wholeMatch(of: pattern) != nil
      #expect(CommaGroups.plain(text) == (isSo ? text.filter { $0 != "," } : nil), "'\(text)'")
      if isSo { found += 1 }
    }
    #expect(found >= 10)
  }

  @Test func `a digit with a mark on it is no digit`() {
    #expect(Amount("5\u{0308} km") == nil)
    #expect(CommaGroups.plain("1,50\u{0308}0") == nil)
  }
}
