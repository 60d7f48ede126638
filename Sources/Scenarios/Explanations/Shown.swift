internal import Foundation

/// Numbers as people read them.
package enum Shown {
  /// Four significant digits, without zeros at the end.
  package static func number(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return "\(value)" }
    if value == value.rounded(), value.magnitude < 1e6 { return String(Int(value)) }
    let text = String(format: "%.\(digits)g", locale: nil, value)
    return text == "-0" ? "0" : text
  }

  /// Two decimals; more where that would hide what there is.
  package static func worth(_ value: Double) -> String {
    let text = String(format: "%.2f", locale: nil, value)
    guard value != 0, Double(text) == 0 else { return text }
    return String(format: "%.1g", locale: nil, value)
  }
}
