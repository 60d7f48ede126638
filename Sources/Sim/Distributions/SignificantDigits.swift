/// Numbers in words, with as many digits as mean something.
package enum SignificantDigits {
  /// The number with so many decimal digits that is nearest; halves go away from zero.
  package static func rounded(_ x: Double, to digits: Int) -> Double {
    guard x.isFinite, x != 0 else { return x }
    // The shortest decimal number that reads back as x.
    let text = "\(abs(x))"
    let parts = text.split(separator: "e")
    guard let mantissa = parts.first else { return x }
    var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let halves = mantissa.split(separator: ".")
    if halves.count > 1 { exponent -= halves[1].count }
    var figures = halves.joined().drop { $0 == "0" }.compactMap(\.wholeNumberValue)
    guard figures.count > digits else { return x }
    let isUp = figures[digits] >= 5
    exponent += figures.count - digits
    figures.removeSubrange(digits...)
    if isUp {
      var place = digits - 1
      while place >= 0, figures[place] == 9 {
        figures[place] = 0
        place -= 1
      }
      if place >= 0 { figures[place] += 1 } else { figures.insert(1, at: 0) }
    }
    let nearest = Double("\(figures.map(String.init).joined())e\(exponent)") ?? x
    return x < 0 ? -nearest : nearest
  }

  /// How many digits of x tell it from what is `gap` away, with one to spare; four at least,
  /// fifteen at most.
  static func count(of x: Double, telling gap: Double) -> Int {
    guard x.isFinite, x != 0, gap > 0 else { return 4 }
    let ratio = abs(x) / gap
    var digits = 1
    var reach = 1.0
    while reach <= ratio, digits < 15 {
      reach *= 10
      digits += 1
    }
    return max(4, digits)
  }
}
