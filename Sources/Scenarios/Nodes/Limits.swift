/// How large a scenario may be. Every error about one of these names its number.
enum Limits {
  /// Of a study.
  static let points = 1_000_000
  static let fileBytes = 1 << 20
  static let allFilesBytes = 4 << 20
  static let depth = 16
  static let nodes = 100_000
  static let scalarBytes = 4096
  static let extendsDepth = 8
  static let nameLength = 64
  static let names = 10_000
  static let steps = 100_000
  /// Times that a part of an expression is read while the scenario is compiled.
  static let readings = 5_000_000
  static let instructions = 200_000
  /// Values that a trial keeps from step to step.
  static let memories = 20_000
  static let nestedDefinitions = 32
  static let parties = 500
  static let issues = 100
  static let constraints = 100
  static let partiesTimesIssues = 2500
  static let plans = 200
  static let regimes = 64
  static let verifiedTrials = 10_000_000
  static let errorsShown = 100
  static let dataBytes = 64 << 20
  static let dataRows = 1_000_000
  static let dataColumns = 1_000
  /// Columns that one scenario draws from.
  static let data = 100
  /// Entries of `also` of `verify`.
  static let variations = 1_000
  /// Combinations of levels that a search over texts tries where other terms are free.
  static let searchedCombinations = 4_096
  /// The same where every term has levels.
  static let levelCombinations = 1_000_000
  /// The same where worths are sums of worths of terms, too.
  static let additiveCombinations = 10_000_000
  /// Values that an issue can take.
  static let values = 2_000
  /// Values of an issue up to which results have a measure for each.
  static let reportedValues = 20
  /// Parties whose acceptance `carried_when` may read where a protocol searches: all their sets are
  /// tried.
  static let carryingParties = 12
  /// Sets of parties that a proposer who is drawn chooses among.
  static let proposedSets = 70
  /// Rounds of a protocol that solves its game backward anew in each.
  static let horizon = 100
}
