import Sim

/// Format 1: `talks`. What only some protocols read is stated by them.
enum TalksFormat {
  static func section(_ protocols: [ProtocolFormat]) -> Field<Scenario> {
    Field("talks", talks(protocols), { $0.talks = $1 }, "how the text is negotiated")
  }

  private static func talks(_ protocols: [ProtocolFormat]) -> Form<Talks> {
    .record(
      Part.key(
        "protocol",
        .choice(
          Format.Choice(what: "protocol", words: protocols.map(\.word))),
        "how the text is negotiated"),
      common + ProtocolFormat.fields(of: protocols) + [.about, .source, .expect]
    ) { cursor, word in
      guard protocols.contains(where: { $0.word == word.name }) else { return nil }
      return Talks(name: cursor.named, protocolName: word)
    }
  }

  private static let common: [Field<Talks>] = [
    Field("opening", opening, { $0.opening = $1 }, "the first draft"),
    Field("round", round, { $0.round = $1 }, "when the parties meet"),
    Field("secrecy", .expression, { $0.secrecy = $1 }, "what 'talks.secrecy' reads"),
    Field("public", publicity, { $0.publicTexts = $1 }, "which texts move reference points"),
    Field(
      "authorship_penalty", .perElement("parties"), { $0.authorshipPenalty = $1 },
      "the loss from a text that others wrote"),
    Field(
      "truce_track",
      .record(Part.key("discount", .expression, "what a truce is worth less")) { $1 },
      { $0.truceDiscount = $1 }, "a truce beside the settlement"),
    Field("carried_when", .expression, { $0.carriedWhen = $1 }, "in place of the consents needed"),
    Field("balance", balance, { $0.balance = $1 }, "what 'balanced' means"),
    Field(
      "halt", .choice(Format.Choice(what: "halt", words: ["at_signing", "in_force"])),
      { $0.halt = $1 },
      "when the fighting stops"),
    Field("breach", breach, { $0.breach = $1 }, "the chance that a deal would be broken"),
    Field(
      "enforcement", EnforcementFormat.means, { $0.enforcement = $1 },
      "of texts whose plan does not say"),
  ]

  private static let opening = Form<Talks.Opening>.either(
    Form.word.map(Talks.Opening.plan),
    PlanFormat.terms(notUnder: "terms").map(Talks.Opening.terms))

  private static let round = Form<RateExpression>.record(
    Part.key("probability", .rate, perStep: .unlessPer, "that the parties meet")
  ) { $1 }

  private static let publicity = Form<Talks.Publicity>.either(
    Form.expression.map(Talks.Publicity.all),
    .record(
      Part.all(
        .optional("plans", .expression, "whether plans are public"),
        .optional("drafts", .expression, "whether drafts are public")
      ) { .split(plans: $0, drafts: $1) }
    ) { $1 })

  private static let balance = Form<(high: Expression, low: Expression)>.record(
    Part.all(
      .key("high", .expression, "no utility above this"),
      .key("low", .expression, "while another is below this")
    ) { (high: $0, low: $1) }
  ) { $1 }

  private static let breach = Form<Breach>.either(
    Form.expression.map(Breach.chance),
    .record(
      Part.all(
        .key("base", .expression, "the chance before all else"),
        EnforcementFormat.effects("what it takes off the chance"),
        .optional(
          "terms", .expressions(for: "issues"), "what the terms of issues add to the chance")
      ) { base, means, terms in
        .composed(
          base: base, enforcement: means, terms: (terms ?? []).map { ($0.name, $0.value) })
      }, [.about, .source]
    ) { $1 })
}
