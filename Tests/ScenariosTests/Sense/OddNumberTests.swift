import Testing

/// Numbers and steps that can hardly be meant: each with the smallest file that causes the note, and
/// one that nearly does.
@Suite("Sense: numbers and steps")
struct OddNumberTests {
  @Test
  func `A cost below 0, and a truce that is worth less than anything`() throws {
    func body(_ cost: String, _ discount: String) -> String {
      talks(
        a: "role: belligerent, ideal: 1, no_deal: {win_chance: 0.2, cost: \(cost)}",
        b: "role: belligerent, ideal: 0, no_deal: 0.2",
        talks: "protocol: single_text, opening: paper, truce_track: {discount: \(discount)}")
    }
    #expect(
      try seenAtLoad(body("-0.1", "0.1")) == [
        "a.yaml:6:69: note: parties.a: a cost of -0.1 is a gain: it is taken off what fighting is worth. "
          + "Write it without the sign if it is to hurt. [range]"
      ])
    #expect(
      try seenAtLoad(body("0.1", "6")) == [
        "a.yaml:9:72: note: talks: a truce that is worth 6 less than the status quo is worth less than "
          + "anything, so none is agreed. Worths run from 0 to 1. [range]"
      ])
    #expect(try seenAtLoad(body("0", "1")) == [])
  }

  @Test
  func `The same of draws and expressions whose range is known`() throws {
    func body(_ cost: String, _ discount: String, _ parameters: String = "p: 0") -> String {
      "parameters: {\(parameters)}\n"
        + talks(
          a: "role: belligerent, ideal: 1, no_deal: {win_chance: 0.2, cost: \(cost)}",
          b: "role: belligerent, ideal: 0, no_deal: 0.2",
          talks: "protocol: single_text, opening: paper, truce_track: {discount: \(discount)}",
          also: "measures: {m: p}")
    }
    func cost(_ size: String, column: Int = 69) -> [String] {
      [
        "a.yaml:7:\(column): note: parties.a: a cost of \(size) is a gain: it is taken off what fighting is worth. "
          + "Write it without the sign if it is to hurt. [range]"
      ]
    }
    #expect(
      try seenAtLoad(body("\"uniform(-0.3, -0.1)\"", "0.1")) == cost("at most -0.1", column: 70))
    #expect(try seenAtLoad(body("-p", "0.1", "p: \"uniform(0.1, 0.3)\"")) == cost("at most -0.1"))
    #expect(try seenAtLoad(body("p", "0.1", "p: \"uniform(-0.3, -0.1)\"")) == cost("at most -0.1"))
    #expect(try seenAtLoad(body("0.1 - 0.3", "0.1")) == cost("-0.2"))
    #expect(
      try seenAtLoad(body("0.1", "\"uniform(2, 3)\"")) == [
        "a.yaml:10:73: note: talks: a truce that is worth at least 2 less than the status quo is worth less "
          + "than anything, so none is agreed. Worths run from 0 to 1. [range]"
      ])
    #expect(try seenAtLoad(body("\"uniform(-0.1, 0.3)\"", "\"uniform(0.5, 2)\"")) == [])
  }

  @Test
  func `A cost that is below 0 in many trials, seen by a check`() throws {
    func body(_ mean: String) -> String {
      "parameters: {p: \"normal(\(mean), 0.1)\"}\n"
        + talks(
          a: "role: belligerent, ideal: 1, no_deal: {win_chance: 0.2, cost: p}",
          b: "role: belligerent, ideal: 0, no_deal: 0.2")
    }
    #expect(
      try sensed(body("0")).filter { $0.hasSuffix("[range]") } == [
        "a.yaml:7:69: note: parties.a: the cost was below 0 in 49 % of trials, and a cost below 0 is a gain: it "
          + "is taken off what fighting is worth. Look at its signs, or hold it at 0 with max(0, …). [range]"
      ])
    #expect(try sensed(body("0.3")).filter { $0.hasSuffix("[range]") } == [])
  }

  @Test
  func `No deal, hard lines, rates, shocks and delays whose range is known`() throws {
    #expect(
      try seenAtLoad(talks(b: "ideal: 0, no_deal: \"uniform(1.1, 1.3)\"")) == [
        "a.yaml:7:27: note: parties.b: no deal is worth at least 1.1 to 'b', and no text is worth more than 1, "
          + "so it accepts none. Worths run from 0 to 1, like those of texts. [range]"
      ])
    #expect(try seenAtLoad(talks(b: "ideal: 0, no_deal: \"uniform(0.9, 1.3)\"")) == [])
    let lines = talks(
      a: "ideal: 1, no_deal: 0.2, red_lines: {fare: {below: \"uniform(0.6, 0.7)\", hard: true}}",
      b: "ideal: 0, no_deal: 0.2, red_lines: {fare: {above: \"uniform(0.4, 0.5)\", hard: true}}")
    #expect(
      try seenAtLoad(lines) == [
        "a.yaml:4:10: note: issues.fare: no term of 'fare' can be agreed: 'a' accepts none below 0.6, 'b' none "
          + "above 0.5, and both lines are hard. Move a line, or give it a 'slope' in place of 'hard'. "
          + "[no_agreement]"
      ])
    #expect(try seenAtLoad(lines.replacing("uniform(0.4, 0.5)", with: "uniform(0.4, 0.65)")) == [])
    let shock = state("random_walk: {sd: p}") + "\nparameters: {p: \"uniform(2, 3)\"}"
    #expect(
      try seenAtLoad(shock) == [
        "a.yaml:5:37: note: state.x: a shock of at least 2 in each step is larger than the whole range of "
          + "'within', 1. The state will jump from bound to bound. [coarse]"
      ])
    func events(_ rate: String, _ delay: String) -> String {
      "clock: {step: week, steps: 4}\nparameters: {d: \"uniform(0.2, 0.5)\"}\nevents:\n"
        + "  e: {rate: \(rate) per week}\n  f: {after: e, delay: \(delay)}\n"
        + "measures: {m: count(e), n: count(f), o: d}"
    }
    #expect(
      try seenAtLoad(events("10 * d + 1", "d * 1 week")) == [
        "a.yaml:6:13: note: events.e: a rate of at least 3 per week happens within a step with chance 0.95 or "
          + "more, and counts once. Take a shorter step, or look at the unit of the rate. [coarse]",
        "a.yaml:7:24: note: events.f: a delay of d * 1 week is rounded up to one week, the shortest there is. "
          + "Take a shorter step if it matters. [coarse]",
      ])
    #expect(try seenAtLoad(events("10 * d", "d * 3 weeks")) == [])
  }

  @Test
  func `A weight that leaves nothing to other issues`() throws {
    #expect(
      try seenAtLoad(talks(a: "ideal: 1, no_deal: 0.2, weight: {fare: 1, hours: 0}")) == [
        "a.yaml:6:46: note: parties.a: 'fare' has all of the weight, so no other issue counts. Give the "
          + "others a weight if they matter. [decides]"
      ])
    #expect(
      try seenAtLoad(talks(a: "ideal: 1, no_deal: 0.2, weight: {fare: 0.9, hours: 0.1}")) == [])
  }

  @Test
  func `Votes that decide alone`() throws {
    func body(_ votes: Int) -> String {
      talks(talks: "protocol: plan_vote, opening: paper, votes: {a: \(votes), b: 1}")
    }
    #expect(
      try seenAtLoad(body(2)) == [
        "a.yaml:9:57: note: talks: 'a' has 2 of 3 votes and decides alone. The votes of the others change "
          + "nothing. [decides]"
      ])
    #expect(try seenAtLoad(body(1)) == [])
  }

  private func state(_ process: String) -> String {
    "clock: {step: week, steps: 20}\nstate:\n  x: {start: 0.5, \(process), within: [0, 1]}\nmeasures: {m: x}"
  }

  @Test
  func `A state that its bounds hold`() throws {
    let notes = try sensed(state("random_walk: {drift: 0.2, sd: 0.01}"))
    #expect(
      notes == [
        "a.yaml:5:3: note: state.x: it stood at its bounds, 0 and 1, in 86 % of steps. Its moves may be too "
          + "large for 'within', or the bounds too narrow. [at_bound]"
      ])
    #expect(try sensed(state("mean_reverting: {to: 0.5, pull: 0.2, sd: 0.05}")) == [])
  }

  @Test
  func `A shock that is larger than the range of the bounds`() throws {
    #expect(
      try seenAtLoad(state("random_walk: {sd: 2}")) == [
        "a.yaml:5:37: note: state.x: a shock of 2 in each step is larger than the whole range of 'within', "
          + "1. The state will jump from bound to bound. [coarse]"
      ])
    #expect(try seenAtLoad(state("random_walk: {sd: 1}")) == [])
  }

  @Test
  func `A rate that is certain in a step, and a delay that is shorter than one`() throws {
    func body(_ events: String) -> String {
      "clock: {step: week, steps: 4}\nevents:\n\(events)\nmeasures: {m: count(e), n: count(f)}"
    }
    let f = "\n  f: {after: e, delay: 1 week}"
    #expect(
      try seenAtLoad(body("  e: {rate: 1 per day}" + f)) == [
        "a.yaml:5:13: note: events.e: a rate of 1 per day happens within a step with chance 0.999, and "
          + "counts once. Take a shorter step, or look at the unit of the rate. [coarse]"
      ])
    #expect(
      try seenAtLoad(body("  e: {rate: 1 per week}\n  f: {after: e, delay: 3 days}")) == [
        "a.yaml:6:24: note: events.f: a delay of 3 days is rounded up to one week, the shortest there is. "
          + "Take a shorter step if it matters. [coarse]"
      ])
    #expect(try seenAtLoad(body("  e: {rate: 2 per week}" + f)) == [])
  }

  @Test
  func `Many trials that failed, of which a run has a message already`() throws {
    func body(_ low: String) -> String {
      "parameters: {p: \"uniform(\(low), 1)\", w: \"uniform(0, p)\"}\nmeasures: {m: w}"
    }
    let note = try #require(try sensed(body("-0.2")).first)
    #expect(note.hasPrefix("a.yaml:1:1: note: "))
    #expect(note.contains(" of 1,024 trials failed, and shares are of the others. The first: "))
    #expect(note.hasSuffix("[failures]"))
    #expect(try sensed(body("-0.02")) == [])
  }

  @Test
  func `Trials that fail in a measure are counted as failed`() throws {
    let note = try #require(
      try sensed(
        "parameters: {p: \"uniform(0, 1)\"}\nmeasures: {m: \"1 / max(p - 0.3, 0)\"}"
      ).first)
    #expect(note.hasPrefix("a.yaml:1:1: note: "))
    #expect(note.contains(" of 1,024 trials failed, and shares are of the others. The first: "))
    #expect(note.hasSuffix("[failures]"))
  }
}
