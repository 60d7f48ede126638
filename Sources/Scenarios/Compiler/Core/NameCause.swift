import Sim

/// What can be wrong with what an expression reads, once the scenario's names are known.
enum NameCause: Cause {
  case variableTaken(String)
  /// A sum without what it goes over.
  case aggregateUsage(String)
  /// Beside the variable of a sum.
  case noneOfKind(name: String, kind: String, hint: String)
  case noDomain(String)
  case byTypes
  case bySaysNothing(String)
  case byNeedsLabel(String)
  case byUsage
  case noNamedArguments(function: String, usage: String)
  case noFunction(name: String, hint: String)
  case conditionNotEvent(name: String, meant: String)
  case needsEvent(String)
  case noneOfLabels(name: String, labels: String, hint: String)
  case textHasNo(member: String, hint: String)
  case enforcementAlone
  case writtenByAlone
  case authorshipInBreach
  case authorshipUnjudged
  case noMember(name: String, member: String)
  case memberOfNoName
  case indexOfNoName
  case noSuchIndex
  case memberIndexed(String)
  case writeIssueIndex(String)
  case textIndex
  case parameterIndexed(String)
  case indexNotAName
  case wrongElement(name: String, kind: String, element: String, found: String)
  case nestedDefinitions
  case parameterMoves
  case dataAlone(String)
  case tableAlone(String, column: String)
  case noColumn(String, table: String, hint: String)
  case planAlone(String)
  case partyAlone(String)
  case issueAlone(String)
  case eventAlone(String)
  case elementAlone(name: String, element: String)
  case outOfRange(what: String, range: String, found: String, hint: String)
  case notFinite(what: String, range: String)
  case stepsBack
  case memoryNeeds(function: String, what: String, found: String)
  case eventNotValue(String)
  case writeWeightedMean
  case partyHasNo(member: String, hint: String)
  /// A number of the analyst's own, which another party has.
  case onlyOthersHave(party: String, member: String, other: String, hint: String)
  case noRatifier(party: String, name: String, hint: String)
  case ofRatifier(String)
  case ratifierAlone(String)
  case judgeUsage(String)
  case distanceUsage
  case textUnjudged
  case outcomeInMeasures
  case defaultNowhere
  case fightingOfTwo
  case ownTaken(String)
  case constraintForm
  case constraintNotLinear(String)
  case constraintOfValues(String)

  var wording: String {
    switch self {
    case .ownTaken(let name):
      "'\(name)' is read of every party: call your number otherwise"
    case .constraintForm:
      "a constraint compares with <= or >=, as in a + b <= 1"
    case .constraintNotLinear(let part):
      "a constraint is linear in the terms of issues, and '\(part)' is not"
    case .constraintOfValues(let issue):
      "'\(issue)' has values, which no constraint adds up"
    case .variableTaken(let name):
      "'\(name)' has a meaning already; take another name after 'for'"
    case .aggregateUsage(let function):
      "'\(function)' goes over issues, parties or plans; write \(function)(x for i in parties), with i in x"
    case .noneOfKind(let name, let kind, let hint):
      "'\(name)' is no \(kind)\(hint)"
    case .noDomain(let word):
      "'\(word)' is none of issues, parties, plans"
    case .byTypes:
      "the values of 'by' must be of one type"
    case .bySaysNothing(let labels):
      "'by' says nothing for \(labels); add otherwise="
    case .byNeedsLabel(let found):
      "'by' needs a label, but this is \(found)"
    case .byUsage:
      "write by(label, name=value, …)"
    case .noNamedArguments(let function, let usage):
      "'\(function)' takes no named arguments; write \(usage)"
    case .noFunction(let name, let hint):
      "there is no function '\(name)'\(hint)"
    case .conditionNotEvent(let name, let meant):
      "'\(name)' is a condition, not an event; write \(meant)"
    case .needsEvent(let function):
      "'\(function)' needs the name of an event"
    case .noneOfLabels(let name, let labels, let hint):
      "'\(name)' is none of \(labels)\(hint)"
    case .textHasNo(let member, let hint):
      "a text has no '\(member)'\(hint)"
    case .enforcementAlone:
      "write enforcement.monitoring or another of its means"
    case .writtenByAlone:
      "write written_by[party]"
    case .authorshipInBreach:
      "a breach is the same for all parties and cannot read 'text.authorship'"
    case .authorshipUnjudged:
      "'text.authorship' can be read only where a party judges a text"
    case .noMember(let name, let member):
      "'\(name)' has no '\(member)'"
    case .memberOfNoName:
      "only a name can have a member"
    case .indexOfNoName:
      "only a name can have an index"
    case .noSuchIndex:
      "only a text's written_by and a party's ideal and weight have an index"
    case .memberIndexed(let member):
      "'\(member)' has no index; only ideal and weight have"
    case .writeIssueIndex(let name):
      "write \(name)[issue]"
    case .textIndex:
      "of a text, only written_by[party] has an index"
    case .parameterIndexed(let name):
      "'\(name)' is a parameter and has no index; write '\(name)'"
    case .indexNotAName:
      "an index is the name of an issue, a party or a plan"
    case .wrongElement(let name, let kind, let element, let found):
      "'\(name)' has one value for each \(kind), and '\(element)' is \(found)"
    case .nestedDefinitions:
      "definitions are nested more than \(Limits.nestedDefinitions) deep"
    case .parameterMoves:
      "a parameter is drawn once per trial and cannot read what moves"
    case .dataAlone(let name):
      "'\(name)' is a column of data; write empirical(\(name)) to draw from it"
    case .tableAlone(let name, let column):
      "'\(name)' is a table of data; write empirical(\(name).\(column)) to draw a row of it"
    case .noColumn(let column, let table, let hint):
      "the table '\(table)' has no column '\(column)'\(hint)"
    case .planAlone(let name):
      "'\(name)' is a plan; write \(name).issue for one of its terms"
    case .partyAlone(let name):
      "'\(name)' is a party; write \(name).utility or another of its quantities"
    case .issueAlone(let name):
      "'\(name)' is an issue; write draft.\(name) or another text's"
    case .eventAlone(let name):
      "'\(name)' is an event; write happened(\(name)), fires(\(name)) or since(\(name))"
    case .elementAlone(let name, let element):
      "'\(name)' is \(element); read something of it, as 'x[\(name)]'"
    case .outOfRange(let what, let range, let found, let hint):
      "\(what) must be \(range)\(found)\(hint)"
    case .notFinite(let what, let range):
      "\(what) must be \(range), but is not a finite number"
    case .stepsBack:
      "how many steps back must be a whole number from 1 to 1,000"
    case .memoryNeeds(let function, let what, let found):
      "'\(function)' needs \(what), but this is \(found)"
    case .eventNotValue(let function):
      "'\(function)' needs a value or a condition, not an event"
    case .writeWeightedMean:
      "write weighted_mean[issue]"
    case .partyHasNo(let member, let hint):
      "a party has no '\(member)'\(hint)"
    case .onlyOthersHave(let party, let member, let other, let hint):
      "'\(party)' has no '\(member)', as '\(other)' has\(hint)"
    case .noRatifier(let party, let name, let hint):
      "'\(party)' has no ratifier '\(name)'\(hint)"
    case .ofRatifier(let member):
      "of a ratifier, expressions can read 'support'; there is no '\(member)'"
    case .ratifierAlone(let name):
      "write ratifiers.\(name).support"
    case .judgeUsage(let function):
      "write \(function)(party, text)"
    case .distanceUsage:
      "write distance(text, text)"
    case .textUnjudged:
      "'text' can be read only where a party judges a text"
    case .outcomeInMeasures:
      "'outcome' can be read only in measures"
    case .defaultNowhere:
      "'default' can be read only where a party's built-in value is replaced"
    case .fightingOfTwo:
      "'fighting' needs two parties with role: belligerent"
    }
  }
}
