import Sim

/// Format 1: `durability`.
enum DurabilityFormat {
  static let section = Field<Scenario>(
    "durability", durability, { $0.durability = $1 }, "how what is in force may break")

  private static let durability = Form<Durability>.record(
    .nothing,
    [
      Field("settlement", hazard, { $0.settlement = $1 }, "how a settlement breaks"),
      Field("truce", hazard, { $0.truce = $1 }, "how a truce breaks"),
      .about, .source,
    ]
  ) { cursor, _ in Durability(name: cursor.named) }

  private static let hazard = Form<Durability.Hazard>.record(
    Part<HazardParts>.all(
      .key("rate", .rate, "how often one breaks, per unit of time"),
      .optional(
        "ageing", .rate, perStep: .unlessPer, "the factor on the rate for each step of age"),
      Part<Sham>.all(
        .optional("sham", .expression, "the share that is not meant and fails fast"),
        .optional("sham_half_life", .expression, "in which half of these fail")
      ) { ($0, $1) },
      EnforcementFormat.effects("its effect on the logarithm of the rate")
    ) { ($0, $1, $2, $3) },
    [
      Field(
        "dissatisfaction", dissatisfaction, { $0.dissatisfaction = $1 },
        "the effect of what the strongest lost against its reference point"),
      Field("pressure", covariate, { $0.pressure = $1 }, "what stood when it began"),
      Field(
        "covariates", .named(covariate, Format.Names(what: "covariates")), { $0.covariates = $1 },
        "what else moves the rate"),
      Field(
        "violations", .rate, { $0.violations = $1 }, "how often it is violated without breaking"),
      .about, .source,
    ]
  ) { cursor, parts in
    Durability.Hazard(
      name: cursor.named, rate: parts.rate, ageing: parts.ageing, sham: parts.sham.share,
      shamHalfLife: parts.sham.halfLife, enforcement: parts.means)
  }

  private typealias HazardParts = (
    rate: RateExpression, ageing: RateExpression?, sham: Sham,
    means: [(name: Named, effect: Expression)]
  )
  private typealias Sham = (share: Expression?, halfLife: Expression?)

  private static let dissatisfaction = Form<Durability.Dissatisfaction>.either(
    Form(.expression) { cursor in
      cursor.expression.map { .init(name: cursor.named, party: nil, effect: $0) }
    },
    .record(
      Part.key("effect", .expression, "on the logarithm of the rate"),
      [Field("of", .word, { $0.party = $1 }, "a party; the strongest if left out")]
    ) { .init(name: $0.named, party: nil, effect: $1) })

  private static let covariate = Form<Durability.Covariate>.record(
    Part<(Expression, Expression)>.all(
      .key("value", .expression, "a number"),
      .key("effect", .expression, "on the logarithm of the rate")
    ) { ($0, $1) }, [.about, .source]
  ) { Durability.Covariate(name: $0.named, value: $1.0, effect: $1.1) }
}
