import Testing

/// Errors of durability, word for word.
struct DurabilityErrorTests {
  @Test(
    arguments: [
      (
        "sham: 15%",
        [
          "14: error: durability.settlement: 'rate' is missing (how often one breaks, per "
            + "unit of time)"
        ]
      ),
      (
        "rate: 1",
        [
          "33: error: durability.settlement.rate: a rate needs a unit of time, as in '0.1 "
            + "per week'"
        ]
      ),
      (
        "rate: -1 per week",
        ["33: error: durability.settlement.rate: a rate must be 0 or more"]
      ),
      (
        "rate: true per week",
        [
          "33: error: durability.settlement.rate: a rate needs a number, but this is a "
            + "condition; 'if(c, 1, 0)' makes a number of a condition"
        ]
      ),
      (
        "rate: 1 per fortnight",
        [
          "39: error: durability.settlement.rate: 'fortnight' is no unit of time; use "
            + "days, weeks, months, quarters, years or steps"
        ]
      ),
      (
        "rate: 1 per week, ageing: 0",
        ["53: error: durability.settlement.ageing: 'ageing' must be above 0, but is 0"]
      ),
      (
        "rate: 1 per week, ageing: true",
        [
          "53: error: durability.settlement.ageing: 'ageing' needs a number, but this is "
            + "a condition; 'if(c, 1, 0)' makes a number of a condition"
        ]
      ),
      (
        "rate: 1 per week, ageing: 0.9 per fortnight",
        [
          "61: error: durability.settlement.ageing: 'fortnight' is no unit of time; use "
            + "days, weeks, months, quarters, years or steps"
        ]
      ),
      (
        "rate: 1 per week, sham: 15, sham_half_life: 3 weeks",
        [
          "51: error: durability.settlement.sham: 'sham' must be in 0 … 1, but is 15; if "
            + "15 % is meant, write 15%"
        ]
      ),
      (
        "rate: 1 per week, sham: 15%",
        [
          "51: error: durability.settlement.sham: 'sham' needs 'sham_half_life' beside "
            + "it, such as '3 weeks'"
        ]
      ),
      (
        "rate: 1 per week, sham_half_life: 3 weeks",
        [
          "61: error: durability.settlement.sham_half_life: 'sham_half_life' needs 'sham' "
            + "beside it, such as '15%'"
        ]
      ),
      (
        "rate: 1 per week, sham: 15%, sham_half_life: 0 weeks",
        [
          "72: error: durability.settlement.sham_half_life: 'sham_half_life' must be "
            + "longer than 0"
        ]
      ),
      (
        "rate: 1 per week, sham: 15%, sham_half_life: 3",
        [
          "72: error: durability.settlement.sham_half_life: 'sham_half_life' needs a "
            + "duration such as '3 weeks', but this is a number"
        ]
      ),
      (
        "rate: 1 per week, monitoring: -1",
        [
          "45: error: durability.settlement.monitoring: nothing enforces 'monitoring': "
            + "give it under 'enforcement' of a plan or of the talks"
        ]
      ),
      (
        "rate: 1 per week, dmz: -1",
        [
          "45: error: durability.settlement: unknown key 'dmz'; known: rate, ageing, "
            + "sham, sham_half_life, monitoring, guarantees, peacekeepers, snap_back, "
            + "dissatisfaction, pressure, covariates, violations, about, source"
        ]
      ),
      (
        "rate: 1 per week, dissatisfaction: 1",
        [
          "45: error: durability.settlement.dissatisfaction: 'dissatisfaction' is "
            + "measured from a 'reference', and no belligerent has one"
        ]
      ),
      (
        "rate: 1 per week, dissatisfaction: {effect: 1, of: d}",
        [
          "78: error: durability.settlement.dissatisfaction.of: there is no party 'd'; "
            + "known: a, b, c"
        ]
      ),
      (
        "rate: 1 per week, dissatisfaction: {effect: 1, of: a}",
        [
          "78: error: durability.settlement.dissatisfaction.of: 'a' has no 'reference' to "
            + "be dissatisfied by"
        ]
      ),
      (
        "rate: 1 per week, dissatisfaction: {of: a}",
        [
          "45: error: durability.settlement.dissatisfaction: 'effect' is missing (on the "
            + "logarithm of the rate)"
        ]
      ),
      (
        "rate: 1 per week, pressure: 1",
        ["55: error: durability.settlement.pressure: expected a map, but this is '1'"]
      ),
      (
        "rate: 1 per week, pressure: {value: true, effect: false}",
        [
          "63: error: durability.settlement.pressure.value: 'value' needs a number, but "
            + "this is a condition; 'if(c, 1, 0)' makes a number of a condition",
          "77: error: durability.settlement.pressure.effect: 'effect' needs a number, but "
            + "this is a condition; 'if(c, 1, 0)' makes a number of a condition",
        ]
      ),
      (
        "rate: 1 per week, covariates: {x: {value: zz, effect: 1}, y: {value: 1}}",
        [
          "69: error: durability.settlement.covariates.x.value: unknown name 'zz'",
          "85: error: durability.settlement.covariates.y: 'effect' is missing (on the "
            + "logarithm of the rate)",
        ]
      ),
      (
        "rate: 1 per week, covariates: {x: {value: true, effect: true}}",
        [
          "69: error: durability.settlement.covariates.x.value: 'value' needs a number, "
            + "but this is a condition; 'if(c, 1, 0)' makes a number of a condition",
          "83: error: durability.settlement.covariates.x.effect: 'effect' needs a number, "
            + "but this is a condition; 'if(c, 1, 0)' makes a number of a condition",
        ]
      ),
      (
        "rate: 1 per week, violations: 1",
        [
          "57: error: durability.settlement.violations: a rate needs a unit of time, as "
            + "in '0.1 per week'"
        ]
      ),
      (
        "rate: 1 per week, violations: -1 per week",
        ["57: error: durability.settlement.violations: a rate must be 0 or more"]
      ),
      (
        "rate: 1 per week, sham: truce",
        [
          "51: error: durability.settlement.sham: 'sham' needs 'sham_half_life' beside "
            + "it, such as '3 weeks'"
        ]
      ),
      (
        "rate: \"normal(0, 1) + normal(0, 1, id=x) + normal(0, 1, id=x) per week\"",
        ["70: error: durability.settlement.rate: the id 'x' is taken in this expression"]
      ),
    ] as [(String, [String])])
  func `a hazard that is none`(key: String, messages: [String]) throws {
    let found = try aftermathErrors(rest: "durability: {settlement: {\(key)}}")
    #expect(found == messages.map { "a.yaml:11:\($0)" }, "\(found)")
  }
}
