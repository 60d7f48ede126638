import Sim
import Testing

struct ForeignFunctionTests {
  @Test(arguments: [
    ("ln(2)", "write log(x)"), ("log10(2)", "write log(x) / log(10)"),
    ("lg(2)", "write log(x) / log(10)"), ("log2(2)", "write log(x) / log(2)"),
    ("sqr(2)", "write x ^ 2"), ("pow(2, 3)", "write x ^ y"), ("exp2(1)", "write 2 ^ x"),
    ("ifelse(true, 1, 2)", "write if(condition, a, b)"),
    ("avg(1, 2)", "write average(x) over time, or mean(x for i in parties)"),
    ("std(1)", "the results have the sd of each measure"),
    ("ceiling(1)", "write ceil(x)"), ("fmod(5, 3)", "write mod(x, y)"),
    ("sgn(1)", "write sign(x)"), ("phi(1)", "write normal_cdf(x)"), ("erfc(1)", "write 1 - erf(x)"),
    ("probit(0.2)", "write normal_quantile(p)"), ("tan(1)", "write sin(x) / cos(x)"),
    ("rnorm(1)", "write normal(mean, sd)"), ("sigmoid(1)", "write logistic(x)"),
    ("lag(1)", "write previous(x)"),
  ])
  func `a function of another language is reported as it is here`(text: String, advice: String)
    throws
  {
    let name = text.prefix { $0 != "(" }
    let found = try modelErrors("measures: {m: \"\(text)\"}")
    #expect(
      found == ["a.yaml:3:16: error: measures.m: there is no function '\(name)'; \(advice)"],
      "\(found)")
  }

  // MARK: Distributions

  /// Whether they are found when the file is read or when the model is made.
  private func problems(_ body: String) throws -> [String] {
    let found = try errors(body)
    return found.isEmpty ? try modelErrors(body) : found
  }

  /// Numbers for what stands in an advice, so that it can be followed.
  private static let numbers = [
    "min": "1", "mode": "2", "max": "3", "low": "1", "high": "5", "middle": "2", "mean": "2",
    "sd": "0.5", "mu": "0.1", "sigma": "0.5", "m": "2", "s": "0.5", "shape": "2", "scale": "1",
    "rate": "2", "r": "2", "p": "0.3", "n": "4", "a": "1", "b": "2", "successes": "3",
    "failures": "4", "draws": "2", "degrees": "3", "degrees1": "3", "degrees2": "4",
    "location": "1", "c": "0.2", "lambda": "4", "exponent": "2", "value": "2", "weight": "1",
    "distribution": "uniform(0, 1)",
    "count": "poisson(2)", "size": "uniform(0, 1)",
  ]

  /// The advice with numbers for its words: names that are called or given stay.
  private func followed(_ advice: String) throws -> String {
    if advice == "a number as it is" { return "3" }
    let text = advice.components(separatedBy: ", or ")[0]
    var result = ""
    var word = ""
    for character in text + " " {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
        continue
      }
      let isName =
        character == "(" || character == "=" || word.isEmpty || word.first?.isNumber == true
      // The family `beta` has a parameter of its own name.
      let greek = ["alpha": "2", "beta": "3"][word]
      result += isName ? word : try #require(Self.numbers[word] ?? greek, "\(word)")
      result.append(character)
      word = ""
    }
    return result
  }

  @Test(arguments: ForeignWords.distributions.map(\.write))
  func `what is said of a distribution of another tool leads to a right file`(write: String) throws
  {
    let row = try #require(ForeignWords.distributions.first { $0.write == write })
    let right = try followed(write)
    #expect(try problems("parameters: {x: \"\(right)\"}") == [], "\(right)")
    for name in row.names {
      let written = "\(name)(1, 2, 3)"
      let found = try problems("parameters: {x: \"\(written)\"}")
      #expect(
        found == [
          "a.yaml:3:18: error: parameters.x: there is no function '\(name)'; write \(write)"
        ], "\(found)")
    }
  }

  @Test(arguments: [
    ("RiskTriang(0.1,0.3,0.5)", "RiskTriang", "triangular(min, mode, max)"),
    ("PERT(1, 2, 3)", "PERT", "pert(min, mode, max)"),
    ("Bernoulli(0.3)", "Bernoulli", "bernoulli(p)"),
    ("Normal (0, 1)", "Normal", "normal(mean, sd)"),
    ("N(0, 1)", "N", "normal(mean, sd)"),
    ("U(0, 1)", "U", "uniform(min, max)"),
    ("np.random.normal(0, 1)", "np.random.normal", "normal(mean, sd)"),
    ("stats.norm(0, 1)", "stats.norm", "normal(mean, sd)"),
    ("scipy.stats.norm.rvs(0, 1)", "scipy.stats.norm.rvs", "normal(mean, sd)"),
    ("NORM.INV(0.5, 0, 1)", "NORM.INV", "normal(mean, sd)"),
    ("CB.Normal(0, 1)", "CB.Normal", "normal(mean, sd)"),
    ("pm.Beta(2, 3)", "pm.Beta", "beta(alpha, beta)"),
    ("random.randint(1, 6)", "random.randint", "floor(uniform(low, high + 1))"),
    ("LN(2)", "LN", "log(x)"),
    ("np.log10(2)", "np.log10", "log(x) / log(10)"),
  ])
  func `capitals and modules do not hide a function`(text: String, name: String, write: String)
    throws
  {
    let found = try problems("parameters: {x: \"\(text)\"}")
    #expect(
      found == ["a.yaml:3:18: error: parameters.x: there is no function '\(name)'; write \(write)"],
      "\(found)")
  }

  @Test(arguments: [
    ("Foo(1)", "names are lower case: 'foo'"),
    ("Normal", "names are lower case: 'normal'"),
    ("x.foo(1)", "'x.foo' is no function; only a plain name can be called"),
  ])
  func `other words with capitals and dots stay what they are`(text: String, message: String) throws
  {
    let found = try problems("parameters: {x: \"\(text)\"}")
    #expect(found.map { $0.suffix(message.count) } == [message[...]], "\(found)")
  }

  @Test(arguments: [
    ("5 to 10", 2, "lognormal(p5=5, p95=10)"),
    ("5% to 10%", 3, "lognormal(p5=5%, p95=10%)"),
    ("-5 to 10", 3, "normal(p5=-5, p95=10)"),
    ("0 to 10", 2, "normal(p5=0, p95=10)"),
    ("-5 to -1", 3, "normal(p5=-5, p95=-1)"),
    ("10 to 5", 3, "lognormal(p5=5, p95=10)"), ("5 to -1", 2, "normal(p5=-1, p95=5)"),
    ("2 * (5 to 10)", 7, "lognormal(p5=5, p95=10)"),
    ("3 weeks to 5 weeks", 8, "lognormal(p5=3, p95=5) * 1 week"),
    ("3 to 5 weeks", 2, "lognormal(p5=3, p95=5) * 1 week"),
    ("10 days to 5 weeks", 8, "lognormal(p5=10, p95=35) * 1 day"),
    ("6 weeks to 30 days", 8, "lognormal(p5=30, p95=42) * 1 day"),
    ("10 to 20 EUR", 3, "lognormal(p5=10, p95=20), without 'EUR'"),
    ("$10 to $20", 4, "lognormal(p5=10, p95=20), without '$'"),
    ("30 to 60 percent", 3, "lognormal(p5=30%, p95=60%)"),
    ("10 days to 2 months", 8, "lognormal(p5=low, p95=high)"),
    ("(1 + 2) to 10", 8, "lognormal(p5=low, p95=high)"),
  ])
  func `a range is written with its quantiles`(text: String, offset: Int, write: String) throws {
    let found = try problems("parameters: {x: \"\(text)\"}")
    #expect(
      found == [
        "a.yaml:3:\(18 + offset): error: parameters.x: 'to' is no operator; write \(write), in quotes "
          + "if braces stand around it"
      ], "\(found)")
    if !write.contains("low"), !write.contains("without"), !write.contains(" * 1 ") {
      #expect(try problems("parameters: {x: \"\(write)\"}") == [])
      #expect(try problems("parameters:\n  x: \(write)") == [])
    }
  }

  @Test
  func `what a range of durations is written as is a duration`() throws {
    let clock = "clock: {start: 2025-01-06, step: week, steps: 4}\n"
    #expect(
      try problems(clock + "parameters: {x: \"lognormal(p5=10, p95=35) * 1 day\"}") == [])
  }

  @Test
  func `a range of one number is that number`() throws {
    #expect(
      try problems("parameters: {x: \"5 to 5\"}") == [
        "a.yaml:3:20: error: parameters.x: 'to' is no operator, and both ends are the same: write 5"
      ])
  }
}
