import Testing

/// Why nothing is agreed: each with the smallest file that causes the note, and one that nearly does.
@Suite("Sense: agreement")
struct AgreementTests {
  @Test
  func `Hard red lines of two parties that leave no term between them`() throws {
    func body(_ above: Double) -> String {
      talks(
        a: "ideal: 1, no_deal: 0.1, red_lines: {fare: {below: 0.5, hard: true}}",
        b: "ideal: 0, no_deal: 0.1, red_lines: {fare: {above: \(above), hard: true}}")
    }
    #expect(
      try seenAtLoad(body(0.4)) == [
        "a.yaml:4:10: note: issues.fare: no term of 'fare' can be agreed: 'a' accepts none below 0.5, 'b' "
          + "none above 0.4, and both lines are hard. Move a line, or give it a 'slope' in place of 'hard'. "
          + "[no_agreement]"
      ])
    #expect(try sensed(body(0.4)).count == 1)
    #expect(try sensed(body(0.5)) == [])
  }

  @Test
  func `A hard red line that rules out the party's own ideal`() throws {
    func body(_ ideal: String, _ line: String) -> String {
      talks(a: "ideal: \(ideal), no_deal: 0.1, red_lines: {fare: {\(line), hard: true}}")
    }
    #expect(
      try seenAtLoad(body("1", "above: 0.6")).first
        == "a.yaml:6:57: note: parties.a: 'a' accepts no 'fare' above 0.6, and its own ideal there is 1. A line "
        + "under 'above' rules out what lies above it; 'below' may be meant. [range]")
    #expect(
      try seenAtLoad(body("{fare: 0.2, hours: 0.5}", "below: 0.3")).first?.contains(
        "'a' accepts no 'fare' below 0.3, and its own ideal there is 0.2. A line under 'below' rules out "
          + "what lies below it; 'above' may be meant. [range]") == true)
    #expect(try seenAtLoad(body("1", "above: 1")) == [])
    #expect(try seenAtLoad(body("1", "below: 0.6")) == [])
    #expect(
      try seenAtLoad(body("1", "above: 0.6").replacing("hard: true", with: "slope: 2")) == [])
  }

  /// Of four steps; the links of a chain follow each other.
  @Test(arguments: [
    ("p: {slope: 9, after: 5 weeks}", "'p' votes 5 steps"), ("p: {slope: 9, after: 4 weeks}", nil),
    ("p: {slope: 9, after: 3 weeks}, q: {slope: 9, after: 2 weeks}", "'q' votes 5 steps"),
  ])
  func `A ratifier that is asked when all trials have ended`(ratifiers: String, start: String?)
    throws
  {
    let found = try seenAtLoad(talks(a: "ideal: 1, no_deal: 0.1, ratifiers: {\(ratifiers)}"))
    guard let start else { return #expect(found == []) }
    #expect(found.count == 1)
    #expect(
      found.first?.hasSuffix(
        "\(start) after a signature, and every trial ends by step 4, so it never does, and nothing that it "
          + "must agree to comes into force. Look at 'after', or give the clock more steps. [never]"
      )
        == true, "\(found)")
  }

  @Test
  func `No deal that is worth more than any text, or less`() throws {
    #expect(
      try sensed(talks(a: "ideal: 1, no_deal: 20")) == [
        "a.yaml:6:26: note: parties.a: no deal is worth 20 to 'a', and no text is worth more than 1, so it "
          + "accepts none. Worths run from 0 to 1, like those of texts. [range]"
      ])
    #expect(
      try sensed(talks(a: "ideal: 1, no_deal: -0.1")) == [
        "a.yaml:6:26: note: parties.a: no deal is worth -0.1 to 'a', and no text is worth less than 0, so "
          + "it accepts every text within its hard lines. Worths run from 0 to 1, like those of texts. "
          + "[range]"
      ])
    #expect(try sensed(talks(a: "ideal: 1, no_deal: 0")) == [])
  }

  @Test(arguments: ["20", "\"uniform(20, 30)\"", "-20"])
  func `Worths that the file makes may be of any size`(_ noDeal: String) throws {
    let a = "ideal: 1, utility: 100 * text.fare, no_deal: \(noDeal)"
    #expect(try sensed(talks(a: a)).filter { $0.hasSuffix("[range]") } == [])
  }

  @Test
  func `No deal that is drawn, and out of range in more than one trial of twenty`() throws {
    func notes(_ worth: String) throws -> [String] {
      try sensed(
        talks(a: "ideal: 1, no_deal: w", also: "parameters: {w: \"\(worth)\"}")
      ).filter { $0.hasSuffix("[range]") }
    }
    let start = "a.yaml:6:26: note: parties.a: no deal was worth "
    let end = ", and no text is. Worths run from 0 to 1, like those of texts. [range]"
    #expect(try notes("uniform(1.5, 2)") == [start + "more than 1 to 'a' in all trials" + end])
    #expect(try notes("uniform(-2, -1)") == [start + "less than 0 to 'a' in all trials" + end])
    // A half of the draws: 1,024 trials of seed 1, a standard error of 1.6 points.
    let half = try #require(try notes("triangular(0, 1, 2)").first)
    let share = try #require(
      half.firstMatch(of: /more than 1 to 'a' in ([0-9]+) % of trials/).flatMap { Int($0.1) })
    #expect((44...56).contains(share))
    // Tails may be meant: 2.3 % of draws.
    #expect(try notes("normal(0.6, 0.2)") == [])
    #expect(try notes("uniform(0, 0.4)") == [])
  }

  @Test
  func `The party that was furthest from accepting, by how much, and on which issue`() throws {
    let note =
      "a.yaml:9:1: note: talks: nothing was agreed in 1,024 trials, so in at most 0.36 %. 'a' never came to "
      + "accept: at best a draft was worth 0.271 less to it than no deal, and most of what it lacked was on "
      + "'fare'. Look at what no deal is worth, at red lines and at what the talks start from. "
      + "[no_agreement]"
    let weight = "weight: {fare: 0.8, hours: 0.2}"
    #expect(try sensed(talks(a: "ideal: 1, \(weight), no_deal: 0.8")) == [note])
    #expect(try sensed(talks(a: "ideal: 1, \(weight), no_deal: 0.5")) == [])
  }

  @Test
  func `A hard red line that no draft came within, and parties that accept at other times`() throws
  {
    let lines = "red_lines: {fare: {below: 0.9, hard: true}}"
    #expect(
      try sensed(talks(a: "ideal: 1, no_deal: 0.1, \(lines)")).first?.contains(
        " No draft was within the hard red lines of 'a' and worth enough to it. ") == true)
    let note = try sensed(
      talks(
        a: "ideal: 1, no_deal: \"if(week == 1, 0, 1)\"",
        b: "ideal: 0, no_deal: \"if(week == 2, 0, 1)\""))
    #expect(
      note.first?.contains("'a' would have accepted in 1,024, but not with the others.") == true)
  }

  @Test
  func `A run that counts settlements says that there was none, and where to ask`() throws {
    let scenario = try scenario(talks(a: "ideal: 1, no_deal: 0.9"))
    let notes = try notesOfRun(scenario)
    #expect(
      notes == [
        "a.yaml:9:1: note: talks: nothing was agreed in 2,000 trials, so in at most 0.19 %. 'simrun check' "
          + "says who was furthest from accepting. [no_agreement]"
      ])
  }

  @Test
  func `One belligerent takes the veto from all others`() throws {
    #expect(
      try seenAtLoad(talks(a: "role: belligerent, ideal: 1, no_deal: 0.2")) == [
        "a.yaml:6:13: note: parties.a: 'a' is the only belligerent, so a text needs its consent and not that "
          + "of 'b'. Give each side that can refuse 'role: belligerent', or use another word. [no_veto]"
      ])
    #expect(
      try seenAtLoad(
        talks(
          a: "role: belligerent, ideal: 1, no_deal: 0.2",
          b: "role: belligerent, ideal: 0, no_deal: 0.2"
        )) == [])
    #expect(
      try seenAtLoad(
        talks(
          a: "role: belligerent, ideal: 1, no_deal: 0.2",
          b: "delivers: [fare], ideal: 0, no_deal: 0.2"))
        == [])
  }

  @Test
  func `Talks that cannot start`() throws {
    func note(_ place: String, _ text: String) -> [String] {
      ["a.yaml:9:\(place): note: talks: \(text) [no_start]"]
    }
    #expect(
      try seenAtLoad(
        talks(talks: "protocol: single_text", also: "measures: {m: \"distance(draft, paper)\"}"))
        == note(
          "1",
          "the draft starts with every issue open, and an open issue does not move. Name a plan under "
            + "'opening', or give terms there."))
    #expect(
      try seenAtLoad(talks(talks: "protocol: single_text, opening: paper, round: {probability: 0}"))
        == note("69", "the chance of a round is 0, so the parties never meet."))
    #expect(
      try seenAtLoad(talks(talks: "protocol: single_text, opening: paper, step_size: 0"))
        == note("59", "'step_size' is 0, so the draft never moves."))
    #expect(
      try seenAtLoad(talks(talks: "protocol: single_text, opening: paper, access: 0"))
        == note(
          "1",
          "nobody has access to the draft and nothing tilts it, so it never moves. Give parties 'access', "
            + "or the mediator a 'tilt'."))
    #expect(
      try seenAtLoad(
        talks(
          talks:
            "protocol: single_text, opening: paper, access: {a: 0.1, b: 0}, round: {probability: 1%}"
        ))
        == [])
  }

  /// A text that never moves can be agreed as it stands, so that it does not move is not why it is not.
  @Test(arguments: ["step_size: 0", "access: 0"])
  func `Nothing is agreed on a text that does not move`(words: String) throws {
    func kinds(_ worth: String) throws -> [String] {
      try sensed(
        talks(
          a: "ideal: 1, no_deal: \(worth)",
          talks: "protocol: single_text, opening: paper, \(words)")
      ).compactMap { $0.firstMatch(of: /\[([a-z_]+)\]$/).map { String($0.1) } }
    }
    #expect(try kinds("0.9").sorted() == ["no_agreement", "no_start"])
    #expect(try kinds("0.1") == ["no_start"])
  }

  @Test(arguments: [
    "protocol: single_text", "protocol: single_text, opening: paper, round: {probability: 0}",
  ])
  func `Why talks cannot start is why nothing is agreed`(words: String) throws {
    let notes = try sensed(
      talks(talks: words, also: "measures: {m: \"distance(draft, paper)\"}"))
    #expect(notes.contains { $0.hasSuffix("[no_start]") })
    #expect(notes.allSatisfy { !$0.hasSuffix("[no_agreement]") }, "\(notes)")
  }

  @Test
  func `A ratifier that refuses nearly all that is signed`() throws {
    func body(_ needs: String) -> String {
      talks(a: "ideal: 1, no_deal: 0.2, ratifiers: {hall: {slope: 1, needs: \(needs)}}")
    }
    #expect(
      try sensed(body("80%")).contains(
        "a.yaml:6:43: note: parties.a.ratifiers.hall: 'hall' would refuse 1,024 of 1,024 signed texts: the share "
          + "in favour is 57 % on average and needs 80 %. The moods of negotiators do not reach voters. "
          + "Look at 'slope', 'margin' and 'needs'. [verdict]"))
    #expect(try sensed(body("50%")) == [])
  }
}
