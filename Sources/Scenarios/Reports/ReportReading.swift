import Sim

/// How the page is to be read: what limits mean, how to repeat it, what it does not say.
extension ReportSections {
  var limits: [ReportBlock] {
    guard results.table("outcomes.csv") != nil else { return [] }
    var lines = [
      "The trials are finite, so a share is not quite what it would be with ever more of them. Limits say how "
        + "far off it could be for that reason alone.",
      "The limits of a table of outcomes hold for all its rows together: of a hundred such tables about "
        + "ninety-five would have every share between its limits.",
      "An outcome that was never seen is not impossible: its upper limit says how often it may be at most.",
      "More trials make limits narrower. They do not make the scenario truer.",
    ]
    if results.table("differences.csv") != nil {
      lines.append(
        "Limits of two shares say nothing about their difference. It has limits of its own, from pairs of "
          + "trials with the same draws.")
    }
    if results.table("drivers.csv") != nil || results.table("indices.csv") != nil {
      lines.append(
        "An input that is not told apart from none may still do something: at most what its upper limit "
          + "says.")
    }
    if results.table("outcomes.csv")?.distinct("limits").contains("bounds") == true {
      lines.append(
        "More than one trial in a hundred failed. Limits are bounds here: they also hold if none, or all, of "
          + "the failed trials belong to a row.")
    }
    return [.list(lines)]
  }

  var again: [ReportBlock] {
    let facts = results.facts
    guard facts.trials > 0 else {
      let made = facts.command.map { "simrun \($0)" } ?? "simrun"
      return [
        .words(
          "The tables were made by \(made) of \(facts.source ?? "another folder"), simrun \(facts.version)."
        )
      ]
    }
    var blocks: [ReportBlock] = [
      .words(
        "Equal files, seed and number of trials give the same tables to the last digit, on one kind of "
          + "machine, on any number of threads.")
    ]
    blocks.append(.commands(commands))
    if facts.hasListedPoints {
      blocks.append(
        .words(
          "The points were listed; run the file that lists them with simrun batch, or compare again."
        ))
    }
    for (file, name) in Self.askedMore where results.has(file) {
      blocks.append(
        .words(
          "\(file) was made by simrun \(name), which was given more than the manifest says: give it the same "
            + "again."))
    }
    blocks.append(
      .table(
        ReportTable(
          caption: "The files of the run. simrun \(facts.version), \(facts.trialsAndSeed).",
          columns: [.init(name: "file"), .init(name: "SHA-256")],
          rows: facts.inputs.map { [$0.path, $0.digest] })))
    return blocks
  }

  /// The command that writes a table besides those of a run.
  private static let commands = [
    (file: "drivers.csv", name: "drivers"), (file: "indices.csv", name: "sensitivity"),
    (file: "quantile_differences.csv", name: "compare"),
  ]
  /// The same where it was given more than the manifest says.
  private static let askedMore = [
    (file: "worth.csv", name: "worth"), (file: "conditions.csv", name: "condition"),
    (file: "boxes.csv", name: "discover"), (file: "crossings.csv", name: "sweep --cross"),
  ]

  private var commands: [String] {
    let facts = results.facts
    if let asked = facts.asked {
      return [
        "\(asked) -o \(ShellWord.quoted(results.folder)) --force",
        "simrun report \(ShellWord.quoted(results.folder))",
      ]
    }
    let known = files.map(\.path)
    let names = known.isEmpty ? facts.inputs.prefix(1).map(\.path) : known
    let points = facts.sweeps.flatMap {
      ["--sweep", ShellWord.quoted("\($0.path)=\($0.values.joined(separator: ","))")]
    }
    let settings = facts.settings.flatMap { ["--set", ShellWord.quoted($0)] }
    let rest =
      names.map(ShellWord.quoted) + settings + points
      + ["-n", "\(facts.trials)", "--seed", "\(facts.seed)"]
    let folder = ["-o", ShellWord.quoted(results.folder), "--force"]
    let command = Self.commands.first { results.has($0.file) }?.name ?? "run"
    return [
      (["simrun", command] + rest + folder).joined(separator: " "),
      "simrun report \(ShellWord.quoted(results.folder))",
    ]
  }

  var bounds: [ReportBlock] {
    var lines = [
      "With ever more trials all shares would most likely lie between their limits. That says nothing about "
        + "whether the scenario is right. The shares are what follows from the assumptions above; change "
        + "them and see.",
      "It is no forecast. What the scenario leaves out does not happen in it.",
    ]
    if !results.facts.isComplete {
      lines.append(
        "The run was interrupted: the results are those of fewer trials than were asked for.")
    }
    if !book.left.isEmpty {
      lines.append("Not drawn: \(book.left.joined(separator: "; ")).")
    }
    return [.list(lines)]
  }
}
