import Foundation
import Testing

/// `id=` names a draw, so that it keeps its random numbers under any name.
struct DrawIDTests {
  private func found(_ body: String, _ measure: String = "m") throws -> [Double] {
    let play = try Play(body)
    return try (0..<5).map { try play.value(measure, trial: $0) }
  }

  private let own = "parameters: {shock: \"normal(0, 1, id=weather)\"}\nmeasures: {m: shock}"

  @Test(arguments: [
    "parameters: {weather_shock: \"normal(0, 1, id=weather)\"}\nmeasures: {m: weather_shock}",
    "parameters: {c: 2}\ndefinitions: {d: s}\nstate: {s: {start: \"normal(0, 1, id=weather)\"}}\nmeasures: {m: d}",
    "parameters: {x: \"3 + normal(0, 1) * 0 + normal(0, 1, id=weather)\"}\nmeasures: {m: x - 3}",
    "issues: {a: {status_quo: 0}}\nparties: {p: {ideal: 0, capability: \"exp(normal(0, 1, id=weather))\"}}\nmeasures: {m: \"log(p.capability)\"}",
  ])
  func `an entry with an id may be renamed or moved`(body: String) throws {
    let (one, other) = (try found(own), try found(body))
    #expect(zip(one, other).allSatisfy { abs($0 - $1) < 1e-12 }, "\(one) \(other)")
  }

  @Test func `without one it may not`() throws {
    let text = own.replacingOccurrences(of: ", id=weather", with: "")
    #expect(try found(text) != found(text.replacingOccurrences(of: "shock", with: "other")))
  }

  @Test func `entries with one id have one draw, each on its own scale`() throws {
    let body = """
      parameters:
        c: normal(0, 1, id=weather)
        d: normal(0, 1, id=weather)
        e: normal(10, 2, id=weather)
        f: normal(0, 1)
      measures: {same: c == d, scaled: e - 10 - 2 * c, other: c == f}
      """
    #expect(try found(body, "same") == [1, 1, 1, 1, 1])
    #expect(try found(body, "scaled").allSatisfy { abs($0) < 1e-12 })
    #expect(try found(body, "other") == [0, 0, 0, 0, 0])
  }

  /// Every family that is drawn in a way of its own.
  @Test(arguments: [
    "uniform(0, 1", "lognormal(0, 1", "beta(2, 3", "gamma(2, 1", "poisson(5", "chance(0.5",
    "elicited(p5=1, p95=9", "elicited(p5=1, p50=3, p95=9", "discrete(1, 2, 3, 4",
    "mixture(normal(0, 1), 1, beta(2, 3), 1", "truncated(normal(0, 1), 0, 2",
    "compound(poisson(3), exponential(1)", "empirical(d",
  ])
  func `of any family`(call: String) throws {
    let data = ["d.csv": "x\n1\n2\n4\n8\n"]
    func found(_ name: String, _ id: String) throws -> [Double] {
      let value = call.hasPrefix("chance") ? "if(\(call)\(id)), 1, 0)" : "\(call)\(id))"
      let play = try Play(
        "data: {d: {file: d.csv, column: x}}\nparameters: {\(name): \"\(value)\"}\nmeasures: {m: \(name)}",
        others: data)
      return try play.measures("m", trials: 200)
    }
    #expect(try found("a", ", id=w") == found("b", ", id=w"))
    #expect(try found("a", ", id=w") != found("a", ", id=v"))
    #expect(try found("a", "") != found("b", ""))
  }

  @Test func `drawn in each step it is new in each step, under any name`() throws {
    func path(_ name: String) throws -> [Double] {
      try Play(
        """
        clock: {step: week, steps: 4}
        state: {\(name): {start: 0, next: "normal(0, 1, id=w)"}}
        measures: {m: \(name)}
        """
      ).values("m")
    }
    let one = try path("x")
    #expect(try path("y") == one)
    #expect(Set(one).count == 5)
  }

  @Test func `elements have draws of their own`() throws {
    let body = """
      issues: {a: {status_quo: 0}, b: {status_quo: 0}}
      party_defaults: {capability: "uniform(0, 1, id=w)"}
      parties:
        p: {ideal: "uniform(0, 1, id=v)"}
        q: {ideal: {a: 0, b: 0}}
        r: {ideal: {a: 0, b: 0}, capability: "uniform(0, 1, id=u)"}
      state: {s: {each: issue, start: "uniform(0, 1, id=t)"}}
      measures:
        states: s[a] == s[b]
        ideals: p.ideal[a] == p.ideal[b]
        defaults: p.capability == q.capability
      """
    for measure in ["states", "ideals", "defaults"] {
      #expect(try found(body, measure) == [0, 0, 0, 0, 0], "\(measure)")
    }
    let paths = try Play(body).model.graph.draws.map(\.path)
    #expect(
      Set(paths).isSuperset(of: [
        "id:t[a]", "id:t[b]", "id:v[a]", "id:v[b]", "id:w[p]", "id:w[q]",
      ]), "\(paths)")
    let renamed = body.replacingOccurrences(of: "r: {", with: "republic: {")
    #expect(try Play(renamed).model.graph.draws.map(\.path) == paths)
  }

  @Test(arguments: [
    (
      "  a: \"normal(0, 1, id=w)\"\n  b: \"beta(2, 3, id=w)\"",
      "5:7: error: parameters.b: the id 'w' is that of normal(0, 1, id=w) at line 4, column 7"
    ),
    (
      "  a: \"discrete(0, 1, 1, 1, id=w)\"\n  b: \"discrete(0, 1, 1, 1, 2, 1, id=w)\"",
      "5:7: error: parameters.b: the id 'w' is that of discrete(0, 1, 1, 1, id=w) at line 4, column 7"
    ),
    (
      "  a: \"elicited(p5=1, p95=9, id=w)\"\n  b: \"elicited(p5=1, p50=4, p95=9, id=w)\"",
      "5:7: error: parameters.b: the id 'w' is that of elicited(p5=1, p95=9, id=w) at line 4, column 7"
    ),
    (
      "  a: \"normal(0, 1, id=w)\"\nclock: {step: week, steps: 2}\n"
        + "state: {s: {start: 0, next: \"normal(0, 1, id=w)\"}}",
      "6:30: error: state.s.next: the id 'w' is that of normal(0, 1, id=w) at line 4, column 7"
    ),
    (
      "  a: \"beta(2, 3, id=w)\"\n  b: \"beta(2, 3)\"\n  c: \"beta(2, 3, id=w)\"\n"
        + "correlations: {k: {between: [b, c], spearman: 0.5}}",
      "6:7: error: parameters.c: the id 'w' is that of beta(2, 3, id=w) at line 4, column 7"
    ),
  ])
  func `one id is of one distribution`(body: String, message: String) throws {
    let found = try modelErrors("parameters:\n" + body)
    #expect(
      found == [
        "a.yaml:\(message): draws with one id are of one distribution, once per trial or in each step"
      ], "\(found)")
  }

  @Test func `what has one draw cannot be correlated`() throws {
    let found = try modelErrors(
      """
      parameters: {a: "normal(0, 1, id=w)", b: "normal(0, 1, id=w)"}
      correlations: {k: {between: [a, b], spearman: 0.5}}
      """)
    #expect(
      found == [
        "a.yaml:4:33: error: correlations.k.between: 'a' and 'b' have one id, so their draws are one: "
          + "they cannot be correlated"
      ], "\(found)")
  }
}
