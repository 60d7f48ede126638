import ArgumentParser

/// What 'run' may be given in place of files: a plan, and which shard of it.
struct ShardOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Run what a plan says instead of files: its folder, or its plan.json.", valueName: "plan"),
    completion: .file(extensions: ["json"]))
  var plan: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Run this shard of the plan into its part, as 3/64 or 3.", valueName: "k/n"))
  var shard: String?

  /// What a plan says is not said again. `others`: more options and whether they were given.
  func check(_ options: RunOptions, others: [(name: String, isGiven: Bool)]) throws {
    guard plan != nil else { throw ValidationError("--shard goes with --plan") }
    let fixed =
      others + [
        ("--trials", options.givenTrials != nil), ("--seed", options.givenSeed != nil),
        ("--keep-trials", options.keepTrials),
      ]
    if let given = fixed.first(where: \.isGiven) {
      throw ValidationError("\(given.name) cannot be given with --plan, which says what is run")
    }
    guard shard != nil else { return }
    let folder = [
      ("--out", options.out != nil), ("--force", options.force), ("--resume", options.resume),
    ]
    if let given = folder.first(where: \.1) {
      throw ValidationError(
        "\(given.0) cannot be given with --shard: its part stands beside the plan, and a part that was "
          + "begun is gone on with")
    }
  }
}
