extension Family {
  /// `triangular(min, mode, max)`, by inversion.
  package static let triangular = Family(
    "triangular", .word52,
    forms: [
      Form(
        "min", "mode", "max", rules: [.notAbove(0, 1), .notAbove(1, 2), .width(0, 2)],
        point: { $0[0] == $0[2] ? $0[0] : nil })
    ],
    sample: { p, generator in scaledQuantile(generator.uniform(), .lower, p) },
    probability: { x, tail, p in
      if x <= p[0] { return tail == .lower ? 0 : 1 }
      if x >= p[2] { return tail == .lower ? 1 : 0 }
      let unit = unit(of: p[2] - p[0])
      let (x, p) = (x / unit, p / unit)
      let (rising, falling) = (p[1] - p[0], p[2] - p[1])
      let width = p[2] - p[0]
      // Each tail as a sum of positive terms: 1 minus the other one loses a tail that ends steeply.
      if x <= p[1] {
        let part = x - p[0]
        return tail == .lower
          ? part / width * (part / rising)
          : (rising * falling + (p[1] - x) * (rising + part)) / (width * rising)
      }
      let part = p[2] - x
      return tail == .lower
        ? (falling * rising + (x - p[1]) * (falling + part)) / (width * falling)
        : part / width * (part / falling)
    },
    quantile: { q, tail, p in scaledQuantile(q, tail, p) },
    mean: { p in (p[0] + p[1] + p[2]) / 3 },
    variance: { p in
      let toMode = p[1] - p[0]
      let width = p[2] - p[0]
      return (toMode * toMode + width * width - toMode * width) / 18
    },
    support: { p in p[0]...p[2] })
}

private func scaledQuantile(_ q: Double, _ tail: Tail, _ p: SIMD4<Double>) -> Double {
  let unit = unit(of: p[2] - p[0])
  return unit == 1 ? triangularQuantile(q, tail, p) : triangularQuantile(q, tail, p / unit) * unit
}

/// The side that is reached from the far end is written from the mode, so that a mode on an end
/// costs no digits there.
private func triangularQuantile(_ q: Double, _ tail: Tail, _ p: SIMD4<Double>) -> Double {
  let (rising, falling) = (p[1] - p[0], p[2] - p[1])
  let width = p[2] - p[0]
  if tail == .lower {
    if q * width < rising { return p[0] + (q * width * rising).squareRoot() }
    let root = ((1 - q) * width * falling).squareRoot()
    return p[1] + falling * (q * width - rising) / (falling + root)
  }
  if q * width < falling { return p[2] - (q * width * falling).squareRoot() }
  let root = ((1 - q) * width * rising).squareRoot()
  return p[1] - rising * (q * width - falling) / (rising + root)
}
