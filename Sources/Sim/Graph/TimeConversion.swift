/// How long the units of time last on one clock.
///
/// A week is 7 days on every clock. A year is 365 days; on a clock of weeks it is 52 weeks, so that
/// it is a whole number of steps. A month is a twelfth and a quarter a fourth of the year.
///
/// Durations are counted in ticks, of which every unit has a whole number: a duration of whole
/// units is a whole number of ticks, its sums and comparisons are exact, and a conversion rounds
/// once.
package struct Timescale: Hashable, Sendable {
  /// What one step of the clock lasts; `.step` where the clock has no calendar.
  package let unit: TimeUnit
  /// The step's word in the singular: `week`, `round`.
  package let word: String

  /// A calendar unit by its singular (`day` … `year`), or any other word for a clock without a
  /// calendar.
  package init(step word: String) {
    self.word = word
    unit = Self.calendarUnits.first { $0.word == word }?.unit ?? .step
  }

  /// How many ticks one unit lasts; `nil` for a calendar unit where the clock has none.
  ///
  /// Thousands, so that units with up to three decimals are whole ticks too.
  package func ticks(in other: TimeUnit) -> Double? {
    let own = other == .step ? unit : other
    if unit == .step { return own == .step ? 1_000 : nil }
    return switch (own, unit) {
    // 21 to the week, so that a month, 52/12 weeks, has a whole number.
    case (.day, .week): 3_000
    case (.week, .week): 21_000
    case (.month, .week): 91_000
    case (.quarter, .week): 273_000
    case (.year, .week): 1_092_000
    // 12 to the day, so that a month, 365/12 days, has a whole number.
    case (.day, _): 12_000
    case (.week, _): 84_000
    case (.month, _): 365_000
    case (.quarter, _): 1_095_000
    case (.year, _): 4_380_000
    case (.step, _): nil
    }
  }

  /// How many ticks a step lasts.
  package var ticksInStep: Double { ticks(in: .step) ?? 1_000 }

  /// How many steps one unit lasts; `nil` for a calendar unit where the clock has none.
  package func steps(in other: TimeUnit) -> Double? { ticks(in: other).map { $0 / ticksInStep } }

  /// The unit that a word names, singular or plural; the clock's own word is one too.
  ///
  /// Throws, at `offset` of `source`, for a word that is no unit, and for a calendar unit on a
  /// clock without a calendar.
  package func unit(
    named name: String, in source: SourceText, at offset: Int
  ) throws(Diagnostic) -> TimeUnit {
    if let own = ownUnit(named: name) { return own }
    guard let named = Self.calendarUnits.first(where: { $0.word == name || $0.plural == name })
    else {
      let units = unit == .step ? ownUnits("or") : "days, weeks, months, quarters, years or steps"
      throw Diagnostic(source, at: offset, LanguageCause.notAUnit(name, units: units))
    }
    guard unit != .step else {
      throw Diagnostic(
        source, at: offset,
        LanguageCause.noCalendar(usable: ownUnits("(or", ")"), instead: named.plural))
    }
    return named.unit
  }

  /// The same; `nil` where that throws.
  package func unit(named name: String) -> TimeUnit? {
    if let own = ownUnit(named: name) { return own }
    guard unit != .step else { return nil }
    return Self.calendarUnits.first { $0.word == name || $0.plural == name }?.unit
  }

  private func ownUnit(named name: String) -> TimeUnit? {
    if name == word || name == plural { return unit }
    return name == "step" || name == "steps" ? .step : nil
  }

  private static let calendarUnits: [(unit: TimeUnit, word: String, plural: String)] = [
    (.day, "day", "days"), (.week, "week", "weeks"), (.month, "month", "months"),
    (.quarter, "quarter", "quarters"), (.year, "year", "years"),
  ]

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
