/// Format 1, section by section.
extension Format {
  static let version = "1"

  static let scenario = Record(keys: [
    Key(
      "format", .choice(Choice(what: "format", words: [version])), required: true,
      "the version of the language"),
    Key("scenario", .title, required: true, "the scenario's name, as results carry it"),
    Key("extends", .text, "the file whose scenario this one changes"),
    Key("title", .text, "one line for people"),
    about,
    Key("clock", .record(clock), "without one the scenario is one look"),
    section("parameters", .either(.expression, .record(parameter)), "drawn once per trial"),
    section("correlations", .record(correlation), "between parameters or between shocks"),
    section("data", .record(data), limit: Limits.data, "columns of numbers in CSV files"),
    section("issues", .record(issue), limit: Limits.issues, "what is negotiated"),
    Key("party_defaults", .record(party), "what fills in for what a party leaves out"),
    section("parties", .record(party), limit: Limits.parties, "who negotiates"),
    section("definitions", .either(.expression, .record(definition)), "named expressions"),
    section("state", .record(state), "what moves every step"),
    section("events", .record(event), "what may happen"),
    section("plans", .record(plan), limit: Limits.plans, "texts on offer"),
    Key("talks", .record(talks), "how the text is negotiated"),
    Key("durability", .record(durability), "how what is in force may break"),
    section("outcomes", .either(.text, .record(outcome)), "how a trial ended"),
    section("measures", .either(.expression, .record(measure)), "numbers taken at the end"),
    section("signals", .either(.expression, .record(signal)), "conditions to watch for"),
    Key("verify", .record(verification), "what it must come to, known from elsewhere"),
  ])

  private static let about = Key("about", .text, "free text")
  private static let source = Key("source", .text, "where it comes from, or 'coding'")
  private static let unit = Key("unit", .text, "the unit, as results print it")

  private static func section(
    _ name: String, _ shape: Shape, limit: Int? = nil, _ meaning: String
  ) -> Key {
    Key(name, .named(shape, Names(what: name, limit: limit)), meaning)
  }

  /// The steps of a calendar.
  static let steps = ["day", "week", "month", "quarter", "year"]

  private static let clock = Record(keys: [
    Key("start", .date, "the date of step 0"),
    Key(
      "step", .choice(Choice(what: "step", words: steps, isOpen: true)), required: true,
      "day, week, month, quarter, year or a word of your own"),
    Key("steps", .count(1...Limits.steps), required: true, "how many steps there are"),
  ])

  private static let parameter = Record(
    keys: [
      Key("value", .expression, required: true, "a number or a distribution"),
      Key("known_to", .oneOrMore(.word), "the parties that know it; all"),
      unit, about, source,
    ], short: "value")

  private static let correlation = Record(
    keys: [
      Key("between", .list(of: .word, count: nil), "parameters"),
      Key("shocks", .list(of: .word, count: nil), "processes"),
      Key("spearman", .expression, "the rank correlation"),
      Key("pearson", .expression, "the copula's own"),
      about, source,
    ],
    alternatives: [
      Alternatives(what: "pair", groups: [["between"], ["shocks"]], required: true),
      Alternatives(what: "measure", groups: [["spearman"], ["pearson"]], required: true),
    ])

  private static let data = Record(keys: [
    Key("file", .text, required: true, "a CSV file, relative to this one"),
    Key("column", .text, required: true, "the name of a column in its first row"),
    unit, about, source,
  ])

  private static let issue = Record(keys: [
    Key("low", .text, "what 0 stands for"),
    Key("high", .text, "what 1 stands for"),
    Key("status_quo", .expression, "where it stands without an agreement"),
    Key("core", .flag, "whether a settlement must settle it"),
    Key(
      "levels", .list(of: .expression, count: nil), "the terms that can be agreed on; any in 0 … 1"),
    unit, about, source,
  ])

  private static let each = Key(
    "each", .oneOrMore(.choice(Choice(what: "element", words: ["issue", "party"]))),
    "one value for every issue, party or both")

  private static let definition = Record(
    keys: [Key("value", .expression, required: true, "the expression"), each, about, source],
    short: "value")

  private static let state = Record(
    keys: [
      Key("start", .expression, required: true, "its value at step 0"),
      Key("next", .expression, "its value in the next step"),
      Key("mean_reverting", .record(meanReverting), "drawn back to a level"),
      Key("random_walk", .record(walk), "a sum of shocks"),
      Key("geometric", .record(walk), "a random walk of the logarithm"),
      Key("decay", .expression, "the share lost in each step"),
      Key("jump", .record(jump), "a random number of additions"),
      Key(
        "markov",
        .named(
          .named(.expression, Names(what: "regimes")),
          Names(what: "regimes", limit: Limits.regimes)),
        "for each regime, the chances per step of leaving for others"),
      Key("within", .list(of: .expression, count: 2), "the bounds it is held at"),
      each, unit, about, source,
    ],
    alternatives: [
      Alternatives(
        what: "process",
        groups: [
          ["next"], ["mean_reverting"], ["random_walk"], ["geometric"], ["decay"], ["jump"],
          ["markov"],
        ], required: false)
    ])

  private static let meanReverting = Record(keys: [
    Key("to", .expression, required: true, "the level"),
    Key("pull", .expression, required: true, "the share of the gap closed per step"),
    Key("sd", .expression, required: true, "the size of a step's shock"),
  ])

  private static let walk = Record(keys: [
    Key("drift", .expression, "the mean change per step"),
    Key("sd", .expression, required: true, "the size of a step's shock"),
  ])

  private static let jump = Record(keys: [
    Key("rate", .rate, required: true, "how often"),
    Key("size", .expression, required: true, "what each one adds"),
  ])

  private static let event = Record(
    keys: [
      Key("rate", .rate, "how often, per unit of time"),
      Key("probability", .rate, "the chance, per step or per unit of time"),
      Key("date", .date, "in the step that covers it"),
      Key("step", .count(1...Limits.steps), "in that step"),
      Key("after", .word, required: true, "after each firing of another event"),
      Key("delay", .expression, "how long after"),
      Key("when", .expression, "as a condition becomes true"),
      Key("while", .expression, "only while a condition holds"),
      Key("once", .flag, "at most once in a trial"),
      Key("competes", .word, "a group of which at most one fires in a step"),
      Key(
        "effects", .named(.expression, Names(what: "effects", indexed: true)),
        "the new values of states"),
      Key("acts", .oneOrMore(act), "what it does to the talks"),
      about, source,
    ],
    alternatives: [
      Alternatives(
        what: "trigger",
        groups: [["rate"], ["probability"], ["date"], ["step"], ["after", "delay"], ["when"]],
        required: true)
    ])

  static let term: Shape = .either(
    .expression,
    .record(
      Record(keys: [
        Key("open", .flag, required: true, "left open"),
        Key("expected", .expression, "what it is judged at"),
      ])))

  private static let plan = Record(keys: [
    Key("tabled", .date, "when it was put on the table"),
    Key("written_by", .named(.expression, Names(what: "parties")), "each party's share of it"),
    Key("terms", .named(term, Names(what: "issues")), required: true, "issue by issue"),
    Key("enforcement", enforcement, "monitoring, guarantees and the like"),
    about, source,
  ])

  private static let outcome = Record(
    keys: [
      Key("as_soon_as", .expression, "ends the trial"),
      Key("at_end", .expression, "read when the trial ends"),
      Key("class", .text, "a headline that several outcomes share"),
      Key("before", .word, "the outcome that a new one is read before"),
      about, source,
    ],
    alternatives: [
      Alternatives(what: "rule", groups: [["as_soon_as"], ["at_end"]], required: true)
    ], word: "otherwise")

  private static let measure = Record(
    keys: [Key("value", .expression, required: true, "what is taken"), unit, about, source],
    short: "value")

  private static let signal = Record(
    keys: [Key("when", .expression, required: true, "the condition"), about, source],
    short: "when")
}
