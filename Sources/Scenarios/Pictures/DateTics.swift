import Sim

/// Where an axis of dates has its names: at the beginnings of months or years where there are enough of
/// them, else at dates of the table.
struct DateTics {
  let tics: [(date: String, text: String)]

  private static let most = 5
  private static let strides = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000]

  init(_ panel: LinePanel) {
    let dates = panel.layers.flatMap { layer in layer.rows.distinct(panel.x.column) }
      .compactMap(CalendarDate.init(written:))
    self.init(dates)
  }

  init(_ dates: [CalendarDate]) {
    guard let first = dates.min(), let last = dates.max() else {
      tics = []
      return
    }
    let (start, end) = (first.components, last.components)
    let months = (end.year - start.year) * 12 + end.month - start.month
    guard months > 1 else {
      let all = Set(dates).sorted()
      let step = max(1, (all.count + 2) / 3)
      tics = stride(from: 0, to: all.count, by: step).map { ("\(all[$0])", "\(all[$0])") }
      return
    }
    let step = Self.strides.first { months / $0 <= Self.most } ?? 12_000
    let from = start.year * 12 + start.month - 1
    let places = (from...(from + months)).filter {
      $0 % step == 0 && ($0 > from || start.day == 1)
    }
    tics = places.compactMap { place in
      guard let date = CalendarDate(year: place / 12, month: place % 12 + 1, day: 1) else {
        return nil
      }
      let text = "\(date)"
      return (text, String(text.dropLast(step % 12 == 0 ? 6 : 3)))
    }
  }
}

extension CalendarDate {
  /// `2025-11-26`.
  fileprivate init?(written text: String) {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    self.init(year: parts[0], month: parts[1], day: parts[2])
  }
}
