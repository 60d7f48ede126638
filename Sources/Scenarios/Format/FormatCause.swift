import Sim

/// What can be wrong with one entry by itself: its keys, its shape, what it says.
enum FormatCause: Cause {
  // Shapes.
  case expected(String, found: String, hint: String = "")
  case wrongCount(Int, expected: Int)
  case tooMany(Int, what: String, limit: Int)
  case belowLeast(String, Int)
  case overLimit(String, Int)
  case noSuchDay(String)
  case nothingChanged
  case nothingNamed
  case namedTwice(String)
  case writeWord(name: String, word: String)
  /// `outer` holds such entries elsewhere, but not here.
  case leaveOut(String, what: String)

  // Keys.
  case unknownKey(String, hint: String)
  /// `measures {m: x}`.
  case noColon(String)
  case missingKey(String, meaning: String)
  case keyNeeds(String, other: String, meaning: String)
  case noneOf(String, groups: [String])
  case excluding(String, String, what: String)
  case notBuilt(String)

  // Words.
  case unknownWord(what: String, String, hint: String)
  case wordNeeds(String, String)

  // Entries.
  case openBracket(String)
  case termNotOpen
  case noCalendarStep(String)
  /// `from` is where `hard: true` is inherited from.
  case slopeOfHardLine(from: String?)
  case neitherHardNorSlope
  case nothingToRemove(String)

  // Amounts in the unit of an issue.
  case amountOffLine(String, issue: String, low: String, high: String)
  case otherUnit(String, issue: String, low: String, high: String)
  /// One ideal for all issues, whose lines differ.
  case amountForAll(String, issue: String)
  /// `meant` is the number with the unit of the issue.
  case numberOffScale(String, String, meant: String)
  /// Amounts are written, and the ends of the issue are none of one unit.
  case noLine(String, low: String?, high: String?)
  /// `1,500`, and the number without separators.
  case groupedDigits(String, String)
  /// Words in place of a term; `meant` is the end that they describe.
  case wordsForTerm(String, issue: String, low: String, high: String, meant: String?)
  case otherAlone
  case ownOfNoNumber(String)

  var wording: String {
    switch self {
    case .otherAlone:
      "'other' is a second party: write [party, other]"
    case .ownOfNoNumber(let name):
      "'\(name)' is a number of your own, so a number or an expression must stand there"
    case .amountOffLine(let amount, let issue, let low, let high):
      "\(amount) lies outside of the line of '\(issue)', from \(low) to \(high)"
    case .otherUnit(let amount, let issue, let low, let high):
      "'\(amount)' is not in the unit of '\(issue)', whose line runs from \(low) to \(high)"
    case .amountForAll(let amount, let issue):
      "'\(amount)' is on the line of '\(issue)' alone; give each issue its own, as in {\(issue): \(amount)}, or "
        + "one number for all"
    case .numberOffScale(let what, let number, let meant):
      "\(what) must be between 0 and 1, but is \(number); in the unit of the issue write \(meant)"
    case .noLine(let issue, let low, let high):
      "terms of '\(issue)' are written as amounts, and its ends are \(Self.end(low)) and \(Self.end(high)): "
        + "give 'low' and 'high' as two different amounts of one unit"
    case .groupedDigits(let written, let plain):
      "'\(written)' has a comma: numbers have no separators of thousands; write \(plain)"
    case .wordsForTerm(let text, let issue, _, _, let meant?):
      "'\(text)' is what \(meant) stands for on '\(issue)': a term is a number; write \(meant)"
    case .wordsForTerm(let text, let issue, let low, let high, nil):
      "'\(text)' is no term of '\(issue)': write a number from 0, '\(low)', to 1, '\(high)'"
    case .expected(let expected, let found, let hint):
      "expected \(expected), but this is \(found)\(hint)"
    case .wrongCount(let count, let expected):
      "expected \(expected) values, but there \(count == 1 ? "is" : "are") \(count)"
    case .tooMany(let count, let what, let limit): "\(count) \(what); the limit is \(limit)"
    case .belowLeast(let text, let least): "expected at least \(least), but this is \(text)"
    case .overLimit(let text, let limit): "\(text) is over the limit of \(limit)"
    case .noSuchDay(let text): "there is no day \(text)"
    case .nothingChanged: "nothing is changed here"
    case .nothingNamed: "nothing is named here"
    case .namedTwice(let name): "'\(name)' is named twice"
    case .writeWord(let name, let word): "write \(name): \(word)"
    case .leaveOut(let outer, let what):
      "leave '\(outer)' out: the \(what) stand here themselves"
    case .noColon(let name): "a colon and a space are missing after '\(name)'"
    case .unknownKey(let name, let hint): "unknown key '\(name)'\(hint)"
    case .missingKey(let name, let meaning): "'\(name)' is missing (\(meaning))"
    case .keyNeeds(let name, let other, let meaning):
      "'\(name)' needs '\(other)' beside it (\(meaning))"
    case .noneOf(let what, let groups):
      "no \(what): give one of \(groups.joined(separator: ", "))"
    case .excluding(let name, let other, let what):
      "'\(name)' and '\(other)' exclude each other: give one \(what)"
    case .notBuilt(let name): "'\(name)' is not built yet"
    case .unknownWord(let what, let word, let hint): "unknown \(what) '\(word)'\(hint)"
    case .wordNeeds(let word, let needed): "'\(word)' needs \(needed)"
    case .openBracket(let key): "a bracket is not closed in '\(key)'"
    case .termNotOpen: "a term that is not left open is a number"
    case .noCalendarStep(let word):
      "a clock with a start steps by day, week, month, quarter or year, not by '\(word)'"
    case .slopeOfHardLine(nil): "a hard red line is never accepted: it has no 'slope'"
    case .slopeOfHardLine(let place?):
      "a hard red line has no 'slope', and 'hard: true' comes from \(place): "
        + "write 'hard: false' beside the slope"
    case .neitherHardNorSlope: "give 'hard: true' or a 'slope'"
    case .nothingToRemove(let name):
      "there is no '\(name)' to remove in what this file extends"
    }
  }
}

extension FormatCause {
  private static func end(_ written: String?) -> String { written.map { "'\($0)'" } ?? "missing" }
}
