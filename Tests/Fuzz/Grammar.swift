import Sim

/// Expressions and values of the language, and what is nearly that.
struct Grammar {
  /// Names that the scenario at hand has.
  let names: [String]

  static let extremes = [
    "-1", "0", "1", "-0", "0.5", "1.5", "2", "100%", "-5%", "1e308", "-1e308", "1e-320", "1e400",
    "nan",
    "inf", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "99999999999",
    "400000000", "100000", "100001", "1000", "1001", "3 weeks", "99999999999 years", "-1 day",
    "1e308 years", "0 steps", "2026-01-01", "9999-12-31", "0001-01-01", "0000-01-01", "2026-02-30",
    "true", "false", "yes", "~", "''", "\"\"", "[]", "{}", "[1, 2]", "{a: 1}", "remove",
    "otherwise",
    "default", "zone", "draft", "agreed", "status_quo", "signed", "outcome", "date", "step",
    "&a [1]",
    "*a", "!!int 3", "|", ">", "<<", "\u{FEFF}", "\u{2028}", "\t", "'", "\"", "#", "1_000", "0x10",
    "1,5",
    "%", "per week", "0.1 per week", "1e308 per day", "10% per year",
  ]

  static let words = [
    "step", "steps", "date", "week", "day", "settled", "truce", "zone", "max_gap", "fighting",
    "talks_met",
    "rounds", "core_settled", "settled_for", "outcome", "default", "breach", "broken_off",
    "balanced",
    "hard_line_crossed", "draft", "agreed", "status_quo", "text", "issue", "party", "i", "p",
  ]

  static let functions = [
    "previous", "count", "happened", "fires", "since", "first", "date_of", "ever", "held_for",
    "longest",
    "highest", "lowest", "total", "average", "if", "by", "min", "max", "abs", "exp", "log", "sqrt",
    "floor",
    "round", "clamp", "logistic", "weeks", "days", "steps", "accepts", "utility", "value",
    "ceil", "sign", "mod", "sin", "cos", "erf", "normal_cdf", "normal_quantile",
    "distance", "truncated", "mixture", "discrete", "compound", "elicited", "empirical", "chance",
  ]

  func expression(_ chance: inout Chance, depth: Int = 4) -> String {
    if depth == 0 || chance.happens(25) { return leaf(&chance) }
    func inner() -> String { expression(&chance, depth: depth - 1) }
    switch chance.below(12) {
    case 0: return "(\(inner()))"
    case 1: return "-\(inner())"
    case 2: return "not \(inner())"
    case 3:
      let operation = chance.one(["+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!="])
      return "\(inner()) \(operation) \(inner())"
    case 4: return "\(inner()) \(chance.one(["and", "or"])) \(inner())"
    case 5:
      let domain = chance.one(["issues", "parties", "plans", chance.one(names)])
      let kind = chance.one([
        "sum", "product", "argmax", "mean", "min", "max", "any", "all", "count",
      ])
      let filter = chance.happens(30) ? " where \(inner())" : ""
      return "\(kind)(\(inner()) for \(chance.one(["i", "p", "x"])) in \(domain)\(filter))"
    case 6: return "\(chance.one(names))[\(chance.one(names + ["i", "p", "issue", "party"]))]"
    case 7:
      return
        "\(chance.one(names)).\(chance.one(names + ["utility", "margin", "no_deal", "capability"]))"
    case 8, 9:
      let family = chance.one(Family.all).name
      return "\(family)(\(arguments(&chance, depth: depth)))"
    default: return "\(chance.one(Self.functions))(\(arguments(&chance, depth: depth)))"
    }
  }

  private func arguments(_ chance: inout Chance, depth: Int) -> String {
    (0..<chance.below(4)).map { _ in
      let label =
        chance.happens(10)
        ? "\(chance.one(["id", "sd", "mean", "p5", "p50", "low", "otherwise"]))=" : ""
      return label + expression(&chance, depth: depth - 1)
    }.joined(separator: ", ")
  }

  private func leaf(_ chance: inout Chance) -> String {
    switch chance.below(4) {
    case 0: chance.one(Self.extremes)
    case 1: chance.one(Self.words)
    case 2: "\(Double(chance.below(2000)) / 1000)"
    default: chance.one(names)
    }
  }
}
