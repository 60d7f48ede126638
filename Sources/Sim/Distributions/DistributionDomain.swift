extension Distribution {
  /// What is wrong with the arguments, the family's name first; nil inside the domain.
  package func violation(_ arguments: Arguments) -> String? {
    switch self {
    case .family(let family, let form, let at):
      return family.forms[form].violation(arguments + at).map { "\(family.name): \($0)" }
    case .truncated(let inner, let low, let high):
      if let message = inner.violation(arguments) { return message }
      let bounds = [("low", arguments[low]), ("high", arguments[high])]
      for (name, bound) in bounds where bound.isNaN {
        return "truncated: \(name) must be a number, but is nan"
      }
      let written = "\(written(arguments[low])) and \(written(arguments[high]))"
      if arguments[low] > arguments[high] {
        return "truncated: low must not be above high, but they are \(written)"
      }
      return isInDomain(arguments)
        ? nil
        : "truncated: \(inner.siteFamilyName) has no probability "
          + Self.interval(arguments[low], arguments[high])
    case .mixture(let components):
      for component in components {
        if let message = component.distribution.violation(arguments) { return message }
      }
      return weightViolation("mixture", components.map { arguments[$0.weight] })
    case .discrete(let count, let at):
      for i in 0..<count where !arguments[at + 2 * i].isFinite {
        return "discrete: value \(i + 1) must be finite, but is \(written(arguments[at + 2 * i]))"
      }
      return weightViolation("discrete", (0..<count).map { arguments[at + 2 * $0 + 1] })
    case .elicited, .empirical: return nil
    case .compound(let count, let size): return Self.compoundViolation(count, size, arguments)
    }
  }

  /// A side that is open is not said.
  private static func interval(_ low: Double, _ high: Double) -> String {
    switch (low.isFinite, high.isFinite) {
    case (false, true): "at \(written(high)) and below"
    case (true, false): "at \(written(low)) and above"
    default: "between \(written(low)) and \(written(high))"
    }
  }

  /// As `violation` == nil, without a text.
  package func isInDomain(_ arguments: Arguments) -> Bool {
    switch self {
    case .family(let family, let form, let at):
      return family.forms[form].isInDomain(arguments + at)
    case .truncated(let inner, let low, let high):
      guard arguments[low] <= arguments[high], inner.isInDomain(arguments) else { return false }
      let interval = Bounds(arguments[low], arguments[high])
      let mass = inner.cut(to: interval, arguments).mass
      return mass > 0 || inner.farInterval(interval, mass: mass, arguments) != nil
    case .mixture(let components):
      var total = 0.0
      for component in components {
        let weight = arguments[component.weight]
        guard weight >= 0, component.distribution.isInDomain(arguments) else { return false }
        total += weight
      }
      return total > 0 && total.isFinite
    case .discrete(let count, let at):
      var total = 0.0
      for i in 0..<count {
        guard arguments[at + 2 * i].isFinite, arguments[at + 2 * i + 1] >= 0 else { return false }
        total += arguments[at + 2 * i + 1]
      }
      return total > 0 && total.isFinite
    case .elicited, .empirical: return true
    case .compound(let count, let size): return Self.isInCompoundDomain(count, size, arguments)
    }
  }

  private func weightViolation(_ name: String, _ weights: [Double]) -> String? {
    for (i, weight) in weights.enumerated() where !(weight >= 0 && weight.isFinite) {
      return "\(name): weight \(i + 1) must be "
        + "\(weight.isFinite ? "0 or more" : "finite"), but is \(written(weight))"
    }
    let total = weights.reduce(0, +)
    guard total.isFinite else { return "\(name): the weights must add up to a finite number" }
    return total > 0
      ? nil : "\(name): the weights must add up to more than 0, but add up to \(written(total))"
  }
}
