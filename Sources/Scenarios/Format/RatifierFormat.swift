import Sim

/// Format 1: `ratifiers` of a party.
enum RatifierFormat {
  static let ratifiers = Form<[Ratifier]>.named(
    ratifier, Format.Names(what: "ratifiers"))

  private static let ratifier = Form<Ratifier>.record(
    .nothing,
    [
      Field(
        "slope", .expression, \.slope,
        "how steeply the share in favour rises with what the text is worth"),
      Field("margin", .expression, \.margin, "how much above no deal half of them want; 0"),
      Field("needs", .expression, \.needs, "the share needed; 50%"),
      Field(
        "after", .expression, \.after, "how long after the signature or the ratifier before it"),
      Field("deadline", .expression, \.deadline, "until when the question stays open"),
      Field(
        "support", .expression, \.support,
        "in place of the built-in share in favour, 'default'"),
      .about, .source, .expect,
    ]
  ) { cursor, _ in Ratifier(name: cursor.named) }
}
