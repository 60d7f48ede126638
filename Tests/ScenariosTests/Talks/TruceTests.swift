import Testing

/// Truces, by agreement and by events.
struct TruceTests {
  private func play(_ body: String, measure: String, steps: Int = 6) throws -> [Double] {
    try Play(
      """
      clock: {start: 2026-01-01, step: week, steps: \(steps)}
      issues: {land: {status_quo: 0.5}}
      \(body)
      measures: {m: "\(measure)"}
      """
    ).values("m")
  }

  private static let fighters = """
    parties:
      a: {role: belligerent, ideal: 1, no_deal: 0.9}
      b: {role: belligerent, ideal: 0, no_deal: 0.9}
    """

  private static let acts =
    fighters + """

      events:
        halt: {step: 2, acts: [begin_truce]}
        attack: {step: 5, acts: [end_truce]}
      talks: {protocol: single_text, opening: {land: 0.5}}
      """

  @Test(
    arguments: [
      ("if(truce, 1, 0)", [0, 0, 1, 1, 1, 0, 0]),
      ("if(halted, 1, 0)", [0, 0, 1, 1, 1, 0, 0]),
      ("if(settled, 1, 0)", [0, 0, 0, 0, 0, 0, 0]),
      ("if(fighting, 1, 0)", [1, 1, 0, 0, 0, 1, 1]),
      ("if(fires(truce_begins), 1, 0)", [0, 0, 1, 0, 0, 0, 0]),
      ("if(fires(truce_breaks), 1, 0)", [0, 0, 0, 0, 0, 1, 0]),
      ("weeks(truce_for)", [0, 0, 1, 2, 3, 0, 0]),
      ("weeks(longest(truce))", [0, 0, 1, 2, 3, 3, 3]),
      ("weeks(since(truce_breaks))", [.nan, .nan, .nan, .nan, .nan, 0, 1]),
      ("rounds", [0, 1, 2, 3, 4, 5, 6]),
    ] as [(String, [Double])])
  func `events begin and end a truce`(text: String, values: [Double]) throws {
    let found = try play(Self.acts, measure: text)
    let same = zip(found, values).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
    #expect(found.count == 7 && same, "\(found)")
  }

  @Test func `after a break another truce may begin and events wait for each`() throws {
    let events = """
      \(Self.fighters)
      events:
        halt: {when: step == 1 or step == 4, acts: begin_truce}
        attack: {when: step == 2 or step == 5, acts: end_truce}
        protest: {after: truce_begins, delay: 1 week}
      talks: {protocol: single_text, opening: {land: 0.5}}
      """
    #expect(try play(events, measure: "count(truce_begins)") == [0, 1, 1, 1, 2, 2, 2])
    #expect(try play(events, measure: "count(protest)") == [0, 0, 1, 1, 1, 2, 2])
  }

  /// U(status quo) − discount ≥ W for both: 0.5 − 0.2 ≥ W.
  @Test(arguments: [("0.3", "0.2", true), ("0.31", "0.2", false), ("0.31", "0.1", true)])
  func `belligerents agree a truce if it is worth it to each`(
    noDeal: String, discount: String, agreed: Bool
  ) throws {
    let body = """
      parties:
        a: {role: belligerent, ideal: 1, no_deal: \(noDeal)}
        b: {role: belligerent, ideal: 0, no_deal: 0.1}
        c: {ideal: 0, no_deal: 5, delivers: land}
      talks: {protocol: single_text, opening: {land: 0.9}, truce_track: {discount: \(discount)}}
      """
    let found = try play(body, measure: "if(truce, 1, 0)", steps: 2)
    #expect(found == (agreed ? [0, 1, 1] : [0, 0, 0]))
  }

  /// What a truce leaves in place is where the front stands: 0.5 + 0.1·n ≥ 0.75 for the one who gains
  /// from week 3 on, while the other still has 0.5 − 0.1·n ≥ 0.15.
  @Test func `what a truce is worth follows the front`() throws {
    let body = """
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 0.75}
        b: {role: belligerent, ideal: 0, no_deal: 0.15}
      state: {front: {start: 0.5, next: front + 0.1}}
      talks: {protocol: single_text, opening: {land: 0.9}, access: 0, truce_track: {discount: 0}}
      """
    func found(_ measure: String) throws -> [Double] {
      try Play(
        """
        clock: {start: 2026-01-01, step: week, steps: 4}
        issues: {land: {status_quo: front}}
        \(body)
        measures: {m: "\(measure)"}
        """
      ).values("m")
    }
    #expect(try found("if(truce, 1, 0)") == [0, 0, 0, 1, 1])
    let worth = try found("utility(a, status_quo)")
    #expect(zip(worth, [0.5, 0.6, 0.7, 0.8, 0.9]).allSatisfy { abs($0 - $1) < 1e-12 }, "\(worth)")
  }

  @Test func `a truce is agreed at a meeting only`() throws {
    let body = """
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 0}
        b: {role: belligerent, ideal: 0, no_deal: 0, red_lines: {land: {above: 0, hard: true}}}
      talks:
        protocol: single_text
        opening: {land: 0.9}
        truce_track: {discount: 0}
        round: {probability: "if(step == 2, 1, 0)"}
      """
    #expect(try play(body, measure: "if(truce, 1, 0)", steps: 3) == [0, 0, 1, 1])
  }

  @Test func `a settlement takes the place of a truce and is no break`() throws {
    let body = """
      parties:
        a: {role: belligerent, ideal: 1, no_deal: "if(step < 4, 2, 0)"}
        b: {role: belligerent, ideal: 0, no_deal: 0}
      events: {halt: {step: 2, acts: [begin_truce]}}
      talks: {protocol: single_text, opening: {land: 0.5}}
      """
    #expect(try play(body, measure: "if(truce, 1, 0)") == [0, 0, 1, 1, 0, 0, 0])
    #expect(try play(body, measure: "weeks(halted_for)") == [0, 0, 1, 2, 3, 4, 5])
    #expect(try play(body, measure: "count(truce_breaks)") == [0, 0, 0, 0, 0, 0, 0])
  }
}
