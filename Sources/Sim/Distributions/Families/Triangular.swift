extension Family {
  /// `triangular(min, mode, max)`, by inversion.
  public static let triangular = Family(
    "triangular", .word52,
    forms: [
      Form("min", "mode", "max", rules: [.notAbove(0, 1), .notAbove(1, 2), .below(0, 2)])
    ],
    sample: { p, generator in triangularQuantile(generator.uniform(), .lower, p) },
    probability: { x, tail, p in
      if x <= p[0] { return tail == .lower ? 0 : 1 }
      if x >= p[2] { return tail == .lower ? 1 : 0 }
      let width = p[2] - p[0]
      if x <= p[1] {
        let lower = (x - p[0]) / width * ((x - p[0]) / (p[1] - p[0]))
        return tail == .lower ? lower : 1 - lower
      }
      let upper = (p[2] - x) / width * ((p[2] - x) / (p[2] - p[1]))
      return tail == .lower ? 1 - upper : upper
    },
    quantile: { q, tail, p in triangularQuantile(q, tail, p) },
    mean: { p in (p[0] + p[1] + p[2]) / 3 },
    variance: { p in
      let toMode = p[1] - p[0]
      let width = p[2] - p[0]
      return (toMode * toMode + width * width - toMode * width) / 18
    },
    support: { p in p[0]...p[2] })
}

private func triangularQuantile(_ q: Double, _ tail: Tail, _ p: SIMD4<Double>) -> Double {
  let width = p[2] - p[0]
  let (rising, falling) = (p[1] - p[0], p[2] - p[1])
  if tail == .lower ? q * width < rising : (1 - q) * width < rising {
    return p[0] + ((tail == .lower ? q : 1 - q) * width * rising).squareRoot()
  }
  return p[2] - ((tail == .lower ? 1 - q : q) * width * falling).squareRoot()
}
