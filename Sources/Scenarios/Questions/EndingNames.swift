package import Sim

/// Names of classes, which may be any words, as an expression or an option has them: `truce that holds` is
/// `truce_that_holds` too.
package enum EndingNames {
  /// In lower case, with `_` for what no name has. As many characters as there were.
  package static func plain(_ name: String) -> String { ClassWords.of(name) }

  /// Where the one that is meant stands: the one that is written so, else one that is so as a plain name.
  static func place(of written: String, among names: [String]) -> Int? {
    ClassWords.place(of: written, among: names)
  }

  /// The outcome or class that is meant; what is written, where there is none.
  package static func meant(_ written: String, in reports: [Report]) -> String {
    let known = reports.flatMap { $0.outcomes.map(\.name) + $0.classes }
    return place(of: written, among: known).map { known[$0] } ?? written
  }

  /// An expression of an option. Names in it may stand in quotes.
  static func expression(_ text: String, option: String) throws(Diagnostics) -> Expression {
    do throws(Diagnostics) {
      return try ExpressionParser.parse(SourceText(unquoted(text), path: option))
    } catch {
      throw Diagnostics(error.all.map(withSpaces))
    }
  }

  /// With plain names in place of quoted ones, each character where it was.
  private static func unquoted(_ text: String) -> String {
    var (plain, quoted) = ("", "")
    var end: Character?
    for character in text {
      if let mark = end {
        quoted.append(character)
        guard character == mark else { continue }
        plain += " " + Self.plain(String(quoted.dropLast())) + " "
        (end, quoted) = (nil, "")
      } else if character == "\"" || character == "'" {
        end = character
      } else {
        plain.append(character)
      }
    }
    return end == nil ? plain : text
  }

  /// Two words side by side may be a name with a space.
  private static func withSpaces(_ problem: Diagnostic) -> Diagnostic {
    guard case LanguageCause.operatorMissing(let a, let b) = problem.cause,
      a.first?.isLetter ?? false, b.first?.isLetter ?? false
    else { return problem }
    var problem = problem
    problem.cause = TrialRuleCause.spaces(a, b)
    return problem
  }
}
