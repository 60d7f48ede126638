import Sim

/// Format 1: `ratifiers` of a party.
enum RatifierFormat {
  static let ratifiers = Form<[Ratifier]>.named(
    ratifier, Format.Names(what: "ratifiers"))

  private static let ratifier = Form<Ratifier>.record(
    .nothing,
    [
      Field(
        "slope", .expression, { $0.slope = $1 },
        "how steeply the share in favour rises with what the text is worth"),
      Field(
        "margin", .expression, { $0.margin = $1 }, "how much above no deal half of them want; 0"),
      Field("needs", .expression, { $0.needs = $1 }, "the share needed; 50%"),
      Field(
        "after", .expression, { $0.after = $1 },
        "how long after the signature or the ratifier before it"),
      Field("deadline", .expression, { $0.deadline = $1 }, "until when the question stays open"),
      Field(
        "support", .expression, { $0.support = $1 },
        "in place of the built-in share in favour, 'default'"),
      .about, .source, .expect,
    ]
  ) { cursor, _ in Ratifier(name: cursor.named) }
}
