/// What can be wrong with an expression, whatever scenario it stands in.
public enum LanguageCause: Cause {
  /// A calendar is needed, and the clock has none: only `usable` can be used, not `instead`.
  case noCalendar(usable: String, instead: String?)
  /// A word that is a value elsewhere: `inf`, `yes`.
  case foreignValue(String)

  public var wording: String {
    switch self {
    case .noCalendar(let usable, let instead):
      "this clock has no calendar: only \(usable) can be used"
        + (instead.map { ", not \($0)" } ?? "")
    case .foreignValue(let word):
      switch word.lowercased() {
      case "yes", "no", "on", "off": "'\(word)' is not a value; write true or false"
      default: "'\(word)' is no number; every number is finite"
      }
    }
  }
}
