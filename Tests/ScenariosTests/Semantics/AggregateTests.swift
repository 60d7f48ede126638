import Testing

/// Products over a set, and the one of it for which something is largest.
struct AggregateTests {
  private static let three = """
    issues: {x: {}}
    parties:
      c: {ideal: 0.2, capability: 2, role: large, no_deal: 0}
      a: {ideal: 0.5, capability: 3, role: large, no_deal: 0}
      b: {ideal: 0.9, capability: 3, no_deal: 0}
    state: {s: {start: 1}}
    definitions:
      strongest: argmax(p.capability * s for p in parties)
      is_strongest: {each: party, value: "if(party == strongest, 1, 0)"}
    """

  @Test(
    arguments: [
      ("product(p.capability for p in parties)", 18.0),
      ("product(p.capability for p in parties where p.role == large)", 6),
      ("product(p.capability for p in parties where p.capability > 5 * s)", 1),
      ("product(2 for i in issues)", 2),
      // Of equal ones the first by name, whatever the order of the file.
      ("if(strongest == a, 1, 0)", 1), ("if(b == strongest, 1, 0)", 0),
      ("if(strongest != c, 1, 0)", 1),
      ("sum(p.ideal[x] for p in parties where p == strongest)", 0.5),
      ("by(strongest, a=1, b=2, c=3)", 1), ("by(strongest, c=1, otherwise=7)", 7),
      ("is_strongest[a] + 10 * is_strongest[b]", 1),
      ("by(argmin(p.ideal[x] for p in parties), a=1, b=2, c=3)", 3),
      ("by(argmin(p.ideal[x] for p in parties where p.capability > 2), a=1, b=2, c=3)", 1),
      ("by(argmax(s * p.ideal[x] for p in parties where p.role == large), a=1, otherwise=0)", 1),
      ("if(argmax(p.ideal[x] for p in parties where s > 1) == a, 1, 0)", 0),
      (
        "if(argmax(p.capability for p in parties) == argmax(-p.ideal[x] for p in parties), 1, 0)", 0
      ),
    ] as [(String, Double)])
  func `a measure has the value`(text: String, value: Double) throws {
    let play = try Play("\(Self.three)\nmeasures: {m: \"\(text)\"}")
    #expect(try play.value("m") == value)
  }

  @Test func `the choice among none is missing`() throws {
    let play = try Play(
      Self.three + "\nmeasures: {m: \"by(argmax(1 for p in parties where s > 1), a=1, b=2, c=3)\"}")
    #expect(try play.value("m").isNaN)
  }

  @Test func `the best plan for a party, and the issue it cares most about`() throws {
    let play = try Play(
      """
      clock: {step: round, steps: 1}
      issues: {x: {}, y: {}}
      parties: {a: {ideal: {x: 1, y: 0}, weight: {x: 0.3, y: 0.7}, no_deal: 0}}
      plans: {p1: {terms: {x: 1, y: 1}}, p2: {terms: {x: 0, y: 0}}}
      talks: {protocol: plan_vote, opening: p1}
      measures:
        plan: by(argmax(utility(a, t) for t in plans), p1=1, p2=2)
        issue: by(argmax(a.weight[i] for i in issues), x=1, y=2)
      """)
    #expect(try play.value("plan") == 2)
    #expect(try play.value("issue") == 2)
  }

  @Test(arguments: [
    (
      "argmax(p.capability for p in parties)",
      "a measure is a number or a condition, but this is a label"
    ),
    ("if(strongest == zzz, 1, 0)", "'zzz' is none of a, b, c"),
    (
      "argmax(p.capability > 1 for p in parties)",
      "'argmax' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    ("if(strongest == x, 1, 0)", "'x' is an issue; write draft.x or another text's"),
  ])
  func `errors`(text: String, message: String) throws {
    let found = try modelErrors("\(Self.three)\nmeasures: {m: \"\(text)\"}")
    #expect(found.count == 1 && found[0].hasSuffix(": \(message)"), "\(found)")
  }
}
