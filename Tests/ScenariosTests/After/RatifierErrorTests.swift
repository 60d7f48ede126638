import Testing

/// Errors of ratifiers, and of reading what comes after a signature, word for word.
struct RatifierErrorTests {
  @Test(
    arguments: [
      (
        "margin: 0.1",
        [
          "60: error: parties.a.ratifiers.public: a ratifier needs a 'slope', or a "
            + "'support' of its own"
        ]
      ),
      (
        "slope: 1, needs: 60",
        [
          "86: error: parties.a.ratifiers.public.needs: 'needs' must be in 0 … 1, but is "
            + "60; if 60 % is meant, write 60%"
        ]
      ),
      (
        "slope: 1, needs: 110%",
        [
          "86: error: parties.a.ratifiers.public.needs: 'needs' must be in 0 … 1, but is "
            + "1.1"
        ]
      ),
      (
        "slope: -1",
        ["76: error: parties.a.ratifiers.public.slope: 'slope' must be 0 or more, but is -1"]
      ),
      (
        "slope: true",
        [
          "76: error: parties.a.ratifiers.public.slope: 'slope' needs a number, but this "
            + "is a condition; 'if(c, 1, 0)' makes a number of a condition"
        ]
      ),
      (
        "slope: 1, margin: true",
        [
          "87: error: parties.a.ratifiers.public.margin: 'margin' needs a number, but "
            + "this is a condition; 'if(c, 1, 0)' makes a number of a condition"
        ]
      ),
      (
        "slope: 1, needs: true",
        [
          "86: error: parties.a.ratifiers.public.needs: 'needs' needs a number, but this "
            + "is a condition; 'if(c, 1, 0)' makes a number of a condition"
        ]
      ),
      (
        "slope: 1, after: 9",
        [
          "86: error: parties.a.ratifiers.public.after: 'after' needs a duration such as "
            + "'9 weeks', but this is a number"
        ]
      ),
      (
        "slope: 1, after: -1 week",
        ["86: error: parties.a.ratifiers.public.after: 'after' cannot be negative"]
      ),
      (
        "slope: 1, after: \"step * 1 week\"",
        [
          "87: error: parties.a.ratifiers.public.after: 'after' is known once per trial "
            + "and cannot depend on what moves"
        ]
      ),
      (
        "slope: 1, after: 9 fortnights",
        [
          "88: error: parties.a.ratifiers.public.after: 'fortnights' is no unit of time; "
            + "use days, weeks, months, quarters, years or steps"
        ]
      ),
      (
        "slope: 1, deadline: 3",
        [
          "89: error: parties.a.ratifiers.public.deadline: 'deadline' needs a duration "
            + "such as '9 weeks', but this is a number"
        ]
      ),
      (
        "slope: 1, after: 9 weeks, deadline: 4 weeks",
        [
          "105: error: parties.a.ratifiers.public.deadline: the 'deadline' is over before "
            + "the vote: it is after 4 steps, the vote after 9"
        ]
      ),
      (
        "slope: 1, support: 0.5",
        [
          "76: error: parties.a.ratifiers.public.slope: 'slope' has no effect: 'support' "
            + "does not read 'default'"
        ]
      ),
      (
        "margin: 1, support: 0.5",
        [
          "77: error: parties.a.ratifiers.public.margin: 'margin' has no effect: "
            + "'support' does not read 'default'"
        ]
      ),
      (
        "support: default",
        [
          "78: error: parties.a.ratifiers.public.support: 'default' is what a 'slope' "
            + "gives: give one"
        ]
      ),
      (
        "support: 1.5",
        [
          "78: error: parties.a.ratifiers.public.support: 'support' must be in 0 … 1, but "
            + "is 1.5"
        ]
      ),
      (
        "support: true",
        [
          "78: error: parties.a.ratifiers.public.support: 'support' needs a number, but "
            + "this is a condition; 'if(c, 1, 0)' makes a number of a condition"
        ]
      ),
      (
        "slop: 1",
        ["69: error: parties.a.ratifiers.public: unknown key 'slop'; did you mean 'slope'?"]
      ),
      (
        "slope: 1, needs: 2, after: 1, margin: x",
        [
          "86: error: parties.a.ratifiers.public.needs: 'needs' must be in 0 … 1, but is "
            + "2",
          "96: error: parties.a.ratifiers.public.after: 'after' needs a duration such as "
            + "'9 weeks', but this is a number",
          "107: error: parties.a.ratifiers.public.margin: unknown name 'x'",
        ]
      ),
      (
        "",
        [
          "60: error: parties.a.ratifiers.public: a ratifier needs a 'slope', or a "
            + "'support' of its own"
        ]
      ),
    ] as [(String, [String])])
  func `a ratifier that cannot vote`(key: String, messages: [String]) throws {
    let found = try aftermathErrors(a: ", ratifiers: {public: {\(key)}}")
    #expect(found == messages.map { "a.yaml:7:\($0)" }, "\(found)")
  }

  @Test(
    arguments: [
      (
        "talks.violations",
        [
          "16: error: measures.m: 'violations' of the talks need 'violations' under "
            + "'durability'"
        ]
      ),
      (
        "a.ratifiers",
        ["16: error: measures.m: write ratifiers.name.support"]
      ),
      (
        "a.ratifiers.public",
        ["16: error: measures.m: write ratifiers.public.support"]
      ),
      (
        "a.ratifiers.publik.support",
        ["16: error: measures.m: 'a' has no ratifier 'publik'; did you mean 'public'?"]
      ),
      (
        "b.ratifiers.public.support",
        ["16: error: measures.m: 'b' has no ratifiers"]
      ),
      (
        "a.ratifiers.public.margin",
        [
          "16: error: measures.m: of a ratifier, expressions can read 'support'; there is "
            + "no 'margin'"
        ]
      ),
      (
        "draft.enforcement",
        ["16: error: measures.m: write enforcement.monitoring or another of its means"]
      ),
      (
        "draft.enforcement.monitorin",
        ["16: error: measures.m: nothing enforces 'monitorin'; did you mean 'monitoring'?"]
      ),
      (
        "draft.enforcement.zz",
        ["16: error: measures.m: nothing enforces 'zz'"]
      ),
      (
        "breach",
        [
          "16: error: measures.m: 'breach' is the chance that 'talks' give under "
            + "'breach', and they give none"
        ]
      ),
      (
        "talks.violation",
        [
          "16: error: measures.m: of the talks, expressions can read talks.secrecy and "
            + "talks.violations; there is no 'violation'"
        ]
      ),
      (
        "ratified",
        [
          "16: error: measures.m: 'ratified' is an event; write happened(ratified), "
            + "fires(ratified) or since(ratified)"
        ]
      ),
      (
        "settlement_breaks",
        [
          "16: error: measures.m: 'settlement_breaks' is an event; write "
            + "happened(settlement_breaks), fires(settlement_breaks) or "
            + "since(settlement_breaks)"
        ]
      ),
      (
        "a.ratifiers.public.support + true",
        [
          "45: error: measures.m: '+' needs a number, but this is a condition; 'if(c, 1, "
            + "0)' makes a number of a condition"
        ]
      ),
    ] as [(String, [String])])
  func `what cannot be read`(key: String, messages: [String]) throws {
    let found = try aftermathErrors(
      a: ", ratifiers: {public: {slope: 1}}", enforcement: "monitoring: 1",
      rest: "measures: {m: \"\(key)\"}")
    #expect(found == messages.map { "a.yaml:11:\($0)" }, "\(found)")
  }
}
