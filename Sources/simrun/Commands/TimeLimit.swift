import ArgumentParser

/// A span of time as people and schedulers write it: `11h`, `90m`, `1h30m`, `45s`, `2:30:00`,
/// `1-12:00:00`.
struct TimeLimit: Hashable {
  let seconds: Double

  init(seconds: Double) { self.seconds = seconds }

  /// As an option takes it.
  init(option written: String) throws {
    guard let seconds = Self.seconds(of: written), seconds > 0, seconds < 1e9 else {
      throw ValidationError("it must be a time such as 11h, 90m, 1h30m or 2:30:00")
    }
    self.seconds = seconds
  }

  private static func seconds(of text: String) -> Double? {
    if text.contains(":") { return clock(text) }
    let units: [Character: Double] = ["d": 86_400, "h": 3_600, "m": 60, "s": 1]
    var sum = 0.0
    var digits = ""
    var last = Double.infinity
    for character in text {
      if character.isASCII && character.isNumber || character == "." {
        digits.append(character)
        continue
      }
      guard let unit = units[character], unit < last, let number = Double(digits) else {
        return nil
      }
      sum += number * unit
      last = unit
      digits = ""
    }
    return digits.isEmpty && last < .infinity ? sum : nil
  }

  /// `days-hours:minutes:seconds`, as Slurm writes it; without seconds it is hours and minutes only after
  /// days.
  private static func clock(_ text: String) -> Double? {
    let halves = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let last = halves.last, halves.count <= 2 else { return nil }
    let days = halves.count == 2 ? Int(halves[0]) : 0
    let parts = last.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard let days, days >= 0, parts.allSatisfy({ ($0 ?? -1) >= 0 }) else { return nil }
    let numbers = parts.compactMap(\.self)
    switch (halves.count, numbers.count) {
    case (_, 3), (2, 2):
      let rest = zip(numbers, [3_600.0, 60, 1]).reduce(0) { $0 + Double($1.0) * $1.1 }
      return Double(days) * 86_400 + rest
    case (1, 2): return Double(numbers[0]) * 60 + Double(numbers[1])
    default: return nil
    }
  }
}
