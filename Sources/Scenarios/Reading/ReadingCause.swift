import Sim

/// What can be wrong with entries together: names of things that are not there, what has no effect,
/// what lies off the clock.
enum ReadingCause: Cause {
  // Names.
  case stepName(String)
  case nameTaken(String, by: String)
  /// `is` and `not` are kinds with their articles.
  case wrongKind(String, is: String, not: String)
  case regimeName(String, is: String)
  case staying(String)
  case wrongIndex(String, each: String)

  // The clock.
  case stepWithoutClock
  case stepAfterEnd(Int, last: Int)
  case dateWithoutStart
  case dateBeforeStart(String, start: String)
  case dateAfterEnd(String, last: String)
  case negativeDelay
  /// A number per step where a younger file changes the step.
  case perStep(file: String, from: String, to: String)

  // Sizes.
  case partiesTimesIssues(Int)
  case tooFewIssues(Int, there: Int)

  // Sections.
  case noOutcomes
  case outcomeForAll(String)
  case earlyOtherwise
  case missingOtherwise
  case boundsReversed
  case noExpectations
  case correlationOf([String])
  case correlatedTwice(String, String, by: String)
  case cannotCompete
  case alone(group: String, hint: String)
  case mixedGroup(event: String, isRate: Bool)

  // Values of issues.
  case valueTwice(String)
  case valuesAndLevels
  case orderedWithoutValues
  case worthWithoutValues(String)

  // Columns of data.
  case oneColumn
  case columnWithoutName(String)

  // Talks.
  case notOfProtocol(key: String, owners: [String], word: String)
  case protocolNeeds(word: String, key: String, meaning: String)
  case protocolNeedsAny(word: String, what: String)
  case knownTo(only: String, word: String)

  // At and after a signature.
  case durabilityOfNothing
  case withoutTalks(OfDeals)
  case ratifierWithoutSlope
  case defaultWithoutSlope
  case withoutEffect(key: String)
  case shamAlone
  case halfLifeAlone
  case noReference(party: String)
  case noReferenceOf(String)
  case notEnforced(String)
  case afterBreachWithoutBreach
  case neverAsked(party: String)
  case haltWithoutRatifiers
  case haltOfFewer
  case neverATruce

  enum OfDeals: Hashable, Sendable {
    case durability
    case ratifier
    case afterBreach
  }
}

extension ReadingCause {
  var wording: String {
    switch self {
    case .valueTwice(let name):
      "'\(name)' is a value twice"
    case .valuesAndLevels:
      "an issue has 'values' or 'levels', not both"
    case .orderedWithoutValues:
      "'ordered' says of 'values' that they have an order, and there are none"
    case .worthWithoutValues(let issue):
      "'worth' says what values are worth, and '\(issue)' has none"
    case .oneColumn:
      "'columns' are two or more of which a row is drawn as a whole; for one write 'column'"
    case .columnWithoutName(let header):
      "no expression can read '\(header.prefix(40))' as a name; give it one, as in "
        + "columns: {rate: \(header.prefix(40))}"
    case .stepName(let name): "'\(name)' is the clock's step: choose another name"
    case .nameTaken(let name, let other): "the name '\(name)' is taken: \(other)"
    case .wrongKind(let name, let kind, let other): "'\(name)' is \(kind), not \(other)"
    case .regimeName(let name, let other):
      "a regime may not have a declared name: '\(name)' is \(other)"
    case .staying(let regime): "staying in '\(regime)' is what is left: leave it out"
    case .wrongIndex(let state, let each): "'\(state)' \(each)"
    case .stepWithoutClock: "a step needs a clock"
    case .stepAfterEnd(let step, let last): "step \(step) is after the last step, \(last)"
    case .dateWithoutStart: "a date needs a clock with a 'start'"
    case .dateBeforeStart(let date, let start): "\(date) is not after the clock's start, \(start)"
    case .dateAfterEnd(let date, let last): "\(date) is after the last step's date, \(last)"
    case .negativeDelay: "a delay cannot be negative"
    case .perStep(let file, let from, let to):
      "this is per step, and \(file) changes the step from \(from) to \(to): give it again there"
    case .partiesTimesIssues(let product):
      "parties times issues make \(product); the limit is \(Limits.partiesTimesIssues)"
    case .tooFewIssues(let count, let all):
      "\(count) issues are asked for, and "
        + (all == 1 ? "there is only 1 issue" : "there are only \(all) issues")
    case .noOutcomes: "a scenario needs outcomes, the last of them 'otherwise'"
    case .outcomeForAll(let name):
      "'\(name)' stands for all trials in the results: choose another name"
    case .earlyOtherwise: "only the last outcome is 'otherwise'"
    case .missingOtherwise:
      "the last outcome must be 'otherwise', so that every trial has one"
    case .boundsReversed:
      "'within' gives the lower bound first, but it is above the upper one"
    case .noExpectations: "'expect' has no expectations"
    case .correlationOf(let names):
      "a correlation is between two names or more, but "
        + (names.first.map { "only '\($0)' is given" } ?? "none is given")
    case .correlatedTwice(let a, let b, let other):
      "the correlation of \(a) and \(b) is given already, by '\(other)'"
    case .cannotCompete: "only events with a rate or a probability compete"
    case .alone(let group, let hint): "no other event competes in '\(group)'\(hint)"
    case .mixedGroup(let event, let isRate):
      "a group does not mix rates and probabilities: "
        + "'\(event)' has a \(isRate ? "rate" : "probability")"
    case .notOfProtocol(let key, let owners, let word):
      "'\(key)' belongs to \(owners.joined(separator: ", ")), and the protocol is \(word)"
    case .protocolNeeds(let word, let key, let meaning): "\(word) needs '\(key)' (\(meaning))"
    case .protocolNeedsAny(let word, let what): "\(word) needs \(what)"
    case .knownTo(let weighing, let word):
      "'known_to' matters to \(weighing) only; in '\(word)' all parameters are known"
    case .durabilityOfNothing:
      "'durability' is of a 'settlement' or a 'truce': give one of them"
    case .withoutTalks(let what): "\(what.wording) what talks agree, and there are no talks"
    case .ratifierWithoutSlope: "a ratifier needs a 'slope', or a 'support' of its own"
    case .defaultWithoutSlope: "'default' is what a 'slope' gives: give one"
    case .withoutEffect(let key): "'\(key)' has no effect: 'support' does not read 'default'"
    case .shamAlone: "'sham' needs 'sham_half_life' beside it, such as '3 weeks'"
    case .halfLifeAlone: "'sham_half_life' needs 'sham' beside it, such as '15%'"
    case .noReference(let party): "'\(party)' has no 'reference' to be dissatisfied by"
    case .noReferenceOf(let kind):
      "'dissatisfaction' is measured from a 'reference', and no \(kind) has one"
    case .notEnforced(let name):
      "nothing enforces '\(name)': give it under 'enforcement' of a plan or of the talks"
    case .afterBreachWithoutBreach:
      "'after_breach' needs the chance of it, 'breach' under 'talks'"
    case .neverAsked(let party):
      "this ratifier is never asked: the consent of '\(party)' is not needed; make it "
        + "'role: belligerent' or give it an issue that it alone 'delivers'"
    case .haltWithoutRatifiers:
      "'halt' is between signing and ratification, and no party has 'ratifiers'"
    case .haltOfFewer: "'halt' needs two parties with role: belligerent"
    case .neverATruce:
      "there is never a truce to break: give the talks a 'truce_track', or an event "
        + "'acts: [begin_truce]'"
    }
  }
}

extension ReadingCause.OfDeals {
  fileprivate var wording: String {
    switch self {
    case .durability: "'durability' is of"
    case .ratifier: "a ratifier votes on"
    case .afterBreach: "'after_breach' is of"
    }
  }
}
