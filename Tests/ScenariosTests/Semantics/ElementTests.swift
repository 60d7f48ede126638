import Testing

/// One value per issue or party, sums over them, labels.
struct ElementTests {
  private static let world = """
    clock: {step: week, steps: 1}
    issues: {army: {status_quo: 0.5}, land: {status_quo: 0.25}, sea: {status_quo: 0}}
    parties:
      a: {role: donor, capability: 3, ideal: {army: 1, land: 0.5, sea: 0}, weight: {army: 0.5, land: 0.3, sea: 0.2}}
      b: {role: donor, capability: 5, ideal: 0.25}
      c: {role: receiver, capability: 7, ideal: 1}
      d: {capability: 11, ideal: 0}
    plans:
      first_plan: {terms: {army: 0.1, land: 0.2}}
      second_plan: {terms: {army: 1, land: 1, sea: 1}}
    definitions:
      gap: {each: [issue, party], value: "abs(x[issue] - party.ideal[issue])"}
      twice: {each: issue, value: "2 * x[issue]"}
    state:
      x: {each: issue, start: "if(true, 0.5, 0)", next: "x[issue] + 0.25"}
      own: {each: party, start: party.capability, next: "own[party] + 1"}
      both: {each: [party, issue], start: "party.ideal[issue]", next: "both[party, issue] * 2"}
      mood: {start: calm, markov: {calm: {storm: 1}, storm: {}}}

    """

  @Test(
    arguments: [
      ("x[army]", [0.5, 0.75]), ("twice[army]", [1, 1.5]), ("gap[army, a]", [0.5, 0.25]),
      ("own[c]", [7, 8]), ("both[a, land]", [0.5, 1]), ("both[c, sea]", [1, 2]),
      ("sum(x[i] for i in issues)", [1.5, 2.25]),
      ("sum(p.capability for p in parties)", [26, 26]),
      ("sum(p.capability for p in parties where p.role == donor)", [8, 8]),
      ("sum(p.capability for p in parties where p.role != donor)", [18, 18]),
      ("mean(p.capability for p in parties)", [6.5, 6.5]),
      ("max(p.capability for p in parties where p.role == donor)", [5, 5]),
      ("min(p.capability for p in parties where p.role == donor)", [3, 3]),
      ("count(p.role == donor for p in parties)", [2, 2]),
      ("sum(1 for p in parties where p.capability > 4 and p.role == donor)", [1, 1]),
      (
        "sum(sum(p.ideal[i] * p.weight[i] for i in issues) for p in parties where p.role == donor)",
        [0.9, 0.9]
      ),
      ("sum(t.army for t in plans)", [1.1, 1.1]),
      ("sum(sum(t[i] for i in issues) for t in plans)", [3.3, 3.3]),
      ("sum(t.open_issues for t in plans)", [1, 1]),
      ("sum(1 for p in parties where p.capability > 100)", [0, 0]),
      ("count(true for p in parties where p.capability > 100)", [0, 0]),
      ("mean(1 for p in parties where p.capability > 100)", [.nan, .nan]),
      ("max(1 for p in parties where p.capability > 100)", [.nan, .nan]),
      ("min(1 for p in parties where p.capability > 100)", [.nan, .nan]),
      ("if(any(true for p in parties where p.capability > 100), 1, 0)", [0, 0]),
      ("if(all(false for p in parties where p.capability > 100), 1, 0)", [1, 1]),
      ("if(any(x[i] > 0.6 for i in issues), 1, 0)", [0, 1]),
      ("if(all(own[p] > 3 for p in parties), 1, 0)", [0, 1]),
      ("sum(if(x[i] > 0.6, 1, 0) for i in issues where x[i] > 0.6)", [0, 3]),
      ("mean(x[i] for i in issues where x[i] > 0.6)", [.nan, 0.75]),
      ("min(if(p.capability > 4, p.capability, first(false)) for p in parties)", [.nan, .nan]),
      ("max(if(p.capability < 9, p.capability, first(false)) for p in parties)", [.nan, .nan]),
      ("by(mood, calm=1, storm=2)", [1, 2]), ("by(mood, storm=2, otherwise=7)", [7, 2]),
      ("if(mood == calm, 1, 0)", [1, 0]), ("if(storm == mood, 1, 0)", [0, 1]),
      ("if(mood != calm, 1, 0)", [0, 1]), ("if(previous(mood) == calm, 1, 0)", [1, 1]),
      ("count(mood == storm)", [0, 1]), ("if(if(true, mood, calm) == mood, 1, 0)", [1, 1]),
      ("distance(first_plan, second_plan)", [(0.9 + 0.8 + 1) / 3, (0.9 + 0.8 + 1) / 3]),
      ("distance(first_plan, status_quo)", [0.15, 0.15]),
      ("first_plan[sea]", [0, 0]), ("status_quo.land", [0.25, 0.25]),
      (
        "weighted_mean[army]",
        [
          (3 * 0.5 + 5 * 0.25 / 3 + 7 / 3) / (3 * 0.5 + 5.0 / 3 + 7.0 / 3 + 11.0 / 3),
          (3 * 0.5 + 5 * 0.25 / 3 + 7 / 3) / (3 * 0.5 + 5.0 / 3 + 7.0 / 3 + 11.0 / 3),
        ]
      ),
      ("b.weight[sea]", [1.0 / 3, 1.0 / 3]), ("a.weight[army]", [0.5, 0.5]),
    ] as [(String, [Double])])
  func `elements, aggregates and labels`(text: String, values: [Double]) throws {
    let play = try Play(Self.world + "measures: {m: \"\(text)\"}")
    let found = try play.values("m")
    let same = zip(found, values).allSatisfy { abs($0 - $1) < 1e-12 || $0.isNaN && $1.isNaN }
    #expect(found.count == 2 && same, "\(found)")
  }

  @Test(
    arguments: [
      ("trust[a, b]", 0.3), ("trust[b, a]", 0.1), ("trust[c, c]", 0),
      ("sum(1 for p in parties where p == b)", 1), ("sum(1 for p in parties where p != b)", 2),
      ("sum(by(p, a=1, c=4, otherwise=0) for p in parties)", 5),
      ("sum(sum(if(p == q, 0, trust[p, q]) for q in parties) for p in parties)", 0.4),
      ("sum(by(i, x=2, y=5) for i in issues)", 7),
      ("sum(if(strongest == p, 1, 0) for p in parties)", 1),
    ] as [(String, Double)])
  func `an element is compared with others of its kind`(text: String, value: Double) throws {
    let play = try Play(
      """
      issues: {x: {}, y: {}}
      parties: {a: {ideal: 0}, b: {ideal: 1, capability: 2}, c: {ideal: 0}}
      definitions:
        strongest: argmax(p.capability for p in parties)
        trust:
          each: [party, other]
          value: if(party == a and other == b, 0.3, by(party, b=given[other], otherwise=0))
        given: {each: party, value: "by(party, a=0.1, b=0, c=0)"}
      measures: {m: "\(text)"}
      """)
    #expect(abs(try play.value("m") - value) < 1e-12)
  }

  @Test func `an element of another kind is nothing to compare with`() throws {
    let found = try modelErrors(
      """
      issues: {x: {}}
      parties: {a: {ideal: 0}}
      measures: {m: "sum(1 for p in parties where p == x)"}
      """)
    #expect(found == ["a.yaml:5:50: error: measures.m: 'x' is no party"])
  }

  @Test func `an effect names one element or all`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      issues: {army: {}, land: {}}
      parties: {a: {}, b: {}}
      state:
        x: {each: issue, start: 1}
        y: {each: [issue, party], start: 0}
      events:
        one: {step: 1, effects: {"x[army]": 5, "y[land, b]": 3}}
        all: {step: 2, effects: {x: "2 * x[issue]"}}
      measures: {army: "x[army]", land: "x[land]", y: "sum(sum(y[i, p] for i in issues) for p in parties)"}
      """)
    #expect(try play.values("army") == [1, 5, 10])
    #expect(try play.values("land") == [1, 1, 2])
    #expect(try play.values("y") == [0, 3, 3])
  }
}
