import Foundation
import Testing

/// The schemas hold for what ships and not for what is broken, as real validators see it: Python's
/// `jsonschema`, in draft-07 and in draft 2020-12. `.ci/run` installs it; without it these tests are skipped.
struct SchemaTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  private static let python = Tool.python(with: "jsonschema, yaml")

  /// By file: `ok`, or what is wrong with it.
  private static func verdicts(_ files: [String], _ simrun: Executable, batch: Bool = false) throws
    -> [String: String]
  {
    try simrun.write(
      try simrun.finished(["schema"] + (batch ? ["--batch"] : [])).out, to: "schema.json")
    let script = root + "/.ci/schema/validate"
    let finished = try simrun.shell(
      ([python ?? "", script, "schema.json"] + files).map { "'\($0)'" }.joined(separator: " "))
    #expect(finished.code == 0, "\(finished.err)")
    let rows = finished.out.split(separator: "\n").map { $0.split(separator: "\t") }
    return Dictionary(rows.map { (String($0[0]), String($0.last ?? "")) }) { first, _ in first }
  }

  private static func shipped(under folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap {
      $0 as? String
    }
    return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted().map { "\(root)/\(folder)/\($0)" }
  }

  @Test(.enabled(if: python != nil, "jsonschema is not installed: see .ci/run"))
  func `every scenario that ships is accepted`() throws {
    let files = Self.shipped(under: "Scenarios").filter { !$0.contains("Scenarios/studies/") }
    try #require(files.count > 80)
    try Executable.inFolder { simrun in
      let verdicts = try Self.verdicts(files, simrun)
      for file in files { #expect(verdicts[file] == "ok", "\(file)") }
    }
  }

  @Test(.enabled(if: python != nil, "jsonschema is not installed: see .ci/run"))
  func `every batch that ships is accepted, and no scenario is one`() throws {
    // Beside them lie targets of calibrations, which are no batches.
    let files = try Self.shipped(under: "Scenarios/studies").filter { file in
      try String(contentsOfFile: file, encoding: .utf8).contains("\nbatch:")
        || String(contentsOfFile: file, encoding: .utf8).hasPrefix("batch:")
    }
    try #require(!files.isEmpty)
    try Executable.inFolder { simrun in
      let verdicts = try Self.verdicts(files + ["coin.yaml"], simrun, batch: true)
      for file in files { #expect(verdicts[file] == "ok", "\(file)") }
      #expect(verdicts["coin.yaml"]?.contains("ok") == false)
    }
  }

  @Test(.enabled(if: python != nil, "jsonschema is not installed: see .ci/run"))
  func `a variant may leave out what it inherits and remove it`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(BrokenFiles.good, to: "good.yaml")
      try simrun.write(BrokenFiles.variant, to: "variant.yaml")
      #expect(try simrun("validate", "variant.yaml").err == "")
      #expect(try Self.verdicts(["variant.yaml"], simrun) == ["variant.yaml": "ok"])
    }
  }

  @Test(.enabled(if: python != nil, "jsonschema is not installed: see .ci/run"))
  func `one small change to a good file breaks it, in the schema and in simrun`() throws {
    try #require(BrokenFiles.changes.count >= 50)
    try Executable.inFolder { simrun in
      try simrun.write(BrokenFiles.good, to: "good.yaml")
      var files = ["good.yaml"]
      for (number, change) in BrokenFiles.changes.enumerated() {
        let parts = BrokenFiles.good.components(separatedBy: change.old)
        try #require(parts.count == 2, "\(change.old) stands \(parts.count - 1) times")
        files.append("broken-\(number).yaml")
        try simrun.write(parts.joined(separator: change.new), to: "broken-\(number).yaml")
      }
      #expect(try simrun("validate", "good.yaml").err == "")
      let verdicts = try Self.verdicts(files, simrun)
      #expect(verdicts["good.yaml"] == "ok")
      for (number, change) in BrokenFiles.changes.enumerated() {
        let file = "broken-\(number).yaml"
        let verdict = try #require(verdicts[file])
        // Each draft sees it: no half of the verdict is "ok".
        let halves = verdict.components(separatedBy: " | ")
        #expect(halves.count >= 2 && !halves.contains("ok"), "\(change.old) → \(change.new)")
        #expect(try simrun("validate", file).code == 3, "\(change.old) → \(change.new)")
      }
    }
  }

  @Test func `without a validator too, the schema names its draft, keys and distributions`() throws
  {
    try Executable.inFolder { simrun in
      let schema = try simrun("schema").out
      #expect(schema.contains("\"$schema\": \"http://json-schema.org/draft-07/schema#\""))
      for word in ["red_lines", "as_soon_as", "single_text", "beta(mean=, sd=)", "truncated("] {
        #expect(schema.contains(word), "\(word)")
      }
      #expect(try simrun("schema", "--batch").out.contains("latin_hypercube"))
    }
  }
}

/// A file that is right, and small changes that make it wrong: keys, shapes, words.
private enum BrokenFiles {
  static let good = """
    format: 1
    scenario: harbour
    title: Who pays for the quay?
    about: a file to break
    clock: {start: 2026-01-05, step: week, steps: 20}
    parameters:
      grit: {value: "beta(mean=0.5, sd=0.1)", unit: share, source: coding}
      luck: {value: "uniform(0, 1)", source: coding}
    correlations:
      together: {between: [grit, luck], spearman: 0.3, source: coding}
    issues:
      toll: {low: none, high: full, status_quo: 0.5, core: true}
      berths: {low: none, high: all, status_quo: 1, levels: [0, 0.5, 1]}
    party_defaults:
      tolerance: {sd: 0.05, persistence: 0.9}
    parties:
      town:
        role: belligerent
        ideal: 0
        weight: {toll: 0.6, berths: 0.4}
        red_lines: {toll: {above: 0.9, hard: true}}
        no_deal: {win_chance: 0.4, cost: 0.1}
        ratifiers:
          council: {slope: 8, needs: 50%, after: 2 weeks}
      line:
        role: belligerent
        ideal: 1
        no_deal: {text: status_quo}
        delivers: [berths]
    definitions:
      gap: {value: draft.toll - 0.5, follow: true}
    state:
      mood: {start: 0.5, mean_reverting: {to: grit, pull: 10%, sd: 0.05}, within: [0, 1]}
      storm: {start: calm, markov: {calm: {rough: 0.1}, rough: {calm: 0.5}}}
    events:
      leak: {rate: 0.1 per week, while: not settled, once: true, effects: {mood: 0.2}}
      notice: {after: leak, delay: 2 weeks, acts: [{table: second}]}
      fair: {date: 2026-02-02}
    plans:
      opener: {tabled: 2026-01-05, terms: {toll: 0.4, berths: {open: true, expected: 0.5}}}
      second: {terms: {toll: 0.6, berths: 0.5}, enforcement: {monitoring: 0.4}}
    talks:
      protocol: single_text
      opening: opener
      access: {town: 1, line: 0.8}
      round: {probability: 30% per week}
      halt: in_force
      public: {plans: true, drafts: false}
      balance: {high: 0.8, low: 0.2}
    durability:
      settlement: {rate: 3% per year, monitoring: -1, covariates: {calm: {value: mood, effect: 0.5}}}
    outcomes:
      deal: {as_soon_as: settled, class: agreed}
      stormy: {at_end: storm == rough}
      none: otherwise
    measures:
      late: {value: first(settled), unit: week, headline: true}
    signals:
      leaked: happened(leak)
    verify:
      trials: 100
      expect:
        half: {mean: luck, equals: 0.5, tolerance: 0.1}

    """

  static let variant = """
    format: 1
    scenario: harbour-two
    extends: good.yaml
    correlations: remove
    parameters:
      luck: 0.5
    parties:
      line: {delivers: remove, tolerance: {sd: 0.1, persistence: 0.9}}
    events:
      fair: remove
      leak: {probability: 0.1}
    plans:
      opener: {terms: {toll: 0.5}}
    outcomes:
      quarrel: {at_end: happened(leak), before: stormy}

    """

  static let changes: [(old: String, new: String)] = [
    // Keys that nothing has.
    ("title: Who", "titel: Who"), ("about: a", "abuot: a"), ("parameters:", "parameter:"),
    ("unit: share", "units: share"),
    ("red_lines:", "redlines:"), ("win_chance:", "winchance:"), ("follow: true", "folow: true"),
    ("pull: 10%", "pul: 10%"), ("once: true", "one: true"), ("expected: 0.5", "expect: 0.5"),
    ("enforcement: {m", "enforce: {m"), ("class: agreed", "klass: agreed"),
    ("headline: true", "head_line: true"), ("tolerance: 0.1", "tolerances: 0.1"),
    ("covariates:", "covariate:"), ("needs: 50%", "need: 50%"), ("delivers:", "deliver:"),
    ("durability:", "durabilities:"), ("verify:", "verifies:"),
    // Keys that are missing, or need another.
    ("format: 1\n", ""), ("scenario: harbour\n", ""), (", steps: 20", ""), (", equals: 0.5", ""),
    (", cost: 0.1", ""), (", sd: 0.05}, within", "}, within"), ("start: 0.5, mean", "mean"),
    (", persistence: 0.9", ""), ("protocol: single_text\n  opening", "opening"),
    ("after: leak, ", ""),
    (", effect: 0.5", ""), ("mean: luck, ", ""), ("spearman: 0.3, ", ""),
    // Keys that exclude each other.
    ("rate: 0.1 per week,", "rate: 0.1 per week, probability: 0.1,"),
    ("above: 0.9,", "above: 0.9, below: 0.1,"),
    ("{date: 2026-02-02}", "{date: 2026-02-02, step: 3}"),
    ("as_soon_as: settled,", "as_soon_as: settled, at_end: settled,"),
    ("{text: status_quo}", "{text: status_quo, win_chance: 0.5}"),
    // Shapes.
    ("core: true", "core: yes"), ("steps: 20", "steps: many"), ("steps: 20", "steps: 0"),
    ("steps: 20", "steps: 2.5"), ("start: 2026-01-05", "start: 5 January"),
    ("within: [0, 1]", "within: [0]"), ("within: [0, 1]", "within: 1"),
    ("levels: [0, 0.5, 1]", "levels: {a: 0}"), ("hard: true", "hard: 1"),
    ("{toll: 0.6, berths: 0.5}", "[0.6, 0.5]"), ("value: first(settled)", "value: [1, 2]"),
    ("between: [grit, luck]", "between: {a: grit}"), ("rate: 3% per year", "rate: true"),
    ("trials: 100", "trials: -5"), ("ideal: 0\n", "ideal: [0, 1]\n"), ("slope: 8", "slope: {a: 8}"),
    ("signals:\n  leaked: happened(leak)", "signals: happened(leak)"),
    ("unit: week,", "unit: [week],"),
    ("luck: {value: \"uniform(0, 1)\", source: coding}", "luck:"),
    ("{sd: 0.05, persistence: 0.9}", "0.05"),
    // Words.
    ("format: 1", "format: 2"), ("protocol: single_text", "protocol: single"),
    ("protocol: single_text", "protocol: nash"), ("halt: in_force", "halt: now"),
    ("opening: opener", "opening: Opener"), ("none: otherwise", "none: other"),
    ("acts: [{table: second}]", "acts: begin_war"),
    // Names.
    ("grit: {value", "Grit: {value"), ("scenario: harbour", "scenario: the harbour"),
    ("leak: {rate", "per: {rate"), ("mood: {start", "draft: {start"), ("stormy: {at", "all: {at"),
    ("toll: {low", "authorship: {low"), ("council: {slope", "the council: {slope"),
    ("notice: {after", "2nd: {after"),
  ]
}
