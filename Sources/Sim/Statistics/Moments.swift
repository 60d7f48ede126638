/// Count, mean and squared deviations of a column, and its extremes. NaN is missing.
public struct Moments: Sendable, Hashable, Mergeable {
  public var count = 0
  public var missing = 0
  public var mean = 0.0
  /// Sum of squared deviations from the mean.
  public var squares = 0.0
  public var minimum = Double.infinity
  public var maximum = -Double.infinity

  public init() {}

  /// `nil` for fewer than two values.
  public var variance: Double? { count > 1 ? squares / Double(count - 1) : nil }
  public var standardDeviation: Double? { variance?.squareRoot() }
  public var standardError: Double? {
    variance.map { ($0 / Double(count)).squareRoot() }
  }

  /// Chan, Golub & LeVeque (1983), "Algorithms for computing the sample variance", eq. 2.1.
  @inline(__always)
  public mutating func merge(_ next: Moments) {
    missing += next.missing
    guard next.count > 0 else { return }
    guard count > 0 else {
      let before = missing
      self = next
      missing = before
      return
    }
    let total = Double(count + next.count)
    let delta = next.mean - mean
    mean += delta * (Double(next.count) / total)
    squares += next.squares + delta * delta * (Double(count) / total * Double(next.count))
    count += next.count
    if next.minimum < minimum { minimum = next.minimum }
    if next.maximum > maximum { maximum = next.maximum }
  }

  /// One value (Welford 1962).
  public mutating func add(_ value: Double) {
    guard !value.isNaN else {
      missing += 1
      return
    }
    count += 1
    let delta = value - mean
    mean += delta / Double(count)
    squares += delta * (value - mean)
    if value < minimum { minimum = value }
    if value > maximum { maximum = value }
  }

  /// A row of values: one pass of sums about a value near the mean (Chan, Golub & LeVeque 1983,
  /// "shifted data"), then Chan. A constant row has exactly its value as mean and no squares.
  ///
  /// Eight partial sums in a fixed order, so a row gives the same bits on every machine.
  public mutating func add(row: UnsafePointer<Double>, count rowCount: Int) {
    guard rowCount > 0 else { return }
    var next = Moments()
    if !next.setDense(row, rowCount, about: count > 0 ? mean : row[0]) {
      next = Moments()
      next.setSparse(row, rowCount)
    }
    merge(next)
  }

  /// `false` if a value is missing or infinite.
  @inline(__always)
  private mutating func setDense(
    _ row: UnsafePointer<Double>, _ rowCount: Int, about center: Double
  ) -> Bool {
    let whole = rowCount & ~7
    let raw = UnsafeRawPointer(row)
    let centers = SIMD8<Double>(repeating: center)
    var sums = SIMD8<Double>.zero
    var products = SIMD8<Double>.zero
    var lows = SIMD8<Double>(repeating: .infinity)
    var highs = SIMD8<Double>(repeating: -.infinity)
    var at = 0
    while at < whole {
      let values = raw.loadUnaligned(fromByteOffset: at &* 8, as: SIMD8<Double>.self)
      let deviations = values - centers
      sums += deviations
      products += deviations * deviations
      lows.replace(with: values, where: values .< lows)
      highs.replace(with: values, where: values .> highs)
      at &+= 8
    }
    var sum = Self.total(sums)
    squares = Self.total(products)
    minimum = lows.min()
    maximum = highs.max()
    while at < rowCount {
      let value = row[at]
      let deviation = value - center
      sum += deviation
      squares += deviation * deviation
      if value < minimum { minimum = value }
      if value > maximum { maximum = value }
      at &+= 1
    }
    guard sum.isFinite, squares.isFinite else { return false }
    count = rowCount
    let shift = sum / Double(rowCount)
    mean = center + shift
    squares = max(0, squares - sum * shift)
    return true
  }

  private mutating func setSparse(_ row: UnsafePointer<Double>, _ rowCount: Int) {
    var sum = 0.0
    for at in 0..<rowCount {
      let value = row[at]
      guard !value.isNaN else { continue }
      sum += value
      count += 1
      if value < minimum { minimum = value }
      if value > maximum { maximum = value }
    }
    missing = rowCount - count
    guard count > 0 else { return }
    mean = sum / Double(count)
    for at in 0..<rowCount where !row[at].isNaN {
      let deviation = row[at] - mean
      squares += deviation * deviation
    }
  }

  @inline(__always)
  private static func total(_ parts: SIMD8<Double>) -> Double {
    let four = parts.lowHalf + parts.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}
