import Scenarios
import Sim
import Testing

/// The eight ways a war can stand at the end, told apart.
///
/// A story drawn per trial says what is to happen; the outcome rules, which do not read it, must find
/// out. Basis of the classes: peace agreement, ceasefire, low activity, victory (Kreutz 2010);
/// failed peace (Fortna 2003, Werner 1999).
struct OutcomeClassTests {
  private static let body = """
    clock: {start: 2026-01-01, step: week, steps: 60}
    parameters: {story: "discrete(1, 1, 2, 1, 3, 1, 4, 1, 5, 1, 6, 1, 7, 1, 8, 1)"}
    issues: {land: {status_quo: 0.5, core: true}, army: {status_quo: 0.5}}
    parties:
      a: {role: belligerent, ideal: 1, no_deal: 9, ratifiers: {public: {support: 1, after: 3 weeks}}}
      b: {role: belligerent, ideal: 0, no_deal: 9}
    state:
      front: {start: 0.8, next: "front + if(story == 6, 0.01, if(story == 8, 0.001, 0))"}
      intensity: {start: 1, next: "if(story == 4 and step >= 10, 0.25, 1)"}
    events:
      front_breaks: {when: front >= 0.95}
      halt: {when: (story == 3 or story == 5) and step == 10, acts: [begin_truce]}
    talks:
      protocol: single_text
      opening: {land: "if(story == 2, 0.95, 0.5)", army: "if(story == 2, 0.95, 0.5)"}
      step_size: 0
      carried_when: story <= 2 and step == 5
    durability: {truce: {rate: "if(story == 5 and step == 20, 1e9, 0) per week"}}
    definitions:
      holds: settled_for >= 26 weeks
      quiet: fighting and intensity <= 30% and abs(front - previous(front, 4)) < 50 / 109000
    outcomes:
      military_decision: {as_soon_as: happened(front_breaks), class: military decision}
      compromise:
        at_end: core_settled and holds and balanced and not hard_line_crossed
        class: compromise
      dictated: {at_end: core_settled and holds, class: dictated settlement}
      freeze: {at_end: truce_for >= 26 weeks or settled, class: freeze}
      fresh_truce: {at_end: truce, class: freeze}
      de_facto: {at_end: held_for(quiet) >= 26 weeks, class: freeze}
      collapse:
        at_end: longest(halted) >= 4 weeks and fighting and intensity > 0.5
        class: collapse after deal
      stalemate: {at_end: abs(front - 0.8) < 2%, class: stalemate}
      attrition: {class: attrition, at_end: fighting}
      other: otherwise
    measures:
      right: >-
        story == by(outcome, compromise=1, dictated=2, freeze=3, de_facto=4, collapse=5,
        military_decision=6, stalemate=7, attrition=8, otherwise=0)
      story: story
      ever_halted: happened(truce_begins) or ever(settled)
      halted_at_end: halted

    """

  /// 512 trials, seed 1.
  @Test func `each story comes to its own outcome`() throws {
    let play = try Play(Self.body)
    #expect(try play.measures("right", trials: 512).allSatisfy { $0 == 1 })
    #expect(Set(try play.measures("story", trials: 512)) == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test func `shares of outcomes and of classes sum to 1`() throws {
    let run = try PointRun(try Play(Self.body).model, RunSettings(trials: 512, seed: 1, jobs: 1))
      .run()
    let total = { (rows: [Double?]) in rows.reduce(0) { $0 + ($1 ?? 0) } }
    #expect(abs(total(run.summary().outcomes.map(\.share.share)) - 1) < 1e-12)
    #expect(abs(total(run.summary().classes.map(\.share.share)) - 1) < 1e-12)
  }

  @Test func `what was ever halted and what is halted at the end are two shares`() throws {
    let play = try Play(Self.body)
    let ever = try play.measures("ever_halted", trials: 512)
    let story = try play.measures("story", trials: 512)
    #expect(zip(ever, story).allSatisfy { ($0 == 1) == [1, 2, 3, 5].contains($1) })
    let atEnd = try play.measures("halted_at_end", trials: 512)
    #expect(zip(atEnd, story).allSatisfy { ($0 == 1) == [1, 2, 3].contains($1) })
    let run = try PointRun(play.model, RunSettings(trials: 512, seed: 1, jobs: 1)).run()
    let last = run.summary().incidence.filter { $0.step == 60 }
    #expect(
      last.first { $0.event == "first_halt" }?.share.count == ever.count { $0 == 1 })
    #expect(
      last.first { $0.event == "first_break" }?.share.count == story.count { $0 == 5 })
  }

  @Test func `each class has its cumulative incidence, one with a single outcome too`() throws {
    let run = try PointRun(try Play(Self.body).model, RunSettings(trials: 512, seed: 1, jobs: 1))
      .run()
    let classes = run.summary().incidence.filter { $0.kind == .class && $0.step == 60 }.map(\.event)
    #expect(
      Set(classes) == [
        "military decision", "compromise", "dictated settlement", "freeze", "collapse after deal",
        "stalemate", "attrition",
      ])
  }

  /// Quiet from week 10 to the end, 51 weeks; the front is still.
  @Test func `a freeze without a text is a plain condition`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 60}
      state:
        front: {start: 0.8, next: "front + if(step < 20, 0.01, 0)"}
        intensity: {start: 1, next: "if(step >= 10, 0.25, 1)"}
      measures:
        m: weeks(held_for(intensity <= 30% and abs(front - previous(front, 4)) < 50 / 109000))
      """)
    // The last move was in week 19, so that from week 23 on nothing moved within 4 weeks.
    #expect(try play.value("m") == 38)
  }
}
