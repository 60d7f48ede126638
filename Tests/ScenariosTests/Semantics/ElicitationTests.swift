import Scenarios
import Testing

struct ElicitationTests {
  private func notes(_ body: String) throws -> [String] {
    try scenario(body + "\noutcomes: {done: otherwise}").lowered().notes.map(\.description)
  }

  @Test func `what was chosen is said once for each place`() throws {
    #expect(
      try notes(
        """
        parameters:
          share: {value: "elicited(p5=10%, p95=45%)"}
          cost: elicited(p95=0.6, p5=0.1)
          both: cost + elicited(p10=-1, p50=1, p90=3)
          one: normal(0, 1)
        """) == [
          "a.yaml:4:19: note: parameters.share.value: logit-normal on 0 … 1, mu -1.199, sigma "
            + "0.6069; p5 10 %, p50 23.17 %, p95 45 %; mean 24.76 %",
          "a.yaml:5:9: note: parameters.cost: lognormal, mu -1.407, sigma 0.5447; "
            + "p5 0.1, p50 0.2449, p95 0.6; mean 0.2841",
          "a.yaml:6:16: note: parameters.both: normal, mean 1, sd 1.561; "
            + "p5 -1.567, p10 -1, p50 1, p90 3, p95 3.567; mean 1",
        ])
  }

  @Test func `a quantile of 0 is shown as 0`() throws {
    #expect(
      try notes("parameters: {p: \"elicited(p5=-0.1, p50=0, p95=0.15)\"}") == [
        "a.yaml:3:18: note: parameters.p: metalog, a 0, 0.04245, 0.01887; p5 -0.1, p50 0, p95 0.15; mean 0.009434"
      ])
  }

  @Test func `any percentages can be given, and more of them than terms`() throws {
    #expect(
      try notes("parameters: {p: \"elicited(p2_5=1, p33=4, p80=9, p97_5=20)\"}")[0]
        .contains("p2_5 1, p5 "))
    #expect(
      try notes(
        "parameters: {p: \"elicited(p5=2, p25=5, p50=7, p75=10, p95=19, terms=3)\"}"
      )[0].contains("; given p5 2, p25 5, p50 7, p75 10, p95 19; mean "))
  }

  @Test func `a family may be asked for`() throws {
    #expect(
      try notes("parameters: {p: \"elicited(p10=0.05, p50=0.2, p90=0.5, family=metalog)\"}")[0]
        .contains("metalog, a 0.2, 0.1024, 0.08533;"))
    #expect(
      try notes("parameters: {p: \"elicited(p10=0.05, p90=0.5, family=logit_normal)\"}")[0]
        .contains("logit-normal on 0 … 1,"))
  }

  /// 20,000 trials, seed 1: the share below each quantile within four standard errors.
  @Test(arguments: [
    "elicited(p5=2, p95=7)", "elicited(p5=2, p50=3, p95=7)",
    "elicited(p5=2, p50=3, p95=7, low=0, high=9)", "elicited(p5=2, p95=7, low=1)",
    "elicited(p5=2, p20=2.4, p50=3, p80=4.6, p95=7)",
  ])
  func `trials lie below the quantiles as often as they should`(value: String) throws {
    let play = try Play("parameters: {p: \"\(value)\"}\nmeasures: {m: p}")
    let found = try play.measures("m", trials: 20_000)
    #expect(found.map { $0 <= 2 ? 1 : 0 }.deviation(fromShare: 0.05) < 4)
    #expect(found.map { $0 <= 7 ? 1 : 0 }.deviation(fromShare: 0.95) < 4)
    if value.contains("p50") {
      #expect(found.map { $0 <= 3 ? 1 : 0 }.deviation(fromShare: 0.5) < 4)
    }
    _ = try play.values("m")
  }

  @Test func `a quantile may be a constant with a name`() throws {
    let named = try Play(
      "parameters: {low: 2, p: \"elicited(p5=low, p95=3 + 4)\"}\nmeasures: {m: p}")
    let plain = try Play("parameters: {p: \"elicited(p5=2, p95=7)\"}\nmeasures: {m: p}")
    #expect(try named.value("m") == plain.value("m"))
  }

  @Test func `its site is its own`() throws {
    let play = try Play(
      "parameters: {p: \"elicited(p5=2, p95=7) + lognormal(0, 1) + elicited(p5=2, p95=7, id=w)\"}")
    #expect(
      Set(play.model.graph.draws.map(\.path)) == [
        "parameters.p:elicited#1", "parameters.p:lognormal#1", "id:w",
      ])
  }

  @Test func `it can be cut and mixed like any other`() throws {
    let play = try Play(
      """
      parameters: {p: "truncated(elicited(p5=2, p50=3, p95=7), 2.5, 4)",
                   q: "mixture(elicited(p5=2, p95=7), 1, elicited(p5=-9, p95=-8), 1)"}
      measures: {p: p, q: q}
      """)
    #expect(try play.measures("p", trials: 1000).allSatisfy { $0 >= 2.5 && $0 <= 4 })
    // All but 10⁻⁹ of the second lies below 0, all of the first above.
    let below = try play.measures("q", trials: 20_000).map { $0 < 0 ? 1.0 : 0 }
    #expect(below.deviation(fromShare: 0.5) < 4)
  }

  @Test(arguments: [
    (
      "elicited(1, 2)", 27,
      "the arguments of elicited have names: write elicited(p5=1, p50=2, p95=4)"
    ),
    (
      "elicited(p5=1)", 18,
      "elicited needs 2 to 20 quantiles, as p5=, p50= and p95=, but 1 is given"
    ),
    (
      "elicited(p5=1, p100=2)", 38,
      "'p100' is no quantile: percentages lie between 0 and 100, as p5= or p2_5= for 2.5 %"
    ),
    (
      "elicited(p5=1, q95=2)", 37,
      "elicited has no argument 'q95'; it takes quantiles, as p5= or p2_5= for 2.5 %, and low, "
        + "high, family, terms"
    ),
    (
      "elicited(low=10%, likely=30%, high=60%)", 43,
      "elicited has no argument 'likely'; it takes quantiles, as p5= or p2_5= for 2.5 %, and low, high, family, "
        + "terms; of the least, the likeliest and the greatest value write triangular(min, mode, max) or "
        + "pert(min, mode, max)"
    ),
    (
      "elicited(mean=1, sd=2)", 32,
      "elicited has no argument 'mean'; it takes quantiles, as p5= or p2_5= for 2.5 %, and low, high, family, "
        + "terms; of a mean and a standard deviation write normal(mean, sd)"
    ),
    (
      "elicited(p5=1, median=2)", 40,
      "elicited has no argument 'median'; it takes quantiles, as p5= or p2_5= for 2.5 %, and low, high, family, "
        + "terms; the median is p50="
    ),
    (
      "elicited(p5=10, p50=30%, p95=60%)", 38,
      "p50 must be above p5, but they are 0.3 and 10; 10 is written without %, and others with it"
    ),
    (
      "triangular(5, 15%, 30%)", 18,
      "triangular: min must not be above mode, but they are 5 and 0.15; 5 is written without %, and others with "
        + "it"
    ),
    (
      "elicited(p5=1, p25=9, p50=9.1, p95=10)", 18,
      "the metalog of 4 terms through these quantiles does not rise everywhere; write terms=2 for "
        + "the nearest of 2 terms, or give bounds, or fewer quantiles"
    ),
    (
      "elicited(p5=1, p25=2, p75=3, p95=5, terms=5)", 60,
      "terms must be a whole number from 2 to 4, but is 5"
    ),
    (
      "elicited(p5=1, p25=2, p75=3, p95=5, terms=2.5)", 60,
      "terms must be a whole number, but is 2.5"
    ),
    (
      "elicited(p5=1, p25=2, p75=4, p95=5, family=lognormal, terms=3)", 78,
      "terms= belong to a metalog, and family=lognormal is asked for"
    ),
    (
      "elicited(p5=1, p5_0=2)", 38, "p5 is given twice"
    ),
    (
      "elicited(p5=1, p25=2, p75=4, p95=50, family=lognormal)", 44,
      "no lognormal has these 4 quantiles: with p5 and p95 given, p75 would be 15.77; leave one "
        + "out, or write family=metalog"
    ),
    ("elicited(p5=3, p95=2)", 37, "p95 must be above p5, but they are 2 and 3"),
    (
      "elicited(p5=1, p95=uniform(2, 3))", 37,
      "elicited is fitted once, before the run: p95 must be a constant, but this is drawn or moves"
    ),
    (
      "elicited(p5=q, p95=5)", 30,
      "elicited is fitted once, before the run: p5 must be a constant, but this is drawn or moves"
    ),
    (
      "elicited(p5=1, p95=2, family=metalogg)", 47,
      "'family' must be one of logit_normal, lognormal, metalog, normal; did you mean 'metalog'?"
    ),
    (
      "elicited(p5=1, p95=2, family=3)", 47,
      "'family' must be one of logit_normal, lognormal, metalog, normal"
    ),
    (
      "elicited(p10=0%, p90=100%)", 31,
      "percentages are taken for a share: p10 must be above 0 %, but is 0 %; if it can lie beyond, "
        + "write family=normal"
    ),
    (
      "elicited(p10=0, p50=40%, p90=70%)", 31,
      "percentages are taken for a share: p10 must be above 0 %, but is 0 %; if it can lie beyond, "
        + "write family=normal"
    ),
    (
      "elicited(p10=20%, p90=1, low=0%)", 40,
      "percentages are taken for a share: p90 must be below 100 %, but is 100 %; if it can lie "
        + "beyond, write family=normal"
    ),
    ("elicited(p5=1, p95=2, low=1.5)", 44, "low must be below p5, but they are 1.5 and 1"),
    (
      "elicited(p10=1, p50=2, p90=20)", 38,
      "no metalog of three terms has these quantiles: with p10 and p90 given, p50 must be between "
        + "4.165 and 16.84; give bounds, or two quantiles"
    ),
    (
      "elicited(p5=true, p95=2)", 30,
      "'p5' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
  ])
  func `what cannot be elicited`(text: String, column: Int, message: String) throws {
    let found = try modelErrors("parameters: {p: \"\(text)\", q: \"uniform(0, 1)\"}")
    #expect(found == ["a.yaml:3:\(column): error: parameters.p: \(message)"], "\(found)")
  }
}
