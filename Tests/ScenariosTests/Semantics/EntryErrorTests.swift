import Testing

/// Errors of whole entries: states, events, outcomes, issues, plans; word for word.
struct EntryErrorTests {
  private static let clock = "clock: {start: 2026-01-01, step: week, steps: 4}\n"

  @Test(arguments: [
    (
      "state: {x: {start: 0, next: true}}",
      "a.yaml:4:29: error: state.x.next: state 'x' is a number, but this is a condition"
    ),
    (
      "state: {x: {start: true, next: 1}}",
      "a.yaml:4:32: error: state.x.next: state 'x' is a condition, but this is a number"
    ),
    (
      "state: {x: {start: 0}}\nevents: {e: {step: 1, effects: {x: 1 < 2}}}",
      "a.yaml:5:36: error: events.e.effects.x: state 'x' is a number, but this is a condition"
    ),
    (
      "state: {x: {start: date}}",
      "a.yaml:4:20: error: state.x.start: state 'x' is a number, but this is a date"
    ),
    (
      "state: {x: {start: a, markov: {a: {b: 0.1}, b: {}}}}\nevents: {e: {step: 1, effects: {x: c}}}",
      "a.yaml:5:36: error: events.e.effects.x: 'c' is none of a, b"
    ),
    (
      "state: {x: {start: 0, within: [false, 1]}}",
      "a.yaml:4:32: error: state.x.within: "
        + "'within' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "state: {x: {start: 0, mean_reverting: {to: true, pull: 1, sd: 1}}}",
      "a.yaml:4:44: error: state.x.mean_reverting.to: "
        + "'to' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "state: {x: {start: 0, mean_reverting: {to: 1, pull: true, sd: 1}}}",
      "a.yaml:4:53: error: state.x.mean_reverting.pull: "
        + "'pull' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "state: {x: {start: 0, mean_reverting: {to: 1, pull: 1, sd: true}}}",
      "a.yaml:4:60: error: state.x.mean_reverting.sd: "
        + "'sd' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "state: {x: {start: 0, random_walk: {sd: -1}}}",
      "a.yaml:4:41: error: state.x.random_walk.sd: sd must be 0 or more"
    ),
    (
      "state: {x: {start: 0, random_walk: {sd: 1, drift: true}}}",
      "a.yaml:4:51: error: state.x.random_walk.drift: "
        + "'drift' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "state: {x: {start: 0, geometric: {sd: 1}}}",
      "a.yaml:4:20: error: state.x.start: "
        + "'geometric' moves the logarithm of 'x', which must be above 0"
    ),
    (
      "state: {x: {start: 0, geometric: {sd: 1, drift: true}}}",
      "a.yaml:4:49: error: state.x.geometric.drift: "
        + "'drift' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "state: {x: {start: 0, decay: true}}",
      "a.yaml:4:30: error: state.x.decay: "
        + "'decay' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "state: {x: {start: 0, decay: 10}}",
      "a.yaml:4:30: error: state.x.decay: 'decay' must be in 0 … 1, but is 10; "
        + "if 10 % is meant, write 10%"
    ),
    (
      "state: {x: {start: 0, decay: -0.1}}",
      "a.yaml:4:30: error: state.x.decay: 'decay' must be in 0 … 1, but is -0.1"
    ),
    (
      "state: {x: {start: 0, mean_reverting: {to: 1, pull: 5, sd: 0}}}",
      "a.yaml:4:53: error: state.x.mean_reverting.pull: 'pull' must be in 0 … 1, but is 5; "
        + "if 5 % is meant, write 5%"
    ),
    (
      "state: {x: {start: 0, jump: {rate: true per week, size: 1}}}",
      "a.yaml:4:36: error: state.x.jump.rate: "
        + "a rate needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "state: {x: {start: 0, jump: {rate: 1, size: 1}}}",
      "a.yaml:4:36: error: state.x.jump.rate: "
        + "a rate needs a unit of time, as in '0.1 per week'"
    ),
    (
      "state: {x: {start: 0, jump: {rate: 1 per week, size: true}}}",
      "a.yaml:4:54: error: state.x.jump.size: "
        + "'size' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "state: {x: {start: 0, jump: {rate: 1 per week, size: \"normal(0, 1) * beta(2, 3)\"}}}",
      "a.yaml:4:55: error: state.x.jump.size: "
        + "the size of jumps may hold one distribution, scaled and shifted by what is not drawn, as "
        + "-2 * lognormal(0, 1)"
    ),
    (
      "state: {x: {start: 0, jump: {rate: 1 per week, size: \"exp(normal(0, 1))\"}}}",
      "a.yaml:4:55: error: state.x.jump.size: "
        + "the size of jumps may hold one distribution, scaled and shifted by what is not drawn, as "
        + "-2 * lognormal(0, 1)"
    ),
    (
      "state: {x: {start: 0, jump: {rate: 1 per week, size: chance(0.5)}}}",
      "a.yaml:4:54: error: state.x.jump.size: "
        + "the size of jumps must be a number, but chance gives a condition"
    ),
    (
      "state: {x: {start: a, markov: {a: {b: true}, b: {}}}}",
      "a.yaml:4:39: error: state.x.markov.a.b: "
        + "a chance of leaving needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "state: {x: {start: a, markov: {a: {b: 0.7, c: 0.7}, b: {}, c: {}}}}",
      "a.yaml:4:47: error: state.x.markov.a.c: "
        + "the chances of leaving 'a' must be in 0 … 1 together"
    ),
    (
      "state: {x: {start: a, markov: {a: {b: -0.1}, b: {}}}}",
      "a.yaml:4:39: error: state.x.markov.a.b: "
        + "the chances of leaving 'a' must be in 0 … 1 together"
    ),
    (
      "events: {e: {rate: 0.1}}",
      "a.yaml:4:20: error: events.e.rate: a rate needs a unit of time, as in '0.1 per week'"
    ),
    (
      "events: {e: {rate: -0.1 per week}}",
      "a.yaml:4:20: error: events.e.rate: a rate must be 0 or more"
    ),
    (
      "events: {e: {rate: true per week}}",
      "a.yaml:4:20: error: events.e.rate: "
        + "a rate needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "events: {e: {rate: 0.1 per fortnight}}",
      "a.yaml:4:28: error: events.e.rate: "
        + "'fortnight' is no unit of time; use days, weeks, months, quarters, years or steps"
    ),
    (
      "events: {e: {probability: 1.1}}",
      "a.yaml:4:27: error: events.e.probability: a probability must be in 0 … 1"
    ),
    (
      "events: {e: {probability: true}}",
      "a.yaml:4:27: error: events.e.probability: "
        + "a probability needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "events: {e: {probability: 0.1 per fortnight}}",
      "a.yaml:4:35: error: events.e.probability: "
        + "'fortnight' is no unit of time; use days, weeks, months, quarters, years or steps"
    ),
    (
      "events: {e: {when: 1}}",
      "a.yaml:4:20: error: events.e.when: 'when' needs a condition, but this is a number"
    ),
    (
      "events: {e: {step: 1, while: 1}}",
      "a.yaml:4:30: error: events.e.while: 'while' needs a condition, but this is a number"
    ),
    (
      "events: {a: {step: 1}, e: {after: a, delay: 2}}",
      "a.yaml:4:45: error: events.e.delay: 'delay' needs a duration such as '2 weeks'"
    ),
    (
      "events: {a: {step: 1}, e: {after: a, delay: 1001 weeks}}",
      "a.yaml:4:45: error: events.e.delay: a delay is at most 1,000 steps"
    ),
    (
      "events: {e: {after: signed}}",
      "a.yaml:4:21: error: events.e.after: "
        + "'signed' belongs to talks, and this scenario has none"
    ),
    (
      "measures: {m: mood}\nstate: {mood: {start: a, markov: {a: {}}}}",
      "a.yaml:4:15: error: measures.m: "
        + "a measure is a number or a condition, but this is a label"
    ),
    (
      "outcomes: {a: {as_soon_as: 1}, b: otherwise}",
      "a.yaml:4:28: error: outcomes.a.as_soon_as: "
        + "'as_soon_as' needs a condition, but this is a number"
    ),
    (
      "outcomes: {a: {at_end: 1}, b: otherwise}",
      "a.yaml:4:24: error: outcomes.a.at_end: "
        + "'at_end' needs a condition, but this is a number"
    ),
    (
      "outcomes: {a: {at_end: outcome == a}, b: otherwise}",
      "a.yaml:4:24: error: outcomes.a.at_end: 'outcome' can be read only in measures"
    ),
    (
      "signals: {a: 1}",
      "a.yaml:4:14: error: signals.a: a signal needs a condition, but this is a number"
    ),
    // Issues, parties, plans.
    (
      "issues: {land: {}}\nparties: {a: {ideal: 1}}\ntalks: {protocol: single_text}",
      "a.yaml:4:10: error: issues.land: "
        + "issue 'land' has no status_quo" + "\n"
        + "a.yaml:4:10: error: issues.land: issue 'land' is open in a text and needs 'expected' there or a status_quo"
    ),
    (
      "issues: {land: {}}\nparties: {a: {ideal: 1, no_deal: 0}}\ntalks: {protocol: single_text}",
      "a.yaml:4:10: error: issues.land: "
        + "issue 'land' is open in a text and needs 'expected' there or a status_quo"
    ),
    (
      "issues: {land: {status_quo: true}}\nparties: {a: {ideal: 1}}\ntalks: {protocol: single_text}",
      "a.yaml:4:29: error: issues.land.status_quo: "
        + "'status_quo' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "issues: {land: {}, sea: {}}\nplans: {p: {terms: {land: 0}}}",
      "a.yaml:4:20: error: issues.sea: "
        + "issue 'sea' is open in a text and needs 'expected' there or a status_quo"
    ),
    (
      "issues: {land: {}}\nplans: {p: {terms: {land: true}}}",
      "a.yaml:5:27: error: plans.p.terms.land: "
        + "a term needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "issues: {land: {}}\nparties: {a: {}}\nplans: {p: {written_by: {a: true}, terms: {land: 0}}}",
      "a.yaml:6:29: error: plans.p.written_by.a: "
        + "'written_by' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "issues: {land: {}, sea: {}}\nparties: {a: {ideal: {land: 1}}}",
      "a.yaml:5:11: error: parties.a: party 'a' has no ideal for 'sea'"
    ),
    (
      "issues: {land: {}}\nparties: {a: {ideal: true}}",
      "a.yaml:5:22: error: parties.a.ideal: "
        + "'ideal' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "issues: {land: {}, sea: {}}\nparties: {a: {ideal: 1, weight: {land: 0.4, sea: 0.5}}}",
      "a.yaml:5:34: error: parties.a.weight: the weights of 'a' sum to 0.9, not to 1"
    ),
    (
      "issues: {land: {}, sea: {}}\nparties: {a: {ideal: 1, weight: {land: 0.1, sea: 0.2}}}",
      "a.yaml:5:34: error: parties.a.weight: the weights of 'a' sum to 0.3, not to 1"
    ),
    (
      "issues: {land: {}}\nparties: {a: {ideal: 1e308 * 10}}",
      "a.yaml:5:22: error: parties.a.ideal: 'ideal' must be in 0 … 1, but is not a finite number"
    ),
    (
      "issues: {land: {}}\nparties: {a: {ideal: 1, weight: {land: true}}}",
      "a.yaml:5:40: error: parties.a.weight.land: "
        + "'weight' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "issues: {land: {}}\nparties: {a: {capability: true}}",
      "a.yaml:5:27: error: parties.a.capability: "
        + "'capability' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
  ])
  func `an entry that cannot be`(body: String, message: String) throws {
    let found = try modelErrors(Self.clock + body)
    #expect(found.joined(separator: "\n") == message, "\(found)")
  }

  @Test func `all problems are reported at once, in the order of their places`() throws {
    let found = try modelErrors(
      """
      state: {x: {start: foo}, y: {start: 1 + true}}
      measures: {m: bar, n: x}
      signals: {s: 1}
      """)
    #expect(
      found == [
        "a.yaml:3:20: error: state.x.start: unknown name 'foo'",
        "a.yaml:3:41: error: state.y.start: '+' needs a number, but this is a condition; "
          + "'if(c, 1, 0)' makes a number of a condition",
        "a.yaml:4:15: error: measures.m: unknown name 'bar'",
        "a.yaml:5:14: error: signals.s: a signal needs a condition, but this is a number",
      ], "\(found)")
  }
}
