/// What can be wrong with an expression, whatever scenario it stands in.
package enum LanguageCause: Cause {
  // Sizes.
  case empty
  case tooManyTokens
  case tooDeep(limit: Int)
  case nameTooLong(limit: Int)

  // Numbers, dates, names.
  case tooLarge(String)
  case tooSmall(String)
  case notDecimal(String)
  case underscore(meant: String)
  case noNumber(String, meant: [String])
  /// `1 000`, `0,08`.
  case brokenNumber
  case leadingZero(meant: String)
  case leadingPoint(meant: String)
  case gluedNumber(String, to: String)
  case dateForm
  case noSuchDay(String)
  case foreignLetters(String)
  case upperCase(String)
  case upperCaseWord(String)
  case leadingUnderscore(String)
  /// A word that is a value elsewhere: `inf`, `yes`.
  case foreignValue(String)
  /// A distribution as another tool calls it.
  case foreignDistribution(String, meant: String)
  /// `5 to 10`.
  case range(low: String, high: String, isPositive: Bool, unit: RangeUnit = .none)
  /// `5 to 5`.
  case rangeOfOne(String)
  /// `30-60%`, read as a difference if `isSign`.
  case dash(String, low: String, high: String, isSign: Bool, unit: RangeUnit = .none)
  /// `0.45 ± 0.1`.
  case margin(String, middle: String, sd: String, low: String, high: String)

  // Signs.
  case foreignSign(String, meant: String)
  case quoteMark
  /// The whole expression is in curly quotes; `meant` is what they hold.
  case curlyQuotes(String, meant: String)
  case spacedPercent(String)
  case noRemainder(after: PercentSign)
  case timeOfDay
  case colon
  case noMeaning(String, meant: Character?)

  // Order.
  case notNeedsParentheses
  case plusSign(meant: String)
  case valueMissing(before: String)
  case valueMissingAfter(String)
  case valueMissingBetween(String, String)
  case operatorMissing(String, String)
  /// `30% a week`.
  case perInWords(String, unit: String)
  /// `if c then a else b`.
  case ifInWords
  /// `c ? a : b`.
  case questionMark
  case assignment
  case onlyAfterName(String)
  case perInside
  case comma
  case noPlace(String)
  case closesNothing(String)
  case closedBy(String, String)
  case neverClosed(String)
  case chained(meant: String)
  case perWithoutUnit
  case afterPer(String)
  case nameExpected(after: String, found: String?)

  // Calls.
  case usage(String, given: Int?)
  case notAFunction(String)
  case unnamedAfterNamed
  case namedTwice(String)
  case forAmongArguments
  case forInOther(String)
  case secondFor(String)
  /// `p2.5`.
  case quantileWithPoint(String)
  case inMissing(String)

  // Types and units, as messages describe them.
  case needs(String, String, found: String, hint: String = "")
  case twoTypesOfIf(String, String)
  case twoTypes(String, String, String)
  case compared(String, String, String, hint: String)
  case noOrder(String)
  case notAUnit(String, units: String)
  /// A calendar is needed, and the clock has none: only `usable` can be used, not `instead`.
  case noCalendar(usable: String, instead: String?)

  package enum PercentSign: Hashable, Sendable {
    case number
    case value
  }
}

extension LanguageCause {
  package var wording: String {
    switch self {
    case .empty: "the expression is empty"
    case .tooManyTokens: "the expression is longer than 2,000 tokens"
    case .tooDeep(let limit): "the expression is nested more than \(limit) deep"
    case .nameTooLong(let limit): "names have at most \(limit) characters"
    case .tooLarge(let written): "'\(written)' is too large for a number"
    case .tooSmall(let written): "'\(written)' is too small for a number"
    case .notDecimal(let written): "'\(written)' is no decimal number"
    case .underscore(let meant): "numbers have no '_'; write '\(meant)'"
    case .noNumber(let written, let meant):
      "'\(written)' is no number"
        + (meant.isEmpty
          ? "" : "; write " + meant.map { "'\($0)'" }.joined(separator: " or "))
    case .brokenNumber:
      "numbers are written without spaces and with a point, as in 1000 or 0.08"
    case .leadingZero(let meant): "numbers do not begin with 0; write '\(meant)'"
    case .leadingPoint(let meant): "numbers begin with a digit; write '\(meant)'"
    case .gluedNumber(let number, let rest):
      "an operator or a space is missing between '\(number)' and '\(rest)'"
    case .dateForm: "dates are written like 2026-06-01"
    case .noSuchDay(let written): "there is no day \(written)"
    case .foreignLetters(let written):
      "names have only the letters a to z, digits and '_': '\(written)'" + LookAlike.note(written)
    case .upperCase(let written): "names are lower case: '\(written.lowercased())'"
    case .upperCaseWord(let written): "write '\(written.lowercased())', not '\(written)'"
    case .leadingUnderscore(let written): "names begin with a letter: '\(written)'"
    case .foreignValue(let word):
      switch word.lowercased() {
      case "yes", "no", "on", "off": "'\(word)' is not a value; write true or false"
      default: "'\(word)' is no number; every number is finite"
      }
    case .foreignDistribution(let written, let meant):
      "there is no function '\(written)'; write \(meant)"
    case .range(let low, let high, let isPositive, let unit):
      "'to' is no operator; write \(isPositive ? "lognormal" : "normal")(p5=\(low), p95=\(high))"
        + "\(unit.factor)\(unit.advice), in quotes if braces stand around it"
    case .rangeOfOne(let value): "'to' is no operator, and both ends are the same: write \(value)"
    case .dash(let written, let low, let high, let isSign, let unit):
      "'\(written)' is no range; write uniform(\(low), \(high))\(unit.factor)\(unit.advice), in quotes "
        + "if braces stand around it"
        + (isSign ? ", or spaces around '-' for the difference" : "")
    case .margin(let sign, let middle, let sd, let low, let high):
      "'\(sign)' is no operator; write normal(\(middle), \(sd)) or uniform(\(low), \(high)), "
        + "in quotes if braces stand around it"
    case .foreignSign(let sign, let meant): "'\(sign)' is no operator; write '\(meant)'"
    case .quoteMark: "names and labels are written without quotes"
    case .curlyQuotes(let mark, let meant):
      "'\(mark)' is no quote of YAML; write \"\(meant)\", with straight quotes"
    case .spacedPercent(let number): "write '\(number)%' without a space"
    case .noRemainder(.number):
      "there is no remainder operator; '%' after a number means percent"
    case .noRemainder(.value):
      "there is no remainder operator; '%' only follows a number, as in 5%"
    case .timeOfDay: "there are no times of day; ':' has no meaning in an expression"
    case .colon: "':' has no meaning in an expression; named arguments are written 'name=value'"
    case .noMeaning(let shown, let meant):
      "\(shown) has no meaning in an expression" + (meant.map { "; write '\($0)'" } ?? "")
    case .notNeedsParentheses: "'not' needs parentheses here: '(not ...)'"
    case .plusSign(let meant): "a number has no plus sign; write '\(meant)'"
    case .valueMissing(let next): "a value is missing before '\(next)'"
    case .valueMissingAfter(let last): "a value is missing after '\(last)'"
    case .valueMissingBetween(let last, let next):
      "a value is missing between '\(last)' and '\(next)'"
    case .operatorMissing(let last, let next):
      "an operator is missing between '\(last)' and '\(next)'"
    case .perInWords(let word, let unit): "write 'per \(unit)', not '\(word) \(unit)'"
    case .ifInWords: "'if' is a function; write if(condition, a, b)"
    case .questionMark: "'?' has no meaning in an expression; write if(condition, a, b)"
    case .assignment: "'=' is only for named arguments; write '==' to compare"
    case .onlyAfterName(let sign): "'\(sign)' can only follow a name"
    case .perInside: "'per' stands only at the end of a rate or probability"
    case .comma: "',' only separates the arguments of a function or an index"
    case .noPlace(let written): "'\(written)' has no place here"
    case .closesNothing(let bracket): "this '\(bracket)' closes nothing"
    case .closedBy(let bracket, let other): "this '\(bracket)' is closed by '\(other)'"
    case .neverClosed(let bracket): "this '\(bracket)' is never closed"
    case .chained(let meant): "comparisons do not chain; write '\(meant)'"
    case .perWithoutUnit: "one word is expected after 'per', as in 'per week'"
    case .afterPer(let unit): "nothing may follow 'per \(unit)'"
    case .nameExpected(let sign, let found):
      "a name is expected after '\(sign)'" + (found.map { ", not '\($0)'" } ?? "")
    case .usage(let usage, let count):
      "write \(usage)"
        + (count.map { "; here \($0) \($0 == 1 ? "argument is" : "arguments are") given" } ?? "")
    case .notAFunction(let written):
      "'\(written)' is no function; only a plain name can be called"
    case .unnamedAfterNamed: "arguments without a name go before the named ones"
    case .namedTwice(let label): "the argument '\(label)' is given twice"
    case .forAmongArguments:
      "'for' goes with a single expression, as in 'sum(x for i in y)'"
    case .forInOther(let function):
      "'for' goes only with sum, product, mean, min, max, argmax, argmin, any, all and count, not with '\(function)'"
    case .secondFor(let function):
      "each 'for' has a '\(function)' of its own, as in \(function)(\(function)(x for i in y) for j in z)"
    case .quantileWithPoint(let written):
      "'\(written)' is no name; for the quantile write \(written.replacing(".", with: "_"))"
    case .inMissing(let variable): "'in' is expected after 'for \(variable)'"
    case .needs(let what, let needed, let found, let hint):
      "\(what) needs \(needed), but this is \(found)\(hint)"
    case .twoTypesOfIf(let a, let b):
      "both values of 'if' must be of one type, but they are \(a) and \(b)"
    case .twoTypes(let function, let a, let b):
      "'\(function)' needs values of one type, but these are \(a) and \(b)"
    case .compared(let sign, let a, let b, let hint): "'\(sign)' compares \(a) with \(b)\(hint)"
    case .noOrder(let kind): "\(kind) have no order; compare them with '==' or '!='"
    case .notAUnit(let name, let units):
      "'\(name)' is no unit of time; "
        + (["percent", "pct", "percentage"].contains(name)
          ? "write a percentage with its sign, as in 5%" : "use \(units)")
    case .noCalendar(let usable, let instead):
      "this clock has no calendar: only \(usable) can be used"
        + (instead.map { ", not \($0)" } ?? "")
    }
  }
}
