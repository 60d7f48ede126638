/// How long the units of time last in steps of one clock.
///
/// The factors are fixed, taken pair by pair and never chained: 7 days a week; 365 days, 52 weeks,
/// 12 months, 4 quarters a year; a month is a twelfth, a quarter a fourth of the year's days or
/// weeks. So a year is 52 weeks and 365 days although 52 weeks are 364 days.
public struct Timescale: Hashable, Sendable {
  /// What one step of the clock lasts; `.step` where the clock has no calendar.
  public let unit: TimeUnit
  /// The step's word in the singular: `week`, `round`.
  public let word: String

  /// A calendar unit by its singular (`day` … `year`), or any other word for a clock without a
  /// calendar.
  public init(step word: String) {
    self.word = word
    unit = Self.calendarUnits.first { $0.word == word }?.unit ?? .step
  }

  /// How many steps one unit lasts; `nil` for a calendar unit where the clock has none.
  public func steps(in other: TimeUnit) -> Double? {
    if other == unit || other == .step { return 1 }
    if unit == .day, other == .week { return 7 }
    if unit == .week, other == .day { return 1.0 / 7 }
    guard let own = Self.perYear(unit), let others = Self.perYear(other) else { return nil }
    return own / others
  }

  /// The unit that a word names, singular or plural; the clock's own word is one too.
  ///
  /// Throws, at `offset` of `source`, for a word that is no unit, and for a calendar unit on a
  /// clock without a calendar.
  public func unit(
    named name: String, in source: SourceText, at offset: Int
  ) throws(Diagnostic) -> TimeUnit {
    if name == word || name == plural { return unit }
    if name == "step" || name == "steps" { return .step }
    guard let named = Self.calendarUnits.first(where: { $0.word == name || $0.plural == name })
    else {
      let units = unit == .step ? ownUnits("or") : "days, weeks, months, quarters, years or steps"
      throw Diagnostic(source, at: offset, "'\(name)' is no unit of time; use \(units)")
    }
    guard unit != .step else {
      throw Diagnostic(
        source, at: offset,
        "this clock has no calendar: only \(ownUnits("(or", ")")) can be used, not \(named.plural)")
    }
    return named.unit
  }

  private static let calendarUnits: [(unit: TimeUnit, word: String, plural: String)] = [
    (.day, "day", "days"), (.week, "week", "weeks"), (.month, "month", "months"),
    (.quarter, "quarter", "quarters"), (.year, "year", "years"),
  ]

  private static func perYear(_ unit: TimeUnit) -> Double? {
    switch unit {
    case .day: 365
    case .week: 52
    case .month: 12
    case .quarter: 4
    case .year: 1
    case .step: nil
    }
  }

  /// `steps (or rounds)`; only `steps` where the clock's word is `step` itself.
  private func ownUnits(_ joint: String, _ end: String = "") -> String {
    plural == "steps" ? "steps" : "steps \(joint) \(plural)\(end)"
  }

  /// By the regular rules of English spelling.
  private var plural: String {
    let beforeLast = word.dropLast().last
    if word.hasSuffix("y"), let beforeLast, !"aeiou".contains(beforeLast) {
      return word.dropLast() + "ies"
    }
    let hisses = ["s", "x", "z", "ch", "sh"].contains { word.hasSuffix($0) }
    return word + (hisses ? "es" : "s")
  }
}
