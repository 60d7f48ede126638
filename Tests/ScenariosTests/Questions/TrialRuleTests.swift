import Sim
import Testing

@testable import Scenarios

@Suite("Rules over columns of trials") struct TrialRuleTests {
  private static let trials = TrialData(
    name: "t", numbers: [0, 1, 2, 3],
    columns: [
      TrialData.Column("outcome", kind: .labels(["deal", "war"]), values: [0, 1, 0, 1]),
      TrialData.Column(
        "class", kind: .labels(["truce that holds", "No deal"]), values: [0, 1, 0, 1]),
      TrialData.Column("cost", values: [1, 2, 3, .nan], isInput: true),
      TrialData.Column("agreed.wage", values: [0, 0.5, 1, 1]),
      TrialData.Column("signed", kind: .condition, values: [1, 0, 1, 0]),
      TrialData.Column("leak", kind: .step, values: [4, .nan, 12, .nan]),
    ])

  @Test(arguments: [
    ("cost > 1.5", [false, true, true, false]),
    ("cost + 1 <= 3", [true, true, false, false]),
    ("-cost > -2", [true, false, false, false]),
    ("min(cost, 2) == 2", [false, true, true, false]),
    ("abs(cost - 2) ^ 2 == 1", [true, false, true, false]),
    ("agreed.wage != 1", [true, true, false, false]),
    ("signed", [true, false, true, false]),
    ("not signed and cost < 9", [false, true, false, false]),
    ("signed or cost == 2", [true, true, true, false]),
    ("leak", [true, false, true, false]),
    ("not leak", [false, true, false, true]),
    ("leak < 10", [true, false, false, false]),
    ("outcome == deal", [true, false, true, false]),
    ("war == outcome", [false, true, false, true]),
    ("outcome != deal", [false, true, false, true]),
    ("class == truce_that_holds", [true, false, true, false]),
    ("class == 'truce that holds'", [true, false, true, false]),
    ("\"No deal\" == class or cost == 1", [true, true, false, true]),
    ("class != no_deal", [true, false, true, false]),
    ("cost > 50%", [true, true, true, false]),
    ("true", [true, true, true, true]),
    ("cost / 0 > 1", [false, false, false, false]),
    ("(cost + 1e308) * 10 > 1", [false, false, false, false]),
    ("not cost / 0 > 1", [true, true, true, true]),
  ])
  func `which trials a rule holds in`(_ rule: String, _ expected: [Bool]) throws {
    #expect(try TrialRule(rule, option: "--given").holds(in: Self.trials) == expected)
  }

  /// Missing: it does not hold. `nil`: it is no sighting.
  @Test(
    arguments: [
      ("leak", [4, .nan, 12, .nan]),
      ("leak < 10", [4, .nan, .nan, .nan]),
      ("leak and cost < 3", [4, .nan, .nan, .nan]),
      ("leak or cost == 2", [4, 0, 12, .nan]),
      ("leak or cost > 0", [0, 0, 0, .nan]),
      ("abs(leak - 8) == 4 and not cost > 1", [4, .nan, .nan, .nan]),
      ("cost > 1.5", nil), ("not leak", nil), ("leak and signed", nil),
      ("leak and outcome == deal", nil),
    ] as [(String, [Double]?)])
  func `from which step on a rule is known to hold`(_ rule: String, _ expected: [Double]?) throws {
    let found = try TrialRule(rule, option: "--given").sights(in: Self.trials)
    #expect("\(String(describing: found))" == "\(String(describing: expected))")
  }

  @Test(arguments: [
    ("cost", "1:1: error: --given: 'cost' is a number: compare it, as in 'cost > 0.5'"),
    (
      "outcome",
      "1:1: error: --given: 'outcome' is one of several words: compare it, as in 'outcome == deal'"
    ),
    ("outcome > 1", "1:1: error: --given: 'outcome' is a word, not a number"),
    ("signd", "1:1: error: --given: there is no column 'signd'; did you mean 'signed'?"),
    (
      "outcome == deel",
      "1:12: error: --given: there is no outcome 'deel'; did you mean 'deal'?"
    ),
    (
      "class == truce_that_hold",
      "1:10: error: --given: there is no class 'truce_that_hold'; did you mean 'truce_that_holds'?"
    ),
    (
      "class",
      "1:1: error: --given: 'class' is one of several words: compare it, as in 'class == truce_that_holds'"
    ),
    (
      "ever(leak)",
      "1:1: error: --given: 'ever(leak)' cannot stand here: trials are chosen by comparing columns, with "
        + "numbers, + - * / ^, min, max, abs, and, or, not"
    ),
  ])
  func `what is wrong is said at its place`(_ rule: String, _ words: String) throws {
    let error = #expect(throws: TrialDataError.self) {
      try TrialRule(rule, option: "--given").holds(in: Self.trials)
    }
    let first = try #require(error?.description.split(separator: "\n").first)
    #expect(first == "--given:" + words)
    #expect(error?.isWrongUse == false)
  }

  @Test
  func `a name with spaces is written with its sign for them`() throws {
    for (rule, words) in [
      (
        "class == truce that holds",
        "1:16: error: --given: an operator is missing between 'truce' and 'that'; in a name with spaces "
          + "write '_' for each, as in truce_that"
      ),
      ("cost 5", "1:6: error: --given: an operator is missing between 'cost' and '5'"),
    ] {
      let error = #expect(throws: TrialDataError.self) { try TrialRule(rule, option: "--given") }
      #expect(
        error?.description.split(separator: "\n").first.map(String.init) == "--given:" + words)
    }
  }

  @Test
  func `classes are asked for by their names or as an expression has them`() throws {
    for name in ["truce that holds", "truce_that_holds", "class=truce_that_holds"] {
      let found = try BoxQuestion.targets([name], in: Self.trials)
      #expect(found.map(\.holds) == [[true, false, true, false]], "\(name)")
    }
    // What is called so itself goes first.
    let columns =
      Self.trials.columns + [
        TrialData.Column("no_deal", values: [1, 2, 3, 4]),
        TrialData.Column("truce_that_holds", kind: .condition, values: [0, 0, 0, 1]),
      ]
    let both = TrialData(name: "t", numbers: [0, 1, 2, 3], columns: columns)
    #expect(
      try AskedTarget.asked(["no_deal", "No deal"], in: both).map(\.kind) == [.measure, .class])
    #expect(
      try BoxQuestion.targets(["truce_that_holds"], in: both).map(\.holds)
        == [[false, false, false, true]])
    let asked = try AskedTarget.asked(["no_deal", "truce_that_holds", "war"], in: Self.trials)
    #expect(asked.map(\.name) == ["No deal", "truce that holds", "war"])
    #expect(asked.map(\.kind) == [.class, .class, .outcome])
  }

  @Test
  func `a rule that is no expression is refused`() {
    #expect(throws: TrialDataError.self) { try TrialRule("cost >", option: "--given") }
  }
}
