import Sim

/// What a batch file says: scenarios, points, how they are run. Its keys are read as those of a scenario
/// are.
enum BatchFormat {
  /// A block of points as it is written.
  struct Block {
    var name: String?
    var scenario: YAMLCursor?
    var set: YAMLCursor?
    var against: YAMLCursor?
    var show: [YAMLCursor] = []
    var product: YAMLCursor?
    var zip: YAMLCursor?
    var sample: YAMLCursor?
    let place: YAMLCursor
  }

  struct Batch {
    let name: String
    var title: String?
    var scenarios: [YAMLCursor] = []
    var trials: Int?
    var seed: Int?
    var record: YAMLCursor?
    var set: YAMLCursor?
    var cross: YAMLCursor?
    var show: [YAMLCursor] = []
    let points: [Block]
    let place: YAMLCursor
  }

  struct Sample {
    let method: String
    let points: Int
    var seed: Int?
    let over: YAMLCursor
  }

  static let methods = ["random", "latin_hypercube", "sobol"]

  private static let cursor = Form<YAMLCursor>(.text) { $0 }
  private static let changes = Form<YAMLCursor>(.changes) { $0 }
  private static let names = Form<[YAMLCursor]>(.oneOrMore(.text)) { $0.items }

  static let block = Form<Block>.record(
    .one(
      of: [
        .keys([Format.Key("product", .changes, "all combinations of values")]) { _ in "product" },
        .keys([Format.Key("zip", .changes, "the first values together, then the second ones")]) {
          _ in "zip"
        },
        .keys([Format.Key("sample", sample.shape, "a sample of points")]) { _ in "sample" },
      ], "kind of points", required: false
    ).otherwise(""),
    [
      Field("name", .text, { $0.name = $1 }, "what the point is called"),
      Field("set", changes, { $0.set = $1 }, "values of the point, or of all points of the block"),
      Field(
        "scenario", cursor, { $0.scenario = $1 }, "the file that it is of, beside the batch file"),
      Field(
        "against", cursor, { $0.against = $1 }, "the name of the point that it is compared with"),
      Field("show", names, { $0.show = $1 }, "outcomes, classes, measures or EVENT@STEP to show"),
      .about, .source,
    ]
  ) { place, kind in
    var block = Block(place: place)
    block.product = kind == "product" ? place["product"] : nil
    block.zip = kind == "zip" ? place["zip"] : nil
    block.sample = kind == "sample" ? place["sample"] : nil
    return block
  }

  static let sample = Form<Sample>.record(
    .all(
      .key(
        "method", Form<YAMLCursor>(.choice(Format.Choice(what: "method", words: methods))) { $0 },
        "how points are sampled: random, latin_hypercube or sobol"),
      .key("points", .count(1...Limits.points), "how many"),
      .key("over", changes, "by path: a range low:high, or a distribution")
    ) { method, points, over in (method.text ?? "", points, over) },
    [Field("seed", .count(0...Int(Int32.max)), { $0.seed = $1 }, "seed of the sample; 1")]
  ) { _, parts in Sample(method: parts.0, points: parts.1, over: parts.2) }

  static let form = Form<Batch>.record(
    .all(
      .key("batch", Form(.title) { $0.text }, "the name of the batch"),
      .key(
        "points", Form(.list(of: block.shape, count: nil)) { $0.items.compactMap(block.read) },
        "blocks of points, one after the other")
    ) { ($0, $1) },
    [
      Field("title", .text, { $0.title = $1 }, "one line for people"),
      Field("scenarios", names, { $0.scenarios = $1 }, "scenario files, beside the batch file"),
      Field("trials", .count(1...1_000_000_000_000), { $0.trials = $1 }, "trials of each point"),
      Field("seed", .count(0...Int.max), { $0.seed = $1 }, "seed of all chance"),
      Field("record", cursor, { $0.record = $1 }, "what is kept, as --record takes it"),
      Field("set", changes, { $0.set = $1 }, "values of all points"),
      Field(
        "cross", changes, { $0.cross = $1 }, "by outcome: the share whose crossings are looked for"),
      Field("show", names, { $0.show = $1 }, "outcomes, classes, measures or EVENT@STEP to show"),
      .about, .source,
    ]
  ) { place, parts in Batch(name: parts.0, points: parts.1, place: place["points"] ?? place) }
}
