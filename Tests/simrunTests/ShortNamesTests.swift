import Testing

@testable import simrun

@Suite("Names that are cut and still told apart") struct ShortNamesTests {
  @Test(arguments: [
    // Where the starts differ, the ends are lost.
    (["strike_collapses", "still_out", "war"], ["strike..", "still_..", "war"]),
    // Where they are alike, the middles.
    (["agreement", "agreement_that_holds", "war"], ["agr..ent", "agr..lds", "war"]),
    // Where the ends are alike too, the words that all begin with.
    (
      ["contract_without_strike", "contract_after_strike", "strike_collapses"],
      ["..with..", "..afte..", "strike.."]
    ),
    // What differs in the middle of a long word alone stays as it is.
    (["aaaaaaaaaabaaaaaaaaaa", "aaaaaaaaaacaaaaaaaaaa"], ["aaaaaa..", "aaaaaa.."]),
    // The same name twice is the same name.
    (["a_long_name", "a_long_name"], ["a_long..", "a_long.."]),
  ])
  func `to eight characters`(names: [String], short: [String]) {
    #expect(ShortNames.of(names, most: 8) == short)
    #expect(ShortNames.of(names, most: 30) == names)
  }

  /// No cut name looks like another that was not alike.
  @Test func `a middle that another name has is not taken`() {
    let names = ["agreement", "agreement_that_holds", "agr..ent"]
    #expect(ShortNames.of(names, most: 8) == ["agreem..", "agreem..", "agr..ent"])
  }
}
