import Testing

/// What expressions remember of earlier steps.
struct MemoryTests {
  /// x is 3, 5, 4, 6, 2, 7 at the ends of steps 0 … 5.
  private static let world = """
    clock: {start: 2026-01-01, step: week, steps: 5}
    state:
      x: {start: 3, next: "if(step == 1, 5, if(step == 2, 4, if(step == 3, 6, if(step == 4, 2, 7))))"}
    events:
      a: {probability: "if(step == 2 or step == 4, 1, 0)"}
      never: {probability: 0}

    """

  @Test(
    arguments: [
      ("previous(x)", [3, 3, 5, 4, 6, 2]),
      ("previous(x, 1)", [3, 3, 5, 4, 6, 2]),
      ("previous(x, 3)", [3, 3, 3, 3, 5, 4]),
      ("previous(x + step)", [3, 3, 6, 6, 9, 6]),
      ("previous(previous(x))", [3, 3, 3, 5, 4, 6]),
      ("highest(x)", [3, 5, 5, 6, 6, 7]),
      ("lowest(x)", [3, 3, 3, 3, 2, 2]),
      ("total(x)", [0, 5, 9, 15, 17, 24]),
      ("average(x)", [3, 4, 4, 4.5, 4, 4.5]),
      ("highest(x) - lowest(x)", [0, 2, 2, 3, 4, 5]),
      ("count(x >= 5)", [0, 1, 1, 2, 2, 3]),
      ("count(x >= 3)", [0, 1, 2, 3, 3, 4]),
      ("count(a)", [0, 0, 1, 1, 2, 2]),
      ("count(never)", [0, 0, 0, 0, 0, 0]),
      ("if(fires(a), 1, 0)", [0, 0, 1, 0, 1, 0]),
      ("if(happened(a), 1, 0)", [0, 0, 1, 1, 1, 1]),
      ("if(ever(a), 1, 0)", [0, 0, 1, 1, 1, 1]),
      ("if(ever(x >= 6), 1, 0)", [0, 0, 0, 1, 1, 1]),
      ("if(ever(x == 3), 1, 0)", [1, 1, 1, 1, 1, 1]),
      ("if(ever(first(a)), 1, 0)", [0, 0, 1, 1, 1, 1]),
      ("if(ever(never), 1, 0)", [0, 0, 0, 0, 0, 0]),
      ("steps(since(a))", [.nan, .nan, 0, 1, 0, 1]),
      ("weeks(since(never))", [.nan, .nan, .nan, .nan, .nan, .nan]),
      ("first(a)", [.nan, .nan, 2, 2, 2, 2]),
      ("first(x == 4)", [.nan, .nan, 2, 2, 2, 2]),
      ("first(x == 3)", [0, 0, 0, 0, 0, 0]),
      ("days(date_of(a) - 2026-01-01)", [.nan, .nan, 14, 14, 14, 14]),
      ("days(date_of(x == 3) - 2026-01-01)", [0, 0, 0, 0, 0, 0]),
      ("days(date_of(x == 6) - 2026-01-01)", [.nan, .nan, .nan, 21, 21, 21]),
      ("steps(held_for(x >= 4))", [0, 1, 2, 3, 0, 1]),
      ("steps(held_for(x < 5))", [1, 0, 1, 0, 1, 0]),
      ("days(held_for(x < 9))", [7, 14, 21, 28, 35, 42]),
      ("steps(longest(x >= 4))", [0, 1, 2, 3, 3, 3]),
      ("steps(longest(x == 3))", [1, 1, 1, 1, 1, 1]),
      ("if(held_for(x >= 4) >= 2 weeks, 1, 0)", [0, 0, 1, 1, 0, 0]),
    ] as [(String, [Double])])
  func `memory functions`(text: String, values: [Double]) throws {
    let play = try Play(Self.world + "measures: {m: \"\(text)\"}")
    let found = try play.values("m")
    let same = zip(found, values).allSatisfy { abs($0 - $1) < 1e-9 || $0.isNaN && $1.isNaN }
    #expect(found.count == 6 && same, "\(found)")
  }

  @Test func `previous goes back a thousand steps`() throws {
    let play = try Play(
      """
      clock: {step: day, steps: 1002}
      state: {x: {start: 5, next: step}}
      measures: {m: "previous(x, 1000)"}
      """)
    #expect(try play.value("m") == 2)
  }

  @Test func `a state remembers its own past as it stood`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 4}
      state: {x: {start: 1, next: "x + highest(x) + previous(x)"}}
      measures: {x: x}
      """)
    #expect(try play.values("x") == [1, 3, 9, 27, 81])
  }

  @Test func `another entry's memory is of this step`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      state:
        x: {start: 1, next: 2 * x}
        sum: {start: 0, next: total(x)}
        top: {start: 0, next: highest(x)}
      measures: {sum: sum, top: top}
      """)
    #expect(try play.values("sum") == [0, 2, 6, 14])
    #expect(try play.values("top") == [0, 2, 4, 8])
  }

  @Test func `memory of an indexed value is kept for each element`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      issues: {army: {}, land: {}}
      state: {offer: {each: issue, start: 1, next: "offer[issue] + step"}}
      events: {cut: {step: 2, effects: {"offer[army]": 0}}}
      measures:
        army: highest(offer[army]) + 10 * previous(offer[army])
        all: sum(highest(offer[i]) for i in issues)
      """)
    #expect(try play.value("army") == 2 + 20)
    #expect(try play.value("all") == 2 + 4)
  }
}
