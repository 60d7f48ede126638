/// What shares of one whole leave of it.
package enum Remainder {
  /// 1 less all of them. Their errors are of different trials or of different inputs, and so nearly
  /// independent: the squares of half-widths add up, the longer half of each on both sides, for a share
  /// near 0 has no room below.
  package static func of(_ shares: [ValueInInterval]) -> ValueInInterval {
    let value = 1 - shares.reduce(0) { $0 + $1.value }
    let squares = shares.reduce(0) { sum, share in
      let half = max(share.interval.high - share.value, share.value - share.interval.low)
      return sum + half * half
    }
    let half = squares.squareRoot()
    return ValueInInterval(value, Interval(low: value - half, high: value + half))
  }
}
