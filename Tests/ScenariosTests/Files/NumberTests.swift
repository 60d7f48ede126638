import Foundation
import Sim
import Testing

@testable import Scenarios

/// Every number of the format, with values that are far off.
@Suite("Extreme numbers are errors or taken, at once")
struct NumberTests {
  /// A scenario with an entry of each kind.
  private static let base = """
    format: 1
    scenario: s
    clock: {start: 2026-01-05, step: week, steps: 4}
    parameters: {p: {value: "uniform(0, 1)"}, q: "normal(0, 1)"}
    correlations: {c: {between: [p, q], spearman: 0.2}}
    data: {d: {file: d.csv, column: x}}
    issues: {a: {low: x, high: y, status_quo: 0.5}, b: {low: x, high: y, status_quo: 0.5, levels: [0, 0.5, 1]}}
    parties:
      x: {ideal: 1, no_deal: 0.3, role: belligerent}
      y: {ideal: 0, no_deal: 0.3, role: belligerent}
    definitions: {f: p + 1}
    state:
      s: {start: 0, random_walk: {sd: 1}}
    events:
      e: {probability: 10%, effects: {s: s + 1}}
    plans: {q1: {terms: {a: 0.5, b: 0.5}}}
    talks: {protocol: single_text}
    outcomes: {o: {as_soon_as: s > 3}, z: otherwise}
    measures: {m: p}
    signals: {g: s > 0}
    verify: {trials: 10, expect: {v: {mean: p, equals: 0.5}}}
    """

  private static let entries: [String: String] = [
    "parameters": "p", "correlations": "c", "data": "d", "issues": "a", "parties": "x",
    "definitions": "f", "state": "s", "events": "e", "plans": "q1", "outcomes": "o",
    "measures": "m",
    "signals": "g", "expect": "v", "terms": "a", "ideal": "a", "weight": "a", "effects": "s",
    "markov": "s",
  ]

  private static let values = [
    "-1", "0", "-0", "0.5", "1e5", "100000", "100001", "99999999999", "400000000",
    "9223372036854775807",
    "-9223372036854775808", "9223372036854775808", "1e308", "-1e308", "1e309", "1e-320", "nan",
    "inf",
    "floor(1e300)", "1e300 * 1e300", "99999999999 years", "1e308 weeks", "-3 weeks", "0 steps",
    "9999-12-31",
    "0000-01-01", "2026-01-06", "100%", "1e308%", "1e308 per year", "-5% per week",
    "previous(p, 1e300)",
    "poisson(1e300)", "binomial(1e300, 0.5)", "0x10", "1_000", "", "[1e308]",
  ]

  /// The dotted paths of all keys that take a number.
  private static let paths: [String] = {
    var found: [String] = []
    func visit(_ shape: Format.Shape, _ path: String, depth: Int) {
      guard depth < 8 else { return }
      switch shape {
      case .expression, .rate, .count, .date: found.append(path)
      case .either(let short, let long):
        visit(short, path, depth: depth + 1)
        visit(long, path, depth: depth + 1)
      case .oneOrMore(let element), .list(let element, _): visit(element, path, depth: depth + 1)
      case .named(let element, _):
        let section = path.split(separator: ".").last.map(String.init) ?? ""
        visit(element, "\(path).\(entries[section] ?? "x")", depth: depth + 1)
      case .record(let record):
        for key in record.keys where key.built {
          visit(key.shape, path.isEmpty ? key.name : "\(path).\(key.name)", depth: depth + 1)
        }
      default: break
      }
    }
    visit(.record(ScenarioFile.format.record), "", depth: 0)
    var seen: Set<String> = []
    return found.filter { $0 != "format" && seen.insert($0).inserted }
  }()

  @Test
  func `the format has numbers in many places`() {
    #expect(Self.paths.count > 60)
    for path in ["clock.steps", "clock.start", "verify.trials", "verify.seed", "events.e.delay"] {
      #expect(Self.paths.contains(path), "\(path)")
    }
  }

  /// Each path has a third of the values, and each value stands at a third of the paths.
  @Test(arguments: paths.indices)
  func `none of them crashes or takes long`(place: Int) throws {
    let path = Self.paths[place]
    for value in stride(from: place % 3, to: Self.values.count, by: 3).map({ Self.values[$0] }) {
      let start = clock()
      do {
        let scenario = try ScenarioFile.load(
          text: Self.base, name: "a.yaml", others: ["d.csv": "x\n1\n2\n"],
          settings: [Setting(path: path, value: value)])
        let model = try scenario.model()
        if model.steps <= 1000 {
          _ = try PointRun(model, RunSettings(trials: 3, seed: 1, jobs: 1)).run().summary()
        }
      } catch let found as Diagnostics {
        #expect(!found.all.isEmpty)
      }
      // Of this process, whose other tests run beside.
      let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      #expect(seconds < 20, "\(path)=\(value)")
    }
  }

  @Test(arguments: [
    ("-1", "expected at least 1, but this is -1"), ("0", "expected at least 1, but this is 0"),
    ("99999999999", "99999999999 is over the limit of 100000"),
    ("400000000", "400000000 is over the limit of 100000"),
    ("9223372036854775807", "9223372036854775807 is over the limit of 100000"),
    ("1e300", "expected a whole number, but this is '1e300'"),
    ("9223372036854775808", "9223372036854775808 is over the limit of 100000"),
    ("-9223372036854775809", "expected at least 1, but this is -9223372036854775809"),
    ("'-'", "expected a whole number, but this is '-'"),
    ("''", "expected a whole number, but this is ''"),
  ])
  func `a clock that is out of its limits is one error, whatever reads its dates`(
    steps: String, message: String
  ) throws {
    let body = """
      clock: {start: 2026-01-01, step: week, steps: \(steps)}
      events: {e: {date: 2026-01-15}}
      measures: {m: {value: "(date - 2026-01-01) / 1 day"}}
      outcomes: {a: {at_end: date > 2026-02-01 or date_of(e) > 2026-01-20}, z: otherwise}
      """
    #expect(try errors(body) == ["a.yaml:3:47: error: clock.steps: \(message)"])
  }

  @Test
  func `the exponent of a printed number may be any`() throws {
    for exponent in ["9223372036854775807", "-9223372036854775808", "-400", "400"] {
      _ = try? errors(
        "parameters: {p: 1}\nverify: {expect: {v: {mean: p, equals: 1, printed: 1.0e\(exponent)}}}\n"
      )
    }
  }

  @Test
  func `a clock made in code is held within its limits`() throws {
    var scenario = try scenario(
      "clock: {start: 2026-01-05, step: week, steps: 4}\nmeasures: {m: steps}\n")
    scenario.clock?.steps = .max
    #expect(try scenario.model().steps == 100_000)
    scenario.clock?.steps = -5
    #expect(try scenario.model().steps == 0)
  }
}
