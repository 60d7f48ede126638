import Testing

/// Errors of breach, enforcement and halts, word for word.
struct AftermathErrorTests {
  @Test(
    arguments: [
      (
        "breach: 1.5",
        [
          "10:56: error: talks.breach: 'breach' must be in 0 … 1, but is 1.5"
        ]
      ),
      (
        "breach: true",
        [
          "10:56: error: talks.breach: 'breach' needs a number, but this is a condition; "
            + "'if(c, 1, 0)' makes a number of a condition"
        ]
      ),
      (
        "breach: {monitoring: 1}",
        ["10:48: error: talks.breach: 'base' is missing (the chance before all else)"]
      ),
      (
        "breach: {base: 0.5, monitoring: 1}",
        [
          "10:68: error: talks.breach.monitoring: nothing enforces 'monitoring': give it "
            + "under 'enforcement' of a plan or of the talks"
        ]
      ),
      (
        "breach: {base: 0.5, terms: {army: 1}}",
        ["10:76: error: talks.breach.terms.army: there is no issue 'army'; known: land"]
      ),
      (
        "breach: {base: true, terms: {land: true}}",
        [
          "10:63: error: talks.breach.base: 'base' needs a number, but this is a "
            + "condition; 'if(c, 1, 0)' makes a number of a condition",
          "10:83: error: talks.breach.terms.land: 'terms.land' needs a number, but this "
            + "is a condition; 'if(c, 1, 0)' makes a number of a condition",
        ]
      ),
      (
        "breach: text.authorship",
        [
          "10:56: error: talks.breach: a breach is the same for all parties and cannot "
            + "read 'text.authorship'"
        ]
      ),
      (
        "breach: text.enforcement.monitor",
        ["10:56: error: talks.breach: nothing enforces 'monitor'"]
      ),
      (
        "breach: a.value",
        ["7:3: error: parties.a: a.value needs a.value: write previous(a.value) in one"]
      ),
    ] as [(String, [String])])
  func `a breach that is none`(key: String, messages: [String]) throws {
    let found = try aftermathErrors(talks: ", \(key)")
    #expect(found == messages.map { "a.yaml:\($0)" }, "\(found)")
  }

  @Test func `what has no effect or nothing to work on`() throws {
    #expect(
      try aftermathErrors(a: ", ratifiers: 1") == [
        "a.yaml:7:59: error: parties.a.ratifiers: expected a map, but this is '1'"
      ])
    #expect(
      try aftermathErrors(c: ", ratifiers: {house: {slope: 1}}") == [
        "a.yaml:9:41: error: parties.c.ratifiers.house: this ratifier is never asked: "
          + "the consent of 'c' is not needed; make it 'role: belligerent' or give it an "
          + "issue that it alone 'delivers'"
      ])
    #expect(
      try aftermathErrors(talks: ", halt: at_signing") == [
        "a.yaml:10:54: error: talks.halt: 'halt' is between signing and ratification, "
          + "and no party has 'ratifiers'"
      ])
    #expect(
      try aftermathErrors(a: ", ratifiers: {public: {slope: 1}}", talks: ", halt: never") == [
        "a.yaml:10:54: error: talks.halt: unknown halt 'never'; known: at_signing, in_force"
      ])
    #expect(
      try aftermathErrors(
        enforcement: "guarantees: 1",
        rest: "durability: {settlement: {rate: 1 per week, monitoring: -1, guarantees: true}}") == [
          "a.yaml:11:45: error: durability.settlement.monitoring: nothing enforces "
            + "'monitoring': give it under 'enforcement' of a plan or of the talks",
          "a.yaml:11:73: error: durability.settlement.guarantees: 'guarantees' needs a "
            + "number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition",
        ])
    #expect(
      try aftermathErrors(rest: "durability: {truce: {rate: 1 per week}}") == [
        "a.yaml:11:14: error: durability.truce: there is never a truce to break: give "
          + "the talks a 'truce_track', or an event 'acts: [begin_truce]'"
      ])
    #expect(
      try aftermathErrors(rest: "durability: {}") == [
        "a.yaml:11:1: error: durability: 'durability' is of a 'settlement' or a "
          + "'truce': give one of them"
      ])
    #expect(
      try aftermathErrors(rest: "durability: {deal: {rate: 1 per week}}") == [
        "a.yaml:11:14: error: durability: unknown key 'deal'; known: settlement, truce, "
          + "about, source"
      ])
    #expect(
      try aftermathErrors(a: ", after_breach: 0") == [
        "a.yaml:7:62: error: parties.a.after_breach: 'after_breach' needs the chance of "
          + "it, 'breach' under 'talks'"
      ])
    #expect(
      try aftermathErrors(a: ", after_breach: true", talks: ", breach: 0.5") == [
        "a.yaml:7:62: error: parties.a.after_breach: 'after_breach' is a number, but "
          + "this is a condition"
      ])
    #expect(
      try aftermathErrors(enforcement: "monitoring: zz") == [
        "a.yaml:5:63: error: plans.paper.enforcement.monitoring: unknown name 'zz'"
      ])
    #expect(
      try aftermathErrors(enforcement: "monitoring: true") == [
        "a.yaml:5:63: error: plans.paper.enforcement.monitoring: 'monitoring' needs a "
          + "number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
      ])
    #expect(
      try aftermathErrors(talks: ", enforcement: {monitoring: true}") == [
        "a.yaml:10:74: error: talks.enforcement.monitoring: 'monitoring' needs a "
          + "number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
      ])
  }

  @Test func `a halt needs a war`() throws {
    let body = """
      issues: {land: {status_quo: 0.5}}
      parties: {a: {ideal: 1, ratifiers: {members: {slope: 1}}}, b: {ideal: 0}}
      talks: {protocol: single_text, halt: in_force}
      """
    #expect(
      try errors(body) == [
        "a.yaml:5:38: error: talks.halt: 'halt' needs two parties with role: belligerent"
      ])
  }

  @Test func `without talks there is nothing to ratify, break or enforce`() throws {
    let body = """
      issues: {land: {status_quo: 0.5}}
      parties: {a: {ideal: 1, after_breach: 1, ratifiers: {members: {slope: 1}}}}
      durability: {settlement: {rate: 1 per step}}
      """
    #expect(
      try errors(body) == [
        "a.yaml:4:39: error: parties.a.after_breach: "
          + "'after_breach' is of what talks agree, and there are no talks",
        "a.yaml:4:54: error: parties.a.ratifiers.members: "
          + "a ratifier votes on what talks agree, and there are no talks",
        "a.yaml:5:1: error: durability: "
          + "'durability' is of what talks agree, and there are no talks",
      ])
  }

  @Test func `a file with another step says the ageing again`() throws {
    let parent = """
      format: 1
      scenario: p
      clock: {step: week, steps: 4}
      issues: {land: {status_quo: 0.5}}
      parties: {a: {ideal: 1}, b: {ideal: 0}}
      talks: {protocol: single_text}
      durability: {settlement: {rate: 1 per year, ageing: 0.9}}
      """
    #expect(
      try errors("extends: p.yaml\nclock: {step: month}\n", others: ["p.yaml": parent]) == [
        "p.yaml:7:53: error: durability.settlement.ageing: this is per step, and a.yaml changes the "
          + "step from week to month: give it again there"
      ])
  }
}
