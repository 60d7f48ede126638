/// Format 1: what happens at and after a signature.
extension Format {
  static let ratifiers: Shape = .named(.record(ratifier), Names(what: "ratifiers"))

  private static let ratifier = Record(keys: [
    Key("slope", .expression, "how steeply the share in favour rises with what the text is worth"),
    Key("margin", .expression, "how much above no deal half of them want; 0"),
    Key("needs", .expression, "the share needed; 50%"),
    Key("after", .expression, "how long after the signature or the ratifier before it"),
    Key("deadline", .expression, "until when the question stays open"),
    Key("support", .expression, "in place of the built-in share in favour, 'default'"),
    Key("about", .text, "free text"),
    Key("source", .text, "where it comes from, or 'coding'"),
  ])

  static let enforcement: Shape = .named(.expression, Names(what: "means of enforcement"))

  static let halt: Shape = .choice(Choice(what: "halt", words: ["at_signing", "in_force"]))

  static let breach: Shape = .either(
    .expression,
    .record(
      Record(
        keys: [Key("base", .expression, required: true, "the chance before all else")]
          + Enforcement.means.map { Key($0, .expression, "what it takes off the chance") }
          + [
            Key(
              "terms", .named(.expression, Names(what: "issues")),
              "what the terms of issues add to the chance"),
            Key("about", .text, "free text"),
            Key("source", .text, "where it comes from, or 'coding'"),
          ])))

  static let durability = Record(keys: [
    Key("settlement", .record(hazard), "how a settlement breaks"),
    Key("truce", .record(hazard), "how a truce breaks"),
    Key("about", .text, "free text"),
    Key("source", .text, "where it comes from, or 'coding'"),
  ])

  private static let hazard = Record(
    keys: [
      Key("rate", .rate, required: true, "how often one breaks, per unit of time"),
      Key("ageing", .rate, "the factor on the rate for each step of age"),
      Key("sham", .expression, "the share that is not meant and fails fast"),
      Key("sham_half_life", .expression, "in which half of these fail"),
    ]
      + Enforcement.means.map { Key($0, .expression, "its effect on the logarithm of the rate") }
      + [
        Key(
          "dissatisfaction",
          .either(
            .expression,
            .record(
              Record(keys: [
                Key("effect", .expression, required: true, "on the logarithm of the rate"),
                Key("of", .word, "a party; the strongest if left out"),
              ]))), "the effect of what the strongest lost against its reference point"),
        Key("pressure", .record(covariate), "what stood when it began"),
        Key(
          "covariates", .named(.record(covariate), Names(what: "covariates")),
          "what else moves the rate"),
        Key("violations", .rate, "how often it is violated without breaking"),
        Key("about", .text, "free text"),
        Key("source", .text, "where it comes from, or 'coding'"),
      ])

  private static let covariate = Record(keys: [
    Key("value", .expression, required: true, "a number"),
    Key("effect", .expression, required: true, "on the logarithm of the rate"),
    Key("about", .text, "free text"),
    Key("source", .text, "where it comes from, or 'coding'"),
  ])
}
