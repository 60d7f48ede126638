/// What a scenario can hold of a file of another tool.
enum ImportLimits {
  /// Differences of larger numbers cannot be computed with.
  static let number = 1e100

  /// `areFiles`: each of the parties is a file by itself, and `file` has the issues alone.
  static func check(
    parties: Int, called what: String, areFiles: Bool = false, issues: Int, in file: String
  ) throws(ImportCause) {
    guard parties <= Limits.parties else {
      throw areFiles
        ? .tooManyFiles(what: what, count: parties, most: Limits.parties)
        : .tooMany(file, what: what, count: parties, most: Limits.parties)
    }
    guard issues <= Limits.issues else {
      throw .tooMany(file, what: "issues", count: issues, most: Limits.issues)
    }
    let product = parties * issues
    guard product <= Limits.partiesTimesIssues else {
      let both = "\(what) times issues"
      throw areFiles
        ? .tooManyFiles(what: both, count: product, most: Limits.partiesTimesIssues)
        : .tooMany(file, what: both, count: product, most: Limits.partiesTimesIssues)
    }
  }
}
