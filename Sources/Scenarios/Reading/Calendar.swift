import Sim

/// The steps of a scenario as dates and durations.
struct Calendar: Sendable {
  let start: CalendarDate?
  let steps: Int
  let timescale: Timescale
  private let step: Clock.Step

  /// Without a clock the scenario is one look: step 0 only.
  ///
  /// A clock made in code has at most as many steps as one that is read.
  init(_ clock: Clock?) {
    start = clock?.start
    steps = min(max(clock?.steps ?? 0, 0), Limits.steps)
    step = clock?.step ?? .word("step")
    timescale = Timescale(step: Self.word(step))
  }

  /// The clock's word, which is a name for the number of the step.
  var word: String { Self.word(step) }

  private static func word(_ step: Clock.Step) -> String {
    switch step {
    case .day: "day"
    case .week: "week"
    case .month: "month"
    case .quarter: "quarter"
    case .year: "year"
    case .word(let word): word
    }
  }

  /// The date at the end of a step. Months and years keep the day of the start, or take the
  /// month's last.
  func date(at n: Int) -> CalendarDate? {
    guard let start else { return nil }
    return switch step {
    case .day: start.adding(days: n)
    case .week: start.adding(days: 7 * n)
    case .month: start.adding(months: n)
    case .quarter: start.adding(months: 3 * n)
    case .year: start.adding(months: 12 * n)
    case .word: nil
    }
  }

  /// The step that covers a date: the first with a date at or after it; 0 up to the start.
  func step(covering date: CalendarDate) -> Int? {
    guard let start else { return nil }
    if date <= start { return 0 }
    var low = 0
    var high = steps
    guard let last = self.date(at: high), last >= date else { return nil }
    while low + 1 < high {
      let middle = (low + high) / 2
      if let there = self.date(at: middle), there >= date { high = middle } else { low = middle }
    }
    return high
  }

  /// The step's number, 0 first.
  var dayNumbers: [Double]? {
    guard start != nil else { return nil }
    return (0...steps).map { Double(date(at: $0)?.dayNumber ?? 0) }
  }
}
