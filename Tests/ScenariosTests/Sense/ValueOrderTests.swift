import Testing

/// Values without an order, and what they are worth.
@Suite("Sense: values of issues")
struct ValueOrderTests {
  private func body(
    _ talks: String, values: String = "[red, green, blue]", ordered: String = "",
    worth: String = "{red: 0.2, green: 0.7, blue: 1}", also: String = ""
  ) -> String {
    """
    clock: {step: round, steps: 2}
    issues: {paint: {values: \(values)\(ordered)}, gate: {}}
    parties:
      a: {ideal: {gate: 0}, worth: {paint: \(worth)}, no_deal: 0}
      b: {ideal: {gate: 1, paint: red}, no_deal: 0}
    talks: {\(talks)}
    outcomes: {deal: {as_soon_as: settled}, none: otherwise}
    \(also)
    """
  }

  @Test(arguments: [
    "compromise", "challenge", "exchange", "pce", "single_text, opening: {paint: red, gate: 0.5}",
    "simultaneous, concession: {a: 0.5, b: 0.5}",
  ])
  func `A protocol that goes by distances between values without an order`(talks: String) throws {
    let word = talks.prefix { $0 != "," }
    let note =
      "a.yaml:4:10: note: issues.paint: the values of 'paint' have no order, and '\(word)' goes by how "
      + "far apart they stand in their list, so another order of the list gives another result. Write "
      + "'ordered: true' if it is an order, or take a protocol that tries all values, such as 'nash'. "
      + "[no_order]"
    #expect(try seenAtLoad(body("protocol: \(talks)")) == [note])
    #expect(try seenAtLoad(body("protocol: \(talks)", ordered: ", ordered: true")) == [])
    #expect(try seenAtLoad(body("protocol: \(talks)", ordered: ", expect: no_order")) == [])
    #expect(try seenAtLoad(body("protocol: \(talks), expect: no_order")) == [])
  }

  @Test
  func `Two values are as far apart in any order, and a search tries all`() throws {
    #expect(
      try seenAtLoad(
        body("protocol: compromise", values: "[red, blue]", worth: "{red: 0.2, blue: 1}")) == [])
    #expect(try seenAtLoad(body("protocol: nash")) == [])
  }

  @Test
  func `Worths of values above 1 or below 0`() throws {
    func note(_ column: Int, _ value: String, _ size: String) -> String {
      "a.yaml:6:\(column): note: parties.a: '\(value)' of 'paint' is worth \(size) to 'a'. Worths run from "
        + "0, as bad as can be, to 1, as good as the ideal. Divide them by the largest, or shift them. [range]"
    }
    #expect(
      try seenAtLoad(body("protocol: nash", worth: "{red: 1.2, green: 0.7, blue: -1}")) == [
        note(46, "red", "1.2"), note(69, "blue", "-1"),
      ])
    #expect(
      try seenAtLoad(
        body(
          "protocol: nash", worth: "{red: w, green: 0.7, blue: 1}",
          also: "parameters: {w: \"uniform(2, 3)\"}")
      ) == [note(46, "red", "at least 2")])
    #expect(
      try seenAtLoad(
        body(
          "protocol: nash", worth: "{red: w, green: 0.7, blue: 1}",
          also: "parameters: {w: \"uniform(0.5, 3)\"}")
      ) == [])
    #expect(try seenAtLoad(body("protocol: nash", worth: "{red: 0, green: 0.7, blue: 1}")) == [])
  }
}
