import Foundation
import Testing

@testable import Sim

/// A family at one set of arguments, with probabilities that were computed elsewhere.
///
/// `reference-values.txt` holds them, 20 sets for each family and form that has a distribution:
/// closed forms, continued fractions and integrals in mpmath 1.3 with 50 digits; `levy`,
/// `levy_skew` and `landau` from scipy 1.17. A line is the family (a colon and the form, if it is
/// not the first), the arguments, and after the colon places x with P(X ≤ x), or with −P(X > x)
/// where that is smaller.
struct ReferenceValues: Sendable, CustomTestStringConvertible {
  struct Point: Sendable {
    let x: Double
    let tail: Tail
    let probability: Double

    var lower: Double { tail == .lower ? probability : 1 - probability }
  }

  let testDescription: String
  let family: Family
  let form: Int
  let arguments: [Double]
  let points: [Point]

  var distribution: Distribution { .family(family, form: form, at: 0) }

  static let all: [ReferenceValues] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("reference-values.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap(ReferenceValues.init)
  }()

  init?(_ line: Substring) {
    let halves = line.components(separatedBy: " : ")
    guard halves.count == 2 else { return nil }
    let words = halves[0].split(separator: " ")
    let name = words[0].split(separator: ":")
    guard let family = Family.named(String(name[0])) else { return nil }
    self.family = family
    form = name.count > 1 ? Int(name[1]) ?? 0 : 0
    arguments = words.dropFirst().compactMap { Double($0) }
    points = halves[1].split(separator: " ").compactMap { pair in
      let values = pair.split(separator: "=").compactMap { Double($0) }
      guard values.count == 2 else { return nil }
      let isUpper = values[1].sign == .minus
      return Point(x: values[0], tail: isUpper ? .upper : .lower, probability: abs(values[1]))
    }
    testDescription = halves[0]
  }
}
