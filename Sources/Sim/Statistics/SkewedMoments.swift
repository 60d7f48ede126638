/// Moments with the third, of which the skewness comes.
package struct SkewedMoments: Sendable, Hashable, Mergeable {
  package private(set) var moments = Moments()
  /// Sum of cubed deviations from the mean, in units of 2 to the power of three times the exponent.
  private(set) var cubes = 0.0

  package init() {}

  init(_ moments: Moments, cubes: Double) {
    self.moments = moments
    self.cubes = cubes
  }

  /// Of the values, without bias if they are normal: √(n(n − 1))/(n − 2) m₃/m₂^1.5 (Joanes & Gill
  /// 1998). `nil` for fewer than three values, or if all are the same.
  package var skewness: Double? {
    let n = Double(moments.count)
    guard moments.count > 2, moments.spread > 0 else { return nil }
    let variance = moments.spread / n
    let skewness = cubes / n / (variance * variance.squareRoot())
    return skewness.isFinite ? skewness * (n * (n - 1)).squareRoot() / (n - 2) : nil
  }

  package mutating func add(_ value: Double) {
    if addPlain(value) { return }
    var one = SkewedMoments()
    one.moments.add(value)
    let before = self
    moments.add(value)
    mergeCubes(before, one)
  }

  /// The same steps with those left out that change nothing of a single value; `false` if there are no
  /// values yet, if it is missing or infinite, or if it takes another unit.
  @inline(__always)
  private mutating func addPlain(_ value: Double) -> Bool {
    let before = moments
    guard before.count > 0, value.isFinite, Moments.exponent(value, value) == 0,
      before.exponent == 0, moments.addPlain(value)
    else { return false }
    let (n, total) = (Double(before.count), Double(before.count + 1))
    // −0 becomes 0.
    let delta = value + 0 - before.center
    let cube = delta * delta * delta * (n / total) * ((n - 1) / total)
    cubes = cubes + 0 + cube + 3 * delta * (0 - before.spread) / total
    return true
  }

  /// A row of values, as `Moments.add(row:count:)`; the cubes of their deviations in a second pass.
  package mutating func add(row: UnsafePointer<Double>, count: Int) {
    var next = SkewedMoments()
    next.moments.add(row: row, count: count)
    let exponent = next.moments.exponent
    let center = next.moments.center
    if next.moments.spread > 0 {
      for at in 0..<count where !row[at].isNaN {
        let deviation = Moments.scaled(row[at], -exponent) - center
        next.cubes += deviation * deviation * deviation
      }
    }
    merge(next)
  }

  package mutating func merge(_ next: SkewedMoments) {
    let before = self
    moments.merge(next.moments)
    mergeCubes(before, next)
  }

  /// Pébay (2008), "Formulas for robust, one-pass parallel computation of covariances and
  /// arbitrary-order statistical moments", eq. 2.2.
  private mutating func mergeCubes(_ left: SkewedMoments, _ right: SkewedMoments) {
    guard right.moments.count > 0 else { return }
    guard left.moments.count > 0 else {
      cubes = right.cubes
      return
    }
    let exponent = moments.exponent
    let (a, b) = (left.moments.in(exponent), right.moments.in(exponent))
    let (n, m) = (Double(left.moments.count), Double(right.moments.count))
    let total = n + m
    let delta = b.center - a.center
    let own = Moments.scaled(left.cubes, 3 * (left.moments.exponent - exponent))
    let added = Moments.scaled(right.cubes, 3 * (right.moments.exponent - exponent))
    let cube = delta * delta * delta * (n / total) * m * ((n - m) / total)
    cubes = own + added + cube + 3 * delta * (n * b.spread - m * a.spread) / total
  }
}
