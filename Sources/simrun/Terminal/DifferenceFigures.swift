import Foundation
import Scenarios
import Sim

/// The numbers of a difference as the screen shows them: shares in points, with as many decimals as the
/// interval is worth.
struct DifferenceFigures {
  private let row: Difference
  /// At least so many decimals, as others in the column have.
  private let least: Int

  init(_ row: Difference, least: Int = 0) {
    self.row = row
    self.least = least
  }

  var isShare: Bool { row.kind != .measure || row.isCondition }
  /// From the value to what is shown.
  var scale: Double { isShare ? 100 : 1 }

  /// A share in percent, or a mean; empty where there is none.
  func text(_ value: Double) -> String {
    value.isFinite ? Wording.fixed(scale * value, decimals) : ""
  }

  /// `12.1`, without a sign.
  var size: String { Wording.fixed(scale * row.difference.magnitude, decimals) }

  /// `+12.1`
  var signed: String { signed(row.difference) }

  /// `(−12.9 to −11.3)`
  var signedLimits: String {
    row.interval.map { "(\(signed($0.low)) to \(signed($0.high)))" } ?? ""
  }

  /// `(11.3 to 12.9)`, with signs where the limits have two.
  var limits: String {
    guard let interval = row.interval else { return "" }
    if interval.low < 0, interval.high > 0 {
      return "(\(signed(interval.low)) to \(signed(interval.high)))"
    }
    let ends = [interval.low.magnitude, interval.high.magnitude].sorted()
    return
      "(\(Wording.fixed(scale * ends[0], decimals)) to \(Wording.fixed(scale * ends[1], decimals)))"
  }

  /// Of the rows of one table of shares: as many as half of the rows need. One that needs more, as its limits
  /// would be 0, has more.
  static func decimals(ofShares rows: some Sequence<Difference>) -> Int {
    let needed = rows.map { DifferenceFigures($0) }.filter(\.isShare).map(\.decimals).sorted()
    return needed.isEmpty ? 0 : needed[(needed.count - 1) / 2]
  }

  /// As many as half the interval is worth, and as the nearer limit needs to be no 0.
  var decimals: Int {
    guard let interval = row.interval else { return isShare ? 1 : 2 }
    let half = scale * (interval.high - interval.low) / 2
    let near = scale * min(interval.low.magnitude, interval.high.magnitude)
    guard half > 0, half.isFinite else { return isShare ? 1 : 2 }
    let least = max(self.least, min(6, Int((-log10(half)).rounded(.up))))
    let crosses = interval.low <= 0 && interval.high >= 0
    return crosses
      ? least : (least...max(least, 6)).first { near * pow(10, Double($0)) >= 0.5 } ?? 6
  }

  private func signed(_ value: Double) -> String {
    let text = Wording.fixed(scale * value.magnitude, decimals)
    let isZero = text.allSatisfy { "0.".contains($0) }
    return isZero ? text : (value < 0 ? "−" : "+") + text
  }
}
