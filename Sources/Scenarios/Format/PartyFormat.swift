import Sim

/// Format 1: `parties` and `party_defaults`.
enum PartyFormat {
  static let section = Field<Scenario>.section(
    "parties", party, { $0.parties = $1 }, limit: Limits.parties, "who negotiates")

  /// Laid under each party before it is read.
  static let defaults = Field<Scenario>(
    unread: "party_defaults", party.shape, "what fills in for what a party leaves out")

  private static let party = Form<Party>.record(
    .nothing,
    [
      Field(
        "role", .choice(Format.Choice(what: "role", words: ["belligerent"], isOpen: true)),
        { $0.role = $1 }, "belligerent, mediator, ally, observer or any word"),
      Field("ideal", .perElement("issues"), { $0.ideal = $1 }, "the best term of each issue"),
      Field("weight", .perElement("issues"), { $0.weight = $1 }, "how much each issue counts"),
      Field(
        "worth", .named(worth, Format.Names(what: "issues")), { $0.worth = $1 },
        "what the values of issues are worth"),
      Field(
        "curvature", .expression, { $0.curvature = $1 }, "the exponent of distance in the utility"),
      Field("capability", .expression, { $0.capability = $1 }, "its weight in the talks"),
      Field(
        "red_lines", .named(redLine, Format.Names(what: "issues")), { $0.redLines = $1 },
        "beyond which a term hurts"),
      Field("no_deal", noDeal, { $0.noDeal = $1 }, "what no deal is worth"),
      Field("tolerance", tolerance, { $0.tolerance = $1 }, "how much a judgement varies"),
      Field(
        "reference", reference, { $0.reference = $1 }, "what gains and losses are counted from"),
      Field("delivers", .wordOrWords, { $0.delivers = $1 }, "the issues that only it can deliver"),
      Field(
        "ratifiers", RatifierFormat.ratifiers, { $0.ratifiers = $1 }, "who must still agree at home"
      ),
      Field("utility", .expression, { $0.utility = $1 }, "in place of the built-in one, 'default'"),
      Field("value", .expression, { $0.value = $1 }, "in place of the built-in one, 'default'"),
      Field(
        "accepts", .expression, { $0.accepts = $1 }, "in place of the built-in rule, 'default'"),
      Field(
        "after_breach", .expression, { $0.afterBreach = $1 },
        "what it has after a broken deal, in place of no deal"),
      .about { $0.about = $1 }, .source { $0.source = $1 }, .expect,
    ], own: { $0.own = $1 }, make: { cursor, _ in Party(name: cursor.named) })

  private static let worth: Form<Party.Worth> = {
    let values = Form<[NamedExpression]>.expressions(for: "values")
    return Form(values.shape) { cursor in
      values.read(cursor).map { written in
        Party.Worth(
          issue: cursor.named,
          values: written.map { NumberOfOwn(name: $0.name, value: $0.value) })
      }
    }
  }()

  private static let redLine = Form<Party.RedLine>.record(
    Part<(Party.RedLine.Side, Expression)>.one(
      of: [
        .key("above", Form.expression.map { (.above, $0) }, "terms above are beyond it"),
        .key("below", Form.expression.map { (.below, $0) }, "terms below are beyond it"),
      ], "side"),
    [
      Field("hard", .flag, { $0.hard = $1 }, "never accepted"),
      Field("slope", .expression, { $0.slope = $1 }, "the loss per unit beyond"),
    ]
  ) { cursor, line in
    checkSlope(cursor)
    return Party.RedLine(issue: cursor.named, side: line.0, limit: line.1, hard: false)
  }

  /// A red line is hard or has a slope.
  private static func checkSlope(_ cursor: YAMLCursor) {
    let (hard, slope) = (cursor["hard"], cursor["slope"])
    if let hard, hard.flag {
      guard let slope else { return }
      let isInherited = hard.node.file !== slope.node.file
      let place = hard.node.file.isSetting ? "" : ", line \(hard.node.line)"
      slope.error(
        FormatCause.slopeOfHardLine(from: isInherited ? hard.node.file.name + place : nil))
    } else if slope == nil, cursor.isMap, hard.map({ $0.text == "false" }) ?? true {
      cursor.findings.add(cursor.named.error(FormatCause.neitherHardNorSlope))
    }
  }

  private static let noDeal = Form<Party.NoDeal>.either(
    Form.expression.map(Party.NoDeal.value),
    .record(
      Part.one(
        of: [
          .all(
            .key("win_chance", .expression, "the belief in winning"),
            .key("cost", .expression, "the cost of fighting on"),
            .optional("win", .expression, "what winning is worth; 1"),
            .optional("lose", .expression, "what losing is worth; 0")
          ) { .fighting(winChance: $0, cost: $1, win: $2, lose: $3) },
          .key("text", Form.word.map(Party.NoDeal.text), "the plan in force without a deal"),
        ], "form")
    ) { _, noDeal in noDeal })

  private static let tolerance = Form<Party.Tolerance>.record(
    Part.all(
      .key("sd", .expression, "its size"),
      .key(
        "persistence", .rate, perStep: .unlessPer,
        "how much of it stays, per step or unit of time")
    ) { Party.Tolerance(sd: $0, persistence: $1.value, per: $1.per) }
  ) { _, tolerance in tolerance }

  private static let reference = Form<Party.Reference>.record(
    .nothing,
    [
      Field(
        "catches_up", .expression, { $0.catchesUp = $1 }, perStep: .always,
        "the share of the way to the best text seen, per step"),
      Field(
        "loss_aversion", .expression, { $0.lossAversion = $1 },
        "how much more a loss counts than a gain"),
      Field(
        "strength", .expression, { $0.strength = $1 }, "how much gains and losses count at all"),
    ]
  ) { _, _ in Party.Reference() }
}
