import Foundation
import Testing

/// Operators and functions: precedence and values.
struct FunctionTests {
  @Test(
    arguments: [
      ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("7 - 2 - 1", 4), ("8 / 4 / 2", 1), ("2 ^ 3 ^ 2", 512),
      ("-2 ^ 2", -4), ("2 ^ -1", 0.5), ("-x ^ 2", -9), ("5%", 0.05), ("x * 50%", 1.5),
      ("if(1 < 2 or 1 / 0 > 1 and false, 1, 0)", 1), ("if(not 1 > 2 and true, 1, 0)", 1),
      ("if(not (true and false), 1, 0)", 1), ("if(1 + 1 == 2, 1, 0)", 1),
      ("if(true == (1 < 2), 1, 0)", 1), ("if(true != false, 1, 0)", 1),
      ("abs(-x)", 3), ("floor(-2.5)", -3), ("floor(2.5)", 2), ("round(2.5)", 3),
      ("round(-2.5)", -3),
      ("round(2.4)", 2), ("min(x, 1, 2)", 1), ("max(x, 1, 2)", 3), ("max(x)", 3),
      ("clamp(x, 0, 1)", 1), ("clamp(-x, 0, 1)", 0), ("clamp(0.5, 0, 1)", 0.5), ("exp(0)", 1),
      ("exp(1)", M_E), ("log(exp(x))", 3), ("sqrt(x * x)", 3), ("logistic(0)", 0.5),
      ("logistic(x)", 1 / (1 + exp(-3))), ("logit(logistic(x))", 3), ("logistic(-1000)", 0),
      ("ceil(2.2)", 3), ("ceil(-2.2)", -2), ("ceil(x)", 3), ("sign(x)", 1), ("sign(-x)", -1),
      ("sign(0 * x)", 0), ("mod(7, x)", 1), ("mod(-7, x)", 2), ("mod(7, -x)", -2),
      ("mod(6, x)", 0), ("mod(0.75, 0.5)", 0.25), ("2 * pi", 2 * Double.pi),
      ("sin(pi / 6)", 0.5), ("cos(x)", cos(3.0)), ("sin(x) ^ 2 + cos(x) ^ 2", 1),
      ("erf(1)", 0.842700792949714869), ("erf(-x)", -0.999977909503001415),
      ("normal_cdf(0)", 0.5), ("normal_cdf(-0.5)", 0.308537538725986896),
      ("log(normal_cdf(-10 * x))", -454.32124395634327),
      ("normal_quantile(0.975)", 1.95996398454005424),
      ("normal_quantile(normal_cdf(x))", 3), ("0 ^ 0", 1), ("x ^ 4", 81),
      ("x ^ 0.5", 3.0.squareRoot()),
    ] as [(String, Double)])
  func `an expression has the value`(text: String, value: Double) throws {
    let play = try Play("state: {x: {start: 3}}\nmeasures: {m: \"\(text)\"}")
    let found = try play.value("m")
    #expect(abs(found - value) < 1e-12, "\(found)")
  }

  @Test func `pi is a number unless an entry has the name`() throws {
    #expect(try Play("measures: {m: pi}").value("m") == Double.pi)
    #expect(try Play("parameters: {pi: 3}\nmeasures: {m: pi}").value("m") == 3)
  }

  @Test(arguments: [
    ("sin(x)", "sin of an angle beyond 1e9"), ("cos(-x)", "cos of an angle beyond 1e9"),
    ("mod(1, x - x)", "mod by zero"),
    ("normal_quantile(x - x)", "normal_quantile of a number not between 0 and 1"),
    ("normal_quantile(x)", "normal_quantile of a number not between 0 and 1"),
  ])
  func `what a function cannot take fails the trial`(text: String, message: String) throws {
    let play = try Play("state: {x: {start: 2000000000}}\nmeasures: {m: \"\(text)\"}")
    let failure = try play.failure() ?? ""
    #expect(failure.hasSuffix(": \(message)"), "\(failure)")
  }

  @Test(arguments: [
    "ceil(x)", "sign(x)", "mod(x, 2)", "sin(x)", "cos(x)", "erf(x)", "normal_cdf(x)",
    "normal_quantile(x)", "product(x for i in parties)",
  ])
  func `of what is missing the value is missing`(text: String) throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      issues: {y: {}}
      parties: {a: {ideal: 1, no_deal: 0}}
      events: {never: {rate: 0 per week}}
      definitions: {x: first(never)}
      measures: {m: "\(text)"}
      """)
    #expect(try play.value("m").isNaN)
  }
}
