import Testing

/// Roles, pens and core issues that can hardly be meant: each with the smallest file that causes the note,
/// and those that nearly do.
@Suite("Sense: roles and texts")
struct RolesAndTextsTests {
  @Test(arguments: ["mediator", "observer"])
  func `Who mediates has a veto where nobody is a belligerent`(role: String) throws {
    func body(_ a: String, _ b: String, talks words: String = "") -> String {
      talks(
        a: "\(a)ideal: 1, no_deal: 0.2", b: "\(b)ideal: 0, no_deal: 0.2",
        talks: "protocol: single_text, opening: paper\(words)")
    }
    #expect(
      try seenAtLoad(body("", "role: \(role), ")) == [
        "a.yaml:7:13: note: parties.b: 'b' has the role of \(role), but nobody is a belligerent, so every text "
          + "needs the consent of all parties, its own too. Give those who must consent 'role: belligerent', or "
          + "say what carries a text under 'carried_when'. [veto]"
      ])
    #expect(
      try seenAtLoad(body("", "expect: veto, role: \(role), ")) == [])
    // Two belligerents, a rule of one's own, or a rule of the party's own say whose consent counts.
    #expect(
      try seenAtLoad(
        body("role: belligerent, ", "role: belligerent, ").replacing(
          "plans:", with: "  c: {role: \(role), ideal: 0.5, no_deal: 0.2}\nplans:")) == [])
    #expect(try seenAtLoad(body("", "role: \(role), ", talks: ", carried_when: a.accepts")) == [])
    #expect(try seenAtLoad(body("", "role: \(role), accepts: true, ")) == [])
    #expect(try seenAtLoad(body("", "role: \(role), delivers: fare, ")) == [])
    #expect(try seenAtLoad(body("", "role: ally, ")) == [])
  }

  @Test
  func `A plan that says nothing of a core issue, where nobody asks for those`() throws {
    func body(_ terms: String, _ rule: String = "settled", _ words: String = "") -> String {
      talks(talks: "protocol: single_text, opening: paper\(words)")
        .replacing("hours: {status_quo: 0.5}", with: "hours: {status_quo: 0.5, core: true}")
        .replacing("{fare: 0.5, hours: 0.5}", with: "{\(terms)}")
        .replacing("as_soon_as: settled", with: "as_soon_as: \(rule)")
    }
    let way =
      "so it leaves this core issue open, and is 'settled' all the same. Give it a term, write {open: true} if "
      + "that is meant, or read 'core_settled' where a deal counts. [left_open]"
    #expect(
      try seenAtLoad(body("fare: 0.5")) == [
        "a.yaml:8:9: note: plans.paper: 'paper' says nothing of 'hours', " + way
      ])
    #expect(
      try seenAtLoad(
        body("fare: 0.5, hours: 0.5").replacing("opening: paper", with: "opening: {fare: 0.5}")
          .replacing("plans: {paper: {terms: {fare: 0.5, hours: 0.5}}}\n", with: "")) == [
          "a.yaml:8:1: note: talks: the opening says nothing of 'hours', " + way
        ])
    #expect(try seenAtLoad(body("fare: 0.5, hours: 0.5")) == [])
    #expect(try seenAtLoad(body("fare: 0.5, hours: {open: true}")) == [])
    #expect(try seenAtLoad(body("fare: 0.5", "core_settled")) == [])
    #expect(try seenAtLoad(body("fare: 0.5", "settled and agreed.open_issues == 0")) == [])
    #expect(
      try seenAtLoad(
        body("fare: 0.5", "settled", ", open_issues: {settled_when: max_gap < 0.1}")) == [])
  }

  @Test
  func `Who wrote a text is read, and nobody who counts can have written one`() throws {
    func body(_ penalty: String, _ role: String = "", _ other: String = "", _ more: String = "")
      -> String
    {
      talks(
        a: "\(role)ideal: 1, no_deal: 0.2", b: "\(other)ideal: 0, no_deal: 0.2",
        talks: "protocol: single_text, opening: paper, authorship_penalty: \(penalty)"
      ).replacing("paper: {terms", with: "paper: {\(more)terms")
    }
    let way =
      ", so it is always 0. Give parties 'role: belligerent', or read text.written_by[…] of a party by its name. "
      + "[no_effect]"
    let what =
      "note: talks: 'text.authorship' is the share that other belligerents wrote, and there is no "
    #expect(
      try seenAtLoad(body("0.1 * text.authorship")) == [
        "a.yaml:9:68: \(what)belligerent" + way
      ])
    let belligerent = "role: belligerent, "
    #expect(
      try seenAtLoad(
        body("{a: 0.1 * text.authorship}", belligerent, "delivers: fare, ")
      ).filter { $0.hasSuffix("[no_effect]") } == [
        "a.yaml:9:72: \(what)other belligerent" + way
      ])
    #expect(try seenAtLoad(body("0.1 * text.authorship", belligerent, belligerent)) == [])
    #expect(try seenAtLoad(body("\"0.1 * text.written_by[a]\"")) == [])
    let chosen = { (text: String) in
      text.replacing("protocol: single_text", with: "protocol: plan_vote")
    }
    #expect(
      try seenAtLoad(chosen(body("\"0.1 * text.written_by[a]\""))) == [
        "a.yaml:9:67: note: talks: no plan says who wrote it, so the shares that are read here are always 0. "
          + "Give plans 'written_by'. [no_effect]"
      ])
    #expect(
      try seenAtLoad(
        chosen(body("\"0.1 * text.written_by[a]\"", "", "", "written_by: {a: 1}, "))) == [])
  }

  @Test(arguments: [
    ("0.05", "68"), ("if(week > 2, 0.1, 0)", "69"), ("{b: 0.05}", "72"), ("0", nil),
    ("0.05 * text.written_by[a]", nil), ("0.05 * text.fare", nil), ("pens", nil), ("tax", "68"),
  ])
  func `A penalty for authorship that does not ask who wrote the text`(
    penalty: String, place: String?
  )
    throws
  {
    let written = penalty.hasPrefix("{") || !penalty.contains(" ") ? penalty : "\"\(penalty)\""
    let notes = try seenAtLoad(
      talks(
        talks: "protocol: single_text, opening: paper, authorship_penalty: \(written)",
        also: "definitions: {pens: \"0.1 * text.written_by[a]\", tax: 0.1}"
      )
    ).filter { $0.hasSuffix("[no_effect]") }
    let note = { (place: String) in
      "a.yaml:9:\(place): note: talks: the penalty reads neither text.authorship nor text.written_by, so "
        + "every text loses as much, whoever wrote it, and no deal loses nothing. Multiply it by what "
        + "somebody wrote: text.written_by[…] of a party by its name, or text.authorship, the share of "
        + "other belligerents. [no_effect]"
    }
    #expect(notes == [place].compactMap(\.self).map(note))
  }

  @Test
  func `What talks declare and nothing reads`() throws {
    func body(_ words: String, _ also: String = "", a: String = "") -> String {
      talks(
        a: "\(a)ideal: 1, no_deal: 0.2", talks: "protocol: single_text, opening: paper, \(words)",
        also: also)
    }
    #expect(
      try seenAtLoad(body("secrecy: 0.5")) == [
        "a.yaml:9:57: note: talks: nothing reads 'talks.secrecy', so 'secrecy' changes no result. Read it in an "
          + "expression, or remove it. [unused]"
      ])
    #expect(try seenAtLoad(body("secrecy: 0.5", "measures: {m: talks.secrecy}")) == [])
    #expect(
      try seenAtLoad(body("balance: {high: 0.8, low: 0.2}")) == [
        "a.yaml:9:64: note: talks: nothing reads 'balanced', so 'balance' changes no result. Read it in an "
          + "expression, or remove it. [unused]"
      ])
    #expect(
      try seenAtLoad(body("balance: {high: 0.8, low: 0.2}", "measures: {m: balanced}")) == [])
    #expect(
      try seenAtLoad(body("public: true")) == [
        "a.yaml:9:56: note: talks: 'public' says which texts move reference points, and no party has a "
          + "'reference', so it changes no result. Give a party one, or remove it. [unused]"
      ])
    #expect(
      try seenAtLoad(body("public: {drafts: true}", a: "reference: {catches_up: 1}, ")) == [])
    #expect(
      try seenAtLoad(body("enforcement: {monitoring: 0.3}")) == [
        "a.yaml:9:62: note: talks: nothing reads the enforcement 'monitoring', so it changes no result. Read it, "
          + "as in agreed.enforcement.monitoring, give it an effect under 'breach' or 'durability', or remove it. "
          + "[unused]"
      ])
    #expect(
      try seenAtLoad(
        body("enforcement: {monitoring: 0.3}, breach: {base: 0.2, monitoring: 0.1}")) == [])
    #expect(
      try seenAtLoad(
        body(
          "enforcement: {monitoring: 0.3}",
          "durability: {settlement: {rate: 1% per week, monitoring: 0.5}}")) == [])
  }

  @Test
  func `Judgements that vary by more than texts are worth`() throws {
    func body(_ sd: String, _ more: String = "") -> String {
      talks(a: "ideal: 1, no_deal: 0.2, \(more)tolerance: {sd: \(sd), persistence: 0.9}")
    }
    #expect(
      try seenAtLoad(body("6")) == [
        "a.yaml:6:47: note: parties.a: the judgements of 'a' vary by a standard deviation of 6, and worths run "
          + "from 0 to 1: it accepts and refuses whatever the text says. [range]"
      ])
    #expect(try seenAtLoad(body("0.9")) == [])
    #expect(try seenAtLoad(body("6", "utility: \"100 * default\", ")) == [])
  }

  @Test
  func `A step or an access that takes a text all the way at once`() throws {
    func body(_ words: String) -> String {
      talks(talks: "protocol: single_text, opening: paper, \(words)")
    }
    #expect(
      try seenAtLoad(body("step_size: 5")) == [
        "a.yaml:9:59: note: talks: 'step_size' is 5, and 1 is all that a meeting can do: the draft is at once "
          + "where the parties pull it. If 5 % is meant, write 5%. [range]"
      ])
    #expect(
      try seenAtLoad(body("step_size: 250%")) == [
        "a.yaml:9:59: note: talks: 'step_size' is 2.5, and 1 is all that a meeting can do: the draft is at once "
          + "where the parties pull it. [range]"
      ])
    #expect(try seenAtLoad(body("step_size: 1")) == [])
    #expect(
      try seenAtLoad(body("access: {a: 100, b: 1}")) == [
        "a.yaml:9:60: note: talks: the access of 'a' is 100, and 1 is in full: the step of a meeting is that many "
          + "times as long. If 100 % is meant, write 100%. [range]"
      ])
    #expect(
      try seenAtLoad(body("access: 70")) == [
        "a.yaml:9:56: note: talks: the access of each party is 70, and 1 is in full: the step of a meeting is that "
          + "many times as long. If 70 % is meant, write 70%. [range]"
      ])
    #expect(try seenAtLoad(body("access: {a: 3, b: 70%}")) == [])
  }
}
