import Foundation
import Sim

/// Numbers and words of a page.
enum ReportText {
  /// With three digits that count; empty without a number.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "" : value > 0 ? "no limit" : "−no limit" }
    if value == 0 { return "0" }
    let magnitude = value.magnitude
    guard magnitude >= 1e-4, magnitude < 1e15 else {
      return sign(value) + String(format: "%.2e", locale: nil, magnitude)
    }
    let decimals = max(0, 2 - Int(log10(magnitude).rounded(.down)))
    let text = String(format: "%.\(decimals)f", locale: nil, magnitude)
    let parts = text.split(separator: ".", maxSplits: 1)
    let whole = Int(parts[0])?.inGroups ?? String(parts[0])
    var rest = parts.count > 1 ? String(parts[1]) : ""
    while rest.last == "0" { rest.removeLast() }
    return sign(value) + whole + (rest.isEmpty ? "" : "." + rest)
  }

  private static func sign(_ value: Double) -> String { value < 0 ? "−" : "" }

  /// In percent, with as many decimals as an interval supports.
  static func percent(_ share: Double, decimals: Int) -> String {
    share.isFinite ? String(format: "%.\(decimals)f", locale: nil, 100 * share) : ""
  }
}
