import Sim

/// What can be wrong with parties, their talks, and what comes after a signature.
enum TalksCause: Cause {
  case breachNotGiven
  case halfLifeNotPositive
  case halfLifeNeedsDuration(String)
  case deadlineBeforeVote(deadline: String, vote: String)
  case ratifierNegative(String)
  case ratifierMoves(String)
  case ratifierNeedsDuration(what: String, found: String)
  case truceNeedsBelligerents
  case noIdeal(party: String, issue: String)
  case noWorth(party: String, issue: String, value: String)
  case tooManySets(count: Int, limit: Int)
  case otherTypeThanDefault(what: String, needed: String, found: String)
  case nobodyInAHurry
  case nobodyDrawn
  case notInOrder(String)
  case noDiscount(String)
  case offersNeedTwo
  case namedTwice(String)
  case zeuthenOfTwo
  case tacticNeedsResource
  case tacticDeadline(String)
  case tacticInExpression(String)
  case noTactic(name: String, meant: String)
  case tacticArgumentTwice(tactic: String, label: String)
  case tacticNoArgument(tactic: String, label: String, hint: String)
  case tacticUnnamed(tactic: String, arguments: String)
  case noPlans(String)
  case quotaAndRule
  case secretSeen(party: String, parameter: String, place: String)
  case notInConcession(String)
  case concessionsNeedTwo
  case noParty(String)
  case ruleAsksNobody(String)
  case secretCorrelated(parameter: String, party: String, correlation: String)
  case secretWithoutFunction(family: String, party: String)
  case secretNotOneDistribution
  case secondSecret(parameter: String, party: String)
  case ownWorthHidden(party: String, parameter: String)
  case carriersHidden(party: String, parameter: String)
  case proposerKnows(String)
  case auctionOfOnePrice
  case auctionOfTwo
  case auctionWithoutType(String)
  case auctionNotUniform
  case levelsNotAscending
  case levelNotPlain
  case noLevels(String)
  case tooManyCombinations(issue: String, count: Int, limit: Int)
  case ruleNotMonotone(String)
  case ruleDrawn
  case tooManyCarriers(count: Int, word: String)
  case ruleReadsMore(String)
  case nothingEnforces(name: String, hint: String)
  case violationsNotGiven
  case openWithoutExpected(String)
  case noStatusQuo(String)

  var wording: String {
    switch self {
    case .breachNotGiven:
      "'breach' is the chance that 'talks' give under 'breach', and they give none"
    case .halfLifeNotPositive:
      "'sham_half_life' must be longer than 0"
    case .halfLifeNeedsDuration(let found):
      "'sham_half_life' needs a duration such as '3 weeks', but this is \(found)"
    case .deadlineBeforeVote(let deadline, let vote):
      "the 'deadline' is over before the vote: it is after \(deadline) steps, the vote "
        + "after \(vote)"
    case .ratifierNegative(let what):
      "'\(what)' cannot be negative"
    case .ratifierMoves(let what):
      "'\(what)' is known once per trial and cannot depend on what moves"
    case .ratifierNeedsDuration(let what, let found):
      "'\(what)' needs a duration such as '9 weeks', but this is \(found)"
    case .truceNeedsBelligerents:
      "'truce_track' needs two parties with role: belligerent"
    case .noWorth(let party, let issue, let value):
      "'worth' of '\(party)' says nothing of '\(value)', which '\(issue)' can be"
    case .tooManySets(let count, let limit):
      "'carried_when' is met by \(count) smallest sets of parties; the limit for 'random_proposer' "
        + "is \(limit)"
    case .noIdeal(let party, let issue):
      "party '\(party)' has no ideal for '\(issue)'"
    case .otherTypeThanDefault(let what, let needed, let found):
      "'\(what)' is \(needed), but this is \(found)"
    case .nobodyDrawn:
      "the 'recognition' of all parties is 0, so nobody is ever drawn"
    case .nobodyInAHurry:
      "nobody is in a hurry, so any division is an equilibrium: give a 'discount' below "
        + "1, a 'breakdown' above 0 or a 'horizon'"
    case .notInOrder(let party):
      "the consent of '\(party)' is needed, so it must be named in 'order'"
    case .noDiscount(let party):
      "'\(party)' makes offers and has no 'discount'"
    case .offersNeedTwo:
      "offers alternate between two parties or more"
    case .namedTwice(let name):
      "'\(name)' is named twice"
    case .zeuthenOfTwo:
      "'zeuthen' is a tactic for two parties"
    case .tacticNeedsResource:
      "'resource_dependent' needs resource, what is left to hold out with"
    case .tacticDeadline(let found):
      "'deadline' needs a duration, but this is \(found)"
    case .tacticInExpression(let name):
      "'\(name)' is a tactic: it cannot be part of an expression"
    case .noTactic(let name, let meant):
      "there is no tactic '\(name)'; did you mean '\(meant)'?"
    case .tacticArgumentTwice(let tactic, let label):
      "'\(tactic)' is given \(label) twice"
    case .tacticNoArgument(let tactic, let label, let hint):
      "'\(tactic)' has no argument '\(label)'; \(hint)"
    case .tacticUnnamed(let tactic, let arguments):
      "'\(tactic)' takes named arguments: \(arguments)"
    case .noPlans(let word):
      "'\(word)' chooses among plans, and there are none"
    case .quotaAndRule:
      "'quota' and 'carried_when' both say what carries a text: write one of them"
    case .secretSeen(let party, let parameter, let place):
      "'\(party)' does not know '\(parameter)' but would see it in '\(place)', by which "
        + "texts or no deal are judged"
    case .notInConcession(let party):
      "the consent of '\(party)' is needed, so it must be named in 'concession'"
    case .concessionsNeedTwo:
      "two parties or more concede to each other"
    case .noParty(let name):
      "there is no party '\(name)'"
    case .ruleAsksNobody(let word):
      "'carried_when' does not ask who accepts, so '\(word)' has nobody to find a text for"
    case .secretCorrelated(let parameter, let party, let correlation):
      "'\(parameter)' is kept from '\(party)', so '\(correlation)' cannot correlate it"
    case .secretWithoutFunction(let family, let party):
      "\(family) has no distribution function, by which '\(party)' would weigh what it "
        + "does not know"
    case .secretNotOneDistribution:
      "a parameter with 'known_to' is one distribution, whose shape all know"
    case .secondSecret(let parameter, let party):
      "'\(parameter)' is kept from '\(party)' already: one parameter can be"
    case .ownWorthHidden(let party, let parameter):
      "what a text or no deal is worth to '\(party)', or where a red line is, depends on "
        + "'\(parameter)', which it does not know"
    case .carriersHidden(let party, let parameter):
      "'\(party)' does not know '\(parameter)', so it cannot choose among those who carry "
        + "a text together: 'carried_when' must need the same parties always"
    case .proposerKnows(let party):
      "'\(party)' makes the offer: 'known_to' names who knows what the proposer does not"
    case .auctionOfOnePrice:
      "'double_auction' is about one issue, a price, without levels, values or constraints"
    case .auctionOfTwo:
      "'double_auction' is between two parties, whose consent a text needs"
    case .auctionWithoutType(let party):
      "in a 'double_auction' each party alone knows what no deal is worth to it: one parameter has "
        + "'known_to: \(party)'"
    case .auctionNotUniform:
      "the equilibrium of a 'double_auction' is known for 'uniform' only"
    case .levelsNotAscending:
      "levels ascend, and none is given twice"
    case .levelNotPlain:
      "a level is a plain number"
    case .noLevels(let issue):
      "the 'levels' of '\(issue)' are none; without the key they are all in 0 … 1"
    case .tooManyCombinations(let issue, let count, let limit):
      "up to '\(issue)' the levels of issues make \(count) combinations; the limit is "
        + "\(limit)"
    case .ruleNotMonotone(let word):
      "'carried_when' holds if some accept and fails if more do, so '\(word)' cannot "
        + "search for a text that is carried"
    case .ruleDrawn:
      "'carried_when' may not be drawn anew for each text"
    case .tooManyCarriers(let count, let word):
      "'carried_when' reads the acceptance of \(count) parties; the limit for '\(word)' "
        + "is \(Limits.carryingParties)"
    case .ruleReadsMore(let word):
      "'carried_when' reads more of the talks than who accepts, so '\(word)' cannot "
        + "search for a text that is carried: it may read p.accepts, parameters, states and "
        + "what parties are given"
    case .nothingEnforces(let name, let hint):
      "nothing enforces '\(name)'\(hint)"
    case .violationsNotGiven:
      "'violations' of the talks need 'violations' under 'durability'"
    case .openWithoutExpected(let issue):
      "issue '\(issue)' is open in a text and needs 'expected' there or a status_quo"
    case .noStatusQuo(let issue):
      "issue '\(issue)' has no status_quo"
    }
  }
}
