import CGSL

extension Family {
  /// `zipf(exponent)`: P(k) in proportion to k^(−exponent), from 1; `zipf(exponent=, n=)` up to n
  /// (Johnson, Kemp & Kotz 2005, section 11.2.20). Drawn by rejection from the inverted integral
  /// (Hörmann & Derflinger 1996).
  package static let zipf = Family(
    "zipf", .block, isDiscrete: true,
    forms: [
      Form("exponent", rules: [.between(0, 1.01, 1000)]) { written in
        Parameters(written[0], .infinity, 0, 0)
      },
      Form(
        "exponent", "n", rules: [.between(0, 0, 1000), .whole(1, from: 1, to: largestCount)]
      ) { written in Parameters(written[0], written[1], 0, 0) },
    ],
    sample: { p, generator in zipfSample(p[0], p[1], generator) },
    probability: { x, tail, p in zipfProbability(x, tail, p[0], p[1]) },
    quantile: { q, tail, p in zipfQuantile(q, tail, p[0], p[1]) },
    mean: { p in zipfMoment(1, p[0], p[1]) },
    variance: { p in
      let mean = zipfMoment(1, p[0], p[1])
      return mean.isFinite ? zipfMoment(2, p[0], p[1]) - mean * mean : .infinity
    },
    support: { p in 1...p[1] })
}

private func zipfProbability(_ x: Double, _ tail: Tail, _ s: Double, _ n: Double) -> Double {
  if x < 1 { return tail == .lower ? 0 : 1 }
  if x >= n { return tail == .lower ? 1 : 0 }
  let last = x.rounded(.down)
  let part = tail == .lower ? PowerSum.value(1, last, s) : PowerSum.value(last + 1, n, s)
  return part / PowerSum.value(1, n, s)
}

private func zipfQuantile(_ q: Double, _ tail: Tail, _ s: Double, _ n: Double) -> Double {
  let largest = min(n, 0x1p52)
  let found = Inversion.wholeQuantile(q, tail, from: 1, to: largest, near: 1) {
    zipfProbability($0, $1, s, n)
  }
  guard n == .infinity, found == largest else { return found }
  // So far out the sum is its integral, k^(1 − s)/(s − 1), to every digit.
  let upper = tail == .upper ? q : 1 - q
  return Elementary.pow(upper * (s - 1) * PowerSum.value(1, n, s), 1 / (1 - s)).rounded(.up)
}

private func zipfMoment(_ order: Double, _ s: Double, _ n: Double) -> Double {
  if n == .infinity, s - order <= 1 { return .infinity }
  return PowerSum.value(1, n, s - order) / PowerSum.value(1, n, s)
}

private func zipfSample(_ s: Double, _ n: Double, _ generator: CursorGenerator) -> Double {
  // The integral of x^(−s) from 1 on, and its inverse.
  func integral(_ x: Double) -> Double {
    if x == .infinity { return 1 / (s - 1) }
    let logarithm = Elementary.log(x)
    return logarithm * ratio((1 - s) * logarithm) { Elementary.expm1($0) }
  }
  func inverse(_ y: Double) -> Double {
    let t = max(-1, y * (1 - s))
    return Elementary.exp(y * ratio(t) { Elementary.log1p($0) })
  }
  func term(_ k: Double) -> Double { Elementary.pow(k, -s) }
  let (from, to) = (integral(1.5) - 1, integral(n + 0.5))
  let surelyRight = 2 - inverse(integral(2.5) - term(2))
  while true {
    let u = to + generator.uniform() * (from - to)
    let x = inverse(u)
    guard x.isFinite else { return .infinity }
    let k = min(max(x.rounded(), 1), n)
    if k - x <= surelyRight || u >= integral(k + 0.5) - term(k) { return k }
  }
}

/// f(x)/x, for a function that is x + … at 0.
private func ratio(_ x: Double, _ function: (Double) -> Double) -> Double {
  x == 0 ? 1 : function(x) / x
}
