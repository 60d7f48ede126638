import Testing

/// When events fire: triggers without chance, windows, delays.
struct TriggerTests {
  /// The steps in which `e` fires.
  private func firings(_ events: String, steps: Int = 8, more: String = "") throws -> [Int] {
    let play = try Play(
      """
      clock: {start: 2026-01-01, step: week, steps: \(steps)}
      state:
        x: {start: 0, next: "if(step == 2 or step == 3 or step == 6, 1, 0)"}
      \(more)
      events:
      \(events)
      measures: {on: fires(e)}
      """)
    return try play.values("on").enumerated().filter { $0.element == 1 }.map(\.offset)
  }

  @Test func `step fires in that step`() throws {
    #expect(try firings("  e: {step: 3}") == [3])
  }

  @Test func `when fires as its condition becomes true and may recur`() throws {
    #expect(try firings("  e: {when: x == 1}") == [2, 6])
    #expect(try firings("  e: {when: x == 0}") == [4, 7])
    #expect(try firings("  e: {when: step >= 0}") == [])
  }

  @Test func `once stops a recurring event`() throws {
    #expect(try firings("  e: {when: x == 1, once: true}") == [2])
    #expect(try firings("  e: {probability: 1, once: true}") == [1])
    #expect(try firings("  e: {probability: 1}") == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test func `when may read events of earlier steps`() throws {
    #expect(try firings("  a: {step: 3}\n  e: {when: happened(a)}") == [4])
    #expect(try firings("  a: {step: 3}\n  e: {when: since(a) >= 2 weeks}") == [6])
    #expect(try firings("  a: {probability: 1}\n  e: {when: count(a) >= 3}") == [4])
  }

  @Test func `while closes the window and what was due is lost`() throws {
    #expect(try firings("  e: {step: 4, while: x == 1}") == [])
    #expect(try firings("  e: {step: 3, while: x == 1}") == [3])
    #expect(try firings("  e: {probability: 1, while: x == 1}") == [2, 3, 6])
    #expect(try firings("  a: {step: 3}\n  e: {after: a, delay: 1 week, while: x == 1}") == [])
    #expect(try firings("  e: {date: 2026-01-08, while: x == 1}") == [])
  }

  @Test func `after waits whole steps and at least one`() throws {
    #expect(try firings("  a: {step: 3}\n  e: {after: a}") == [4])
    #expect(try firings("  a: {step: 3}\n  e: {after: a, delay: 2 weeks}") == [5])
    #expect(try firings("  a: {step: 3}\n  e: {after: a, delay: 8 days}") == [5])
    #expect(try firings("  a: {step: 3}\n  e: {after: a, delay: 14 days}") == [5])
    #expect(try firings("  a: {step: 3}\n  e: {after: a, delay: 15 days}") == [6])
    #expect(try firings("  a: {step: 3}\n  e: {after: a, delay: 9 weeks}") == [])
  }

  @Test func `after counts from every firing`() throws {
    #expect(try firings("  a: {when: x == 1}\n  e: {after: a, delay: 2 weeks}") == [4, 8])
    #expect(
      try firings("  a: {probability: 1, while: step <= 3}\n  e: {after: a, delay: 3 weeks}")
        == [4, 5, 6])
  }

  @Test func `a long delay reaches back over many steps`() throws {
    let due = try firings(
      "  a: {probability: \"if(step == 2 or step == 60, 1, 0)\"}\n  e: {after: a, delay: 120 weeks}",
      steps: 181)
    #expect(due == [122, 180])
  }

  @Test func `a delay may differ from trial to trial`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 9}
      parameters: {wait: "discrete(2, 1, 5, 1)"}
      events:
        a: {step: 1}
        e: {after: a, delay: wait * 1 week}
      measures: {first: first(e), wait: wait}
      """)
    for n in 0..<10 {
      #expect(try play.value("first", trial: n) == 1 + play.value("wait", trial: n))
    }
  }

  @Test func `events wait for talks too`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 6}
      issues: {land: {status_quo: 0}}
      parties:
        a: {role: belligerent, ideal: 0.4, no_deal: 0}
        b: {role: belligerent, ideal: 0.6, no_deal: 0}
      talks: {protocol: single_text, opening: {land: 0.5}}
      events:
        go_home: {after: signed, delay: 2 weeks}
        halt: {when: settled}
      measures: {home: first(go_home), signed: first(signed), halt: first(halt)}
      """)
    #expect(try play.value("signed") == 1)
    #expect(try play.value("home") == 3)
    #expect(try play.value("halt") == 2)
  }

  @Test func `two events may fire in one step`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      events: {a: {probability: 1}, b: {probability: 1}}
      measures: {both: fires(a) and fires(b)}
      """)
    #expect(try play.value("both") == 1)
  }
}
