extension Graph {
  /// The value of an elicited quantity from its standard draw, as arithmetic over rows of trials;
  /// the bits of `ElicitedDistribution.sample`.
  package mutating func value(_ elicited: ElicitedDistribution, from draw: NodeID) -> NodeID {
    let place: NodeID
    switch elicited.curve {
    case .normal(let mu, let sigma): place = affine(draw, constant(mu), constant(sigma))
    case .metalog(let metalog):
      let centred = apply(.subtract, draw, constant(0.5))
      let skewed = affine(centred, constant(metalog.a2), constant(metalog.a3))
      let odds = apply(.divide, draw, apply(.subtract, constant(1), draw))
      place = affine(apply(.log, odds), constant(metalog.a1), skewed)
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

  /// location + scale·z, in two roundings.
  package mutating func affine(_ z: NodeID, _ location: NodeID, _ scale: NodeID) -> NodeID {
    let scaled = apply(.multiply, scale, z)
    if constantValue(location) == 0 { return scaled }
    return apply(.add, location, scaled)
  }
}
