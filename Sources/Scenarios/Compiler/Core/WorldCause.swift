import Sim

/// What can be wrong with states, events and what is reported, and what is too large.
enum WorldCause: Cause {
  case negativeRate
  case tooManyJumps
  case tooManyInstructions
  case chainTooLong
  case tooManyReadings
  case valuesOverLimit(Int)
  case instructionsOverLimit(Int)
  case equalsDrawn(String)
  case equalsNeedsNumber(String)
  case measureLabel
  case measureType(String)
  case conditionNeeded(what: String, found: String)
  case notFollowed(String)
  case negativeSpread
  case delayTooLong
  case delayOfZero
  case delayNegative
  case delayMoves
  case boundsReversed
  /// `random_walk` of a state that is true or false.
  case numbersOnly(String, state: String, type: String)
  case delayNeedsDuration
  case probabilityOutOfRange(hint: String)
  case rateWithoutUnit(String)
  case chancesOfLeaving(String)
  case chancesOfGroup(String)
  case noneOfRegimes(name: String, regimes: String)
  case otherTypeThanState(state: String, needed: String, found: String)

  var wording: String {
    switch self {
    case .negativeRate:
      "a rate must be 0 or more"
    case .tooManyJumps:
      "a state jumps at most 1,000,000,000 times a step"
    case .tooManyInstructions:
      "the scenario needs more than \(Limits.instructions) instructions a step, which is "
        + "the limit"
    case .chainTooLong:
      "this needs itself, or ends a chain of names that is too long to be read"
    case .tooManyReadings:
      "the scenario's expressions are read more than \(Limits.readings) times, which is "
        + "the limit: sums within sums and definitions within definitions multiply"
    case .valuesOverLimit(let count):
      "the scenario keeps \(count) values per trial; the limit is \(Limits.memories)"
    case .instructionsOverLimit(let count):
      "the scenario needs \(count) instructions a step; the limit is \(Limits.instructions)"
    case .equalsDrawn(let path):
      "'equals' depends on what is drawn at '\(path)'; it may read only what is the same "
        + "in every trial"
    case .equalsNeedsNumber(let found):
      "'equals' needs a number, but this is \(found)"
    case .measureLabel:
      "a measure is a number or a condition, but this is a label"
    case .measureType(let found):
      "a measure is a number or a condition, but this is \(found)"
        + (found.contains("duration")
          ? "; 'weeks(d)' or 'steps(d)' makes a number of a duration" : "")
    case .conditionNeeded(let what, let found):
      "\(what) needs a condition, but this is \(found)"
    case .notFollowed(let found):
      "only a number or a condition can be followed, but this is \(found)"
    case .negativeSpread:
      "sd must be 0 or more"
    case .delayTooLong:
      "a delay is at most 1,000 steps"
    case .delayOfZero:
      "an event comes at the earliest one step after the other: leave 'delay' out for that"
    case .delayNegative:
      "a delay cannot be negative"
    case .boundsReversed:
      "'within' gives the lower bound first, but it is above the upper one"
    case .numbersOnly(let what, let state, let type):
      "'\(what)' is of numbers, but state '\(state)' is \(type)"
    case .delayMoves:
      "a delay is known once per trial and cannot depend on what moves"
    case .delayNeedsDuration:
      "'delay' needs a duration such as '2 weeks'"
    case .probabilityOutOfRange(let hint):
      "a probability must be in 0 … 1\(hint)"
    case .rateWithoutUnit(let step):
      "a rate needs a unit of time, as in '0.1 per \(step)'"
    case .chancesOfGroup(let group):
      "the probabilities of '\(group)' add to more than 1"
    case .chancesOfLeaving(let regime):
      "the chances of leaving '\(regime)' must be in 0 … 1 together"
    case .noneOfRegimes(let name, let regimes):
      "'\(name)' is none of \(regimes)"
    case .otherTypeThanState(let state, let needed, let found):
      "state '\(state)' is \(needed), but this is \(found)"
    }
  }
}
