import CGSL

extension Family {
  /// `logarithmic(p)`: P(k) in proportion to pᵏ/k, from 1 (Fisher, Corbet & Williams 1943).
  package static let logarithmic = Family(
    "logarithmic", .block, isDiscrete: true,
    forms: [Form("p", rules: [.above(0, 0), .between(0, 0, 0.9999)])],
    sample: { p, generator in Double(gsl_ran_logarithmic(generator.rng, p[0])) },
    probability: { x, tail, p in logarithmicProbability(x, tail, p[0]) },
    quantile: { q, tail, p in logarithmicQuantile(q, tail, p[0]) },
    mean: { p in p[0] / (1 - p[0]) / weight(p[0]) },
    variance: { p in
      let weight = weight(p[0])
      return p[0] * (weight - p[0]) / ((1 - p[0]) * (1 - p[0]) * weight * weight)
    },
    support: { _ in 1 ... .infinity })
}

/// −log(1 − p), the sum of all pᵏ/k.
private func weight(_ p: Double) -> Double { -Elementary.log1p(-p) }

private func logarithmicProbability(_ x: Double, _ tail: Tail, _ p: Double) -> Double {
  if x < 1 { return tail == .lower ? 0 : 1 }
  if x == .infinity { return tail == .lower ? 1 : 0 }
  let last = x.rounded(.down)
  if p > 0.99 {
    if tail == .upper { return upperIntegral(last, p) / weight(p) }
    if last > 300 { return 1 - upperIntegral(last, p) / weight(p) }
  }
  return tail == .lower ? lowerSum(last, p) / weight(p) : upperSum(last, p) / weight(p)
}

private func lowerSum(_ last: Double, _ p: Double) -> Double {
  var (sum, power, k) = (0.0, 1.0, 1.0)
  while k <= last {
    power *= p
    let next = sum + power / k
    // What is left is less than the last bit.
    if next == sum { break }
    sum = next
    k += 1
  }
  return min(sum, weight(p))
}

private func upperSum(_ last: Double, _ p: Double) -> Double {
  var (sum, k) = (0.0, last + 1)
  var power = Elementary.pow(p, k)
  while true {
    let next = sum + power / k
    if next == sum { return sum }
    sum = next
    power *= p
    k += 1
  }
}

/// The sum of pʲ/j beyond `last`, term by term ∫ exp(−sj) ds from −log p on, so altogether
/// ∫ exp(−s·m)/(1 − exp(−s)) ds with m = last + 1.
private func upperIntegral(_ last: Double, _ p: Double) -> Double {
  let m = last + 1
  let start = -Elementary.log(p)
  let integral = TailIntegral.value { v in
    v + Elementary.log(-Elementary.expm1(-start - v / m) / (1 - p))
  }
  return Elementary.pow(p, m) / m / (1 - p) * integral
}

private func logarithmicQuantile(_ q: Double, _ tail: Tail, _ p: Double) -> Double {
  Inversion.wholeQuantile(q, tail, from: 1, to: 4_294_967_294, near: 1) {
    logarithmicProbability($0, $1, p)
  }
}
