import Testing

/// Issues with values, what these are worth, and numbers of the analyst's own.
struct IssueValueTests {
  private static let colours = """
    clock: {step: round, steps: 2}
    issues:
      colour: {values: [red, green, blue], status_quo: red}
      size: {values: [small, middle, large], ordered: true, status_quo: small, seats: 4 * 3}
    parties:
      a:
        worth: {colour: {red: 0.2, green: 0.7, blue: 1}}
        ideal: {size: large}
        no_deal: 0
        salience: 0.8
      b: {ideal: {colour: green, size: small}, no_deal: 0, salience: a.salience / 2}
    plans:
      paper: {terms: {colour: green, size: middle}}
    talks: {protocol: plan_vote, opening: paper}
    """

  @Test(
    arguments: [
      // ½·0.7 + ½·(1 − ½) and ½·1 + ½·½.
      ("a.utility", 0.6), ("b.utility", 0.75),
      ("if(agreed.colour == green, 1, 0)", 1), ("if(agreed.colour == red, 1, 0)", 0),
      ("if(paper.size == middle, 1, 0)", 1), ("by(draft.colour, red=1, green=2, blue=3)", 2),
      ("if(status_quo.colour == red, 1, 0)", 1), ("utility(b, status_quo)", 0.5),
      ("a.ideal[colour]", 1), ("size.seats", 12), ("b.salience", 0.4),
      ("sum(p.salience for p in parties)", 1.2),
    ] as [(String, Double)])
  func `a measure has the value`(text: String, value: Double) throws {
    let play = try Play("\(Self.colours)\nmeasures: {m: \"\(text)\"}")
    let found = try play.value("m")
    #expect(abs(found - value) < 1e-12, "\(found)")
  }

  @Test func `results have the share of agreements on each value`() throws {
    let play = try Play(Self.colours)
    #expect(try play.value("agreed.colour=green") == 1)
    #expect(try play.value("agreed.colour=blue") == 0)
  }

  @Test(arguments: [
    ("issues: {x: {values: [a, b, a]}}", "issues.x.values: 'a' is a value twice"),
    (
      "issues: {x: {values: [a, b], levels: [0, 1]}}",
      "issues.x.levels: an issue has 'values' or 'levels', not both"
    ),
    (
      "issues: {x: {ordered: true}}",
      "issues.x: 'ordered' says of 'values' that they have an order, and there are none"
    ),
    (
      "issues: {x: {low: a}}\nparties: {p: {worth: {x: {a: 1}}}}",
      "parties.p.worth.x: 'worth' says what values are worth, and 'x' has none"
    ),
    (
      "issues: {x: {values: [red, blue]}}\nparties: {p: {worth: {x: {red: 1, bleu: 2}}}}",
      "parties.p.worth.x.bleu: there is no value 'bleu'; did you mean 'blue'?"
    ),
    (
      "issues: {x: {seats: [1]}}",
      "issues.x: 'seats' is a number of your own, so a number or an expression must stand there"
    ),
    (
      "issues: {x: {values: [red, blue], order: true}}",
      "issues.x: unknown key 'order'; did you mean 'ordered'?"
    ),
    (
      "issues: {x: {}}\nparties: {p: {waight: {x: 1}}}",
      "parties.p: unknown key 'waight'; did you mean 'weight'?"
    ),
    (
      "parameters: {p: {each: other, value: 1}}",
      "parameters.p.each: 'other' is a second party: write [party, other]"
    ),
  ])
  func `what cannot be read`(body: String, message: String) throws {
    let found = try errors(body)
    #expect(found.contains { $0.hasSuffix("error: \(message)") }, "\(found)")
  }

  @Test(arguments: [
    (
      "issues: {x: {values: [red, blue]}}\nparties: {p: {worth: {x: {red: 1}}}}",
      "'worth' of 'p' says nothing of 'blue', which 'x' can be"
    ),
    (
      "issues: {x: {}}\nparties: {p: {ideal: 1, margin: 2}}",
      "'margin' is read of every party: call your number otherwise"
    ),
    (
      "issues: {x: {}}\nparties: {p: {ideal: 1, seats: 2}, q: {ideal: 1}}\nmeasures: {m: q.seats}",
      "'q' has no 'seats', as 'p' has"
    ),
    (
      "parameters: {p: {each: party, value: 1}}\nissues: {x: {}}\nparties: {a: {ideal: 1}}\n"
        + "measures: {m: p}",
      "'p' has one value for each party; write p[party]"
    ),
    (
      "issues: {x: {}}\nconstraints: {c: x < 1}",
      "a constraint compares with <= or >=, as in a + b <= 1"
    ),
    (
      "issues: {x: {}, y: {}}\nconstraints: {c: x * y <= 1}",
      "a constraint is linear in the terms of issues, and 'x * y' is not"
    ),
    (
      "issues: {x: {values: [a, b]}}\nconstraints: [x <= 1]",
      "'x' has values, which no constraint adds up"
    ),
  ])
  func `what cannot be compiled`(body: String, message: String) throws {
    let found = try modelErrors(body)
    #expect(found.contains { $0.contains(": \(message)") }, "\(found)")
  }

  @Test func `a number of one's own that nothing reads is noted, unless that is expected`() throws {
    let near = try seenAtLoad(
      "issues: {x: {}}\nparties: {p: {ideal: 1, seats: 1}, q: {ideal: 1, seat: 2}}\n"
        + "outcomes: {a: otherwise}\nmeasures: {m: p.seats}")
    #expect(
      near == [
        "a.yaml:4:50: note: parties.q: 'seat' is a number of your own, and nothing reads it; did you mean "
          + "'seats'? [unused]"
      ])
    func body(_ also: String) -> String {
      "issues: {x: {}}\nparties: {p: {ideal: 1, concesion: 0.1\(also)}}\noutcomes: {a: otherwise}"
    }
    #expect(
      try seenAtLoad(body("")) == [
        "a.yaml:4:25: note: parties.p: 'concesion' is a number of your own, and nothing reads it. No key is "
          + "called so. [unused]"
      ])
    #expect(try seenAtLoad(body(", expect: unused")) == [])
  }

  @Test func `a parameter has one draw for each party, and a pair one value`() throws {
    let play = try Play(
      """
      issues: {x: {}}
      parties: {a: {ideal: 0}, b: {ideal: 1}}
      parameters:
        skill: {each: party, value: "uniform(0, 1)"}
        liking: {each: [party, other], value: "if(party.ideal[x] < other.ideal[x], 2, 1)"}
      measures: {a: "skill[a]", b: "skill[b]", ab: "liking[a, b]", ba: "liking[b, a]"}
      """)
    #expect(try play.value("a") != play.value("b"))
    #expect(try play.value("ab") == 2 && play.value("ba") == 1)
    #expect(play.model.report.parameters.map(\.name).prefix(2) == ["skill[a]", "skill[b]"])
  }
}
