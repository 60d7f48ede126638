import Foundation
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

  @Test func `the parameter's own mistake is the only one reported`() throws {
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
          + "as 0, must be above 0.62 and below 1; the nearest that hold together: 0.743 of a and b, 0.105 "
          + "of a and c, 0.743 of b and c"
      ])
  }

  /// In ranks: ρ = 2 sin(.9π/6) = .908, its bounds ρ² ± (1 − ρ²) = .64890 and 1, and 6/π
  /// asin(.32443).
  @Test func `by rank the range is one of ranks`() throws {
    #expect(
      try found(
        "k: {between: [a, b], spearman: 0.9}, l: {between: [b, c], spearman: 0.9}, "
          + "m: {between: [a, c], spearman: -0.2}") == [
          "a.yaml:5:90: error: correlations.m: the correlations of a, b, c cannot hold together: "
            + "with 0.9 of a and b and 0.9 of b and c, that of a and c must be above 0.632 and below 1; "
            + "the nearest that hold together: 0.671 of a and b, -0.048 of a and c, 0.671 of b and "
            + "c"
        ])
  }

  /// All equal to −.4 among four: the least eigenvalue is 1 − 3 · .4 < 0, of each three 1 − .8 > 0.
  @Test func `four that only contradict each other together`() throws {
    #expect(
      try found("k: {between: [a, b, c, d], pearson: -0.4}", parameters: ", d: \"normal(0, 1)\"")
        == [
          "a.yaml:5:16: error: correlations.k: the correlations of a, b, c, d cannot hold together: "
            + "no Gaussian copula has all of them, for the least eigenvalue of their matrix is -0.2 "
            + "and must be above 0; the nearest that hold together: -0.333 of a and b, -0.333 of a and c, "
            + "-0.333 of a and d, -0.333 of b and c, -0.333 of b and d, -0.333 of c and d"
        ])
  }

  /// All −½ among three: the least eigenvalue is 0, which is not above it.
  @Test func `the edge itself is outside`() throws {
    #expect(
      try found("k: {between: [a, b, c], pearson: -0.5}") == [
        "a.yaml:5:16: error: correlations.k: the correlations of a, b, c cannot hold together: with "
          + "-0.5 of a and c and -0.5 of b and c, that of a and b must be above -0.5 and below 1; "
          + "the nearest that hold together: -0.499 of a and b, -0.499 of a and c, -0.499 of b and c"
      ])
  }

  @Test func `each pair is reported in the measure in which it was given`() throws {
    let lines = try found(
      "k: {between: [a, b], spearman: 0.9}, l: {between: [b, c], pearson: 0.9}, "
        + "m: {between: [a, c], pearson: -0.2}")
    #expect(
      lines == [
        "a.yaml:5:89: error: correlations.m: the correlations of a, b, c cannot hold together: with "
          + "0.9 by rank of a and b and 0.9 of b and c, that of a and c must be above 0.635 and below "
          + "0.999; the nearest that hold together: 0.676 of a and b by rank, -0.045 of a and c, 0.687 "
          + "of b and c"
      ], "\(lines)")
  }

  /// What is offered is taken at its word: with these numbers in their places the file loads.
  @Test(arguments: [
    "pearson: [[0.9, -0.9, 0.3], [0.8, 0], [0.95]]",
    "spearman: [[0.9, -0.9, 0.3], [0.8, 0], [0.95]]",
    "spearman: [[0.05, 0.86, 0.7, -0.96], [0.52, 0.55, 0.15], [0.88, -0.71], [-0.53]]",
    "pearson: [[-0.4, -0.4, -0.4, -0.4], [-0.4, -0.4, -0.4], [-0.4, -0.4], [-0.4]]",
    "spearman: [[0.99, -0.99], [0.99]]",
  ])
  func `the numbers that are offered hold together`(given: String) throws {
    let measure = given.hasPrefix("pearson") ? "pearson" : "spearman"
    let names = ["a", "b", "c", "d", "e"]
    var pairs: [String: Double] = [:]
    let rows = given.split(separator: ":")[1].split(separator: "]").map { row in
      row.split { "[, ".contains($0) }.compactMap { Double($0) }
    }
    for (i, row) in rows.filter({ !$0.isEmpty }).enumerated() {
      for (k, value) in row.enumerated() { pairs["\(names[i]) and \(names[i + k + 1])"] = value }
    }
    func section() -> String {
      pairs.sorted { $0.key < $1.key }.map { pair, value in
        let names = pair.split(separator: " ")
        return "\(names[0])\(names[2]): {between: [\(names[0]), \(names[2])], \(measure): \(value)}"
      }.joined(separator: ", ")
    }
    let more = ", d: \"normal(0, 1)\", e: \"normal(0, 1)\""
    let message = try #require(try found(section(), parameters: more).first)
    let offer = try #require(
      message.components(separatedBy: "the nearest that hold together: ").last)
    var changed = 0
    for part in offer.components(separatedBy: ", ") {
      let words = part.components(separatedBy: " of ")
      pairs[words[1]] = Double(words[0])
      changed += 1
    }
    #expect(changed > 0)
    #expect(try found(section(), parameters: more) == [])
  }

  @Test func `for many names one factor is offered`() throws {
    let names = (0..<12).map { "n\($0)" }
    let parameters = names.map { ", \($0): \"normal(0, 1)\"" }.joined()
    let list = names.joined(separator: ", ")
    let lines = try found("k: {between: [\(list)], pearson: -0.2}", parameters: parameters)
    #expect(
      lines.count == 1 && lines[0].hasSuffix("; all of them times 0.45 hold together"), "\(lines)")
    #expect(
      try found("k: {between: [\(list)], pearson: \(-0.2 * 0.45)}", parameters: parameters) == [])
  }

  /// The factor by numpy: at 0.05 the least eigenvalue is above 0, at 0.06 it is −0.11.
  @Test func `no nearest matrix is sought for thirty names, and few are listed`() throws {
    let names = (0..<30).map { "n\($0)" }
    let parameters = names.map { ", \($0): \"normal(0, 1)\"" }.joined()
    var pairs: [String] = []
    for i in names.indices {
      for j in names.indices where j < i {
        let sign = (i + j) % 3 == 0 ? "-" : ""
        pairs.append("c\(i)_\(j): {between: [n\(i), n\(j)], spearman: \(sign)0.9}")
      }
    }
    let lines = try found(pairs.joined(separator: ", "), parameters: parameters)
    #expect(lines.count == 1, "\(lines)")
    #expect(lines.first?.hasSuffix("; all of them times 0.05 hold together") == true, "\(lines)")
    let list = names.joined(separator: ", ")
    let alike = try found("k: {between: [\(list)], pearson: -0.04}", parameters: parameters)
    let listed = names.sorted()[..<12].joined(separator: ", ")
    #expect(alike.count == 1)
    #expect(
      alike.first?.contains("the correlations of \(listed) and 18 more cannot hold together")
        == true, "\(alike)")
  }

  @Test func `other groups are not asked`() throws {
    #expect(
      try found(
        "k: {between: [a, b], pearson: 0.99}, l: {between: [c, d], pearson: -0.99}",
        parameters: ", d: \"normal(0, 1)\"") == [])
  }
}
