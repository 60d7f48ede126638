/// One trial, step by step: what happened, who was asked, who refused and why, and how it ended.
///
/// Every number is that of the run: outcome, step, measures and parameters are those of the trial's row
/// in `trials.csv`.
package struct Explanation: Sendable {
  package struct Value: Sendable {
    package let name: String
    package let unit: String?
    /// `nil`: missing.
    package let value: Double?
    /// A parameter that is the same in all trials; a measure that is a condition.
    package let isConstant: Bool
    package let isCondition: Bool
  }

  /// Steps that are reported together.
  package struct Passage: Sendable {
    package let first: Int
    package let last: Int
    package let facts: [Fact]
  }

  /// A trial that did not come to an end.
  package struct Failure: Sendable {
    package let message: String
    /// `file:line:column`, or empty.
    package let place: String
  }

  package let scenario: String
  package let title: String
  package let trial: Int
  package let seed: UInt64
  /// What a step is called, as `week`.
  package let stepWord: String
  package let endStep: Int
  /// By step, from 0 to the last of this trial; empty without a calendar.
  package let dates: [String]
  package let outcome: String?
  package let className: String?
  package let failure: Failure?
  package let parameters: [Value]
  package let measures: [Value]
  package let passages: [Passage]
  /// Outcomes in their order up to the one that it came to; `nil`: otherwise.
  package let rules: [(outcome: String, reading: RuleReading?)]
  /// An outcome that the trial did not come to, and its condition at the end.
  package let wanted: (outcome: String, reading: RuleReading?)?
}

/// One thing that happened in a trial.
package enum Fact: Sendable {
  package struct Term: Sendable {
    package let issue: String
    package let from: Double
    package let to: Double
    /// The same in the issue's unit or as values, if it has them.
    package let amounts: Amounts?

    package struct Amounts: Sendable {
      package let from: String
      package let to: String
    }
  }

  package struct Offered: Sendable {
    package let issue: String
    package let term: Double
    /// The same in the issue's unit or as a value, if it has one.
    package let amount: String?
  }

  package struct Crossed: Sendable {
    package let issue: String
    package let level: Double
    package let limit: Double
    package let isUpper: Bool
    package let isHard: Bool
  }

  /// What a party thinks of the text on the table.
  package struct Judgement: Sendable {
    package let party: String
    package let accepts: Bool
    package let isNeeded: Bool
    package let utility: Double?
    package let worth: Double?
    package let noDeal: Double?
    package let tolerance: Double?
    package let margin: Double?
    package let crossed: [Crossed]
    /// A rule of its own decides, not worth and red lines.
    package let hasOwnRule: Bool
  }

  package enum Verdict: String, Sendable { case approves, refuses, waits }

  package struct Vote: Sendable {
    package let party: String
    package let ratifier: String
    package let support: Double?
    package let needs: Double?
    package let verdict: Verdict
  }

  /// What a truce is worth to a party: the status quo, less what a truce is discounted by.
  package struct TruceJudgement: Sendable {
    package let party: String
    package let worth: Double
    package let noDeal: Double
  }

  /// The text that talks open with, if it has a name, and the issues that it leaves open.
  case opens(text: String?, open: [String])
  case happens(event: String, about: String?, acts: [String])
  case changes(state: String, unit: String?, from: String, to: String)
  case tabled(plan: String)
  /// So many rounds, in which answers differ from those reported last.
  case rounds(Int)
  /// So many rounds, in which nobody's answer differs from what was reported last.
  case sameAnswers(rounds: Int)
  /// The text that a party offers, and how many terms more it has.
  case offers(by: String, [Offered], others: Int)
  /// A quantity of the protocol, as `bid`, by party.
  case says(String, [(party: String, value: Double)])
  /// Terms of the draft that moved, the most first, and how many others moved a little.
  case drafts([Term], others: Int)
  /// Events whose acts set terms of the draft after the round, and terms that they changed, the most first.
  case rewrites(by: [String], [Term])
  case closes([String])
  case reopens([String])
  case judged([Judgement])
  /// A round without a signature, and what stood in its way.
  case unsigned([String])
  case signed
  case ratified
  case rejected
  case vote(Vote)
  /// `by`: what brought it about, in words.
  case truceBegins(by: String, [TruceJudgement])
  case truceBreaks(by: String)
  case settlementBreaks(by: String)
  case breakdown
  case suspended
  case resumed
  /// The trial ends, because the clock does or because of an outcome's condition.
  case ends(byClock: Bool)
}
