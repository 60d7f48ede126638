extension DrawSite {
  /// Which words of its blocks the site reads.
  var layout: WordLayout {
    switch kind {
    case .standardNormal, .hazard: .word32
    case .uniform: .word52
    case .distribution(let distribution): distribution.layout
    }
  }

  /// One draw, by address. NaN where the parameters are out of the distribution's domain.
  func draw(
    key: UInt64, step: UInt32, index: UInt64, _ arguments: [Double], generator: CursorGenerator
  ) -> Double {
    generator.reset(key: key, step: step, index: index, layout: layout)
    switch kind {
    case .standardNormal: return generator.normal()
    case .uniform: return generator.uniform()
    case .hazard: return UniformValue.value(generator.word())
    case .distribution(let distribution):
      return distribution.sample(arguments, generator: generator)
    }
  }
}
