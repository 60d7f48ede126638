extension DrawSite {
  /// So many draws give the median where no formula does.
  private static let draws: UInt64 = 1_001

  /// The median of what is drawn here. Where a distribution has no distribution function it is the
  /// middle one of 1,001 draws. NaN where the parameters are out of the distribution's domain.
  func median(key: UInt64, _ arguments: [Double], generator: CursorGenerator) -> Double {
    switch kind {
    case .standardNormal: return 0
    case .uniform, .hazard: return 0.5
    case .distribution(let distribution):
      if distribution.hasDistributionFunction {
        let found = distribution.quantile(0.5, arguments)
        if !found.isNaN { return found }
      }
      let drawn = (0..<Self.draws).map {
        draw(key: key, step: 0, index: $0, arguments, generator: generator)
      }.sorted()
      return drawn[drawn.count / 2]
    }
  }
}
