import Scenarios
import Testing

/// One rule for names: what is accepted where it is declared can be read, or is refused there.
struct NameRuleTests {
  /// With the name in place of `NAME`, in every section that has names.
  private static let places = [
    "parameters: {NAME: 1}", "definitions: {NAME: 1}", "state: {NAME: {start: 0}}",
    "events: {NAME: {rate: 1 per step}}", "issues: {NAME: {}}", "parties: {NAME: {}}",
    "plans: {NAME: {terms: {}}}", "data: {NAME: {file: d.csv, column: x}}",
    "outcomes: {NAME: {at_end: true}, rest: otherwise}", "measures: {NAME: 1}",
    "signals: {NAME: true}", "state: {s: {start: a, markov: {a: {NAME: 0.1}, NAME: {}}}}",
    "parties: {p: {role: NAME}}",
    "parties: {p: {ratifiers: {NAME: {slope: 5}}}}\nissues: {i: {}}\ntalks: {protocol: single_text}",
    "plans: {p: {terms: {}, enforcement: {NAME: 1}}}",
    "events: {e: {rate: 1 per step, competes: NAME}, f: {rate: 1 per step, competes: NAME}}",
    "parameters: {p: \"normal(0, 1)\", q: \"normal(0, 1)\"}\n"
      + "correlations: {NAME: {between: [p, q], spearman: 0.1}}",
    "clock: {step: NAME, steps: 2}",
  ]

  private func found(_ place: String, _ name: String) throws -> [String] {
    let body = place.split(separator: "NAME", omittingEmptySubsequences: false).joined(
      separator: name)
    return try errors(body + "\n", others: ["d.csv": "x\n1\n"])
  }

  @Test(arguments: [
    "true", "false", "and", "or", "not", "if", "for", "in", "where", "per", "otherwise",
  ])
  func `words of the grammar name nothing`(name: String) throws {
    for place in Self.places {
      let all = try found(place, name)
      #expect(
        all.contains { $0.hasSuffix("'\(name)' is a word of the language: choose another name") },
        "\(place): \(all)")
    }
  }

  @Test(arguments: [
    "no", "yes", "on", "off", "inf", "infinity", "nan", "null", "y", "n", "log", "normal", "min",
    "weeks", "may", "rounds_met", "id", "value", "all_trials", "none", "secrecy", "utility",
  ])
  func `other words name anything`(name: String) throws {
    for place in Self.places
    where !(["weeks", "may"].contains(name) && place.hasPrefix("clock")) {
      #expect(try found(place, name) == [], "\(place)")
    }
  }

  @Test(arguments: ["talks", "settled", "date", "steps", "fires", "outcome", "default", "zone"])
  func `built-in words name what is never read alone`(name: String) throws {
    for (index, place) in Self.places.enumerated() {
      let isEntry = index < 8 || place.hasPrefix("clock")
      let all = try found(place, name)
      #expect(
        all.map { $0.hasSuffix("'\(name)' is a word of the language: choose another name") }
          == (isEntry ? [true] : []), "\(place): \(all)")
    }
  }

  @Test(arguments: ["open_issues", "written_by", "authorship", "enforcement"])
  func `issues do not hide what is read of a text`(name: String) throws {
    #expect(
      try found("issues: {NAME: {}}", name) == [
        "a.yaml:3:10: error: issues.\(name): '\(name)' is a word of the language: choose another name"
      ])
    #expect(try found("parties: {NAME: {}}", name) == [])
  }

  @Test func `no outcome is called as all trials are in the results`() throws {
    #expect(
      try found("outcomes: {NAME: {at_end: true}, rest: otherwise}", "all") == [
        "a.yaml:3:12: error: outcomes.all: 'all' stands for all trials in the results: choose another "
          + "name"
      ])
    #expect(try found("measures: {NAME: 1}", "all") == [])
  }

  @Test(arguments: ["Ukraine", "ukrаine", "ｕkraine", "a-b", "1a", "_a", "a b", "é"])
  func `names that look alike are no names`(name: String) throws {
    for place in Self.places {
      #expect(
        try found(place, name).contains { $0.contains("'\(name)' is not a name") }, "\(place)")
    }
  }

  @Test(arguments: [
    ("parties: {no: {ideal: 1}, se: {ideal: 0}}\nissues: {q: {status_quo: 0}}", "no.ideal[q]", 1.0),
    ("parameters: {no: 3}", "no + 1", 4), ("parameters: {inf: 3, nan: 2}", "inf * nan", 6),
    ("definitions: {yes: 2}", "-yes ^ 2", -4), ("state: {off: {start: 5}}", "previous(off)", 5),
    ("parameters: {log: 2}", "log * log(exp(3))", 6),
    ("clock: {step: week, steps: 2}\nevents: {on: {step: 1}}", "count(on)", 1),
    (
      "clock: {step: week, steps: 2}\nstate: {s: {start: on, markov: {on: {off: 1}, off: {}}}}",
      "by(s, on=1, off=2)", 2
    ),
  ])
  func `words that are values elsewhere can be read as names`(
    body: String, text: String, value: Double
  ) throws {
    let play = try Play("\(body)\nmeasures: {m: \"\(text)\"}")
    #expect(try play.value("m") == value)
  }

  @Test(arguments: [
    ("no", "'no' is not a value; write true or false"),
    ("yes", "'yes' is not a value; write true or false"),
    ("on", "'on' is not a value; write true or false"),
    ("off", "'off' is not a value; write true or false"),
    ("inf", "'inf' is no number; every number is finite"),
    ("infinity", "'infinity' is no number; every number is finite"),
    ("nan", "'nan' is no number; every number is finite"),
  ])
  func `where they name nothing it is said that they are no values`(
    name: String, message: String
  ) throws {
    #expect(
      try modelErrors("measures: {m: \(name)}") == ["a.yaml:3:15: error: measures.m: \(message)"])
    #expect(
      try modelErrors("measures: {m: \(name).utility}") == [
        "a.yaml:3:15: error: measures.m: \(message)"
      ])
  }
}
