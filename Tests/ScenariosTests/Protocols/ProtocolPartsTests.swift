import Testing

/// What parties know, whose turn it is and which levels there are, where a protocol asks for it.
struct ProtocolPartsTests {
  @Test func `a proposer knows what is good for itself`() throws {
    let body = """
      parameters: {p: {value: "uniform(0.3, 0.7)", known_to: b}}
      clock: {step: round, steps: 1}
      issues: {prize: {}}
      parties:
        a: {ideal: 1, no_deal: {win_chance: p, cost: 0.1}}
        b: {ideal: 0, no_deal: {win_chance: 1 - p, cost: 0.1}}
      talks: {protocol: take_it_or_leave_it, proposer: a}
      """
    #expect(
      try modelErrors(body) == [
        "a.yaml:9:50: error: talks.proposer: what a text or no deal is worth to 'a', or where a red line is, "
          + "depends on 'p', which it does not know"
      ])
  }

  @Test func `what a proposer does not know does not show elsewhere`() throws {
    func found(_ state: String, _ noDeal: String, knownTo: String = "b") throws -> [String] {
      let body = """
        parameters: {x: {value: "uniform(0, 0.4)", known_to: \(knownTo)}}
        clock: {step: round, steps: 3}
        state: {s: {start: 0, next: "\(state)"}}
        issues: {prize: {}}
        parties: {a: {ideal: 1, no_deal: 0}, b: {ideal: 0, no_deal: "\(noDeal)"}}
        talks: {protocol: take_it_or_leave_it, proposer: a, horizon: 3}
        outcomes: {done: otherwise}
        """
      let errors = try errors(body)
      return errors.isEmpty ? try modelErrors(body) : errors
    }
    func seen(_ place: String) -> [String] {
      [
        "a.yaml:8:50: error: talks.proposer: 'a' does not know 'x' but would see it in '\(place)', "
          + "by which texts or no deal are judged"
      ]
    }
    #expect(try found("previous(s) + x", "s") == seen("s"))
    #expect(try found("b.margin", "x + s") == seen("b.margin"))
    #expect(try found("1", "highest(x * step)") == seen("x * step"))
    // What everybody sees of the talks is no secret.
    #expect(try found("if(b.accepts, 1, 0)", "x + 0.1 * s + 0.1 * count(signed)") == [])
    #expect(
      try found("1", "x", knownTo: "[a, b]") == [
        "a.yaml:3:55: error: parameters.x.known_to: 'a' makes the offer: 'known_to' names who knows "
          + "what the proposer does not"
      ])
  }

  @Test func `who must consent has a turn`() throws {
    let body = """
      clock: {step: round, steps: 3}
      issues: {land: {status_quo: 0.5}}
      parties: {a: {ideal: 1}, b: {ideal: 0}, c: {ideal: 0.5}}
      talks: {protocol: alternating_offers, order: [a, b], discount: 0.9}
      """
    #expect(
      try modelErrors(body) == [
        "a.yaml:6:19: error: talks.protocol: the consent of 'c' is needed, so it "
          + "must be named in 'order'"
      ])
    #expect(
      try modelErrors(
        body.replacing(
          "alternating_offers, order: [a, b], discount: 0.9",
          with: "simultaneous, concession: {a: 0.1, b: 0.1}")) == [
          "a.yaml:6:19: error: talks.protocol: "
            + "the consent of 'c' is needed, so it must be named in 'concession'"
        ])
  }

  @Test func `levels ascend and are numbers`() throws {
    func found(_ levels: String) throws -> [String] {
      try modelErrors(
        """
        parameters: {x: "uniform(0, 1)"}
        clock: {step: round, steps: 3}
        issues: {land: {levels: [\(levels)]}}
        parties: {a: {ideal: 1, no_deal: 0}, b: {ideal: 0, no_deal: 0}}
        talks: {protocol: nash}
        """)
    }
    #expect(
      try found("") == [
        "a.yaml:5:10: error: issues.land: the 'levels' of 'land' are none; without the key they are "
          + "all in 0 … 1"
      ])
    #expect(
      try found("0, 0.5, 0.5") == [
        "a.yaml:5:34: error: issues.land.levels: levels ascend, and none is given twice"
      ])
    let five = "{levels: [0, 0.25, 0.5, 0.75, 1]}"
    func tooMany(_ count: Int, _ others: String = "", utility: String = "") throws -> [String] {
      let issues = (0..<count).map { "  i\(10 + $0): \(five)\n" }.joined()
      return try modelErrors(
        """
        clock: {step: round, steps: 3}
        issues:
        \(others)\(issues)
        parties: {a: {ideal: 1, no_deal: 0\(utility)}, b: {ideal: 0, no_deal: 0}}
        talks: {protocol: nash}
        """)
    }
    #expect(try tooMany(6) == [])
    #expect(
      try tooMany(11) == [
        "a.yaml:15:3: error: issues.i20: up to 'i20' the levels of issues make 48828125 combinations; "
          + "the limit is 10000000"
      ])
    // Worths that are no sums, and terms that are free.
    #expect(
      try tooMany(9, utility: ", utility: \"default ^ 2\"") == [
        "a.yaml:13:3: error: issues.i18: up to 'i18' the levels of issues make 1953125 combinations; "
          + "the limit is 1000000"
      ])
    #expect(
      try tooMany(6, "  free: {}\n") == [
        "a.yaml:11:3: error: issues.i15: up to 'i15' the levels of issues make 15625 combinations; "
          + "the limit is 4096"
      ])
    #expect(
      try found("0, x") == ["a.yaml:5:29: error: issues.land.levels: a level is a plain number"])
    #expect(
      try found("0, 2") == [
        "a.yaml:5:29: error: issues.land.levels: a level must be in 0 … 1, but is 2"
      ])
  }

  @Test func `what is kept from a party is one distribution, and only an ultimatum weighs it`()
    throws
  {
    func found(_ parameters: String, _ talks: String) throws -> [String] {
      try modelErrors(
        """
        parameters: {\(parameters)}
        clock: {step: round, steps: 3}
        issues: {land: {}}
        parties: {a: {ideal: 1, no_deal: 0}, b: {ideal: 0, no_deal: x}}
        talks: {\(talks)}
        """)
    }
    let ultimatum = "protocol: take_it_or_leave_it, proposer: a"
    #expect(
      try found("x: {value: 0.2, known_to: b}", ultimatum) == [
        "a.yaml:3:25: error: parameters.x.value: "
          + "a parameter with 'known_to' is one distribution, whose shape all know"
      ])
    #expect(
      try found("x: {value: \"compound(poisson(2), uniform(0, 1))\", known_to: b}", ultimatum) == [
        "a.yaml:3:26: error: parameters.x.value: compound has no distribution function, "
          + "by which 'a' would weigh what it does not know"
      ])
    #expect(
      try modelErrors(
        """
        parameters: {x: {value: "uniform(0, 1)", known_to: b}, y: "uniform(0, 1)"}
        correlations: {shared: {between: [x, y], spearman: 0.5}}
        clock: {step: round, steps: 3}
        issues: {land: {}}
        parties: {a: {ideal: 1, no_deal: 0}, b: {ideal: 0, no_deal: x}}
        talks: {\(ultimatum)}
        """) == [
          "a.yaml:3:14: error: parameters.x: 'x' is kept from 'a', so 'shared' cannot correlate it"
        ])
    #expect(
      try found(
        "x: {value: \"uniform(0, 1)\", known_to: b}, y: {value: \"uniform(0, 1)\", known_to: b}",
        ultimatum) == [
          "a.yaml:3:56: error: parameters.y: 'x' is kept from 'a' already: one parameter can be"
        ])
    #expect(
      try errors(
        """
        parameters: {x: {value: "uniform(0, 1)", known_to: [b, c]}}
        clock: {step: round, steps: 3}
        issues: {land: {}}
        parties: {a: {ideal: 1, no_deal: 0}, b: {ideal: 0, no_deal: x}}
        talks: {protocol: nash}
        outcomes: {done: otherwise}
        """) == [
          "a.yaml:3:53: error: parameters.x.known_to: 'known_to' matters to take_it_or_leave_it, "
            + "double_auction only; in 'nash' all parameters are known",
          "a.yaml:3:56: error: parameters.x.known_to: there is no party 'c'; known: a, b",
        ])
  }
}
