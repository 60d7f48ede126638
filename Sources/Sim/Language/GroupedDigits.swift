extension Int {
  /// With a comma before every three digits: `10,000`.
  package var inGroups: String {
    let digits = Array(String(magnitude))
    var text = self < 0 ? "-" : ""
    for (k, digit) in digits.enumerated() {
      if k > 0, (digits.count - k) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
