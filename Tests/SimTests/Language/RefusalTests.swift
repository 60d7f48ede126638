import Sim
import Testing

@Suite("What cannot be read is refused at its place, with what to write instead")
struct RefusalTests {
  private static let oneNumber =
    "numbers are written without spaces and with a point, as in 1000 or 0.08"

  @Test(arguments: [
    ("1 + 010", "5: numbers do not begin with 0; write '10'"),
    ("00", "1: numbers do not begin with 0; write '0'"),
    ("007.5", "1: numbers do not begin with 0; write '7.5'"),
    ("00.5", "1: numbers do not begin with 0; write '0.5'"),
    ("0,08", "3: \(oneNumber)"),
    ("0,5", "2: \(oneNumber)"),
    ("1,300", "2: \(oneNumber)"),
    ("1 000", "3: \(oneNumber)"),
    ("109 300", "5: \(oneNumber)"),
    ("max(1, 02)", "8: numbers do not begin with 0; write '2'"),
    ("1_000", "1: numbers have no '_'; write '1000'"),
    ("0x1f", "1: '0x1f' is no decimal number"),
    ("0b11", "1: '0b11' is no decimal number"),
    (".5", "1: numbers begin with a digit; write '0.5'"),
    ("a + .25", "5: numbers begin with a digit; write '0.25'"),
    ("5.", "1: '5.' is no number; write '5' or '5.0'"),
    ("1.2.3", "1: '1.2.3' is no number"),
    ("26weeks", "1: an operator or a space is missing between '26' and 'weeks'"),
    ("2x", "1: an operator or a space is missing between '2' and 'x'"),
    ("1e", "1: an operator or a space is missing between '1' and 'e'"),
    ("1e400", "1: '1e400' is too large for a number"),
    ("1e-400", "1: '1e-400' is too small for a number"),
    ("-Inf", "2: 'Inf' is no number; every number is finite"),
    ("-NaN", "2: 'NaN' is no number; every number is finite"),
    ("12:30", "3: there are no times of day; ':' has no meaning in an expression"),
    ("5 %", "3: write '5%' without a space"),
    ("5 % 3", "3: there is no remainder operator; '%' only follows a number, as in 5%"),
    ("5%x", "3: there is no remainder operator; '%' after a number means percent"),
    ("15% r", "5: an operator is missing between '15%' and 'r'"),
    ("30% a week", "5: write 'per week', not 'a week'"),
    ("30% each week", "5: write 'per week', not 'each week'"),
    ("0.3 a week", "5: write 'per week', not 'a week'"),
    ("2 * 3 every month", "7: write 'per month', not 'every month'"),
    ("5%3", "3: there is no remainder operator; '%' after a number means percent"),
    ("a % b", "3: there is no remainder operator; '%' only follows a number, as in 5%"),
    ("(5)%", "4: there is no remainder operator; '%' only follows a number, as in 5%"),
  ])
  func `Numbers`(text: String, message: String) { #expect(refusal(text) == message) }

  @Test(arguments: [
    ("2026-02-30", "1: there is no day 2026-02-30"),
    ("date < 2025-02-29", "8: there is no day 2025-02-29"),
    ("0000-01-01", "1: there is no day 0000-01-01"),
    ("2026-13-01", "1: there is no day 2026-13-01"),
    ("2026-6-1", "1: dates are written like 2026-06-01"),
    ("2026-06-01t12", "1: dates are written like 2026-06-01"),
    ("2026-06", "6: numbers do not begin with 0; write '6'"),
  ])
  func `Dates`(text: String, message: String) { #expect(refusal(text) == message) }

  @Test(arguments: [
    ("Russia.utility", "1: names are lower case: 'russia'"),
    ("a + frontLine", "5: names are lower case: 'frontline'"),
    ("True", "1: write 'true', not 'True'"),
    ("a AND b", "3: write 'and', not 'AND'"),
    ("Yes", "1: 'Yes' is not a value; write true or false"),
    ("a == No", "6: 'No' is not a value; write true or false"),
    ("ON", "1: 'ON' is not a value; write true or false"),
    ("Off", "1: 'Off' is not a value; write true or false"),
    ("größe", "1: names have only the letters a to z, digits and '_': 'größe'"),
    (
      "ide\u{430}l > 1",
      "1: names have only the letters a to z, digits and '_': 'ide\u{430}l'; "
        + "U+0430 (cyrillic small letter a) is not 'a'"
    ),
    ("да", "1: names have only the letters a to z, digits and '_': 'да'"),
    ("_x", "1: names begin with a letter: '_x'"),
    ("\"a\"", "1: names and labels are written without quotes"),
    ("a == 'b'", "6: names and labels are written without quotes"),
    ("a == “b”", "6: names and labels are written without quotes"),
  ])
  func `Names and words`(text: String, message: String) { #expect(refusal(text) == message) }

  @Test(arguments: [
    ("a = 3", "3: '=' is only for named arguments; write '==' to compare"),
    ("if(a = 3, 1, 0)", "6: '=' is only for named arguments; write '==' to compare"),
    ("f(a.b = 3)", "7: '=' is only for named arguments; write '==' to compare"),
    ("f(k=1=2)", "6: '=' is only for named arguments; write '==' to compare"),
    ("= a", "1: '=' is only for named arguments; write '==' to compare"),
    ("!a", "1: '!' is no operator; write 'not'"),
    ("a && b", "3: '&&' is no operator; write 'and'"),
    ("a || b", "3: '||' is no operator; write 'or'"),
    ("a & b", "3: '&' is no operator; write 'and'"),
    ("a | b", "3: '|' is no operator; write 'or'"),
    ("a <> b", "3: '<>' is no operator; write '!='"),
    ("a =< b", "3: '=<' is no operator; write '<='"),
    ("a => b", "3: '=>' is no operator; write '>='"),
    ("a === b", "3: '===' is no operator; write '=='"),
    ("a !== b", "3: '!==' is no operator; write '!='"),
    ("a ** 2", "3: '**' is no operator; write '^'"),
    ("a // b", "3: '//' is no operator; write '/'"),
    ("a − b", "3: '−' is no operator; write '-'"),
    ("a – b", "3: '–' is no operator; write '-'"),
    ("a ≤ b", "3: '≤' is no operator; write '<='"),
    ("a × b", "3: '×' is no operator; write '*'"),
    (
      "f(k: 1)",
      "4: ':' has no meaning in an expression; named arguments are written 'name=value'"
    ),
    ("a ? b : c", "3: '?' has no meaning in an expression; write if(condition, a, b)"),
    ("if a then b else c", "1: 'if' is a function; write if(condition, a, b)"),
    ("{a}", "1: '{' has no meaning in an expression"),
    ("a\u{A0}+ b", "2: U+00A0 has no meaning in an expression"),
    ("a +\u{3000}b", "4: U+3000 has no meaning in an expression"),
    ("１０", "1: '１' has no meaning in an expression; write '1'"),
    ("٣", "1: '٣' has no meaning in an expression; write '3'"),
    ("uniform(0，1)", "10: '，' has no meaning in an expression; write ','"),
    ("uniform（0, 1)", "8: '（' has no meaning in an expression; write '('"),
    ("\u{200B}a", "1: U+200B has no meaning in an expression"),
    ("a\u{0}", "2: U+0000 has no meaning in an expression"),
  ])
  func `Signs of other languages`(text: String, message: String) {
    #expect(refusal(text) == message)
  }

  @Test(arguments: [
    ("0 < x < 1", "7: comparisons do not chain; write '0 < x and x < 1'"),
    ("a == b + 1 != c", "12: comparisons do not chain; write 'a == b + 1 and b + 1 != c'"),
    ("f(0 <= x.y[z] <= 1)", "15: comparisons do not chain; write '0 <= x.y[z] and x.y[z] <= 1'"),
    (
      "aaaaaaaaaaaaaaaaaaaa < bbbbbbbbbbbbbbbbbbbb < cccccccccccccccccccc",
      "45: comparisons do not chain; write 'a < b and b < c'"
    ),
  ])
  func `Comparisons do not chain`(text: String, message: String) {
    #expect(refusal(text) == message)
  }

  @Test(arguments: [
    ("(a + (b)", "1: this '(' is never closed"),
    ("f(a, g(b)", "2: this '(' is never closed"),
    ("a[b", "2: this '[' is never closed"),
    ("a + b)", "6: this ')' closes nothing"),
    ("f(a[b)]", "4: this '[' is closed by ')'"),
  ])
  func `Brackets are reported where they open`(text: String, message: String) {
    #expect(refusal(text) == message)
  }

  @Test(arguments: [
    ("", "1: the expression is empty"),
    ("  \n", "1: the expression is empty"),
    ("a +", "3: a value is missing after '+'"),
    ("* a", "1: a value is missing before '*'"),
    ("a + * b", "5: a value is missing between '+' and '*'"),
    ("+a", "1: a value is missing before '+'"),
    ("+5", "1: a number has no plus sign; write '5'"),
    ("f(+0.5)", "3: a number has no plus sign; write '0.5'"),
    ("1 + +5", "5: a value is missing between '+' and '+'"),
    (".inf", "1: 'inf' is no number; every number is finite"),
    ("-.inf", "2: 'inf' is no number; every number is finite"),
    (".nan", "1: 'nan' is no number; every number is finite"),
    ("()", "2: a value is missing between '(' and ')'"),
    ("a[]", "3: a value is missing between '[' and ']'"),
    ("f(a,)", "5: a value is missing between ',' and ')'"),
    ("f(k=)", "5: a value is missing between '=' and ')'"),
    ("a b", "3: an operator is missing between 'a' and 'b'"),
    ("a (b)[c]", "6: '[' can only follow a name"),
    ("5 sqrt(x)", "3: an operator is missing between '5' and 'sqrt'"),
    ("26 weeks weeks", "10: an operator is missing between 'weeks' and 'weeks'"),
    ("a, b", "2: ',' only separates the arguments of a function or an index"),
    ("(a, b)", "3: ',' only separates the arguments of a function or an index"),
    ("(a).b", "4: '.' can only follow a name"),
    ("a.5", "3: a name is expected after '.', not '5'"),
    ("a.", "2: a name is expected after '.'"),
    ("p.utility(t)", "10: 'p.utility' is no function; only a plain name can be called"),
    ("a == not b", "6: 'not' needs parentheses here: '(not ...)'"),
    ("a not b", "3: 'not' has no place here"),
    ("a for b", "3: 'for' has no place here"),
  ])
  func `Missing and surplus parts`(text: String, message: String) {
    #expect(refusal(text) == message)
  }

  @Test(arguments: [
    ("f(k=1, 2)", "8: arguments without a name go before the named ones"),
    ("f(k=1, j=2, k=3)", "13: the argument 'k' is given twice"),
    (
      "sqrt(x for i in issues)",
      "8: 'for' goes only with sum, product, mean, min, max, argmax, argmin, any, all and count, "
        + "not with 'sqrt'"
    ),
    (
      "sum(a, b for i in issues)",
      "10: 'for' goes with a single expression, as in 'sum(x for i in y)'"
    ),
    ("elicited(p2.5=1)", "13: 'p2.5' is no name; for the quantile write p2_5"),
    (
      "sum(x for i in issues for p in parties)",
      "23: each 'for' has a 'sum' of its own, as in sum(sum(x for i in y) for j in z)"
    ),
    ("sum(x for 3 in issues)", "11: a name is expected after 'for', not '3'"),
    ("sum(x for i of issues)", "13: 'in' is expected after 'for i'"),
    ("sum(x for i in)", "15: a name is expected after 'in', not ')'"),
    (
      "sum(x for i in issues, y)",
      "22: ',' only separates the arguments of a function or an index"
    ),
    (
      "sum(x for i in issues where p = 1)",
      "31: '=' is only for named arguments; write '==' to compare"
    ),
  ])
  func `Arguments and aggregates`(text: String, message: String) {
    #expect(refusal(text) == message)
  }

  @Test(arguments: [
    ("3 per", "3: one word is expected after 'per', as in 'per week'"),
    ("3 per 2 weeks", "3: one word is expected after 'per', as in 'per week'"),
    ("3 per week + 1", "12: nothing may follow 'per week'"),
    ("(3 per week)", "4: 'per' stands only at the end of a rate or probability"),
  ])
  func `Rates`(text: String, message: String) { #expect(refusal(text, rate: true) == message) }

  @Test
  func `Outside rates there is no 'per'`() {
    #expect(refusal("3 per week") == "3: 'per' stands only at the end of a rate or probability")
  }

  @Test
  func `An error shows its file, place, entry and line, and a caret under the place`() throws {
    let source = SourceText(
      "0.3 +\nrusia = 2", file: "a.yaml",
      segments: [.init(offset: 0, line: 7, column: 11), .init(offset: 6, line: 8, column: 5)],
      path: "state.front.next", line: { $0 == 8 ? "    rusia = 2" : nil })
    let error = try #require(throws: Diagnostics.self) { try ExpressionParser.parse(source) }
    #expect(
      error.description == """
        a.yaml:8:11: error: state.front.next: '=' is only for named arguments; write '==' to compare
              rusia = 2
                    ^
        """)
  }
}
