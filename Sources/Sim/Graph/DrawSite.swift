/// Where chance enters: one site yields one value per trial, or one per trial and step.
package struct DrawSite: Sendable {
  package enum Kind: Sendable {
    case standardNormal
    /// In (0, 1), 52 bits.
    case uniform
    /// In (0, 1), 32 bits: compared with the probability of an event.
    case hazard
    case distribution(Distribution)
  }
  /// The address: entry, element, family and number, as `state.front:normal#1`; or a name of its
  /// own and the element. Sites of one address are one draw.
  package let path: String
  package let kind: Kind
  package let eachStep: Bool

  package init(path: String, kind: Kind, eachStep: Bool) {
    self.path = path
    self.kind = kind
    self.eachStep = eachStep
  }
}

extension DrawSite {
  /// What is drawn and how often.
  var manner: String {
    let kind =
      switch kind {
      case .standardNormal: "normal"
      case .uniform: "uniform"
      case .hazard: "chance"
      case .distribution(let distribution): "distribution \(distribution.siteFamilyName)"
      }
    return kind + (eachStep ? " in each step" : "")
  }

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
