import Sim

/// The part of the page on words, functions, distributions and names.
extension ReferencePage {
  static var words: [String] {
    let talkWords = Words.all.filter { $0.need == .talks }
    let others = Words.all.filter { $0.need == .nothing }
    return [
      """

      ## Words
      Expressions read these by name, as `settled and week < 10`. *Decided* says when in a step the value comes
      to be. What reads it earlier in the step sees the value of the step before: [when things
      happen](semantics.md). A word without it is known from the start of the step.

      ### Words that stand alone
      """, wordHead,
    ] + others.map(row) + ["\nOnly where there are `talks`:\n", wordHead] + talkWords.map(row)
      + [
        "\n### Of a party\nRead as `union.margin`, or `p.margin` in `any(p.margin > 0 for p in parties)`.\n",
        wordHead,
      ] + (PartyWords.all + PartyWords.parts).map(row)
      + [
        "\n### Of a text\nRead as `draft.wage` for the term of an issue, and beside the terms:\n",
        "| word | meaning |\n|---|---|",
      ] + TextWords.meanings.map { "| `\($0.key)` | \(code($0.value)) |" }
  }

  private static let wordHead = "| word | type | decided | meaning |\n|---|---|---|---|"

  private static func row(_ word: Word) -> String {
    let type =
      switch word.form {
      case .number where word.meaning.hasPrefix("after "): "set"
      case .number:
        word.name.hasSuffix("_for") ? "duration" : word.name == "date" ? "date" : "number"
      case .condition: "condition"
      case .outcome: "outcome"
      case .event: "event"
      case .text: "text"
      case .talks: ""
      }
    return "| `\(word.name)` | \(type) | \(decided(word.stage)) | \(code(word.meaning)) |"
  }

  private static func row(_ word: PartyWord) -> String {
    let type =
      switch word.form {
      case .number: "number"
      case .condition: "condition"
      case .role: "role"
      }
    return "| `\(word.name)` | \(type) | \(decided(word.stage)) | \(code(word.meaning)) |"
  }

  private static func decided(_ stage: Stage?) -> String {
    switch stage {
    case nil, .world: ""
    case .values: "before the meeting"
    case .round: "whether there is a meeting"
    case .text: "as the text is made"
    case .judgement: "as the text is judged"
    case .signing: "at the signing"
    case .end: "at the end of the step"
    }
  }

  static var functions: [String] {
    [
      """

      ## Functions
      | function | gives |
      |---|---|
      """
    ]
      + Function.all.values.sorted { $0.name < $1.name }.map {
        "| `\($0.usage)` | \(code($0.meaning)) |"
      } + [
        """

        ### Of texts
        `t` and `u` are texts, as `draft` or the name of a plan; `p` is a party.

        | function | gives |
        |---|---|
        """
      ] + TextFunction.allCases.map { "| `\($0.usage)` | \($0.meaning) |" }
      + [
        """

        ### Of what has been
        `e` is an event, `c` a condition, `x` a number.

        | function | gives |
        |---|---|
        """
      ] + MemoryFunction.allCases.map { "| `\($0.usage)` | \(code($0.meaning)) |" }
      + [
        """

        ### Over issues, parties and plans
        As in `sum(p.capability for p in parties where p.role == donor)`.

        | function | gives |
        |---|---|
        """
      ] + Aggregate.all.map { "| `\($0.name)(… for i in issues)` | \($0.meaning) |" }
  }

  static var distributions: [String] {
    [
      """

      ## Distributions
      Arguments are given by their place, in the first way, or by their names, in any. Those with a dagger (†)
      can be neither truncated nor correlated. What each is for stands in the
      [guide](language.md#values), what is known of the draws in [distributions.md](distributions.md).

      | written | arguments | draws |
      |---|---|---|
      """
    ]
      + DistributionForms.all.map { forms in
        let calls = forms.calls.map { "`\($0)`" }.joined(separator: ", ")
        let mark = forms.hasDistributionFunction ? "" : " †"
        return
          "| \(calls)\(mark) | \(code(forms.limits.joined(separator: "; "))) | \(forms.draws) |"
      }
  }

  static var names: [String] {
    let entries = ScenarioFile.format.words.subtracting(ReservedWords.grammar).sorted()
    return [
      """

      ## Names
      A name has small letters, digits and underscores, and begins with a letter; it has
      \(Limits.nameLength) characters at most. Parameters, definitions, states, events, issues, parties, plans and
      columns of data share one space: no name stands twice.

      Words of the grammar are no name of anything: \(list(ReservedWords.grammar.sorted())).

      No entry that expressions read is called \(list(entries)). An issue is not called
      \(list(TextWords.all.sorted())) either, and no outcome `\(ReservedWords.allTrials)`.
      """
    ]
  }

  private static func list(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// Texts of tables write code between straight quotes.
  static func code(_ text: String) -> String { text.replacing("'", with: "`") }
}
