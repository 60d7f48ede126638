/// What expressions read of a text beside its terms.
enum TextWords {
  /// Not offered where a name is nearly another, as it has a part of its own.
  static let enforcement = "enforcement"
  static let readable = ["open_issues", "written_by", "authorship"]
  static let all = Set(readable + [enforcement])
}
