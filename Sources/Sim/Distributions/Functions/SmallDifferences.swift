/// What is left of a function after the first terms of its series, with all of its digits.
enum SmallDifferences {
  /// log(1 + u) − u for u > −1. `ratio` is 1 + u, where the caller knows it better.
  static func log1pMinus(_ u: Double, ratio: Double) -> Double {
    guard abs(u) < 0.4 else { return Elementary.log(ratio) - u }
    // log(1 + u) = 2 artanh(r) with r = u/(2 + u), and u − 2r = u·r: nothing cancels.
    let r = u / (2 + u)
    let square = r * r
    var sum = 1.0 / 27
    sum = sum * square + 1.0 / 25
    sum = sum * square + 1.0 / 23
    sum = sum * square + 1.0 / 21
    sum = sum * square + 1.0 / 19
    sum = sum * square + 1.0 / 17
    sum = sum * square + 1.0 / 15
    sum = sum * square + 1.0 / 13
    sum = sum * square + 1.0 / 11
    sum = sum * square + 1.0 / 9
    sum = sum * square + 1.0 / 7
    sum = sum * square + 1.0 / 5
    sum = sum * square + 1.0 / 3
    return -u * r + 2 * r * square * sum
  }

  /// exp(t) − 1 − t.
  static func expm1Minus(_ t: Double) -> Double {
    guard abs(t) < 0.5 else { return Elementary.expm1(t) - t }
    var sum = t * (1.0 / 16)
    sum = (1 + sum) * (t * (1.0 / 15))
    sum = (1 + sum) * (t * (1.0 / 14))
    sum = (1 + sum) * (t * (1.0 / 13))
    sum = (1 + sum) * (t * (1.0 / 12))
    sum = (1 + sum) * (t * (1.0 / 11))
    sum = (1 + sum) * (t * (1.0 / 10))
    sum = (1 + sum) * (t * (1.0 / 9))
    sum = (1 + sum) * (t * (1.0 / 8))
    sum = (1 + sum) * (t * (1.0 / 7))
    sum = (1 + sum) * (t * (1.0 / 6))
    sum = (1 + sum) * (t * (1.0 / 5))
    sum = (1 + sum) * (t * (1.0 / 4))
    sum = (1 + sum) * (t * (1.0 / 3))
    sum = (1 + sum) * (t * (1.0 / 2))
    return sum * t
  }

  /// log Γ(z) − ((z − ½)·log z − z + ½·log 2π) for z > 0: what Stirling's formula leaves
  /// (Abramowitz & Stegun 1964, 6.1.41). Below 15 by steps of 1.
  static func stirling(_ z: Double) -> Double {
    var z = z
    var sum = 0.0
    while z < 15 {
      let w = 1 / z
      sum +=
        w < 0.4
        ? w / 2 + (z + 0.5) * log1pMinus(w, ratio: 1 + w)
        : (z + 0.5) * Elementary.log1p(w) - 1
      z += 1
    }
    let r = 1 / (z * z)
    let series =
      1.0 / 12 - r
      * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * (691.0 / 360_360)))))
    return sum + series / z
  }

  /// The logarithm of the binomial probability of x among n, for real x within 0 … n and p + q = 1
  /// (Loader 2000, "Fast and accurate computation of binomial probabilities").
  static func logBinomial(_ x: Double, of n: Double, _ p: Double, _ q: Double) -> Double {
    if x <= 0 { return n * (p < q ? Elementary.log1p(-p) : Elementary.log(q)) }
    if x >= n { return n * (q < p ? Elementary.log1p(-q) : Elementary.log(p)) }
    let rest = n - x
    let (successes, failures) = (n * p, n * q)
    return 0.5 * Elementary.log(n / (2 * Double.pi) / x / rest) + stirling(n) - stirling(x)
      - stirling(rest) + x * log1pMinus((successes - x) / x, ratio: successes / x)
      + rest * log1pMinus((failures - rest) / rest, ratio: failures / rest)
  }
}
