/// What was seen, with its facts. Worded in `SenseWording.swift`.
enum SenseCause: Hashable, Sendable {
  // What nothing reads.
  case unread(kind: String, name: String)
  case idleEvent(String)
  /// `near`: one that is spelt nearly so.
  case unreadOwn(String, near: String?)
  case unreadPlan(String, tabled: String?, reason: PlanReason)
  case withoutEffect(String)
  /// What can be declared under a key, for expressions that read it as this.
  case unreadQuantity(key: String, readAs: String)
  case unreadMeans(String)
  /// Texts are said to be public, and nobody measures texts against others.
  case publicToNobody
  /// No belligerent, or none but the one that judges, can have written the text.
  case noOtherAuthors(alone: Bool)
  case nobodyWrote
  case penaltyWithoutAuthors
  case salienceInElection

  // What never came.
  case outcomeNever(String, trials: Int, atMost: Double, rule: NeverRule)
  case eventNever(String, trials: Int, atMost: Double, why: NeverEvent)
  case signalNever(String, trials: Int, atMost: Double, part: NeverPart?)
  /// A comparison that cannot come true, at load.
  case cannotHold(NeverPart)
  /// An earlier outcome whose rule holds whenever this one's does.
  case takenBy(String, String)

  // What never moves.
  case stillState(String)
  case regimeNeverEntered(String)

  // Agreement.
  case crossingLines(issue: String, below: String, least: Double, above: String, most: Double)
  /// `isAbove`: nothing above the limit is accepted; else nothing below it.
  case idealBeyondLine(party: String, issue: String, isAbove: Bool, limit: Double, ideal: Size)
  case noDealAboveOne(String, Size)
  case noDealBelowZero(String, Size)
  /// It was there at some step of so large a share of the trials.
  case noDealBeyond(String, Side, share: Double)
  /// `rule`: what is known of `carried_when`, where that decides.
  case nothingAgreed(trials: Int, atMost: Double, misses: [Miss], rule: RuleOfAgreement?)
  case noStart(StandStill)
  /// All of them together, in words.
  case constraintsApart([String])
  case valuesWithoutOrder(issue: String, protocol: String)
  case loneBelligerent(String, lost: [String])
  case vetoOfMediator(String, role: String)
  /// `text`: the plan in quotes, or the opening.
  case coreLeftOpen(_ text: String, issues: [String])
  case verdict(String, RatifierFacts)
  /// The earliest vote of a chain, in steps after the signature, and the last step.
  case voteBehindTheEnd(String, Size, last: Int)

  // Numbers.
  case worthOutside(value: String, issue: String, party: String, Size)
  case negativeCost(Size)
  /// The spread of judgements, beside worths of 0 to 1.
  case wideTolerance(String, Size)
  /// `percent`: what is written, if it may be a number of percent.
  case stepPastAll(Size, percent: Int?)
  /// Of one party, or of all.
  case accessPastAll(String?, Size, percent: Int?)
  /// It was at some step of so large a share of the trials.
  case costBelowZero(share: Double)
  case discountAboveOne(Size)
  case loneWeight(issue: String)
  case loneVote(party: String, votes: Double, all: Double)
  case atBound(share: Double, low: Double, high: Double)
  /// `chance`: at least, if the rate is.
  case certainInAStep(chance: Double, rate: Size, unit: String)
  case shockBeyondRange(sd: Size, range: Double)
  case delayRoundedUp(written: String, step: String)
  /// Why no trial can compute it.
  case alwaysFails(String)
  case manyFailed(failed: Int, of: Int, message: String)
  case amountOnLine(written: String, low: String, high: String, scale: Double, plain: Double)
  case percentInside(written: String, low: String, high: String)
  case percentBeside(
    written: String, term: String, low: String, high: String, plain: Double, scale: Double)
  case endsInTwoUnits(low: String, high: String)
  case foundForm(FoundForm)

  /// Of the range of worths, 0 to 1.
  enum Side: Hashable, Sendable { case above, below }

  enum PlanReason: Hashable, Sendable {
    case withoutTalks
    /// Nothing of this protocol takes up plans from the table.
    case protocolTakesNone(String)
    /// The protocol does, but the plan never comes there.
    case neverTabled(String, hasDates: Bool)
  }

  enum NeverRule: Hashable, Sendable {
    /// It held in so many trials, and an earlier rule took each: which and how often.
    case shadowed(held: Int, by: [Taker])
    case heldBefore(trials: Int)
    case parts(NeverPart)
    case neverTogether
    case rare
  }

  struct Taker: Hashable, Sendable {
    var name: String
    var trials: Int
  }

  /// A part of a condition that never held, and why, as far as it is known.
  struct NeverPart: Hashable, Sendable {
    enum Why: Hashable, Sendable {
      case seen
      case clock(word: String, steps: Int)
      case within(state: String, low: Double, high: Double)
    }
    var text: String
    var why: Why
  }

  enum NeverEvent: Hashable, Sendable {
    case window(NeverPart)
    case condition(NeverPart)
    case heldFromTheStart
    case trigger(String)
    case behindTheEnd(step: Int, last: Int)
    case zeroChance
  }

  /// How a party came nearest to accepting.
  struct Miss: Hashable, Sendable {
    enum How: Hashable, Sendable {
      /// At best its worth was so much below no deal, and most is lost on an issue.
      case worth(below: Double, issue: String?)
      case hardLine
      case accepts(trials: Int)
    }
    var party: String
    var how: How
  }

  /// What became of `carried_when`.
  enum RuleOfAgreement: Hashable, Sendable {
    /// It cannot be asked.
    case unknown
    case held
    /// A part of it never held.
    case part(String)
    /// Its parts held, but never together.
    case neverTogether
    case never
  }

  enum StandStill: Hashable, Sendable {
    case allOpen
    case neverMeet
    case nobodyPulls
    case noStepSize
  }

  struct RatifierFacts: Hashable, Sendable {
    var signed: Int
    var refused: Int
    var mean: Double
    var needs: Double
  }
}
