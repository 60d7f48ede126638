import Foundation
import Testing

/// The Ukraine case and its variants, run by the program.
@Suite("The Ukraine family")
struct UkraineFamilyTests {
  private static let scenarios = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Scenarios").path

  private static let variants: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: scenarios)
    return (names ?? []).filter { $0.hasPrefix("ukraine-2025-") && $0.hasSuffix(".yaml") }.sorted()
  }()

  /// Each mechanism with what turns it off, as the comments of the file say.
  private static let switches = [
    "flattery=0", "mediator_tilt=0", "trip_shifts=0", "sidelined=1", "backlash=0", "holding_out=0",
    "losses=0", "leaks=0", "november_leak=0", "authorship_lasting=0", "authorship_effect=0",
    "deadline_boost=0", "removal=0", "ripeness=0", "audience=0", "commitment=0", "bluff=0",
    "courtesy=0", "leverage=0", "sanctions_bite=0", "humiliating=0", "referendum_needs=0",
    "front_effect=0", "grinding_advance=0", "strike_effect=0", "strikes_answer=0", "aid_effect=0",
    "aid_cost=0", "american_share=0", "budgets=0", "giving_way=0", "moscow_shock=0", "monitoring=0",
    "sham_truces=0", "mood=0", "russian_weariness=0", "ukrainian_weariness=0", "flank_response=0",
  ]

  /// What a run of the main file, or of a variant, leaves behind.
  private func results(
    _ file: String, trials: Int, _ settings: [String] = [], keeping: [String]
  ) throws -> [String: String] {
    var found: [String: String] = [:]
    try Executable.inFolder { simrun in
      let finished = try simrun.finished(
        ["run", Self.scenarios + "/" + file, "-n", "\(trials)", "--seed", "3", "-o", "out"]
          + ["--quiet", "--keep-trials"] + settings.flatMap { ["--set", $0] })
      // 4 would be: some trials failed.
      #expect(finished.code == 0, "\(file) \(settings): \(finished.err)")
      for name in keeping { found[name] = try simrun.read("out/" + name) }
    }
    return found
  }

  /// The values of some columns of a table, row by row.
  private func columns(_ names: [String], of table: String) throws -> [[Substring]] {
    let rows = table.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let header = try #require(rows.first)
    let places = try names.map { name in try #require(header.firstIndex { $0 == name }) }
    return rows.dropFirst().map { row in places.map { row[$0] } }
  }

  @Test
  func `There are the variants that the findings speak of`() {
    let expected = [
      "28-point", "aid-cut", "aid-surge", "deadline", "december-20-point", "european-text",
      "imposed", "no-leak", "russian-draft", "strong-monitoring", "ten-years",
    ]
    #expect(Self.variants == expected.map { "ukraine-2025-\($0).yaml" })
  }

  @Test
  func `Each variant runs without a failed trial, with the random numbers of the main file`() throws
  {
    // What no variant sets: the same draws, so that differences come from what was changed.
    let shared = ["mediator_tilt", "holding_out", "grinding_advance", "quick_end", "bluff"]
    let main = try results("ukraine-2025.yaml", trials: 200, keeping: ["trials.csv"])
    let draws = try columns(shared, of: try #require(main["trials.csv"]))
    #expect(draws.count == 200)
    for file in Self.variants {
      let found = try results(file, trials: 200, keeping: ["trials.csv"])
      #expect(try columns(shared, of: try #require(found["trials.csv"])) == draws, "\(file)")
    }
  }

  /// 640 trials, seed 3: a batch of the file as it is and of a point for each mechanism.
  @Test
  func `Each mechanism turned off leaves a scenario that runs, and makes a difference`() throws {
    let points = Self.switches.map { setting in
      "- {name: \(setting), set: {parameters.\(setting.replacing("=", with: ": "))}}"
    }
    try Executable.inFolder { simrun in
      let batch = [
        "batch: switches", "title: Without one mechanism each",
        "scenarios: \(Self.scenarios)/ukraine-2025.yaml", "record: answers", "points:",
        "- name: usual",
      ]
      try simrun.write((batch + points).joined(separator: "\n") + "\n", to: "switches.yaml")
      let finished = try simrun(
        "batch", "switches.yaml", "-n", "640", "--seed", "3", "-o", "out", "--quiet")
      // 4 would be: some trials failed.
      #expect(finished.code == 0, "\(finished.err)")
      // By point: what comes after its number in the tables.
      var answers: [Substring: [[Substring]]] = [:]
      for table in ["outcomes.csv", "measures.csv"] {
        for line in try simrun.lines("out/" + table).dropFirst() {
          let cells = line.split(separator: ",", omittingEmptySubsequences: false)
          answers[cells[1], default: []].append(Array(cells.dropFirst(2)))
        }
      }
      let names = try columns(["point", "name"], of: try simrun.read("out/points.csv"))
      #expect(names.map { String($0[1]) } == ["usual"] + Self.switches)
      let usual = try #require(answers[names[0][0]])
      for name in names.dropFirst() {
        #expect(try #require(answers[name[0]]) != usual, "\(name[1])")
      }
    }
  }

  /// 1,000 trials, seed 3. What Washington and Moscow would impose gives up land still held, caps an
  /// army without guarantees, or leaves Kyiv worse off than fighting on; the few others break, or end
  /// before.
  @Test
  func `The 28 points imposed are a peace on Russian terms, and no compromise`() throws {
    let found = try results("ukraine-2025-imposed.yaml", trials: 1_000, keeping: ["outcomes.csv"])
    let rows = try columns(["outcome", "count"], of: try #require(found["outcomes.csv"]))
    let counts = Dictionary(uniqueKeysWithValues: rows.map { ($0[0], Int($0[1]) ?? -1) })
    #expect(try #require(counts["on_russian_terms"]) > 950)
    #expect(counts["compromise"] == 0)
  }

  @Test
  func `Each command of the findings runs`() throws {
    let root = URL(fileURLWithPath: Self.scenarios).deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("docs/findings-ukraine.md"), encoding: .utf8)
    let commands = page.split(separator: "\n").filter { $0.hasPrefix("simrun run ") }
    #expect(commands.count >= 2)
    try Executable.inFolder { simrun in
      try FileManager.default.copyItem(
        atPath: Self.scenarios, toPath: simrun.folder + "/Scenarios")
      for command in commands {
        #expect(command.contains(" -n 20000 "), "\(command)")
        let small = command.replacing("simrun ", with: "\"$SIMRUN\" ").replacing(
          " -n 20000 ", with: " -n 20 ")
        let finished = try simrun.shell(small + " --quiet --force")
        #expect(finished.code == 0, "\(command): \(finished.err)")
      }
    }
  }
}
