import Sim

/// Format 1: `clock`.
enum ClockFormat {
  static let section = Field<Scenario>(
    "clock", clock, { $0.clock = $1 }, "without one the scenario is one look")

  /// The steps of a calendar.
  static let steps = ["day", "week", "month", "quarter", "year"]

  private static let clock = Form<Clock>.record(
    Part.all(
      .optional("start", Form(.date) { $0.date }, "the date of step 0"),
      .key(
        "step", .choice(Format.Choice(what: "step", words: steps, isOpen: true)),
        "day, week, month, quarter, year or a word of your own"),
      .key("steps", .count(1...Limits.steps), "how many steps there are"), Clock.init)
  ) { cursor, clock in
    if clock.start != nil, case .word(let word) = clock.step {
      cursor["step"]?.error(FormatCause.noCalendarStep(word))
      return nil
    }
    return clock
  }
}

extension Clock {
  fileprivate init(_ start: CalendarDate?, _ word: Named, _ steps: Int) {
    let step: Step =
      switch word.name {
      case "day": .day
      case "week": .week
      case "month": .month
      case "quarter": .quarter
      case "year": .year
      default: .word(word.name)
      }
    self.init(start: start, step: step, steps: steps)
  }
}
