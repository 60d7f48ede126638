import Foundation
import Scenarios
import Sim

/// One input by its number, and what is done with it.
final class Cases {
  private let seed: UInt64
  private let mutator: Mutator
  private let folder: String
  private var resume: [UInt8] = []

  init(seed: UInt64, texts: [String], folder: String) {
    self.seed = seed
    self.folder = folder
    mutator = Mutator(texts)
  }

  enum Input {
    case scenario(String)
    case expression(String)
    case setting(String, Setting)
    case data(String)
    case resume([UInt8])

    /// As it is saved when it fails.
    var bytes: [UInt8] {
      switch self {
      case .scenario(let text), .expression(let text), .data(let text): Array(text.utf8)
      case .setting(let text, let setting): Array("# \(setting)\n\(text)".utf8)
      case .resume(let bytes): bytes
      }
    }
  }

  static let scenario = """
    format: 1
    scenario: small
    clock: {step: week, start: 2026-01-05, steps: 4}
    parameters: {p: "uniform(0, 1)", d: "empirical(column)"}
    data: {column: {file: d.csv, column: x}}
    state: {s: {start: 0, random_walk: {sd: 1}}}
    events: {e: {probability: 10%}}
    outcomes: {a: {as_soon_as: s > 1}, b: {at_end: happened(e)}, z: otherwise}
    measures: {m: p, n: {value: first(e)}, l: log(p - 0.001)}
    signals: {g: s > 0}
    """

  func input(_ number: Int) -> Input {
    var chance = Chance(seed: seed, case: number)
    switch chance.below(100) {
    case ..<72: return .scenario(mutator.mutated(&chance))
    case ..<86: return .expression(mutator.grammar.expression(&chance, depth: 6))
    case ..<93: return setting(&chance)
    case ..<98: return .data(csv(&chance))
    default: return .resume(changedResume(&chance))
    }
  }

  private func setting(_ chance: inout Chance) -> Input {
    let lines = chance.one(mutator.corpus)
    let sections = [
      "parameters", "state", "clock", "parties", "issues", "events", "talks", "verify", "outcomes",
    ]
    var path = [chance.one(sections)]
    for _ in 0..<chance.below(3) { path.append(chance.one(mutator.grammar.names)) }
    let value =
      chance.happens(50) ? chance.one(Grammar.extremes) : mutator.grammar.expression(&chance)
    return .setting(
      lines.joined(separator: "\n"), Setting(path: path.joined(separator: "."), value: value))
  }

  private func csv(_ chance: inout Chance) -> String {
    let cells = [
      "x", "1", "2.5", "-1e308", "1e400", "nan", "\"1\"", "\"1\"\"2\"", "\"", "", " ", "1;2",
      "\u{FEFF}x", "é",
      "0x10", "9223372036854775807", "1e-320",
    ]
    let ends = ["\n", "\r\n", "\r", "\n\n", ""]
    var text = chance.happens(80) ? "x,y\n" : ""
    for _ in 0..<chance.below(30) {
      let row = (0..<(1 + chance.below(3))).map { _ in
        chance.happens(60) ? String(chance.below(100)) : chance.one(cells)
      }
      text += row.joined(separator: ",") + (chance.happens(80) ? "\n" : chance.one(ends))
    }
    return text
  }

  // MARK: What is done

  func run(_ input: Input) {
    switch input {
    case .scenario(let text): play { try ScenarioFile.load(text: text, name: "f.yaml") }
    case .expression(let text):
      let parsed = try? ExpressionParser.parse(SourceText(text))
      _ = parsed.map { try? ExpressionParser.parse(SourceText($0.description)) }
    case .setting(let text, let setting):
      play { try ScenarioFile.load(text: text, name: "f.yaml", settings: [setting]) }
    case .data(let text):
      play {
        try ScenarioFile.load(text: Self.scenario, name: "f.yaml", others: ["d.csv": text])
      }
    case .resume(let bytes): goOn(from: bytes)
    }
  }

  private func play(_ load: () throws -> Scenario) {
    do {
      let scenario = try load()
      let model = try scenario.model()
      // What is large by right takes its time; here only the small is run.
      let run = try PointRun(model, RunSettings(trials: 300, seed: 1, jobs: 1))
      guard model.steps * model.graph.nodes.count < 1_000_000,
        run.memoryNeed.bytes(threads: 1) < 300e6
      else { return }
      _ = try run.run().summary()
    } catch {
      _ = "\(error)"
    }
  }

  // MARK: Resumed runs

  private var results: String { folder + "/r" }

  private func study() throws -> Study {
    let file = folder + "/small.yaml"
    if !FileManager.default.fileExists(atPath: file) {
      try Self.scenario.write(toFile: file, atomically: true, encoding: .utf8)
      try "x\n1\n2\n5\n".write(toFile: folder + "/d.csv", atomically: true, encoding: .utf8)
    }
    return try Study(files: [file])
  }

  private func whole() throws -> [UInt8] {
    if resume.isEmpty {
      let settings = StudySettings(
        run: RunSettings(trials: 3000, seed: 1, jobs: 1), folder: results, replaces: true)
      _ = try study().run(settings)
      resume = Array(FileManager.default.contents(atPath: results + "/resume.bin") ?? Data())
    }
    return resume
  }

  /// With a checksum that fits, as a mere accident would not have.
  private func changedResume(_ chance: inout Chance) -> [UInt8] {
    guard let all = try? whole(), all.count > 100 else { return [] }
    var body = Array(all.dropLast(SHA256.byteCount))
    for _ in 0...chance.below(3) {
      let at = chance.below(body.count - 8)
      switch chance.below(4) {
      case 0: body[at] = UInt8(chance.below(256))
      case 1: body.removeSubrange(at..<min(body.count, at + 1 + chance.below(40)))
      case 2:
        let large: [UInt64] = [0, 1, .max, 1 << 63, 1 << 62, 1 << 40, 1 << 31, 1_000_000]
        var value = chance.one(large)
        for k in 0..<8 {
          body[at + k] = UInt8(truncatingIfNeeded: value)
          value >>= 8
        }
      default: body.insert(contentsOf: body[at..<(at + 8)], at: at)
      }
      if body.count < 100 { break }
    }
    return body + SHA256.digest(of: body)
  }

  private func goOn(from bytes: [UInt8]) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: results + "/resume.bin"))
      _ = try study().run(
        StudySettings(
          run: RunSettings(trials: 5000, seed: 1, jobs: 1), folder: results, resumes: true))
    } catch {
      _ = "\(error)"
    }
  }
}
