import Testing

@testable import Sim

@Suite struct ArgumentFormsTests {
  @Test(
    arguments: [
      (Family.beta.argumentForms, [nil, nil], 0, [0, 1]),
      (Family.beta.argumentForms, ["sd", "mean"], 1, [1, 0]),
      (Family.lognormal.argumentForms, ["p5", "p95"], 1, [0, 1]),
      (Family.normal.argumentForms, [nil, "sd"], 0, [0, 1]),
      (Family.exponential.argumentForms, ["rate"], 1, [0]),
      (Family.uniform.argumentForms, ["high", "low"], 1, [1, 0]),
      (Family.uniform.argumentForms, [nil, "high"], 1, [0, 1]),
      (Family.zipf.argumentForms, [nil, "n"], 1, [0, 1]),
      (Family.pert.argumentForms, [nil, nil, nil, "lambda"], 1, [0, 1, 2, 3]),
      (Family.pert.argumentForms, [nil, nil, nil, nil], 1, [0, 1, 2, 3]),
      (Distribution.truncatedForms, [nil, "high", "low"], 0, [0, 2, 1]),
      (Distribution.truncatedForms, [nil, "low"], 1, [0, 1]),
      (Distribution.truncatedForms, ["high", "distribution"], 2, [1, 0]),
    ] as [(ArgumentForms, [String?], Int, [Int])])
  func `Names choose the form and the order; positions are the family's own form`(
    forms: ArgumentForms, labels: [String?], form: Int, order: [Int]
  ) throws {
    let binding = try forms.bind(labels)
    #expect(binding == .init(form: form, order: order))
  }

  @Test(
    arguments: [
      (.normal, ["mean", "sdd"], "normal has no argument 'sdd'; did you mean 'sd'?", 1),
      (
        .normal, ["colour"],
        "normal has no argument 'colour'; it takes (mean, sd) or (p5, p95)", 0
      ),
      (.normal, [nil], "normal needs sd", nil),
      (.normal, [], "normal needs mean and sd", nil),
      (.triangular, [], "triangular needs min, mode and max", nil),
      (.normal, ["p95"], "normal needs p5", nil),
      (.normal, [nil, nil, nil], "normal takes 2 arguments (mean, sd), but 3 are given", 2),
      (.poisson, [nil, nil], "poisson takes 1 argument (mean), but 2 are given", 1),
      (.normal, ["sd", "sd"], "normal is given sd twice", 1),
      (.normal, [nil, "mean"], "normal is given mean twice", 1),
      (
        .gompertz, [nil, "growth"],
        "without a name this is 'scale' of gompertz, which does not go with growth=; write hazard= if "
          + "that is meant", 0
      ),
      (
        .beta, [nil, "sd"],
        "without a name this is 'alpha' of beta, which does not go with sd=; write mean= if that is meant",
        0
      ),
      (
        .lognormal, [nil, "p95"],
        "without a name this is 'mu' of lognormal, which does not go with p95=; write p5= if that is "
          + "meant", 0
      ),
      (
        .lognormal, ["p5", "p50"],
        "lognormal has no argument 'p50'; it takes (mu, sigma) or (p5, p95) or (mean, sd), and elicited "
          + "takes other quantiles", 1
      ),
      (
        .normal, ["mean", "p5"],
        "normal cannot take mean and p5 together; it takes (mean, sd) or (p5, p95)", 1
      ),
    ] as [(Family, [String?], String, Int?)])
  func `What does not fit is said`(
    family: Family, labels: [String?], message: String, argument: Int?
  ) {
    #expect(throws: ArgumentError(message, at: argument)) { try family.form(labels: labels) }
  }

  @Test
  func `Values and weights come in pairs`() throws {
    let pairs = try Distribution.pairCount("discrete", labels: [nil, nil, nil, nil])
    #expect(pairs == 2)
    #expect(throws: ArgumentError("discrete needs value and weight", at: nil)) {
      try Distribution.pairCount("discrete", labels: [])
    }
    #expect(
      throws: ArgumentError(
        "mixture takes pairs (distribution, weight), but the last distribution has no weight", at: 2
      )
    ) { try Distribution.pairCount("mixture", labels: [nil, nil, nil]) }
    #expect(
      throws: ArgumentError(
        "discrete has no argument 'p'; it takes (value, weight, value, weight, ...)", at: 1)
    ) { try Distribution.pairCount("discrete", labels: [nil, "p"]) }
  }
}
