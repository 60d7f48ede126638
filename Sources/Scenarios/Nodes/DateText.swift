import Sim

/// Dates as scenarios write them: `2026-06-01`.
enum DateText {
  static func isWellFormed(_ text: String) -> Bool {
    text.utf8.count == 10
      && text.utf8.enumerated().allSatisfy { index, byte in
        index == 4 || index == 7 ? byte == UInt8(ascii: "-") : (48...57).contains(byte)
      }
  }

  static func date(_ text: String) -> CalendarDate? {
    guard isWellFormed(text) else { return nil }
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return CalendarDate(year: parts[0], month: parts[1], day: parts[2])
  }
}
