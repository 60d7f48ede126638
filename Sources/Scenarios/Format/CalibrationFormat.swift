import Sim

/// What a file of targets says: what is known, and which parameters are to fit it. Its keys are read as those
/// of a scenario are.
enum CalibrationFormat {
  /// Something that is known, as it is written.
  struct Target {
    let kind: Kind
    let what: YAMLCursor
    let value: YAMLCursor
    var error: YAMLCursor?
    var interval: YAMLCursor?
    var by: YAMLCursor?
    var source: String?
    let place: YAMLCursor
  }

  enum Kind: String, CaseIterable { case share, mean, rule }

  struct Calibration {
    let name: String
    let targets: [Target]
    var title: String?
    var parameters: YAMLCursor?
    let place: YAMLCursor
  }

  private static let cursor = Form<YAMLCursor>(.text) { $0 }
  private static let changes = Form<YAMLCursor>(.changes) { $0 }

  private static let kinds: [Part<(Kind, YAMLCursor)>] = [
    .key("share", cursor.map { (.share, $0) }, "of an outcome or a class"),
    .key("mean", cursor.map { (.mean, $0) }, "of a measure"),
    .key("rule", cursor.map { (.rule, $0) }, "the share of trials in which a condition has held"),
  ]

  private static let target = Form<Target>.record(
    Part<((Kind, YAMLCursor), YAMLCursor)>.all(
      .one(of: kinds, "quantity"), .key("value", cursor, "what it is known to be")
    ) { ($0, $1) },
    [
      Field("error", cursor, { $0.error = $1 }, "its standard error"),
      Field(
        "interval", Form<YAMLCursor>(.list(of: .text, count: 2)) { $0 }, { $0.interval = $1 },
        "instead: where it lies with 95 %, as [low, high]"),
      Field(
        "by", cursor, { $0.by = $1 },
        "of a rule: the step or the date by whose end it must have held"),
      Field("source", .text, { $0.source = $1 }, "where it is known from"), .about,
    ]
  ) { place, parts in
    Target(kind: parts.0.0, what: parts.0.1, value: parts.1, place: place)
  }

  static let form = Form<Calibration>.record(
    .all(
      .key("calibration", Form(.title) { $0.text }, "the name of the calibration"),
      .key(
        "targets",
        Form(.named(target.shape, Format.Names(what: "targets"))) {
          $0.entries.compactMap(target.read)
        }, "what is known")
    ) { ($0, $1) },
    [
      Field("title", .text, { $0.title = $1 }, "one line for people"),
      Field(
        "parameters", changes, { $0.parameters = $1 },
        "by path: a range low:high, or a distribution, from which a value is drawn before anything is known"
      ),
      .about, .source,
    ]
  ) { place, parts in Calibration(name: parts.0, targets: parts.1, place: place) }
}
