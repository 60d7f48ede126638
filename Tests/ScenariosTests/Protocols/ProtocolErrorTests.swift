import Testing

/// What can be wrong with the protocols of talks, word for word.
struct ProtocolErrorTests {
  static let table =
    "clock: {step: round, steps: 3}\nissues: {land: {status_quo: 0.5}}\n"
    + "parties: {a: {ideal: 1, no_deal: 0}, b: {ideal: 0, no_deal: 0}}\n"

  @Test(arguments: [
    (
      "{protocol: alternating_offers, discount: 0.9}",
      "a.yaml:6:19: error: talks.protocol: "
        + "alternating_offers needs 'order' (who offers in which order)"
    ),
    (
      "{protocol: alternating_offers, order: [a, b]}",
      "a.yaml:6:19: error: talks.protocol: "
        + "alternating_offers needs 'discount' (what a round later is worth, per unit)"
    ),
    (
      "{protocol: alternating_offers, order: [a, c], discount: 0.9}",
      "a.yaml:6:50: error: talks.order: there is no party 'c'; known: a, b"
    ),
    (
      "{protocol: alternating_offers, order: [a, a], discount: 0.9}",
      "a.yaml:6:50: error: talks.order: 'a' is named twice"
    ),
    (
      "{protocol: alternating_offers, order: [a], discount: 0.9}",
      "a.yaml:6:47: error: talks.order: offers alternate between two parties or more"
    ),
    (
      "{protocol: alternating_offers, order: [a, b], discount: {a: 0.9, b: 1, c: 1}}",
      "a.yaml:6:79: error: talks.discount.c: there is no party 'c'; known: a, b"
    ),
    (
      "{protocol: alternating_offers, order: [a, b], discount: {a: 0.9}}",
      "a.yaml:6:50: error: talks.order: 'b' makes offers and has no 'discount'"
    ),
    (
      "{protocol: alternating_offers, order: [a, b], discount: 0.9, horizon: 0}",
      "a.yaml:6:78: error: talks.horizon: expected at least 1, but this is 0"
    ),
    (
      "{protocol: alternating_offers, order: [], discount: 0.9}",
      "a.yaml:6:19: error: talks.protocol: offers alternate between two parties or more"
    ),
    (
      "{protocol: simultaneous, concession: {}}",
      "a.yaml:6:19: error: talks.protocol: two parties or more concede to each other"
    ),
    (
      "{protocol: take_it_or_leave_it}",
      "a.yaml:6:19: error: talks.protocol: "
        + "take_it_or_leave_it needs 'proposer' (the party that makes the offer)"
    ),
    (
      "{protocol: take_it_or_leave_it, proposer: land}",
      "a.yaml:6:50: error: talks.proposer: 'land' is an issue, not a party"
    ),
    (
      "{protocol: simultaneous}",
      "a.yaml:6:19: error: talks.protocol: simultaneous needs 'concession' (each party's tactic)"
    ),
    (
      "{protocol: simultaneous, concession: {a: 0.1}}",
      "a.yaml:6:46: error: talks.concession.a: two parties or more concede to each other"
    ),
    (
      "{protocol: nash, step_size: 0.1}",
      "a.yaml:6:25: error: talks.step_size: "
        + "'step_size' belongs to single_text, and the protocol is nash"
    ),
    (
      "{protocol: single_text, over: plans}",
      "a.yaml:6:32: error: talks.over: 'over' belongs to nash, kalai_smorodinsky, egalitarian, "
        + "and the protocol is single_text"
    ),
    (
      "{protocol: nash, over: texts}",
      "a.yaml:6:31: error: talks.over: unknown set of texts 'texts'; known: terms, plans"
    ),
    (
      "{protocol: plan_vote, method: bodra}",
      "a.yaml:6:19: error: talks.protocol: 'plan_vote' chooses among plans, and there are none\n"
        + "a.yaml:6:38: error: talks.method: unknown method 'bodra'; did you mean 'borda'?"
    ),
    (
      "{protocol: compromise, statistic: mode}",
      "a.yaml:6:42: error: talks.statistic: unknown statistic 'mode'; known: mean, median"
    ),
    (
      "{protocol: double_action}",
      "a.yaml:6:19: error: talks.protocol: unknown protocol 'double_action'; did you mean "
        + "'double_auction'?"
    ),
    (
      "{protocol: challenge, variant: papre}",
      "a.yaml:6:39: error: talks.variant: unknown variant 'papre'; did you mean 'paper'?"
    ),
    (
      "{protocol: pce, kind: none}",
      "a.yaml:6:30: error: talks.kind: unknown kind 'none'; known: conditional, markov_uniform, "
        + "markov_incentive"
    ),
  ])
  func `a wrong protocol`(_ talks: String, _ expected: String) throws {
    let body = Self.table + "talks: \(talks)\noutcomes: {done: otherwise}"
    #expect(try errors(body).joined(separator: "\n") == expected)
  }

  @Test(arguments: [
    (
      "{protocol: alternating_offers, order: [a, b], discount: 1.1}",
      "a.yaml:6:64: error: talks.discount: 'discount' must be in 0 … 1, but is 1.1"
    ),
    (
      "{protocol: alternating_offers, order: [a, b], discount: 1}",
      "a.yaml:6:19: error: talks.protocol: nobody is in a hurry, so any division is an "
        + "equilibrium: give a 'discount' below 1, a 'breakdown' above 0 or a 'horizon'"
    ),
    (
      "{protocol: alternating_offers, order: [a, b], discount: 0.9, breakdown: 2}",
      "a.yaml:6:80: error: talks.breakdown: 'breakdown' must be in 0 … 1, but is 2"
    ),
    (
      "{protocol: nash, power: 0}",
      "a.yaml:6:32: error: talks.power: 'power' must be above 0, but is 0"
    ),
    (
      "{protocol: nash, over: plans}",
      "a.yaml:6:19: error: talks.protocol: 'nash' chooses among plans, and there are none"
    ),
    (
      "{protocol: plan_vote}",
      "a.yaml:6:19: error: talks.protocol: 'plan_vote' chooses among plans, and there are none"
    ),
    (
      "{protocol: simultaneous, concession: {a: \"time_dependent(exponnet=2)\", b: 0}}",
      "a.yaml:6:74: error: talks.concession.a: "
        + "'time_dependent' has no argument 'exponnet'; did you mean 'exponent'?"
    ),
    (
      "{protocol: simultaneous, concession: {a: time_dependent(2), b: 0}}",
      "a.yaml:6:64: error: talks.concession.a: "
        + "'time_dependent' takes named arguments: exponent, start, deadline"
    ),
    (
      "{protocol: simultaneous, concession: {a: tit_for_tats(factor=1), b: 0}}",
      "a.yaml:6:49: error: talks.concession.a: "
        + "there is no tactic 'tit_for_tats'; did you mean 'tit_for_tat'?"
    ),
    (
      "{protocol: simultaneous, concession: {a: tit_for_tatt, b: 0}}",
      "a.yaml:6:49: error: talks.concession.a: "
        + "there is no tactic 'tit_for_tatt'; did you mean 'tit_for_tat'?"
    ),
    (
      "{protocol: simultaneous, concession: {a: tit_for_tat + 0.1, b: 0}}",
      "a.yaml:6:49: error: talks.concession.a: "
        + "'tit_for_tat' is a tactic: it cannot be part of an expression"
    ),
    (
      "{protocol: simultaneous, concession: {a: 0, b: 0.1 + zeuthen(step=0.1)}}",
      "a.yaml:6:61: error: talks.concession.b: "
        + "'zeuthen' is a tactic: it cannot be part of an expression"
    ),
    (
      "{protocol: simultaneous, concession: {a: zeuthen(step=tit_for_tat), b: 0}}",
      "a.yaml:6:62: error: talks.concession.a: "
        + "'tit_for_tat' is a tactic: it cannot be part of an expression"
    ),
    (
      "{protocol: simultaneous, concession: {a: resource_dependent(start=0.1), b: 0}}",
      "a.yaml:6:49: error: talks.concession.a: "
        + "'resource_dependent' needs resource, what is left to hold out with"
    ),
    (
      "{protocol: simultaneous, concession: {a: true, b: 0}}",
      "a.yaml:6:49: error: talks.concession.a: 'concession.a' needs a number, "
        + "but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "{protocol: simultaneous, concession: {a: 2, b: 0}}",
      "a.yaml:6:49: error: talks.concession.a: 'concession.a' must be in 0 … 1, but is 2"
    ),
    (
      "{protocol: single_text, opening: {land: 1.5}}",
      "a.yaml:6:48: error: talks.opening.land: a term must be in 0 … 1, but is 1.5"
    ),
    (
      "{protocol: single_text}\nplans: {p: {written_by: {a: 0.7, b: 0.6}, terms: {land: 0.1}}}",
      "a.yaml:7:29: error: plans.p.written_by.a: "
        + "the shares under 'written_by' of 'p' sum to more than 1"
    ),
    (
      "{protocol: single_text}\nplans: {p: {terms: {land: -0.1}}}",
      "a.yaml:7:27: error: plans.p.terms.land: a term must be in 0 … 1, but is -0.1"
    ),
    (
      "{protocol: single_text}\nmeasures: {m: a.conceded}",
      "a.yaml:7:15: error: measures.m: "
        + "only parties to 'simultaneous' talks concede from positions of their own"
    ),
  ])
  func `a protocol that cannot be`(_ talks: String, _ expected: String) throws {
    let body = Self.table + "talks: \(talks)\noutcomes: {done: otherwise}"
    #expect(try modelErrors(body) == [expected])
  }

  @Test func `there is something to negotiate, and somebody`() throws {
    let end = "talks: {protocol: nash}\noutcomes: {done: otherwise}"
    let clock = "clock: {step: round, steps: 1}\n"
    #expect(
      try errors(clock + "parties: {a: {no_deal: 0}, b: {no_deal: 0}}\n" + end) == [
        "a.yaml:5:19: error: talks.protocol: nash needs issues"
      ])
    #expect(
      try errors(clock + "issues: {land: {}}\n" + end) == [
        "a.yaml:5:19: error: talks.protocol: nash needs parties"
      ])
  }
}
