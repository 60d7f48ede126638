/// Format 1: parties and talks.
extension Format {
  static func perElement(_ what: String) -> Shape {
    .either(.expression, .named(.expression, Names(what: what)))
  }

  static let party = Record(keys: [
    Key(
      "role", .choice(Choice(what: "role", words: ["belligerent"], isOpen: true)),
      "belligerent, mediator, ally, observer or any word"),
    Key("ideal", perElement("issues"), "the best term of each issue"),
    Key("weight", perElement("issues"), "how much each issue counts"),
    Key("curvature", .expression, "the exponent of distance in the utility"),
    Key("capability", .expression, "its weight in the talks"),
    Key(
      "red_lines", .named(.record(redLine), Names(what: "issues")), "beyond which a term hurts"),
    Key("no_deal", .either(.expression, .record(noDeal)), "what no deal is worth"),
    Key("tolerance", .record(tolerance), "how much a judgement varies"),
    Key("reference", .record(reference), "what gains and losses are counted from"),
    Key("delivers", .oneOrMore(.word), "the issues that only it can deliver"),
    Key("ratifiers", ratifiers, "who must still agree at home"),
    Key("utility", .expression, "in place of the built-in one, 'default'"),
    Key("value", .expression, "in place of the built-in one, 'default'"),
    Key("accepts", .expression, "in place of the built-in rule, 'default'"),
    Key("after_breach", .expression, "what it has after a broken deal, in place of no deal"),
    Key("about", .text, "free text"),
    Key("source", .text, "where it comes from, or 'coding'"),
  ])

  private static let redLine = Record(
    keys: [
      Key("above", .expression, "terms above are beyond it"),
      Key("below", .expression, "terms below are beyond it"),
      Key("hard", .flag, "never accepted"),
      Key("slope", .expression, "the loss per unit beyond"),
    ],
    alternatives: [
      Alternatives(what: "side", groups: [["above"], ["below"]], required: true)
    ])

  private static let noDeal = Record(
    keys: [
      Key("win_chance", .expression, required: true, "the belief in winning"),
      Key("cost", .expression, required: true, "the cost of fighting on"),
      Key("win", .expression, "what winning is worth; 1"),
      Key("lose", .expression, "what losing is worth; 0"),
      Key("text", .word, "the plan in force without a deal"),
    ],
    alternatives: [
      Alternatives(
        what: "form", groups: [["win_chance", "cost", "win", "lose"], ["text"]], required: true)
    ])

  private static let tolerance = Record(keys: [
    Key("sd", .expression, required: true, "its size"),
    Key("persistence", .rate, required: true, "how much of it stays, per step or unit of time"),
  ])

  private static let reference = Record(keys: [
    Key("catches_up", .expression, "the share of the way to the best text seen, per step"),
    Key("loss_aversion", .expression, "how much more a loss counts than a gain"),
    Key("strength", .expression, "how much gains and losses count at all"),
  ])

  static let talks = Record(keys: commonTalks + Bargaining.keys + closing)

  private static let closing = [
    Key("about", .text, "free text"), Key("source", .text, "where it comes from, or 'coding'"),
  ]

  private static let commonTalks = [
    Key(
      "protocol",
      .choice(
        Choice(
          what: "protocol", words: Bargaining.protocols.map { $0.word },
          notBuilt: ["challenge", "exchange"])), required: true, "how the text is negotiated"),
    Key(
      "opening", .either(.word, .named(term, Names(what: "issues", notUnder: "terms"))),
      "the first draft"),
    Key(
      "round",
      .record(
        Record(keys: [
          Key("probability", .rate, required: true, "that the parties meet")
        ])), "when the parties meet"),
    Key("secrecy", .expression, "what 'talks.secrecy' reads"),
    Key(
      "public",
      .either(
        .expression,
        .record(
          Record(keys: [
            Key("plans", .expression, "whether plans are public"),
            Key("drafts", .expression, "whether drafts are public"),
          ]))), "which texts move reference points"),
    Key("authorship_penalty", .expression, "the loss from a text that others wrote"),
    Key(
      "truce_track",
      .record(
        Record(keys: [
          Key("discount", .expression, required: true, "what a truce is worth less")
        ])), "a truce beside the settlement"),
    Key("carried_when", .expression, "in place of the consents needed"),
    Key(
      "balance",
      .record(
        Record(keys: [
          Key("high", .expression, required: true, "no utility above this"),
          Key("low", .expression, required: true, "while another is below this"),
        ])), "what 'balanced' means"),
    Key("halt", halt, "when the fighting stops"),
    Key("breach", breach, "the chance that a deal would be broken"),
    Key("enforcement", enforcement, "of texts whose plan does not say"),
  ]
}
