/// Where a function that falls is 0.
enum FallingRoot {
  /// In [low, high] by false position with the Illinois rule (Dowell & Jarratt 1971), halving where that
  /// gains too little; the end of the bracket where the function has one sign in all of it.
  /// `above`, `below`: the function at the two ends.
  @inline(__always)
  static func find(
    from low: Double, to high: Double, above: Double, below: Double, _ value: (Double) -> Double
  ) -> Double {
    var (low, high) = (low, high)
    var (above, below) = (above, below)
    if above <= 0 { return low }
    if below >= 0 { return high }
    var lastSide = 0
    for step in 0..<200 {
      var middle = (low * below - high * above) / (below - above)
      if step % 4 == 3 || !(middle > low && middle < high) { middle = low + (high - low) / 2 }
      guard middle > low, middle < high else { return middle }
      let found = value(middle)
      if found == 0 || high - low <= 1e-13 * max(low.magnitude, high.magnitude) { return middle }
      if found > 0 {
        (low, above) = (middle, found)
        if lastSide == 1 { below /= 2 }
        lastSide = 1
      } else {
        (high, below) = (middle, found)
        if lastSide == -1 { above /= 2 }
        lastSide = -1
      }
    }
    return low + (high - low) / 2
  }
}
