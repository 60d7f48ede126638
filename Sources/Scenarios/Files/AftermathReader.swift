import Sim

/// Reads `ratifiers` of a party, `breach` of the talks, and `durability`.
struct AftermathReader {
  static func ratifier(_ entry: (name: Named, value: YAMLCursor)) -> Ratifier {
    let cursor = entry.value
    return Ratifier(
      name: entry.name, slope: cursor["slope"]?.expression, margin: cursor["margin"]?.expression,
      needs: cursor["needs"]?.expression, after: cursor["after"]?.expression,
      deadline: cursor["deadline"]?.expression, support: cursor["support"]?.expression)
  }

  static func breach(_ cursor: YAMLCursor) -> Breach? {
    guard cursor.isMap else { return cursor.expression.map { .chance($0) } }
    guard let base = cursor["base"]?.expression else { return nil }
    return .composed(
      base: base, enforcement: means(cursor),
      terms: cursor["terms"]?.expressions.map { ($0.name, $0.value) } ?? [])
  }

  static func durability(_ entry: (name: Named, value: YAMLCursor)) -> Durability? {
    var durability = Durability(name: entry.name)
    for hazard in entry.value.entries {
      switch hazard.name.name {
      case "settlement": durability.settlement = Self.hazard(hazard)
      case "truce": durability.truce = Self.hazard(hazard)
      default: break
      }
    }
    return durability
  }

  private static func hazard(_ entry: (name: Named, value: YAMLCursor)) -> Durability.Hazard? {
    let cursor = entry.value
    guard let rate = cursor["rate"]?.rate else { return nil }
    var hazard = Durability.Hazard(name: entry.name, rate: rate)
    hazard.ageing = cursor["ageing"]?.rate
    hazard.sham = cursor["sham"]?.expression
    hazard.shamHalfLife = cursor["sham_half_life"]?.expression
    hazard.enforcement = means(cursor)
    hazard.covariates = cursor["covariates"]?.entries.compactMap(covariate) ?? []
    hazard.violations = cursor["violations"]?.rate
    for key in cursor.entries {
      switch key.name.name {
      case "dissatisfaction": hazard.dissatisfaction = dissatisfaction(key)
      case "pressure": hazard.pressure = covariate(key)
      default: break
      }
    }
    return hazard
  }

  private static func means(_ cursor: YAMLCursor) -> [(name: Named, effect: Expression)] {
    cursor.entries.compactMap { name, value in
      guard Enforcement.means.contains(name.name) else { return nil }
      return value.expression.map { (name, $0) }
    }
  }

  private static func covariate(_ entry: (name: Named, value: YAMLCursor)) -> Durability.Covariate?
  {
    let (value, effect) = (entry.value["value"]?.expression, entry.value["effect"]?.expression)
    guard let value, let effect else { return nil }
    return Durability.Covariate(name: entry.name, value: value, effect: effect)
  }

  private static func dissatisfaction(
    _ entry: (name: Named, value: YAMLCursor)
  ) -> Durability.Dissatisfaction? {
    let cursor = entry.value
    guard let effect = (cursor.isMap ? cursor["effect"] : cursor)?.expression else { return nil }
    return Durability.Dissatisfaction(
      name: entry.name, party: cursor["of"]?.name, effect: effect)
  }
}
