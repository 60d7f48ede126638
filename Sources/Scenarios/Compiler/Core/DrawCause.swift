import Sim

/// What can be wrong with draws, data and correlations.
enum DrawCause: Cause {
  case noCommonElements(first: String, second: String)
  case noShocks(String, others: [String])
  case correlatedWithoutFunction(name: String, family: String)
  case correlatedDiscrete(name: String, family: String)
  case correlatedCondition(String)
  case tiedRanks(name: String, data: String)
  case correlatedByID(first: String, second: String)
  case notOneDistribution(name: String, found: String)
  case correlationOutOfRange(value: String, hint: String)
  case correlationMoves
  case jumpSizeCondition(String)
  case sizeNotOneDistribution
  case countNotWhole(family: String, gives: String)
  case empiricalUsage
  case stepsDrawn(String)
  case rowInside(column: String, table: String)
  case rowCorrelated(name: String, table: String)
  case idNotAName
  case idInside(String)
  case idOfAnotherDraw(id: String, owner: String, place: String)
  case truncatedWithoutFunction(String)
  case distributionNeeded(String)
  case noSuchDistribution(String)
  case idTaken(String)
  case drawnOnce(String)
  case noDistributionHere
  case elicitedFamily(words: String, hint: String)
  case elicitedMoves(String)
  case elicitedQuantileCount(String)
  case elicitedNoArgument(String)
  /// `p105`.
  case elicitedNoQuantile(String)
  case elicitedTerms(String)
  case truncatedSide
  case familyCorrelated(String)
  case elicitedUnnamed

  var wording: String {
    switch self {
    case .noCommonElements(let first, let second):
      "'\(first)' and '\(second)' have no common elements: correlated shocks need the same 'each'"
    case .noShocks(let state, let others):
      "'\(state)' has no shocks: only \(others.listed()) have an sd"
    case .correlatedWithoutFunction(let name, let family):
      "'\(name)' cannot be correlated: \(family) has no distribution function to invert"
    case .correlatedDiscrete(let name, let family):
      "'\(name)' cannot be correlated: \(family) is discrete and its ranks are tied; "
        + "correlate a continuous parameter and make the number from it, as with round(x)"
    case .correlatedCondition(let name):
      "'\(name)' cannot be correlated: it is a condition; correlate a uniform(0, 1) and "
        + "compare it with the chance"
    case .tiedRanks(let name, let data):
      "'\(name)' cannot be correlated: one value of \(data) makes up more than 1 % of the "
        + "data, so ranks would be tied"
    case .correlatedByID(let first, let second):
      "\(first) and \(second) have one id, so their draws are one: they cannot be correlated"
    case .notOneDistribution(let name, let found):
      "'\(name)' cannot be correlated: its value must be one distribution, as beta(2, 5), "
        + "but is \(found); make the distribution a parameter of its own and correlate that"
    case .correlationOutOfRange(let value, let hint):
      "a correlation must be above -1 and below 1, but is \(value)\(hint)"
    case .correlationMoves:
      "a correlation must be a constant, but this is drawn or moves"
    case .jumpSizeCondition(let family):
      "the size of jumps must be a number, but \(family) gives a condition"
    case .sizeNotOneDistribution:
      "the size of compound must be one distribution, as lognormal(0, 1); scale or shift "
        + "the sum instead"
    case .countNotWhole(let family, let gives):
      "the count of compound must be a whole number, as poisson(3), but \(family) gives \(gives)"
    case .empiricalUsage:
      "write empirical(name), with a name from the section 'data'"
    case .stepsDrawn(let name):
      "'\(name)' has a value for each step and is read by its name; to draw from the column, "
        + "give it a second entry without 'at'"
    case .rowInside(let column, let table):
      "'\(column)' is drawn with its whole row of '\(table)', so it stands by itself; to truncate, "
        + "mix or add up a column, give it a second entry with 'column'"
    case .rowCorrelated(let name, let table):
      "'\(name)' cannot be correlated: it is drawn with its whole row of '\(table)', which keeps "
        + "what goes together"
    case .idNotAName:
      "'id' must be a name"
    case .idInside(let outer):
      "what '\(outer)' is made of is not drawn by itself: give 'id' to '\(outer)'"
    case .idOfAnotherDraw(let id, let owner, let place):
      "the id '\(id)' is that of \(owner) at \(place): draws with one id are of one "
        + "distribution, once per trial or in each step"
    case .truncatedWithoutFunction(let family):
      "\(family) has no distribution function and cannot be truncated"
    case .distributionNeeded(let name):
      "'\(name)' needs a distribution here"
    case .noSuchDistribution(let name):
      "there is no distribution '\(name)'"
    case .idTaken(let id):
      "the id '\(id)' is taken in this expression"
    case .drawnOnce(let family):
      "\(family) is drawn once per trial here and cannot depend on what moves"
    case .noDistributionHere:
      "a distribution cannot stand here: declare it under parameters or state"
    case .elicitedFamily(let words, let hint):
      "'family' must be one of \(words)\(hint)"
    case .elicitedMoves(let label):
      "elicited is fitted once, before the run: \(label) must be a constant, but this is "
        + "drawn or moves"
    case .elicitedQuantileCount(let given):
      "elicited needs 2 to \(ElicitedQuantiles.mostPoints) quantiles, as p5=, p50= and p95=, but "
        + "\(given) given"
    case .elicitedNoArgument(let label):
      "elicited has no argument '\(label)'; it takes quantiles, as p5= or p2_5= for 2.5 %, and "
        + "low, high, family, terms" + Self.otherThanElicited(label)
    case .elicitedNoQuantile(let label):
      "'\(label)' is no quantile: percentages lie between 0 and 100, as p5= or p2_5= for 2.5 %"
    case .elicitedTerms(let found):
      "terms must be a whole number, but is \(found)"
    case .familyCorrelated(let name):
      "'\(name)' has one value for each element and cannot be correlated as a whole"
    case .truncatedSide:
      "truncated with one bound must say on which side: write low= or high= before it"
    case .elicitedUnnamed:
      "the arguments of elicited have names: write elicited(p5=1, p50=2, p95=4)"
    }
  }
}

extension DrawCause {
  /// What takes an argument that `elicited` has not.
  fileprivate static func otherThanElicited(_ label: String) -> String {
    switch label {
    case "min", "mode", "max", "likely", "likeliest", "most_likely", "best", "worst":
      "; of the least, the likeliest and the greatest value write triangular(min, mode, max) or "
        + "pert(min, mode, max)"
    case "median": "; the median is p50="
    case "mean", "sd", "se", "sigma":
      "; of a mean and a standard deviation write normal(mean, sd)"
    default: ""
    }
  }
}
