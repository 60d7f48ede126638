/// What texts are worth to the parties of a scenario before anything has happened: at step 0, with every
/// draw at the median of what it is drawn from.
///
/// One trial stands for all of them here, so margins are exact differences. How often a party would
/// accept over all draws is another question, which a run answers.
package struct StartView: Sendable {
  package struct RedLine: Sendable, Hashable {
    /// Position of the issue.
    package let issue: Int
    package let isUpper: Bool
    /// The last term on its good side, 0 … 1; `nil` if it is missing at the start.
    package let limit: Double?
    /// What is beyond it is never accepted; else it only costs.
    package let isHard: Bool
  }

  package struct Party: Sendable {
    package let name: String
    package let role: String?
    /// By issue, 0 … 1.
    package let ideals: [Double?]
    /// By issue; they sum to 1.
    package let weights: [Double?]
    package let redLines: [RedLine]
    package let noDeal: Double?
  }

  package enum Kind: String, Sendable {
    case plan, draft
    case statusQuo = "status quo"
  }

  package struct Judgement: Sendable {
    /// U, without what breaches, reference points, red lines and authorship take off.
    package let utility: Double?
    /// V.
    package let worth: Double?
    package let noDeal: Double?
    /// V + tolerance − W.
    package let margin: Double?
    package let accepts: Bool?
    /// Whether the text needs the party's consent where no rule carries it.
    package let isNeeded: Bool
    /// Positions in `Party.redLines` of those that the text is beyond.
    package let broken: [Int]
  }

  package struct Text: Sendable {
    package let name: String
    package let kind: Kind
    /// By issue, 0 … 1.
    package let terms: [Double?]
    package let isOpen: [Bool]
    /// By party.
    package let judgements: [Judgement]
  }

  package struct Issue: Sendable {
    package let name: String
    /// What 0 and 1 are, as written.
    package let low: String?
    package let high: String?
    package let unit: String?
    /// In place of a scale; empty: a scale.
    package let values: [String]
    package let isCore: Bool
    package let statusQuo: Double?
    let line: IssueLine

    /// A term as the file would write it; `nil` of a line without a unit.
    package func written(_ term: Double) -> String? { line.written(term) }
  }

  package let scenario: String
  package let issues: [Issue]
  package let parties: [Party]
  package let texts: [Text]
  /// By issue, then by party: the terms between which the party would accept a text that is its own ideal
  /// on every other issue; `nil` if it accepts none of those.
  package let ranges: [[ClosedRange<Double>?]]
  /// Of an issue with values, by issue and party: those that the party would accept, likewise; `nil` for a
  /// scale.
  package let acceptedValues: [[[String]?]]
  /// The text that talks open with, or the status quo: position in `texts`; `nil` if there is none.
  package let opening: Int?
  /// The same as `ranges` of a text that is the opening one on every other issue.
  package let openingRanges: [[ClosedRange<Double>?]]
  /// By parameter of the report.
  package let parameters: [(name: String, value: Double?)]
}

extension StartView {
  /// Where all parties whose consent is needed overlap on an issue; `nil` where they do not.
  package func overlap(_ issue: Int, of parties: [Int]) -> ClosedRange<Double>? {
    var low = 0.0
    var high = 1.0
    for p in parties {
      guard let range = ranges[issue][p] else { return nil }
      (low, high) = (max(low, range.lowerBound), min(high, range.upperBound))
    }
    return low <= high ? low...high : nil
  }

  /// As a message says it: `army above 0.40 (hard)`.
  package func shown(_ line: RedLine) -> String {
    issues[line.issue].name + (line.isHard ? " (hard)" : "")
  }
}
