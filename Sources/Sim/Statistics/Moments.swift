import CGSL

/// Count, mean and squared deviations of a column, and its extremes. NaN is missing.
///
/// Where values are so large or so small that their squares would not be numbers, mean and squares
/// are kept in units of a power of two that follows from the extremes.
package struct Moments: Sendable, Hashable, Mergeable {
  package var count = 0
  package var missing = 0
  /// The mean, and the sum of squared deviations from it, in units of 2 to the power of `exponent`
  /// and of its square.
  var center = 0.0
  var spread = 0.0
  package var minimum = Double.infinity
  package var maximum = -Double.infinity

  package init() {}

  package var mean: Double { Self.scaled(center, exponent) }
  /// Sum of squared deviations from the mean.
  package var squares: Double { Self.scaled(spread, 2 * exponent) }

  /// `nil` for fewer than two values, or if it is too large for a number.
  package var variance: Double? {
    guard count > 1 else { return nil }
    return Self.finite(Self.scaled(spread / Double(count - 1), 2 * exponent))
  }

  /// The same.
  package var standardDeviation: Double? {
    guard count > 1 else { return nil }
    return Self.finite(Self.scaled((spread / Double(count - 1)).squareRoot(), exponent))
  }

  /// The same.
  package var standardError: Double? {
    guard count > 1 else { return nil }
    let share = spread / Double(count - 1) / Double(count)
    return Self.finite(Self.scaled(share.squareRoot(), exponent))
  }

  private static func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }

  /// Chan, Golub & LeVeque (1983), "Algorithms for computing the sample variance", eq. 2.1.
  @inline(__always)
  package mutating func merge(_ next: Moments) {
    missing += next.missing
    guard next.count > 0 else { return }
    guard count > 0 else {
      let before = missing
      self = next
      missing = before
      return
    }
    let low = next.minimum < minimum ? next.minimum : minimum
    let high = next.maximum > maximum ? next.maximum : maximum
    let exponent = Self.exponent(low, high)
    if exponent | self.exponent | next.exponent == 0 {
      combine(next.count, next.center, next.spread)
    } else {
      let other = next.in(exponent)
      (center, spread) = self.in(exponent)
      combine(next.count, other.center, other.spread)
    }
    minimum = low
    maximum = high
  }

  @inline(__always)
  private mutating func combine(_ nextCount: Int, _ nextCenter: Double, _ nextSpread: Double) {
    let total = Double(count + nextCount)
    let delta = nextCenter - center
    center += delta * (Double(nextCount) / total)
    spread += nextSpread + delta * delta * (Double(count) / total * Double(nextCount))
    count += nextCount
  }

  /// One value that is not missing to others in the plain unit; `false`, and nothing added, if it takes
  /// another.
  @inline(__always)
  mutating func addPlain(_ value: Double) -> Bool {
    let low = value < minimum ? value : minimum
    let high = value > maximum ? value : maximum
    guard Self.exponent(low, high) == 0 else { return false }
    count += 1
    let delta = value - center
    center += delta / Double(count)
    spread += delta * (value - center)
    minimum = low
    maximum = high
    return true
  }

  /// One value (Welford 1962).
  package mutating func add(_ value: Double) {
    guard !value.isNaN else {
      missing += 1
      return
    }
    if self.exponent == 0, addPlain(value) { return }
    let low = value < minimum ? value : minimum
    let high = value > maximum ? value : maximum
    let exponent = Self.exponent(low, high)
    if count > 0, exponent != self.exponent { (center, spread) = self.in(exponent) }
    count += 1
    let scaled = Self.scaled(value, -exponent)
    let delta = scaled - center
    center += delta / Double(count)
    spread += delta * (scaled - center)
    minimum = low
    maximum = high
  }

  /// A row of values: one pass of sums about a value near the mean (Chan, Golub & LeVeque 1983,
  /// "shifted data"), then Chan. A constant row has exactly its value as mean and no squares.
  ///
  /// Eight partial sums in a fixed order, so a row gives the same bits on every machine.
  package mutating func add(row: UnsafePointer<Double>, count rowCount: Int) {
    guard rowCount > 0 else { return }
    var next = Moments()
    if !next.setDense(row, rowCount, about: count > 0 ? mean : row[0]) {
      next = Moments()
      next.setSparse(row, rowCount)
    }
    merge(next)
  }

  /// The same; a row without values adds nothing.
  mutating func add(_ row: UnsafeBufferPointer<Double>) {
    if let base = row.baseAddress { add(row: base, count: row.count) }
  }

  /// `false` if a value is missing or infinite, or of a size that needs another unit.
  @inline(__always)
  private mutating func setDense(
    _ row: UnsafePointer<Double>, _ rowCount: Int, about center: Double
  ) -> Bool {
    let sums = sim_row_sums(row, rowCount, center)
    guard sums.sum.isFinite, sums.squares.isFinite, Self.exponent(sums.low, sums.high) == 0
    else { return false }
    count = rowCount
    minimum = sums.low
    maximum = sums.high
    let shift = sums.sum / Double(rowCount)
    self.center = center + shift
    spread = max(0, sums.squares - sums.sum * shift)
    return true
  }

  private mutating func setSparse(_ row: UnsafePointer<Double>, _ rowCount: Int) {
    for at in 0..<rowCount {
      let value = row[at]
      guard !value.isNaN else { continue }
      count += 1
      if value < minimum { minimum = value }
      if value > maximum { maximum = value }
    }
    missing = rowCount - count
    guard count > 0 else { return }
    let exponent = exponent
    var sum = 0.0
    for at in 0..<rowCount where !row[at].isNaN { sum += Self.scaled(row[at], -exponent) }
    center = sum / Double(count)
    for at in 0..<rowCount where !row[at].isNaN {
      let deviation = Self.scaled(row[at], -exponent) - center
      spread += deviation * deviation
    }
  }
}

extension Moments {
  /// Of the unit: 0 unless squares or cubes of the values, or of a number of them up to 2⁴⁰, could
  /// be too large for a number, or 0.
  @inline(__always)
  var exponent: Int { Self.exponent(minimum, maximum) }

  @inline(__always)
  static func exponent(_ low: Double, _ high: Double) -> Int {
    let size = max(low.magnitude, high.magnitude)
    return size <= 0x1p320 && size >= 0x1p-320 ? 0 : rareExponent(size)
  }

  /// A multiple of 256, so that it seldom changes.
  private static func rareExponent(_ size: Double) -> Int {
    guard size > 0, size.isFinite else { return 0 }
    return Int(size.exponent) & ~255
  }

  /// Mean and squares in other units.
  func `in`(_ exponent: Int) -> (center: Double, spread: Double) {
    let by = self.exponent - exponent
    return (Self.scaled(center, by), Self.scaled(spread, 2 * by))
  }

  /// Times a power of two.
  @inline(__always)
  static func scaled(_ value: Double, _ exponent: Int) -> Double {
    exponent == 0 ? value : Double(sign: .plus, exponent: exponent, significand: value)
  }
}
