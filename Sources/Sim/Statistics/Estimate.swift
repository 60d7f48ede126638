/// A number estimated from independent trials, and how far chance alone can take it.
package struct Estimate: Sendable, Hashable {
  /// `nil` without enough values to give one.
  package var value: Double?
  /// 0 where no value differs from another, so that nothing is left to chance.
  package var standardError: Double
  /// How many values it rests on.
  package var count: Int

  package init(value: Double?, standardError: Double, count: Int) {
    self.value = value
    self.standardError = standardError
    self.count = count
  }

  /// A share, with the standard error it has if `expected` is true: √(p(1 − p)/n).
  package static func share(_ successes: Int, of trials: Int, ifTrue expected: Double) -> Estimate {
    guard trials > 0 else { return Estimate(value: nil, standardError: 0, count: 0) }
    let n = Double(trials)
    let variance = expected * (1 - expected) / n
    return Estimate(
      value: Double(successes) / n, standardError: variance > 0 ? variance.squareRoot() : 0,
      count: trials)
  }

  package static func mean(_ values: [Double]) -> Estimate {
    let moments = CentralMoments(values)
    let error = (moments.variance / Double(max(1, values.count))).squareRoot()
    return Estimate(
      value: values.isEmpty ? nil : moments.natural(moments.mean),
      standardError: moments.natural(error), count: values.count)
  }

  /// The variance, whose own variance is (μ₄ − σ⁴)/n to first order whatever the distribution
  /// (Cramér 1946, section 27.4). It is infinite if it is too large for a number.
  package static func variance(_ values: [Double]) -> Estimate {
    let moments = CentralMoments(values)
    return Estimate(
      value: values.count > 1 ? moments.natural(moments.variance, power: 2) : nil,
      standardError: moments.natural(moments.errorOfVariance, power: 2), count: values.count)
  }

  /// The standard deviation: √ of the variance, by the delta method.
  package static func standardDeviation(_ values: [Double]) -> Estimate {
    let moments = CentralMoments(values)
    let deviation = moments.variance.squareRoot()
    return Estimate(
      value: values.count > 1 ? moments.natural(deviation) : nil,
      standardError: moments.natural(
        deviation > 0 ? moments.errorOfVariance / (2 * deviation) : 0), count: values.count)
  }

  /// A quantile; its error is half the distance between the quantiles one standard error of its
  /// rank, √(q(1 − q)/n), to either side (Woodruff 1952).
  package static func quantile(_ share: Double, _ values: [Double]) -> Estimate {
    let sorted = values.sorted()
    let rankError = (share * (1 - share) / Double(max(1, sorted.count))).squareRoot()
    let low = Quantiles.exact(share - rankError, ofSorted: sorted) ?? 0
    let high = Quantiles.exact(share + rankError, ofSorted: sorted) ?? 0
    return Estimate(
      value: Quantiles.exact(share, ofSorted: sorted), standardError: high / 2 - low / 2,
      count: sorted.count)
  }

  /// How many runs of trials the error of a correlation is taken from.
  static let batches = 64

  /// Pearson's correlation, or Spearman's, which is Pearson's of the ranks.
  ///
  /// The standard error is that of the mean over 64 runs of trials of equal length ("batch means",
  /// Law & Kelton 1991, section 9.5.3): it holds whatever the two distributions are.
  package static func correlation(_ x: [Double], _ y: [Double], ofRanks: Bool = false) -> Estimate {
    let statistic = { (x: ArraySlice<Double>, y: ArraySlice<Double>) in
      ofRanks ? Correlation.ofRanks(Array(x), Array(y)) : Correlation.pearson(x, y)
    }
    let size = x.count / batches
    guard size > 2, x.count == y.count else {
      return Estimate(value: nil, standardError: 0, count: x.count)
    }
    let parts = (0..<batches).compactMap { k in
      let range = k * size..<(k + 1) * size
      return statistic(x[range], y[range])
    }
    return Estimate(
      value: statistic(x[...], y[...]), standardError: mean(parts).standardError, count: x.count)
  }
}

/// Mean and central moments in two passes, in units of a power of two in which they are numbers.
private struct CentralMoments {
  private var exponent = 0
  var mean = 0.0
  /// Unbiased.
  var variance = 0.0
  var errorOfVariance = 0.0

  /// In the unit of the values, to some power; infinite if it is too large for a number.
  func natural(_ value: Double, power: Int = 1) -> Double {
    Moments.scaled(value, power * exponent)
  }

  init(_ given: [Double]) {
    guard let least = given.min(), let most = given.max() else { return }
    exponent = Moments.exponent(least, most)
    // Fourth powers need smaller numbers than squares.
    let size = max(least.magnitude, most.magnitude)
    if exponent == 0, size > 0, size.isFinite, size > 0x1p240 || size < 0x1p-240 {
      exponent = Int(size.exponent)
    }
    let exponent = exponent
    let values = exponent == 0 ? given : given.map { Moments.scaled($0, -exponent) }
    let first = values[0]
    let n = Double(values.count)
    // About a value of the sample: where all are equal the mean is exactly that value.
    mean = first + values.reduce(0) { $0 + ($1 - first) } / n
    guard values.count > 1 else { return }
    var (second, fourth) = (0.0, 0.0)
    for value in values {
      let square = (value - mean) * (value - mean)
      second += square
      fourth += square * square
    }
    variance = second / (n - 1)
    errorOfVariance = (max(0, fourth / n - (second / n) * (second / n)) / n).squareRoot()
  }
}

/// Correlations of paired values; `nil` where one side does not vary.
enum Correlation {
  static func pearson(_ x: ArraySlice<Double>, _ y: ArraySlice<Double>) -> Double? {
    let (x, y) = (ofCommonSize(x), ofCommonSize(y))
    let n = Double(x.count)
    let (meanX, meanY) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) {
      xx += (a - meanX) * (a - meanX)
      yy += (b - meanY) * (b - meanY)
      xy += (a - meanX) * (b - meanY)
    }
    return xx > 0 && yy > 0 ? xy / (xx * yy).squareRoot() : nil
  }

  /// The same but for a power of two, so that their squares are numbers.
  private static func ofCommonSize(_ values: ArraySlice<Double>) -> ArraySlice<Double> {
    let size = max((values.min() ?? 0).magnitude, (values.max() ?? 0).magnitude)
    guard size > 0x1p240 || size < 0x1p-240, size > 0, size.isFinite else { return values }
    return values.map { Moments.scaled($0, -Int(size.exponent)) }[...]
  }

  /// Spearman (1904); equal values share their mean rank.
  static func ofRanks(_ x: [Double], _ y: [Double]) -> Double? {
    pearson(ranks(x)[...], ranks(y)[...])
  }

  static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = Array(repeating: 0.0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }
}
