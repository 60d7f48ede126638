import Testing

/// Sums of drawn numbers of draws; 20,000 trials, seed 1, within 4 standard errors.
struct CompoundTests {
  private let trials = 20_000

  /// E = 3 · e^{½}, Var = 3 · e²: λ·E X and λ·E X² of a lognormal(0, 1).
  @Test func `a compound parameter`() throws {
    let found = try Play(
      "parameters: {p: \"compound(poisson(3), lognormal(0, 0.5))\"}\nmeasures: {m: p}"
    ).measures("m", trials: trials)
    #expect(found.deviation(from: 3 * 1.1331484530668263) < 4)
    // Var = λ·E X² = 3·e^{½}; the fourth moment of the sum is dominated by the sizes'.
    let variance = found.map { ($0 - 3.399445359200479) * ($0 - 3.399445359200479) }
    #expect(variance.deviation(from: 3 * 1.6487212707001282) < 4)
  }

  @Test func `the count may be any whole number`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      state: {x: {start: 0, next: "compound(step, discrete(2, 1))"}}
      measures: {m: x}
      """)
    #expect(try play.values("m") == [0, 2, 4, 6])
  }

  /// Six steps of a Poisson number of mean 0.7: λ = 4.2, E X = −2·e^{1/8}, E X² = 4·e^{½}.
  @Test func `jumps of a drawn size`() throws {
    let found = try Play(
      """
      clock: {step: week, steps: 6}
      state: {x: {start: 1, jump: {rate: 0.1 per day, size: "-2 * lognormal(0, 0.5)"}}}
      measures: {m: x - 1}
      """
    ).measures("m", trials: trials)
    let mean = -4.2 * 2 * 1.1331484530668263
    #expect(found.deviation(from: mean) < 4)
    let squares = found.map { ($0 - mean) * ($0 - mean) }
    #expect(squares.deviation(from: 4.2 * 4 * 1.6487212707001282) < 4)
    #expect(found.allSatisfy { $0 <= 0 })
  }

  @Test(arguments: [
    ("discrete(3, 1)", 3), ("-discrete(3, 1)", -3), ("2 * discrete(3, 1) + 1", 7),
    ("1 - discrete(3, 1) / 2", -0.5), ("(discrete(3, 1) - 1) * 4", 8), ("5 - discrete(3, 1)", 2),
  ])
  func `a size may be scaled and shifted`(size: String, each: Double) throws {
    let play = try Play(
      """
      clock: {step: week, steps: 4}
      state: {x: {start: 0, jump: {rate: 2 per week, size: "\(size)"}},
              n: {start: 0, jump: {rate: 2 per week, size: 1}}}
      measures: {m: x, n: n}
      """)
    for n in 0..<5 { #expect(try play.value("m", trial: n).remainder(dividingBy: each) == 0) }
    _ = try play.values("m")
  }

  @Test func `sizes leave the number of jumps as it was, and each other`() throws {
    func found(_ rate: String, _ size: String) throws -> [Double] {
      try Play(
        """
        clock: {step: week, steps: 1}
        state: {x: {start: 0, jump: {rate: \(rate) per week, size: "\(size)"}}}
        measures: {m: x}
        """
      ).measures("m", trials: 200)
    }
    let counts = try found("1", "1")
    #expect(try found("1", "discrete(1, 1)") == counts)
    // More jumps add to the same first ones.
    let (few, many) = (try found("1", "gamma(2, 1)"), try found("1.5", "gamma(2, 1)"))
    #expect(zip(few, many).allSatisfy { $0 <= $1 })
    #expect(zip(few, many).contains { $0 == $1 && $0 > 0 })
  }

  @Test func `a count that is no whole number fails the trial`() throws {
    let given = try Play(
      """
      clock: {step: week, steps: 2}
      state: {x: {start: 0, next: "compound(step / 2, gamma(1, 1))"}}
      """)
    #expect(
      try given.failure()
        == "step 1: a.yaml:4:30: state.x.next: compound: the count must be a whole number from 0 to 1000000, but "
        + "is 0.5")
    let drawn = try Play("parameters: {p: \"compound(discrete(0.5, 1), gamma(1, 1))\"}")
    #expect(
      try drawn.failure()
        == "step 0: a.yaml:3:18: parameters.p: compound adds up a whole number of draws, 1000000 at most"
    )
  }
}
