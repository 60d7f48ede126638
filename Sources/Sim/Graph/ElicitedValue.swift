extension Graph {
  /// The value of an elicited quantity from its standard draw, as arithmetic over rows of trials;
  /// the bits of `ElicitedDistribution.sample`.
  package mutating func value(_ elicited: ElicitedDistribution, from draw: NodeID) -> NodeID {
    let place: NodeID
    switch elicited.curve {
    case .normal(let mu, let sigma): place = affine(draw, constant(mu), constant(sigma))
    case .metalog(let metalog):
      let centred = apply(.subtract, draw, constant(0.5))
      let skewed = polynomial(metalog.slope, in: centred)
      let odds = apply(.divide, draw, apply(.subtract, constant(1), draw))
      let level = polynomial(metalog.level, in: centred)
      place = affine(apply(.log, odds), level, skewed)
    }
    switch elicited.range {
    case .unbounded: return place
    case .above(let low): return apply(.add, constant(low), apply(.exp, place))
    case .below(let high):
      return apply(.subtract, constant(high), apply(.exp, apply(.negate, place)))
    case .between(let low, let high):
      return affine(apply(.logistic, place), constant(low), constant(high - low))
    }
  }

  /// By powers from 0 on.
  private mutating func polynomial(_ coefficients: [Double], in x: NodeID) -> NodeID {
    var sum = constant(coefficients[coefficients.count - 1])
    for coefficient in coefficients.dropLast().reversed() {
      sum = affine(x, constant(coefficient), sum)
    }
    return sum
  }

  /// location + scale·z, in two roundings.
  package mutating func affine(_ z: NodeID, _ location: NodeID, _ scale: NodeID) -> NodeID {
    let scaled = apply(.multiply, scale, z)
    if constantValue(location) == 0 { return scaled }
    return apply(.add, location, scaled)
  }
}
