import Foundation
import Sim

/// The shares of a table in percent as they are printed: all with the same number of decimals, and
/// so that they add up to 100.
///
/// The decimals are those that the widest interval of the table supports. Each share is rounded down,
/// and what is then missing to 100 goes to those that lost most (the method of the largest remainder;
/// Hamilton 1792), one unit each, the first of several that lost as much.
struct RoundedShares {
  let decimals: Int
  /// In units of the last decimal, in the order of the shares.
  let units: [Int]

  /// More decimals than this say nothing that a screen is read for.
  private static let mostDecimals = 4

  /// `decimals`: those of the table, where it has the shares of several points.
  init(_ shares: [Summary.Share], decimals: Int? = nil) {
    self.decimals = decimals ?? Self.decimals(shares)
    let whole = Self.whole(self.decimals)
    guard let trials = shares.first?.trials, trials > 0 else {
      units = shares.map { _ in 0 }
      return
    }
    // In whole numbers: two shares that lost as much are equal.
    let parts = shares.map { share in
      trials.dividingFullWidth(share.count.multipliedFullWidth(by: whole))
    }
    var units = parts.map(\.quotient)
    let missing = whole - units.reduce(0, +)
    let counted = shares.reduce(0) { $0 + $1.count }
    if counted == trials, missing > 0 {
      let order = parts.indices.sorted {
        (parts[$1].remainder, $0) < (parts[$0].remainder, $1)
      }
      for index in order.prefix(missing) { units[index] += 1 }
    }
    self.units = units
  }

  /// Shares that are no counts, with decimals of the column beside them.
  init(expected shares: [Double], decimals: Int) {
    self.decimals = decimals
    let whole = Self.whole(decimals)
    let parts = shares.map { $0 * Double(whole) }
    // What is a whole number but for its last digits is that.
    var units = parts.map { Int(($0 + 1e-6).rounded(.down)) }
    let missing = whole - units.reduce(0, +)
    if abs(shares.reduce(0, +) - 1) < 1e-9, missing > 0 {
      let left = zip(parts, units).map { $0 - Double($1) }
      for index in parts.indices.sorted(by: { (left[$1], $0) < (left[$0], $1) }).prefix(missing) {
        units[index] += 1
      }
    }
    self.units = units
  }

  /// Those of a table with a row of shares for each of several points.
  static func decimals(ofAll rows: [[Summary.Share]]) -> Int {
    rows.filter { row in row.contains { $0.count > 0 && $0.count < $0.trials } }.map(decimals).min()
      ?? 0
  }

  private static func decimals(_ shares: [Summary.Share]) -> Int {
    // Nothing but all and none needs no decimal.
    guard shares.contains(where: { $0.count > 0 && $0.count < $0.trials }) else { return 0 }
    return min(mostDecimals, shares.map { decimals(for: $0.interval) }.min() ?? 0)
  }

  /// The last digit's unit is the largest power of ten within the interval's half width, but not
  /// above one percent. The files have all digits.
  static func decimals(for interval: Interval) -> Int {
    let half = (interval.high - interval.low) * 50
    guard half > 0 else { return 0 }
    return min(6, max(0, Int((-log10(half)).rounded(.up))))
  }

  /// 100 %.
  private static func whole(_ decimals: Int) -> Int {
    (0..<decimals).reduce(100) { value, _ in value * 10 }
  }

  func text(_ index: Int) -> String { text(units: units[index]) }

  /// Of several rows together.
  func text(sumOf indices: [Int]) -> String { text(units: indices.reduce(0) { $0 + units[$1] }) }

  private func text(units: Int) -> String {
    Wording.fixed(100 * Double(units) / Double(Self.whole(decimals)), decimals)
  }

  /// The limits with the same decimals, moved out where rounding would leave the printed share
  /// outside of them.
  func limits(_ interval: Interval, around indices: [Int]) -> (low: String, high: String) {
    let whole = Double(Self.whole(decimals))
    let share = indices.reduce(0) { $0 + units[$1] }
    let low = min(share, Int((interval.low * whole).rounded()))
    let high = max(share, Int((interval.high * whole).rounded()))
    return (text(units: low), text(units: high))
  }
}
