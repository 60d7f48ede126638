import Testing

/// What the numbers of a file rule out by themselves: each with the smallest file that causes the note,
/// and one that nearly does.
@Suite("Sense: what numbers rule out")
struct ConstantTests {
  @Test(arguments: [
    ("1 / 0", "division by zero"), ("mod(-7, 0)", "mod by zero"),
    ("log(0)", "log of a number that is not above 0"), ("sqrt(-1)", "sqrt of a number below 0"),
    ("normal_quantile(2)", "normal_quantile of a number not between 0 and 1"),
    ("logit(1)", "logit of a number not between 0 and 1"),
    ("0 ^ -1", "a power that is not a finite number"), ("exp(1000)", "exp of more than 709.78"),
    ("1e308 * 10", "'1e+308 * 10' is not a finite number"),
    ("max(1 / 0, 3)", "division by zero"),
  ])
  func `Constants that no trial can compute`(text: String, reason: String) throws {
    let notes = try seenAtLoad(
      "parameters: {p: {value: \"\(text)\"}}\noutcomes: {a: otherwise}\nmeasures: {m: p}")
    #expect(notes.count == 1)
    let note = try #require(notes.first)
    #expect(note.hasPrefix("a.yaml:3:"))
    #expect(
      note.hasSuffix(
        ": note: parameters.p: \(reason), whatever is drawn, so every trial that reads this fails. Look at "
          + "the numbers in it. [failures]"), "\(note)")
  }

  @Test(arguments: [
    "if(k == 0, 0, 1 / k)", "if(d > 2, 1 / k, 0)", "if(d > 2 and 1 / k > 1, 1, 0)", "1 / (d + 1)",
    "0 ^ 0", "mod(-7, 2)",
  ])
  func `Constants that some trial can do without, or compute`(text: String) throws {
    #expect(
      try seenAtLoad(
        "parameters: {k: 0, d: \"uniform(0, 1)\"}\noutcomes: {a: otherwise}\n"
          + "measures: {m: \"\(text)\", k: k + d}"
      ).filter { $0.hasSuffix("[failures]") } == [])
  }

  @Test
  func `A constant that fails is silenced where it stands, or at the top`() throws {
    func body(_ entry: String, _ top: String) -> String {
      "\(top)parameters: {p: {value: 1 / 0\(entry)}}\noutcomes: {a: otherwise}\nmeasures: {m: p}"
    }
    #expect(try seenAtLoad(body("", "")).count == 1)
    #expect(try seenAtLoad(body(", expect: failures", "")) == [])
    #expect(try seenAtLoad(body("", "expect: failures\n")) == [])
  }

  private func constrained(_ constraints: String, issues: String = "x: {}, y: {}") -> String {
    """
    parameters: {d: "uniform(0, 0.2)"}
    issues: {\(issues)}
    constraints: {\(constraints)}
    parties: {a: {ideal: 0, no_deal: 0.1}, b: {ideal: 1, no_deal: 0.1}}
    talks: {protocol: nash}
    outcomes: {deal: {as_soon_as: settled}, none: otherwise}
    measures: {m: d}
    """
  }

  @Test
  func `A constraint that no text keeps to`() throws {
    #expect(
      try seenAtLoad(constrained("c: x + y >= 3")) == [
        "a.yaml:5:15: note: constraints.c: no text keeps to 'x + y >= 3', so nothing can be agreed. Terms run "
          + "from 0 to 1. Look at its numbers. [no_agreement]"
      ])
    #expect(try seenAtLoad(constrained("c: x + y >= 2")) == [])
    #expect(try seenAtLoad(constrained("c: x + y >= 2.1 - d")) == [])
    #expect(try seenAtLoad(constrained("c: x + y >= 2.3 - d")).count == 1)
  }

  @Test
  func `Constraints that contradict one another, without those that have no part in it`() throws {
    #expect(
      try seenAtLoad(constrained("one: x + y <= 0.5, all: x <= 0.9, two: x + y >= 0.7")) == [
        "a.yaml:5:15: note: constraints.one: no text keeps to 'x + y <= 0.5' and 'x + y >= 0.7' at once, so "
          + "nothing can be agreed. Terms run from 0 to 1. Leave one out, or look at their numbers. "
          + "[no_agreement]"
      ])
    #expect(try seenAtLoad(constrained("one: x + y <= 0.5, two: 2 * x - y / 2 >= 0.9")) == [])
    #expect(try seenAtLoad(constrained("one: x + y <= 0.5, two: 2 * x - y / 2 >= 1.1")).count == 1)
  }

  @Test
  func `A constraint and hard red lines that leave nothing together`() throws {
    func body(_ line: Double) -> String {
      constrained("c: x + y <= 1").replacing(
        "a: {ideal: 0,",
        with:
          "a: {ideal: 1, red_lines: {x: {below: \(line), hard: true}, y: {below: 0.4, hard: true}},"
      )
    }
    #expect(
      try seenAtLoad(body(0.7)) == [
        "a.yaml:5:15: note: constraints.c: no text keeps to 'x + y <= 1', the hard red line of 'a' on 'x' and "
          + "the hard red line of 'a' on 'y' at once, so nothing can be agreed. Terms run from 0 to 1. Leave "
          + "one out, or look at their numbers. [no_agreement]"
      ])
    #expect(try seenAtLoad(body(0.6)) == [])
  }

  @Test
  func `Constraints that no levels keep to, though terms between them would`() throws {
    let issues = "x: {levels: [0, 0.5, 1]}, y: {levels: [0, 1]}"
    #expect(
      try seenAtLoad(constrained("one: x + y <= 0.9, two: x + y >= 0.6", issues: issues)).count == 1
    )
    #expect(
      try seenAtLoad(constrained("one: x + y <= 0.9, two: x + y >= 0.5", issues: issues)) == [])
  }

  @Test
  func `Where constraints leave nothing, that says why nothing was agreed`() throws {
    let notes = try sensed(constrained("c: x + y >= 3"))
    #expect(notes.count == 1 && notes[0].contains("no text keeps to"))
  }

  private func voted(_ rule: String) -> String {
    talks(talks: "protocol: single_text, opening: paper, carried_when: \"\(rule)\"")
  }

  @Test
  func `A rule that carries no text`() throws {
    func note(_ why: String) -> [String] {
      [
        "a.yaml:9:1: note: talks: nothing was agreed in 1,024 trials, so in at most 0.36 %. \(why) "
          + "[no_agreement]"
      ]
    }
    #expect(
      try sensed(voted("a.accepts and not a.accepts"))
        == note("The part 'not a.accepts' of 'carried_when' never held."))
    #expect(
      try sensed(voted("a.accepts and week > 9"))
        == note("The part 'week > 9' of 'carried_when' never held."))
    #expect(
      try sensed(voted("week == 1 and week == 2"))
        == note(
          "Each part of 'carried_when' held in some trials, but never all at once. They may contradict each "
            + "other."))
    #expect(
      try sensed(voted("count(p.accepts for p in parties) > 2"))
        == note("'carried_when' never held: look at the rule."))
    #expect(try sensed(voted("a.accepts or b.accepts")) == [])
    // What is laid on the table is the result.
    #expect(try sensed(voted("false")).filter { $0.hasSuffix("[no_agreement]") } == [])
  }
}
