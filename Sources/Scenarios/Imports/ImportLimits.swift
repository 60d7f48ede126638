/// What a scenario can hold of a file of another tool.
enum ImportLimits {
  /// Differences of larger numbers cannot be computed with.
  static let number = 1e100

  /// Of a file with so many parties and issues.
  static func check(parties: Int, called what: String, issues: Int, in file: String)
    throws(ImportCause)
  {
    guard parties <= Limits.parties else {
      throw .tooMany(file, what: what, count: parties, most: Limits.parties)
    }
    guard issues <= Limits.issues else {
      throw .tooMany(file, what: "issues", count: issues, most: Limits.issues)
    }
    guard parties * issues <= Limits.partiesTimesIssues else {
      throw .tooMany(
        file, what: "\(what) times issues", count: parties * issues, most: Limits.partiesTimesIssues
      )
    }
  }
}
