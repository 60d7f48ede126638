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
      ("0 ^ 0", 1), ("x ^ 4", 81), ("x ^ 0.5", 3.0.squareRoot()),
    ] as [(String, Double)])
  func `an expression has the value`(text: String, value: Double) throws {
    let play = try Play("state: {x: {start: 3}}\nmeasures: {m: \"\(text)\"}")
    let found = try play.value("m")
    #expect(abs(found - value) < 1e-12, "\(found)")
  }
}
