import Testing

/// Errors of parties and talks, word for word.
struct TalkErrorTests {
  private static let clock = "clock: {start: 2026-01-01, step: week, steps: 4}\n"

  private static let table =
    clock + """
      issues: {land: {status_quo: 0.5}}
      parties:
        b: {role: belligerent, ideal: 0}
        c: {role: belligerent, ideal: 0}

      """

  @Test(arguments: [
    (
      "curvature: true",
      "a.yaml:8:28: error: parties.a.curvature: "
        + "'curvature' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "no_deal: true",
      "a.yaml:8:26: error: parties.a.no_deal: 'no_deal' is a number, but this is a condition"
    ),
    (
      "no_deal: {win_chance: true, cost: 0}",
      "a.yaml:8:39: error: parties.a.no_deal.win_chance: "
        + "'win_chance' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "no_deal: {win_chance: 1.5, cost: 0}",
      "a.yaml:8:39: error: parties.a.no_deal.win_chance: a probability must be in 0 … 1"
    ),
    (
      "no_deal: {win_chance: 1, cost: true}",
      "a.yaml:8:48: error: parties.a.no_deal.cost: "
        + "'cost' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "no_deal: {win_chance: 1, cost: 0, win: true}",
      "a.yaml:8:56: error: parties.a.no_deal.win: "
        + "'win' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "no_deal: {win_chance: 1, cost: 0, lose: true}",
      "a.yaml:8:57: error: parties.a.no_deal.lose: "
        + "'lose' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "no_deal: text.land",
      "a.yaml:8:26: error: parties.a.no_deal: "
        + "'text' can be read only where a party judges a text"
    ),
    (
      "tolerance: {sd: -1, persistence: 1}",
      "a.yaml:8:33: error: parties.a.tolerance.sd: sd must be 0 or more"
    ),
    (
      "tolerance: {sd: true, persistence: 1}",
      "a.yaml:8:33: error: parties.a.tolerance.sd: "
        + "'sd' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "tolerance: {sd: 1, persistence: 95}",
      "a.yaml:8:49: error: parties.a.tolerance.persistence: a probability must be in 0 … 1; if 95 % is meant, "
        + "write 95%"
    ),
    (
      "tolerance: {sd: 1, persistence: 2}",
      "a.yaml:8:49: error: parties.a.tolerance.persistence: a probability must be in 0 … 1"
    ),
    (
      "tolerance: {sd: 1, persistence: true}",
      "a.yaml:8:49: error: parties.a.tolerance.persistence: "
        + "'persistence' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "tolerance: {sd: 1, persistence: 0.9 per fortnight}",
      "a.yaml:8:57: error: parties.a.tolerance.persistence: "
        + "'fortnight' is no unit of time; use days, weeks, months, quarters, years or steps"
    ),
    (
      "reference: {catches_up: true}",
      "a.yaml:8:41: error: parties.a.reference.catches_up: "
        + "'catches_up' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "reference: {strength: true}",
      "a.yaml:8:39: error: parties.a.reference.strength: "
        + "'strength' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "reference: {loss_aversion: true}",
      "a.yaml:8:44: error: parties.a.reference.loss_aversion: "
        + "'loss_aversion' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "red_lines: {land: {above: true, hard: true}}",
      "a.yaml:8:43: error: parties.a.red_lines.land.above: "
        + "a red line needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "red_lines: {land: {above: 0, slope: true}}",
      "a.yaml:8:53: error: parties.a.red_lines.land.slope: "
        + "'slope' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "utility: true",
      "a.yaml:8:26: error: parties.a.utility: 'utility' is a number, but this is a condition"
    ),
    (
      "value: true",
      "a.yaml:8:24: error: parties.a.value: 'value' is a number, but this is a condition"
    ),
    (
      "accepts: 1",
      "a.yaml:8:26: error: parties.a.accepts: 'accepts' is a condition, but this is a number"
    ),
    (
      "accepts: default + 1",
      "a.yaml:8:26: error: parties.a.accepts: "
        + "'+' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "utility: text.lend",
      "a.yaml:8:26: error: parties.a.utility: a text has no 'lend'; did you mean 'land'?"
    ),
  ])
  func `a party that cannot judge`(key: String, message: String) throws {
    let found = try modelErrors(
      Self.table + "  a: {ideal: 1, \(key)}\ntalks: {protocol: single_text, opening: {land: 0}}")
    #expect(found.joined(separator: "\n") == message, "\(found)")
  }

  @Test(arguments: [
    (
      "step_size: true",
      "a.yaml:8:63: error: talks.step_size: "
        + "'step_size' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "noise: true",
      "a.yaml:8:59: error: talks.noise: "
        + "'noise' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "access: true",
      "a.yaml:8:60: error: talks.access: "
        + "'access' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "access: {b: true}",
      "a.yaml:8:64: error: talks.access.b: "
        + "'access.b' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "tilt: {toward: b, by: true}",
      "a.yaml:8:74: error: talks.tilt.by: "
        + "'tilt.by' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "secrecy: true",
      "a.yaml:8:61: error: talks.secrecy: "
        + "'secrecy' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "public: 1",
      "a.yaml:8:60: error: talks.public: 'public' needs a condition, but this is a number"
    ),
    (
      "public: {drafts: 1}",
      "a.yaml:8:69: error: talks.public.drafts: "
        + "'public' needs a condition, but this is a number"
    ),
    (
      "round: {probability: true}",
      "a.yaml:8:73: error: talks.round.probability: "
        + "a probability needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "round: {probability: 30 per week}",
      "a.yaml:8:73: error: talks.round.probability: a probability must be in 0 … 1; if 30 % is meant, write 30%"
    ),
    (
      "round: {probability: 2}",
      "a.yaml:8:73: error: talks.round.probability: a probability must be in 0 … 1"
    ),
    (
      "authorship_penalty: true",
      "a.yaml:8:72: error: talks.authorship_penalty: "
        + "'authorship_penalty' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "open_issues: {settled_when: 1}",
      "a.yaml:8:80: error: talks.open_issues.settled_when: "
        + "'settled_when' needs a condition, but this is a number"
    ),
    (
      "truce_track: {discount: true}",
      "a.yaml:8:76: error: talks.truce_track.discount: "
        + "'discount' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "carried_when: 1",
      "a.yaml:8:66: error: talks.carried_when: "
        + "'carried_when' needs a condition, but this is a number"
    ),
    (
      "balance: {high: true, low: 0}",
      "a.yaml:8:68: error: talks.balance.high: "
        + "'balance' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "balance: {high: 1, low: true}",
      "a.yaml:8:76: error: talks.balance.low: "
        + "'balance' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "opening: {land: true}",
      "a.yaml:8:48: error: talks.opening.land: "
        + "a term needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
  ])
  func `talks that cannot be held`(key: String, message: String) throws {
    let opening = key.hasPrefix("opening") ? "" : "opening: {land: 0}, "
    let found = try modelErrors(
      Self.table + "talks: {\(opening)protocol: single_text, \(key)}\n"
        + "measures: {m: balanced, n: talks.secrecy, o: b.reference}")
    #expect(found.joined(separator: "\n") == message, "\(found)")
  }
}
