import Testing

/// What can be wrong with correlations, word for word; each mistake is one message.
struct CorrelationErrorTests {
  /// Two lines, so correlations stand on line 5.
  private func found(_ correlations: String, parameters: String = "", state: String = "") throws
    -> [String]
  {
    let body = """
      parameters: {a: "normal(0, 1)", b: "beta(2, 3)", c: "gamma(1, 1)"\(parameters)}
      state: {x: {start: 0, random_walk: {sd: 1}}, y: {start: 0}\(state)}
      correlations: {\(correlations)}
      """
    let errors = try errors(body)
    return try errors.isEmpty ? modelErrors(body) : errors
  }

  @Test(arguments: [
    (
      "k: {between: [a, d], spearman: 0.5}",
      "5:33: error: correlations.k.between: there is no parameter 'd'; known: a, b, c"
    ),
    (
      "k: {between: [a, x], spearman: 0.5}",
      "5:33: error: correlations.k.between: 'x' is a state, not a parameter"
    ),
    (
      "k: {shocks: [x, a], spearman: 0.5}",
      "5:32: error: correlations.k.shocks: 'a' is a parameter, not a state"
    ),
    (
      "k: {between: [a, b, a], spearman: 0.5}",
      "5:36: error: correlations.k.between: 'a' is named twice"
    ),
    (
      "k: {between: [a], spearman: 0.5}",
      "5:16: error: correlations.k: a correlation is between two names or more, but only 'a' is given"
    ),
    (
      "k: {between: [], spearman: 0.5}",
      "5:16: error: correlations.k: a correlation is between two names or more, but none is given"
    ),
    (
      "k: {between: [a, b], spearman: 0.5}, l: {between: [b, a], pearson: 0.1}",
      "5:70: error: correlations.l.between: the correlation of b and a is given already, by 'k'"
    ),
    (
      "k: {between: [a, b], spearman: 1}",
      "5:47: error: correlations.k.spearman: a correlation must be above -1 and below 1, but is 1; "
        + "what moves wholly together is one parameter, read twice"
    ),
    (
      "k: {between: [a, b], spearman: 30}",
      "5:47: error: correlations.k.spearman: a correlation must be above -1 and below 1, but is 30; "
        + "if 30 % is meant, write 30%"
    ),
    (
      "k: {between: [a, b], pearson: -1.5}",
      "5:46: error: correlations.k.pearson: a correlation must be above -1 and below 1, but is -1.5"
    ),
    (
      "k: {between: [a, b], pearson: c}",
      "5:46: error: correlations.k.pearson: a correlation must be a constant, but this is drawn or "
        + "moves"
    ),
    (
      "k: {between: [a, b], pearson: a}",
      "5:46: error: correlations.k.pearson: a correlation must be a constant, but this is drawn or "
        + "moves"
    ),
    (
      "k: {between: [a, b], pearson: \"uniform(0, 1)\"}",
      "5:47: error: correlations.k.pearson: a distribution cannot stand here: declare it under "
        + "parameters or state"
    ),
    (
      "k: {between: [a, b], pearson: true}",
      "5:46: error: correlations.k.pearson: a correlation needs a number, but this is a condition; "
        + "'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "k: {between: [a, b]}",
      "5:16: error: correlations.k: no measure: give one of spearman, pearson"
    ),
    (
      "k: {spearman: 0.5}",
      "5:16: error: correlations.k: no pair: give one of between, shocks"
    ),
    (
      "k: {between: [a, b], spearman: 0.5, pearson: 0.5}",
      "5:52: error: correlations.k: 'pearson' and 'spearman' exclude each other: give one measure"
    ),
    (
      "k: {between: [a, b], shocks: [x, y], pearson: 0.5}",
      "5:37: error: correlations.k: 'shocks' and 'between' exclude each other: give one pair"
    ),
    (
      "k: {between: [a, b], kendall: 0.5}",
      "5:37: error: correlations.k: unknown key 'kendall'; known: between, shocks, spearman, pearson, "
        + "about, source"
    ),
    (
      "k: {shocks: [x, y], pearson: 0.5}",
      "5:32: error: correlations.k.shocks: 'y' has no shocks: only mean_reverting, random_walk and "
        + "geometric have an sd"
    ),
  ])
  func `a correlation that cannot be`(entry: String, message: String) throws {
    let lines = try found(entry)
    #expect(lines.contains("a.yaml:\(message)"), "\(lines)")
    let others = lines.filter { $0 != "a.yaml:\(message)" }
    // A key that is misspelt leaves nothing to read the value from.
    #expect(others.isEmpty || entry.contains("kendall"), "\(others)")
  }

  @Test(arguments: [
    (
      "0.5 + normal(0, 1)",
      "'d' cannot be correlated: its value must be one distribution, as beta(2, 5), but is another "
        + "expression; make the distribution a parameter of its own and correlate that"
    ),
    (
      "3",
      "'d' cannot be correlated: its value must be one distribution, as beta(2, 5), but is another "
        + "expression; make the distribution a parameter of its own and correlate that"
    ),
    (
      "poisson(3)",
      "'d' cannot be correlated: poisson is discrete and its ranks are tied; correlate a continuous "
        + "parameter and make the number from it, as with round(x)"
    ),
    (
      "discrete(1, 1, 2, 1)",
      "'d' cannot be correlated: discrete is discrete and its ranks are tied; correlate a continuous "
        + "parameter and make the number from it, as with round(x)"
    ),
    (
      "chance(0.5)",
      "'d' cannot be correlated: it is a condition; correlate a uniform(0, 1) and compare it with "
        + "the chance"
    ),
    (
      "levy(1, 1.5)",
      "'d' cannot be correlated: levy has no distribution function to invert"
    ),
    (
      "compound(poisson(3), gamma(1, 1))",
      "'d' cannot be correlated: compound has no distribution function to invert"
    ),
  ])
  func `a parameter that cannot be correlated`(value: String, message: String) throws {
    let lines = try found(
      "k: {between: [a, d], spearman: 0.5}", parameters: ", d: \"\(value)\"")
    #expect(lines == ["a.yaml:5:33: error: correlations.k.between: \(message)"], "\(lines)")
  }

  @Test func `the parameter's own mistake is the only one told`() throws {
    #expect(
      try found("k: {between: [a, d], spearman: 0.5}", parameters: ", d: \"beta(0, 1)\"") == [
        "a.yaml:3:72: error: parameters.d: beta: alpha must be above 0, but is 0"
      ])
    #expect(
      try found("k: {between: [a, d], spearman: 0.5}", parameters: ", d: \"bta(0, 1)\"") == [
        "a.yaml:3:72: error: parameters.d: there is no function 'bta'; did you mean 'beta'?"
      ])
  }

  @Test func `shocks of other elements have nothing in common`() throws {
    let body = """
      issues: {land: {}}
      state: {x: {start: 0, random_walk: {sd: 1}}, z: {each: issue, start: 0, random_walk: {sd: 1}}}
      correlations: {k: {shocks: [x, z], pearson: 0.5}}
      """
    #expect(
      try modelErrors(body) == [
        "a.yaml:5:32: error: correlations.k.shocks: 'x' and 'z' have no common elements: correlated "
          + "shocks need the same 'each'"
      ])
  }

  // MARK: What cannot hold together

  /// .9 · .9 ± √((1 − .81)²) = .81 ± .19.
  @Test func `a pair that was forgotten counts as 0`() throws {
    #expect(
      try found("k: {between: [a, b], pearson: 0.9}, l: {between: [b, c], pearson: 0.9}") == [
        "a.yaml:5:52: error: correlations.l: the correlations of a, b, c cannot hold together: "
          + "with 0.9 of a and b and 0.9 of b and c, that of a and c, which is not given and counts "
          + "as 0, must be between 0.62 and 1"
      ])
  }

  /// In ranks: ρ = 2 sin(.9π/6) = .908, its bounds ρ² ± (1 − ρ²) = .64890 and 1, and 6/π asin(.32443).
  @Test func `by rank the range is one of ranks`() throws {
    #expect(
      try found(
        "k: {between: [a, b], spearman: 0.9}, l: {between: [b, c], spearman: 0.9}, "
          + "m: {between: [a, c], spearman: -0.2}") == [
          "a.yaml:5:90: error: correlations.m: the correlations of a, b, c cannot hold together: "
            + "with 0.9 of a and b and 0.9 of b and c, that of a and c must be between 0.632 and 1"
        ])
  }

  /// All equal to −.4 among four: the least eigenvalue is 1 − 3 · .4 < 0, of each three 1 − .8 > 0.
  @Test func `four that only contradict each other together`() throws {
    #expect(
      try found("k: {between: [a, b, c, d], pearson: -0.4}", parameters: ", d: \"normal(0, 1)\"")
        == [
          "a.yaml:5:16: error: correlations.k: the correlations of a, b, c, d cannot hold together: "
            + "no quantities have all of them at once; bring them nearer to 0, or give the pairs that "
            + "are left out, which count as 0"
        ])
  }

  @Test func `other groups are not asked`() throws {
    #expect(
      try found(
        "k: {between: [a, b], pearson: 0.99}, l: {between: [c, d], pearson: -0.99}",
        parameters: ", d: \"normal(0, 1)\"") == [])
  }
}
