/// Words that other languages have, and what stands for them in this one.
package enum ForeignWords {
  /// Why a word that is a value elsewhere is none here; `nil` for other words. A scenario may give
  /// it as a name: only where there is no such name is this said.
  package static func problem(withValue word: String) -> LanguageCause? {
    values.contains(word.lowercased()) ? .foreignValue(word) : nil
  }

  private static let values: Set<String> = ["yes", "no", "on", "off", "inf", "infinity", "nan"]

  /// What to write for a function of another language; `nil` if nothing is known of it.
  package static func advice(forFunction name: String) -> String? {
    (functions[name] ?? distribution(name)).map { "write \($0)" }
      ?? (spreads.contains(name) ? "the results have the sd of each measure" : nil)
  }

  private static let spreads: Set<String> = [
    "sd", "std", "stdev", "stddev", "std_dev", "var", "variance",
  ]

  static let functions: [String: String] = {
    let advice = [
      ("log(x)", ["ln", "loge", "log_e", "natural_log"]),
      ("log(x) / log(10)", ["log10", "lg"]), ("log(x) / log(2)", ["log2", "lb", "ld"]),
      ("log(1 + x)", ["log1p"]), ("exp(x) - 1", ["expm1"]), ("2 ^ x", ["exp2"]),
      ("10 ^ x", ["exp10"]), ("x ^ 2", ["sqr", "square"]), ("x ^ y", ["pow", "power"]),
      ("x ^ (1 / 3)", ["cbrt"]), ("abs(x)", ["fabs", "absolute"]),
      ("ceil(x)", ["ceiling"]), ("floor(x)", ["int", "trunc", "truncate"]),
      ("mod(x, y)", ["fmod", "modulo", "remainder"]), ("sign(x)", ["sgn", "signum"]),
      ("normal_cdf(x)", ["phi", "normcdf", "norm_cdf", "ncdf", "normsdist", "normal_p"]),
      ("normal_quantile(p)", ["probit", "norm_ppf", "normsinv", "inv_phi"]),
      ("1 - erf(x)", ["erfc"]), ("sin(x) / cos(x)", ["tan"]),
      ("product(x for i in parties)", ["prod"]),
      ("if(condition, a, b)", ["ifelse", "if_else", "iif", "ite", "cond"]),
      ("by(label, a=1, otherwise=0)", ["switch", "case", "select"]),
      ("clamp(x, low, high)", ["clip", "bound", "limit"]),
      ("logistic(x)", ["sigmoid", "expit", "inv_logit", "invlogit"]),
      ("average(x) over time, or mean(x for i in parties)", ["avg"]),
      ("total(x)", ["cumsum", "integral", "integ", "accumulate"]),
      ("previous(x)", ["prev", "lag", "shift"]),
    ]
    return Dictionary(
      advice.flatMap { text, names in names.map { ($0, text) } }, uniquingKeysWith: { a, _ in a })
  }()
}
