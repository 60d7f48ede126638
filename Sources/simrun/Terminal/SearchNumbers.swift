import Foundation
import Scenarios
import Sim

/// Numbers of a search, as its screen shows them: shares in per cent, differences of shares in points, means in
/// their own unit.
struct SearchNumbers {
  /// By name of a measure.
  let units: [String: String]

  func percent(_ share: Double) -> String {
    fixed(100 * share, abs(share) < 0.0995 ? 1 : 0)
  }

  /// A share in per cent; anything else as it is.
  func value(_ value: Double, of aim: SearchAim) -> String {
    aim.isShare ? "\(fixed(100 * value, 1)) %" : plain(value)
  }

  func interval(_ sample: SearchSample, _ number: Int, of aim: SearchAim) -> String {
    let own = value(sample.mean(number), of: aim)
    guard let limits = sample.interval(number, isShare: aim.isShare) else { return own }
    return "\(own) (\(self.limits(limits, inPoints: aim.isShare)))"
  }

  /// A difference of the aim.
  func difference(_ value: Double, of aim: SearchAim) -> String {
    aim.isShare ? "\(fixed(100 * value, 1)) points" : plain(value)
  }

  func signed(_ value: Double, of aim: SearchAim) -> String {
    let text = aim.isShare ? fixed(100 * value, 1) : plain(value)
    return value > 0 && text != "0" && text != "0.0" ? "+" + text : text
  }

  func limits(_ interval: Interval, inPoints: Bool) -> String {
    let ends = [interval.low, interval.high]
    return ends.map { inPoints ? fixed(100 * $0, 1) : plain($0) }.joined(separator: " to ")
  }

  /// By how much a limit is kept: of shares in points, else in the unit of its measures, if they have one.
  func slack(_ value: Double, of limit: SearchLimit) -> String {
    guard !limit.excess.isOfShares else {
      // As many digits as it takes to be seen.
      let decimals =
        value == 0 ? 1 : (1...6).first { (abs(value) * pow(10, Double($0 + 2))) >= 0.5 } ?? 6
      return "\(fixed(100 * value, decimals)) points"
    }
    let found = Set(limit.excess.measures.map { units[$0] ?? "" })
    let unit = limit.excess.isOfMeasures && found.count == 1 ? found.first ?? "" : ""
    return unit.isEmpty ? plain(value) : "\(plain(value)) \(VisibleText.cell(unit))"
  }

  func plain(_ value: Double, signed: Bool = false) -> String {
    var text = "\(SignificantDigits.rounded(value, to: 3))"
    if text.hasSuffix(".0") { text = String(text.dropLast(2)) }
    if text == "-0" { text = "0" }
    return signed && value > 0 && text != "0" ? "+" + text : text
  }

  /// Without a minus before zeros.
  private func fixed(_ value: Double, _ decimals: Int) -> String {
    let text = Wording.fixed(value, decimals)
    return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) }
      ? String(text.dropFirst()) : text
  }

  /// The end of a dotted name says most.
  static func short(_ name: String) -> String {
    VisibleText.cell(name.split(separator: ".").last.map(String.init) ?? name)
  }
}
