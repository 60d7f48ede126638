import Sim
import Testing

@Suite("Expressions are read as they are written") struct ExpressionParserTests {
  @Test(arguments: [
    ("1 + 2 * 3", "(+ 1.0 (* 2.0 3.0))"),
    ("a - b - c", "(- (- a b) c)"),
    ("a - (b - c)", "(- a (- b c))"),
    ("a / b * c", "(* (/ a b) c)"),
    ("-x^2", "(neg (^ x 2.0))"),
    ("(-x)^2", "(^ (neg x) 2.0)"),
    ("2^-1", "(^ 2.0 (neg 1.0))"),
    ("2^-x^2", "(^ 2.0 (neg (^ x 2.0)))"),
    ("2^3^4", "(^ 2.0 (^ 3.0 4.0))"),
    ("-a * b", "(* (neg a) b)"),
    ("a * -b", "(* a (neg b))"),
    ("a + b < c * d", "(< (+ a b) (* c d))"),
    ("not a == b", "(not (== a b))"),
    ("not a and b", "(and (not a) b)"),
    ("a and not b or not not c", "(or (and a (not b)) (not (not c)))"),
    ("a or b and c", "(or a (and b c))"),
    ("(a or b) and c", "(and (or a b) c)"),
    ("a<=b", "(<= a b)"), ("a >= b", "(>= a b)"), ("a != b", "(!= a b)"), ("a > b", "(> a b)"),
  ])
  func `Precedence and association`(text: String, tree: String) throws {
    #expect(try shape(of: text) == tree)
  }

  @Test(arguments: [
    ("0.5", "0.5"), ("1e-3", "0.001"), ("2.5E+2", "250.0"), ("0", "0.0"), ("0.0", "0.0"),
    ("5%", "0.05"), ("100 * 5%", "(* 100.0 0.05)"), ("12.5%", "0.125"),
    ("true", "true"), ("false", "false"),
    ("2026-06-01", "date:2026-06-01"), ("2026 - 6 - 1", "(- (- 2026.0 6.0) 1.0)"),
    ("2026-06-01 - 2025-01-01", "(- date:2026-06-01 date:2025-01-01)"),
    ("2026-06-01-2025-01-01", "(- date:2026-06-01 date:2025-01-01)"),
    ("26 weeks", "{26.0 weeks}"), ("0.5 years", "{0.5 years}"), ("10 rounds", "{10.0 rounds}"),
    ("date + 3 months", "(+ date {3.0 months})"),
    ("truce_for >= 26 weeks or settled", "(or (>= truce_for {26.0 weeks}) settled)"),
  ])
  func `Literals`(text: String, tree: String) throws { #expect(try shape(of: text) == tree) }

  @Test
  func `A percentage is its number divided by 100, to the last bit`() throws {
    for n in 0...1_000 {
      let read = try ExpressionParser.parse(SourceText("\(n)%"))
      guard case .number(let value) = read.kind else {
        Issue.record("\(n)% is no number")
        continue
      }
      #expect(value == Double(n) / 100)
    }
  }

  @Test(arguments: [
    ("week", "week"), ("a.b", "(. a b)"), ("a[b]", "(at a b)"), ("a[b, c]", "(at a b c)"),
    ("ukraine.weight[issue]", "(at (. ukraine weight) issue)"),
    ("p.ratifiers.public.support", "(. (. (. p ratifiers) public) support)"),
    ("a[b[c] + 1].d", "(. (at a (+ (at b c) 1.0)) d)"),
  ])
  func `Names, members and indices`(text: String, tree: String) throws {
    #expect(try shape(of: text) == tree)
  }

  @Test(arguments: [
    ("f()", "(call f)"),
    ("beta(mean=0.645, sd=6%)", "(call beta mean=0.645 sd=0.06)"),
    ("by(pace, stall=0, reversal=-150)", "(call by pace stall=0.0 reversal=(neg 150.0))"),
    ("if(a == b, 1, 0)", "(call if (== a b) 1.0 0.0)"),
    ("f(a==b)", "(call f (== a b))"),
    ("min(a, b)", "(call min a b)"),
    ("count(leak)", "(call count leak)"),
    ("sum(offer[i] for i in issues)", "(for sum i issues (at offer i))"),
    (
      "any(p.role == donor for p in parties where p.needed and not p.accepts)",
      "(for any p parties (== (. p role) donor) (and (. p needed) (not (. p accepts))))"
    ),
    (
      "sum(sum(w[i, p] for i in issues) for p in parties)",
      "(for sum p parties (for sum i issues (at w i p)))"
    ),
  ])
  func `Calls and aggregates`(text: String, tree: String) throws {
    #expect(try shape(of: text) == tree)
  }

  @Test
  func `Line breaks and tabs are spaces`() throws {
    #expect(try shape(of: " a\r\n\t+\n b ") == "(+ a b)")
  }

  @Test
  func `A rate is an expression with an optional unit`() throws {
    let rate = try ExpressionParser.parseRate(SourceText("0.035 * (1 + s) per week"))
    #expect(shape(rate.value) == "(* 0.035 (+ 1.0 s))")
    #expect(rate.per == "week")
    #expect(rate.perOffset == 20)
    #expect(rate.description == "0.035 * (1 + s) per week")
    let plain = try ExpressionParser.parseRate(SourceText("5%"))
    #expect(plain.per == nil)
    #expect(plain.description == "0.05")
  }

  @Test
  func `Ranges reach over the whole of each part, its parentheses too`() throws {
    let text = "(a + b) * f(c, k=d)[".dropLast()
    let read = try ExpressionParser.parse(SourceText(String(text)))
    var parts: [String] = []
    read.visit { parts.append(String(Array(text)[$0.range])) }
    #expect(parts == ["(a + b) * f(c, k=d)", "(a + b)", "a", "b", "f(c, k=d)", "c", "d"])
  }

  @Test
  func `Limits: 64 levels and 2,000 tokens are read, one more is not`() {
    func nested(_ n: Int) -> String {
      String(repeating: "(", count: n) + "a" + String(repeating: ")", count: n)
    }
    #expect(refusal(nested(64)) == nil)
    #expect(refusal(nested(65)) == "66: the expression is nested more than 64 deep")
    #expect(refusal(nested(100_000)) == "2001: the expression is longer than 2,000 tokens")
    for sign in ["-", "not ", "2^"] {
      #expect(refusal(String(repeating: sign, count: 64) + "a") == nil)
      #expect(
        refusal(String(repeating: sign, count: 65) + "a")
          == "\(65 * sign.count + 1): the expression is nested more than 64 deep")
    }
    #expect(refusal("a" + String(repeating: "+a", count: 999)) == nil)
    #expect(
      refusal("a" + String(repeating: "+a", count: 1_000))
        == "2001: the expression is longer than 2,000 tokens")
    #expect(refusal(String(repeating: "a", count: 64)) == nil)
    #expect(refusal(String(repeating: "a", count: 65)) == "1: names have at most 64 characters")
  }
}
