import Testing

struct ForeignFunctionTests {
  @Test(arguments: [
    ("ln(2)", "write log(x)"), ("log10(2)", "write log(x) / log(10)"),
    ("lg(2)", "write log(x) / log(10)"), ("log2(2)", "write log(x) / log(2)"),
    ("sqr(2)", "write x ^ 2"), ("pow(2, 3)", "write x ^ y"), ("exp2(1)", "write 2 ^ x"),
    ("ifelse(true, 1, 2)", "write if(condition, a, b)"),
    ("avg(1, 2)", "write average(x) over time, or mean(x for i in parties)"),
    ("std(1)", "the results have the sd of each measure"),
    ("ceil(1)", "write -floor(-x)"), ("mod(5, 3)", "write x - y * floor(x / y)"),
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
}
